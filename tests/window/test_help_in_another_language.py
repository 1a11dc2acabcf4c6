"""The window of help in another language: its frame, its list and its search are said in it; the manual's own words stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from adjudicator.words import ENGLISH
from tests.flows.hands import settle
from tests.flows.practice_case import PASSWORDS, SUPERVISOR
from tests.pseudo import PSEUDO
from tests.window.on_screen import WORD, in_english, speak, texts_on
from ui.kit.language import speech
from ui.shell.views.help import HelpWindow

NAMES = {"ctrl", "esc", "enter", "python", "qt", "sqlite", "dev", "https"}
"""Words on keyboards, and names of what the program is made of."""

DIGEST = re.compile(r"(sha256:[0-9a-f ]+)?")

STATES = ("a section", "found nothing in it", "a link that leads out", "a filter", "nothing matches", "about", "copied")


@pytest.fixture
def helped(sit_down, worked, window) -> Iterator[HelpWindow]:
    hands = sit_down(worked)
    hands.sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR])
    window.help.open()
    settle()
    made = window.help.window
    assert made is not None
    yield made
    speech().speak(ENGLISH)
    made.close()


@pytest.fixture(params=STATES)
def state(request, helped: HelpWindow, window) -> str:
    """The window of help in one of its states."""
    if request.param == "found nothing in it":
        QTest.keyClick(helped.list.grid, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        helped.search.setText("zzzz")
        QTest.keyClick(helped.search, Qt.Key.Key_Return)
        assert helped._found.isVisible()
    elif request.param == "a link that leads out":
        helped.browser.followed.emit("https://12.34")
        assert helped._says.isVisible()
    elif request.param in ("a filter", "nothing matches"):
        helped.list.search.setText("hold" if request.param == "a filter" else "zzzz")
        helped.list.search.settled.emit(helped.list.search.text())
        assert (helped.list.model.rowCount() > 0) == (request.param == "a filter")
    elif request.param in ("about", "copied"):
        window.help.tell()
        if request.param == "copied":
            helped.about.copy.click()
            assert helped.about._copied.text()
    settle()
    return request.param


def test_help_is_said_in_the_language_of_the_moment_uncut_and_in_english_again(
    helped: HelpWindow, state: str, worked, pictures: ModuleType
):
    shown = helped.shown
    assert shown is not None
    data = {*NAMES, *(word.casefold() for word in WORD.findall(f"{shown.title} {worked}"))}
    before = _said(helped)
    speak(PSEUDO)
    left = [(text, words) for text in _said(helped) if (words := in_english(text, data))]
    assert left == [], state
    assert pictures.clipped(helped) == [], state
    speak(ENGLISH)
    assert _said(helped) == before, state


def test_the_head_of_the_list_of_sections_is_said_and_its_rows_are_the_manuals(helped: HelpWindow):
    rows = [helped.list.model.index(row, 0).data() for row in range(helped.list.model.rowCount())]
    speak(PSEUDO)
    head = str(helped.list.model.headerData(0, Qt.Orientation.Horizontal))
    assert in_english(head, ()) == []
    assert [helped.list.model.index(row, 0).data() for row in range(helped.list.model.rowCount())] == rows


def _said(window: HelpWindow) -> list[str]:
    """All that is in sight but the rows of the list, which are headings of the manual."""
    return [text for where, text in texts_on(window) if not ("Grid" in where or DIGEST.fullmatch(text))]
