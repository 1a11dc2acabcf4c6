"""Every place in another language, chosen while the window is open: all of it said, nothing cut, and English again after."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtTest import QTest

from adjudicator.records.people import practice_people
from adjudicator.records.reasons import REASON_CODES
from adjudicator.resources import pack_ids, path
from adjudicator.words import ENGLISH
from tests.flows import practice_case as cases
from tests.flows.hands import Hands
from tests.pseudo import PSEUDO
from tests.window.on_screen import WORD, in_english, speak, texts_on
from tests.window.places import NOBODY, WALKS, walk
from ui.kit.language import speech

KEYS = ("alt", "ctrl", "del", "down", "end", "enter", "esc", "home", "pgdn", "pgup", "shift", "space", "tab", "up")

pytestmark = pytest.mark.parametrize("person", WALKS)


@pytest.fixture
def hands(person, sit_down, worked) -> Iterator[Hands]:
    """Somebody before they sign in."""
    yield sit_down(None if person == NOBODY else worked)
    speech().speak(ENGLISH)


def test_every_word_on_every_screen_is_said_in_the_language_of_the_moment_and_none_is_cut(
    person, hands: Hands, worked, tmp_path_factory, pictures: ModuleType
):
    """The words of that language are longer by a third."""
    data = _data(cases.fresh_case(tmp_path_factory)) | {*WORD.findall(str(worked).casefold())}
    data |= {*WORD.findall(" ".join(pack_ids()))}
    missing: dict[str, str] = {}
    cut: dict[str, list[str]] = {}
    for place in walk(hands, person):
        before = _said_at_last(hands)
        speak(PSEUDO)
        for where, text in texts_on(hands.frame):
            left = in_english(text, data)
            if left:
                missing.setdefault(text, f"{place.name}: {where}: {' '.join(left)}")
        cut[place.name] = pictures.clipped(hands.frame)
        speak(ENGLISH)
        assert _said_at_last(hands) == before, place.name
    assert missing == {}
    assert {name: texts for name, texts in cut.items() if texts} == {}


def _said_at_last(hands: Hands) -> Counter[str]:
    """The texts once work on other threads has come back, as the Release desk's on public totals."""
    said = _said(hands)
    while True:
        QTest.qWait(AT_REST)
        now = _said(hands)
        if now == said:
            return now
        said = now


def _said(hands: Hands) -> Counter[str]:
    return Counter(text for _, text in texts_on(hands.frame) if text)


AT_REST = 60
"""Milliseconds without a change after which a screen is taken for finished."""


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
