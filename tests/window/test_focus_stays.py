"""Every place by keyboard: names, Tab, a focus that stays on the page, Ctrl+Enter that acts, a wheel that scrolls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QScrollArea, QWidget

from tests.flows.hands import Hands, Heard, settle, spoken
from tests.flows.practice_case import OBSERVER, PASSWORDS, REVIEWER, SUPERVISOR
from tests.window.places import NOBODY, WALKS, walk
from tests.window.test_accessible import (
    described,
    every_control_has_a_name_is_reached_by_tab_and_shares_its_key_with_no_other,
    stops,
)
from ui.desks.setup.screen import TABS
from ui.kit.buttons import PrimaryButton
from ui.kit.form import ChoiceField, Form, PasswordField
from ui.tables.grid import Grid

CTRL_ENTER = "Ctrl+Enter"
MOTION = "Record a motion"
OPENERS = ("Add a person", "Enter an order", "Use another pack")
"""Forms of Setup, by the words of the button that opens each."""

FORMS = {
    NOBODY: {"Make the case", "Make it and begin", "Restore and open"},
    REVIEWER: {"Sign in", "Unlock", "Record the pile", "Look"},
    SUPERVISOR: {
        "Sign in", "Change the password", "Unlock", "Add", "Give the new key",
        "Save the roles", "See what goes back", "See what it changes", "Encrypt the file", "Save",
        "Record the oath", "Record the seal", "Look",
    },
    OBSERVER: {"Sign in", "Unlock"},
}  # fmt: skip
"""The words on the button of each form that a person comes to."""

everybody = pytest.mark.parametrize("person", WALKS)


@pytest.fixture
def hands(person, sit_down, worked) -> Hands:
    """Somebody before they sign in."""
    return sit_down(None if person == NOBODY else worked)


@everybody
def test_every_place_is_worked_by_keyboard_and_keeps_the_focus(person, hands: Hands):
    """All of it in one walk, for to come to a place takes longer than to try its controls."""
    tried, met = Counter[str](), set[str]()
    walked = {"sign in", *(place.name for place in WALKS[person])}
    for place in places(hands, person):
        began = hands.focus
        if place in walked:
            every_control_has_a_name_is_reached_by_tab_and_shares_its_key_with_no_other(hands, place)
            began.setFocus()
            tried["focus"] += the_focus_stays_on_the_page_when_its_widget_goes_away(hands, place)
            began.setFocus()
            tried["wheel"] += the_wheel_over_a_table_scrolls_the_page(hands, place)
            began.setFocus()
        met |= control_enter_reaches_the_act_from_every_control(hands, place)
        began.setFocus()
        if place in walked:
            tried["passwords"] += tab_from_a_password_leaves_it_and_keys_do_not_come_back(hands, place)
            began.setFocus()
        settle()
    assert tried["focus"] > 2 * len(WALKS[person])
    assert tried["wheel"] > 0 or person == NOBODY
    assert tried["passwords"] > 0
    assert met >= FORMS[person]


def the_focus_stays_on_the_page_when_its_widget_goes_away(hands: Hands, place: str) -> int:
    tried = 0
    for stop, how in product(on_page(hands), (QWidget.setHidden, QWidget.setDisabled)):
        tried += 1
        stop.setFocus()
        focused = hands.focus
        assert strays(hands, focused, how) == "", (place, how.__name__, described(stop))
    return tried


def tab_from_a_password_leaves_it_and_keys_do_not_come_back(hands: Hands, place: str) -> int:
    fields = [each for each in on_page(hands) if isinstance(each, PasswordField)]
    for at, field in enumerate(fields):
        field.setFocus()
        hands.press("Tab")
        assert hands.focus is not field, place
        assert not field.isAncestorOf(hands.focus), place
        after = fields[at + 1 :]  # at a table the next person is named first
        assert not after or hands.focus is after[0] or isinstance(hands.focus, ChoiceField), place
        written = field.text()
        hands.write("x")
        assert field.text() == written, place
    return len(fields)


def control_enter_reaches_the_act_from_every_control(hands: Hands, place: str) -> set[str]:
    """Gives the words on the buttons of the forms there."""
    forms = {form.button for form in in_front(hands).findChildren(Form)}
    shown = [each for each in in_front(hands).findChildren(PrimaryButton) if each.isVisible()]
    if any(each.key == CTRL_ENTER or each in forms for each in shown):
        for stop in on_page(hands):
            stop.setFocus()
            with Heard() as heard:
                hands.press(CTRL_ENTER)
            assert heard.times == ["once"], (place, described(stop))
    return {each.text() for each in shown if each in forms}


def the_wheel_over_a_table_scrolls_the_page(hands: Hands, place: str) -> int:
    tried = 0
    for grid in (each for each in on_page(hands) if isinstance(each, Grid)):
        page = page_around(grid)
        if page is None:
            continue
        bar = page.verticalScrollBar()
        bar.setValue(bar.maximum() - 20)
        settle()
        seen = grid.viewport().visibleRegion().boundingRect()
        if seen.isEmpty():
            continue
        hands.frame.setFocus()
        before = grid.verticalScrollBar().value()
        tried += 1
        spot = QPointF(grid.viewport().mapTo(hands.frame, seen.center()))
        QTest.wheelEvent(hands.frame.windowHandle(), spot, QPoint(0, -120))
        assert bar.value() == bar.maximum(), place
        assert grid.verticalScrollBar().value() == before, place
    return tried


def test_the_field_of_a_slip_keeps_the_focus_while_the_other_fields_are_made_anew(sit_down, worked):
    hands = sit_down(worked).sign_in(REVIEWER, PASSWORDS[REVIEWER]).desk("Review").press("E", "1")
    field = hands.focus
    assert isinstance(field, QComboBox)
    for place in (1, 2, 3, 4):
        hands.press("Down")
        assert isinstance(hands.focus, QComboBox)
        assert hands.focus.currentIndex() == place
    assert hands.focus is field


def test_once_a_person_is_added_the_list_has_the_focus(sit_down, worked):
    hands = sit_down(worked).sign_in(SUPERVISOR, PASSWORDS[SUPERVISOR]).desk("Setup")
    hands.tab_to("Add a person").press("Space").write("Maria Ortiz").press("Enter").write("mortiz").press("Enter")
    hands.write("seven lamps on the stairs").press("Enter").write("seven lamps on the stairs").press("Enter")
    hands.tab_to("Supervisor").press("Space", CTRL_ENTER).sees("Maria Ortiz has an account")
    assert isinstance(hands.focus, Grid), described(hands.focus)


def places(hands: Hands, person: str) -> Iterator[str]:
    """Every place of the walk; for a supervisor the forms of Setup, too; and the lock."""
    for place in walk(hands, person):
        yield place.name
        if place.name == "sign in" and person == SUPERVISOR:
            yield from opened(hands, "Lost password")
    if person == SUPERVISOR:
        yield from forms_of_setup(hands)
        hands.from_menu("Change password")
        yield "password"
        hands.press("Esc")
    if person != NOBODY:
        hands.press("Ctrl+L")
        yield "lock"


def forms_of_setup(hands: Hands) -> Iterator[str]:
    """The forms that stand beside the lists of Setup, and those in tabs of their own."""
    hands.desk("Setup")
    for words in OPENERS:
        come_to(hands, words)
        yield from opened(hands, words)
    come_to(hands, "Add a person")
    hands.tab_to("List of people").press("End", "Enter")
    for words in ("New key", "used this key"):
        yield "a person"
        yield from opened(hands, words)
        hands.tab_to("List of people").press("Enter")
    come_to(hands, "List of parts")
    hands.tab_to("List of parts").press("Home")
    while not any(MOTION in spoken(each) for each in on_page(hands)):
        hands.press("Down")
    yield from opened(hands, MOTION)
    for _ in TABS:
        hands.press("Ctrl+PgDown")
        yield "setup, a tab"


def come_to(hands: Hands, words: str) -> None:
    """Go on from tab to tab of Setup until something is there of which a screen reader says these words."""
    for _ in TABS:
        if any(words in spoken(each) for each in on_page(hands)):
            return
        hands.press("Ctrl+PgDown")
    raise AssertionError(f"there is no {words!r} in Setup")


def opened(hands: Hands, words: str) -> Iterator[str]:
    """What a button with these words opens, until it is left."""
    opener = next(each for each in on_page(hands) if isinstance(each, QPushButton) and words in spoken(each))
    opener.click()
    settle()
    yield words
    hands.press("Esc")


def in_front(hands: Hands) -> QWidget:
    """The page in front, or what lies over the window."""
    return hands.frame._cover or hands.frame._stack.currentWidget()


def on_page(hands: Hands) -> list[QWidget]:
    """The controls of the page in front that Tab comes to."""
    return [each for each in stops(hands) if in_front(hands).isAncestorOf(each)]


def strays(hands: Hands, focused: QWidget, how: Callable[[QWidget, bool], None]) -> str:
    """Where the focus goes outside the page when its widget goes away; empty where it stays. The widget comes back."""
    page = hands.frame._stack.currentWidget()
    how(focused, True)
    at_once = QApplication.focusWidget()
    settle()
    after = QApplication.focusWidget()
    how(focused, False)
    for there in (at_once, after):
        if there is None or not (there is page or page.isAncestorOf(there)):
            return described(there) if there is not None else "nowhere"
    return ""


def page_around(widget: QWidget) -> QScrollArea | None:
    """The page around a table that can scroll."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea) and around.verticalScrollBar().maximum() > 20:
            return around
        around = around.parentWidget()
    return None
