"""Every place with large letters; and what `test_focus_stays.py` asks of every place by keyboard and screen reader."""

from __future__ import annotations

from collections import Counter
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.flows.hands import Hands, settle
from tests.window.places import NOBODY, WALKS, walk
from ui.kit.style.theme import theme

MOST_TABS = 400

pytestmark = pytest.mark.parametrize("person", WALKS)


@pytest.fixture
def hands(person, sit_down, worked) -> Hands:
    """Somebody before they sign in."""
    return sit_down(None if person == NOBODY else worked)


def test_no_text_is_cut_off_at_twice_its_size(person, hands: Hands, pictures: ModuleType):
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme().apply(app, "light", 200)
    for place in walk(hands, person):
        settle()
        assert pictures.clipped(hands.frame) == [], place.name


def every_control_has_a_name_is_reached_by_tab_and_shares_its_key_with_no_other(hands: Hands, place: str) -> None:
    assert nameless(hands) == [], place
    assert doubled_keys(hands) == [], place
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        assert passed_over(hands, key) == [], (place, key)


def stops(hands: Hands) -> list[QWidget]:
    """The controls on the screen that take the focus by Tab."""
    found = [each for each in hands.frame.findChildren(QWidget) if each.isVisible() and each.isEnabled()]
    return [each for each in found if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None]


def nameless(hands: Hands) -> list[str]:
    """Controls that a screen reader has no name for."""
    heard = {each: QAccessible.queryAccessibleInterface(each) for each in stops(hands)}
    return [described(each) for each, said in heard.items() if not said or not said.text(QAccessible.Text.Name).strip()]


def doubled_keys(hands: Hands) -> list[str]:
    """Keys that mean two things here, so that neither is done."""
    alive = (
        shortcut
        for shortcut in hands.frame.findChildren(QShortcut)
        if shortcut.isEnabled() and shortcut.parent().isVisible() and shortcut.parent().isEnabled()
    )
    times = Counter(key.toString() for shortcut in alive for key in shortcut.keys())  # noqa: SIM118  no dictionary
    return [key for key, count in times.items() if count > 1]


def passed_over(hands: Hands, key: Qt.Key) -> list[str]:
    """Controls that the focus does not come to while one key is pressed until it comes round."""
    wanted, seen = stops(hands), set[QWidget]()
    for _ in range(MOST_TABS):
        focused = QApplication.focusWidget()
        if focused is None or focused in seen:
            break
        seen.add(focused)
        QTest.keyClick(focused, key)
    return [described(each) for each in wanted if each not in seen]


def described(widget: QWidget) -> str:
    """A widget in a failed test's words: its class and where it stands, never what is written in it."""
    within = [type(widget).__name__]
    while (parent := widget.parentWidget()) is not None and len(within) < 5:
        widget = parent
        within.append(type(widget).__name__)
    return " < ".join(within)
