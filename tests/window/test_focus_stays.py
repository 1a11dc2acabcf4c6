"""At every place: the focus stays on the page, Tab passes over eyes, Ctrl+Enter acts, and the wheel scrolls the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF
from PySide6.QtGui import QShortcutEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QScrollArea, QWidget

from tests.flows.hands import Hands, settle, spoken
from tests.flows.practice_case import PASSWORDS, REVIEWER, SUPERVISOR
from tests.window.places import NOBODY, WALKS, walk
from tests.window.test_accessible import described, stops
from ui.desks.setup.screen import TABS
from ui.kit.buttons import PrimaryButton
from ui.kit.form import PasswordField
from ui.tables.grid import Grid

CTRL_ENTER = "Ctrl+Enter"
FORMS = ("Add a person", "Enter an order")
"""Forms of Setup with boxes, by the words of the button that opens each."""

everybody = pytest.mark.parametrize("person", WALKS)


@pytest.fixture
def hands(person, sit_down, worked) -> Hands:
    """Somebody before they sign in."""
    return sit_down(None if person == NOBODY else worked)


@everybody
@pytest.mark.parametrize("how", [QWidget.setHidden, QWidget.setDisabled])
def test_the_focus_stays_on_the_page_when_its_widget_goes_away(person, hands: Hands, how):
    tried = 0
    for place in walk(hands, person):
        began = hands.focus
        for stop in on_page(hands):
            tried += 1
            stop.setFocus()
            focused = hands.focus
            assert strays(hands, focused, how) == "", (place.name, described(stop))
        began.setFocus()
        settle()
    assert tried > len(WALKS[person])


@everybody
def test_tab_from_a_password_leaves_it_and_keys_do_not_come_back(person, hands: Hands):
    tried = 0
    for place in walk(hands, person):
        began = hands.focus
        fields = [each for each in on_page(hands) if isinstance(each, PasswordField)]
        for at, field in enumerate(fields):
            tried += 1
            field.setFocus()
            hands.press("Tab")
            assert hands.focus is not field, place.name
            assert not field.isAncestorOf(hands.focus), place.name
            assert fields[at + 1 :] == [] or hands.focus is fields[at + 1], place.name
            written = field.text()
            hands.write("x")
            assert field.text() == written, place.name
        began.setFocus()
    assert tried > 0


@everybody
def test_control_enter_reaches_the_act_from_every_control(person, hands: Hands):
    for place in places(hands, person):
        began = hands.focus
        if not any(each.isVisible() and each.key == CTRL_ENTER for each in hands.frame.findChildren(PrimaryButton)):
            continue
        for stop in on_page(hands):
            stop.setFocus()
            with Heard() as heard:
                hands.press(CTRL_ENTER)
            assert heard.times == ["once"], (place, described(stop))
        began.setFocus()


@pytest.mark.parametrize("person", [person for person in WALKS if person])
def test_the_wheel_over_a_table_scrolls_the_page(person, hands: Hands):
    tried = 0
    for place in walk(hands, person):
        began = hands.focus
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
            assert bar.value() == bar.maximum(), place.name
            assert grid.verticalScrollBar().value() == before, place.name
        began.setFocus()
        settle()
    assert tried > 0


def test_the_field_of_a_slip_keeps_the_focus_while_the_form_is_built_anew(sit_down, worked):
    hands = sit_down(worked).sign_in(REVIEWER, PASSWORDS[REVIEWER]).desk("Review").press("E", "1")
    field = hands.focus
    assert isinstance(field, QComboBox)
    for place in (1, 2, 3, 4):
        hands.press("Down")
        assert isinstance(hands.focus, QComboBox)
        assert hands.focus.currentIndex() == place
    assert hands.focus is not field, "the form was built anew"


class Heard(QObject):
    """Hears the keys of the window in place of what they do, so that nothing is done."""

    def __init__(self) -> None:
        super().__init__()
        self.times: list[str] = []

    def __enter__(self) -> Heard:
        QApplication.instance().installEventFilter(self)
        return self

    def __exit__(self, *_trouble: object) -> None:
        QApplication.instance().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QShortcutEvent):
            self.times.append("doubtful" if event.isAmbiguous() else "once")
            return True
        return False


def places(hands: Hands, person: str) -> Iterator[str]:
    """Every place of the walk, and for a supervisor the forms of Setup."""
    for place in walk(hands, person):
        yield place.name
    for words in FORMS if person == SUPERVISOR else ():
        for _ in TABS:
            opener = next((each for each in on_page(hands) if words in spoken(each)), None)
            if isinstance(opener, QPushButton):
                break
            hands.press("Ctrl+PgDown")
        else:
            raise AssertionError(f"there is no {words!r} in Setup")
        opener.click()
        settle()
        yield words
        hands.press("Esc")


def on_page(hands: Hands) -> list[QWidget]:
    """The controls of the page in front that Tab comes to."""
    page = hands.frame._stack.currentWidget()
    return [each for each in stops(hands) if page.isAncestorOf(each)]


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
