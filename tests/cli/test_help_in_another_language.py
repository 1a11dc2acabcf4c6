"""The help of every command, and what is said of wrong use, in a made-up language: click's own words too."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Terminal
from tests.pseudo import CLOSE, OPEN, PSEUDO, left_in_english

from .test_help import ALL

GROUPS = ((), ("law",), ("order",), ("person",), ("roll",))
EXAMPLE = re.compile(r"(?<=é»: )adjudicator .*?(?=\n\n|\Z)", re.DOTALL)
NAMES = re.compile(
    r"--?[a-z][\w-]*|\b[A-Z][A-Z_]+\b|\[[\w|-]+\]"  # options, what stands for an argument, choices
    r"|(?<=»:)[\w\s-]+(?=\])"  # the code that an option has where none is given
    r"|adjudicator( [a-z-]+)*|(?<!\w)'[^']*'(?!\w)"
)


@pytest.fixture(autouse=True)
def another(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line speaks the made-up language."""
    for module in ("output", "library_words"):
        monkeypatch.setattr(f"adjudicator.cli.shared.{module}.language", lambda: PSEUDO)


def left_of(text: str) -> list[str]:
    """The English words of a page; a sentence that a list cuts off ends with its line."""
    lines = [
        f"{line}{CLOSE}" if _is_cut(line) else line for line in NAMES.sub(" ", EXAMPLE.sub(" ", text)).splitlines()
    ]
    return re.findall(r"[A-Za-z]{2,}", left_in_english("\n".join(lines)))


def _is_cut(line: str) -> bool:
    """Whether it is of a list of commands: a word and the beginning of what it does."""
    return (
        bool(re.match(rf"  [a-z][\w-]* +{OPEN}", line)) and line.count(OPEN) > line.count(CLOSE) and line.endswith(".")
    )


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_the_help_of_a_command_is_said(terminal: Terminal, words: tuple[str, ...]) -> None:
    said = terminal(*words, "--help").out
    assert f"{OPEN}Úságé" in said
    assert left_of(said) == []


@pytest.mark.parametrize("words", GROUPS, ids=" ".join)
def test_the_help_of_a_group_is_said(terminal: Terminal, words: tuple[str, ...]) -> None:
    said = terminal(*words, "--help").out
    names = {word for each in ALL for part in each for word in part.split("-")}
    assert f"{OPEN}Cómmánds" in said
    assert [word for word in left_of(said) if word not in names] == []


@pytest.mark.parametrize(
    "words", [("nonsense",), ("status",), ("status", "c.case", "--nonsense"), ("completion", "tcsh"), ("calendar",)]
)
def test_what_is_said_of_wrong_use_is_said(terminal: Terminal, words: tuple[str, ...]) -> None:
    said = terminal(*words)
    assert said.code == 2
    assert OPEN in said.err
    assert left_of(said.err) == []
