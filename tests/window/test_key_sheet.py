"""The sheet of keys says the keys of the screen and no others: held against the shortcuts that are alive there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.flows.hands import Hands, settle
from tests.flows.practice_case import PASSWORDS, REVIEWER, SUPERVISOR
from tests.window.places import NOBODY, WALKS, walk
from ui.kit.keys import Key, Keys, set_letters
from ui.kit.search import SearchField
from ui.kit.text import KeyCap
from ui.kit.window.key_sheet import KeySheet, groups_of

BY_WIDGETS = {"Enter", "Esc", "Shift+Enter", "Space", "1", "Ctrl+1"}
"""Keys on the sheet that no shortcut has: the widget with the focus does them, or they stand for a row of keys."""


def alive(root: QWidget) -> set[str]:
    """Every sequence that a shortcut of the window hears now."""
    return {each.toString() for shortcut in root.findChildren(QShortcut) if _lives(shortcut) for each in _of(shortcut)}


def heard_twice(root: QWidget) -> list[str]:
    """Sequences that two shortcuts hear now: Qt then does neither."""
    found = [each.toString() for one in root.findChildren(QShortcut) if _lives(one) for each in _of(one)]
    return sorted(each for each, count in Counter(found).items() if count > 1)


def _of(shortcut: QShortcut) -> list[QKeySequence]:
    return shortcut.keys()


def _lives(shortcut: QShortcut) -> bool:
    host = shortcut.parent()
    return isinstance(host, QWidget) and host.isVisible() and host.isEnabled() and shortcut.isEnabled()


def of_the_sheet(hands: Hands) -> list[Key]:
    return [key for group in groups_of(hands.frame) for key in group.keys]


def said_by_another(root: QWidget) -> set[str]:
    """Keys of a row whose first one says what all do: Ctrl+2 to Ctrl+9."""
    found = (key for keys in root.findChildren(Keys) for key in keys.keys.values() if not key.words)
    return {_plain(each) for key in found for each in key.sequences}


def _plain(sequence: str) -> str:
    return QKeySequence(sequence).toString()


@pytest.mark.parametrize("person", WALKS)
def test_the_sheet_has_the_keys_of_each_screen_and_no_others(sit_down, worked: Path, person: str) -> None:
    hands = sit_down(worked if person else None)
    for place in walk(hands, person):
        lives, sheet = alive(hands.frame), of_the_sheet(hands)
        assert heard_twice(hands.frame) == [], place.name
        told = {_plain(each) for key in sheet for each in key.sequences}
        assert lives - told - said_by_another(hands.frame) == set(), f"not on the sheet: {place.name}"
        dead = {
            key.shown for key in sheet if key.shown not in BY_WIDGETS and not lives & set(map(_plain, key.sequences))
        }
        assert dead == set(), f"on the sheet and dead: {place.name}"
        assert [key.shown for key in sheet if key.shown == "Escape"] == []
        fields = [field for field in hands.frame.findChildren(SearchField) if field.isVisible()]
        slashes = [field for field in fields if any(isinstance(each, KeyCap) for each in field.children())]
        assert not slashes or "/" in told, place.name
        assert {"F1", "?", "Ctrl+/", "F10", "Ctrl+Q"} <= told


@pytest.mark.parametrize("person", [NOBODY, REVIEWER])
def test_where_nobody_is_signed_in_nothing_is_said_of_undo_backups_lock_and_desks(sit_down, worked, person) -> None:
    hands = sit_down(worked if person else None)
    assert {"U", "Ctrl+B", "Ctrl+L", "Ctrl+1"}.isdisjoint(key.shown for key in of_the_sheet(hands))
    assert {"U", "Ctrl+B", "Ctrl+L", "Ctrl+1"}.isdisjoint(alive(hands.frame))


def test_the_sheet_draws_what_is_alive_each_key_once(at_work) -> None:
    hands = at_work(REVIEWER).desk("Holds").press("?")
    drawn = [cap.text() for cap in _sheet(hands).findChildren(KeyCap) if cap.isVisible()]
    assert sorted(each for each in drawn if each != "Esc") == sorted(
        key.shown for key in of_the_sheet(hands) if key.shown != "Esc"
    )
    assert drawn.count("/") == 1


def test_the_overview_says_enter_and_find(at_work) -> None:
    hands = at_work(REVIEWER).desk("Overview")
    (group,) = [each for each in groups_of(hands.frame) if each.title == "Overview"]
    assert {"Enter", "/"} <= {key.shown for key in group.keys}


def test_a_question_mark_is_typed_into_a_field_and_ctrl_slash_shows_the_keys(sit_down, worked) -> None:
    hands = sit_down(worked).press("?")
    field = hands.focus
    assert isinstance(field, QLineEdit)
    assert (field.text(), _sheet(hands).isVisible()) == ("?", False)
    hands.press("Ctrl+/").sees("Show these keys while you type, too")
    assert _sheet(hands).isVisible()
    hands.press("Ctrl+/")
    assert (hands.focus, _sheet(hands).isVisible()) == (field, False)


def test_an_envelope_to_look_at_has_no_keys_of_work(at_work) -> None:
    hands = at_work(SUPERVISOR).desk("Holds").press("O")
    hands.waits(lambda: hands.frame.in_front == "review" and "It rests on" in hands.words)
    shown = {key.shown for key in of_the_sheet(hands)}
    assert {"L", "D", "C"} <= shown
    assert {"Enter", "Ctrl+Enter", "H", "R", "S", "O", "T", "1"}.isdisjoint(shown)  # E says that it is no envelope


def test_under_the_lock_the_sheet_has_the_keys_of_the_lock(at_work) -> None:
    hands = at_work(REVIEWER).press("Ctrl+L")
    settle()
    shown = {key.shown for key in of_the_sheet(hands)}
    assert {"F1", "Ctrl+/", "Ctrl+Q", "Enter"} <= shown
    assert {"U", "Ctrl+B", "Ctrl+L", "F10", "F9", "Ctrl+1", "H"}.isdisjoint(shown)
    hands.press("Ctrl+/").sees("The screen is locked", "Unlock")
    assert _sheet(hands).isVisible()


def test_with_single_letters_off_the_lock_comes_and_goes_and_they_stay_off(at_work) -> None:
    """Taking the cover away raised KeyError once, for a key that has no shortcut; and letters might have come back."""
    hands = at_work(REVIEWER)
    before = alive(hands.frame)
    assert {"H", "U", "?", "Ctrl+1"} <= before
    set_letters(False)
    try:
        letters = {each for each in before if len(each) == 1}
        off = alive(hands.frame)
        assert off == before - letters
        hands.press("Ctrl+L").sees("The screen is locked")
        assert "Ctrl+1" not in alive(hands.frame)
        hands.write(PASSWORDS[REVIEWER]).press("Enter")
        hands.waits(lambda: not hands.frame.covered)
        assert alive(hands.frame) == off
        set_letters(True)
        assert alive(hands.frame) == before
    finally:
        set_letters(True)


def _sheet(hands: Hands) -> KeySheet:
    return hands.frame.findChild(KeySheet)
