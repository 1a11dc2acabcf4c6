"""What commands say is said in the language of the command line, and JSON in English."""

from __future__ import annotations

import re
from gettext import NullTranslations

import pytest

from adjudicator.words import Language
from tests.cli.conftest import Terminal


class OtherWords(NullTranslations):
    """Every sentence in other letters, but for its places."""

    def gettext(self, message: str) -> str:
        return re.sub(r"e(?![^{]*})", "é", message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(super().ngettext(msgid1, msgid2, n))


@pytest.fixture(autouse=True)
def other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line speaks another language."""
    language = Language("xx", "Other", OtherWords())
    monkeypatch.setattr("adjudicator.cli.shared.output.language", lambda: language)


def test_answers_and_what_is_said_beside_them(terminal: Terminal) -> None:
    assert terminal("sitting", "c.case").out.startswith("A scréén is lockéd aftér 10 minutés without kéy or mousé.")
    assert "Say who acts: --as PERSON." in terminal("release", "c.case", "--out", "out").err
    assert "No court ordér is éntéréd." in terminal("order", "list", "c.case").out


def test_the_help_of_an_option(terminal: Terminal) -> None:
    assert "Answér as JSON." in terminal("calendar", "--help").out


def test_the_days_of_the_law_stand_in_their_column(terminal: Terminal) -> None:
    lines = terminal("calendar", "c.case").out.splitlines()
    assert any(line.startswith("Fri Nov 6, 2020, 5:00 p.m.    ") for line in lines)
    assert "Rulés: " in lines[1]


def test_json_stays_english(terminal: Terminal) -> None:
    wrong = terminal.write("list.csv", "envelope_number,stream\n1,nowhere\n")
    (problem,) = terminal("receive", "c.case", wrong, "--check", "--json").json["problems"]
    assert problem["what"] == "the value is not one of those allowed"
