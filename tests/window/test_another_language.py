"""Every place in another language, chosen while the window is open: all of it said, nothing cut, and English again after."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)

from adjudicator.records.people import practice_people
from adjudicator.records.reasons import REASON_CODES
from adjudicator.resources import path
from adjudicator.words import ENGLISH, Language
from tests.flows import practice_case as cases
from tests.flows.hands import Hands, settle
from tests.pseudo import PSEUDO, left_in_english
from tests.window.places import NOBODY, WALKS, walk
from ui.kit.language import speech

KEYS = ("alt", "ctrl", "del", "down", "end", "enter", "esc", "home", "pgdn", "pgup", "shift", "space", "tab", "up")
NO_SENTENCE = re.compile(
    r"\b[0-9a-f]{8,}\b"  # digests
    r"|\bSHA-256\b|\bgeorgia-2020-sos\b|^Secretary of State, 6 Nov 2020$"  # a citation
    r"|\b\w+\.(case|csv|json|roll|zip)\b"
    r"|(?<=^«Yóúr kéy éé»: ).*"  # the words of a key
    r"|^You .*"  # what a voter is told, in the language of the voter
)
ROUNDS = 5
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*[A-Za-z]")

pytestmark = pytest.mark.parametrize("person", WALKS)


@pytest.fixture
def hands(person, sit_down, worked) -> Iterator[Hands]:
    """Somebody before they sign in."""
    yield sit_down(None if person == NOBODY else worked)
    speech().speak(ENGLISH)


def test_every_word_on_every_screen_is_said_in_the_language_of_the_moment(
    person, hands: Hands, worked, tmp_path_factory
):
    data = _data(cases.fresh_case(tmp_path_factory)) | {*WORD.findall(str(worked).casefold())}
    missing: dict[str, str] = {}
    for place in walk(hands, person):
        before = _said(hands)
        _speak(PSEUDO)
        for where, text in _texts(hands.frame):
            left = [
                word
                for word in WORD.findall(left_in_english(NO_SENTENCE.sub(" ", text)))
                if word.casefold() not in data
            ]
            if left:
                missing.setdefault(text, f"{place.name}: {where}: {' '.join(left)}")
        _speak(ENGLISH)
        assert _said(hands) == before, place.name
    assert missing == {}


def test_nothing_is_cut_where_words_are_longer_by_a_third(person, hands: Hands, pictures: ModuleType):
    for place in walk(hands, person):
        _speak(PSEUDO)
        assert pictures.clipped(hands.frame) == [], place.name
        _speak(ENGLISH)


def _speak(language: Language) -> None:
    """Choose a language, and let each layout around the words find its new size from the inside out."""
    speech().speak(language)
    for _ in range(ROUNDS):
        settle()


def _said(hands: Hands) -> Counter[str]:
    return Counter(text for _, text in _texts(hands.frame) if text)


def _texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """Where a text stands, and the text: of all that is in sight, by eye or by ear."""
    for at, widget in enumerate(root.findChildren(QWidget)):
        if not widget.isVisible() or isinstance(widget, QMenu):
            continue
        kind = f"{at} {type(widget).__name__}"
        yield f"{kind} name", widget.accessibleName()
        yield f"{kind} description", widget.accessibleDescription()
        yield f"{kind} tip", widget.toolTip()
        for number, text in enumerate(_said_by(widget)):
            yield f"{kind} {number}", text
    for menu in root.findChildren(QMenu):
        for at, action in enumerate(menu.actions()):
            yield f"menu {at}", action.text()
    yield "title", root.windowTitle()


def _said_by(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, (QLineEdit, QPlainTextEdit)):
        yield widget.placeholderText()
    elif isinstance(widget, QTableView):
        model = widget.model()
        for column in range(model.columnCount()):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            for row in range(min(model.rowCount(), 40)):
                yield str(model.index(row, column).data() or "")


@cache
def _data(folder: Path) -> frozenset[str]:
    """The words of the case's own files and people, small; names of keys, which stand on keyboards; reason codes."""
    people = " ".join(f"{person.id} {person.name} {password}" for person, password in practice_people())
    texts = [people, path("practice").as_posix(), "gwinnett-2020.json"]
    found = {*KEYS, *map(str.casefold, REASON_CODES)}
    texts += [path("practice", "gwinnett-2020.json").read_text(encoding="utf-8")]
    texts += [file.read_text(encoding="utf-8") for file in folder.rglob("*") if file.suffix in {".csv", ".json"}]
    texts.append(str(folder))
    for roll in folder.glob("*.roll"):
        with closing(sqlite3.connect(roll)) as db:
            texts += db.iterdump()
    return frozenset(found.union(*({word.casefold() for word in WORD.findall(text)} for text in texts)))
