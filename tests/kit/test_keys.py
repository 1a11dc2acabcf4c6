"""Keys do their act once, and never while somebody types."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.keys import Key, Keys, set_letters
from ui.kit.panel import column
from ui.kit.text import Text
from ui.kit.window.key_sheet import KeySheet

CONTROL = Qt.KeyboardModifier.ControlModifier


class Screen(QWidget):
    """A screen with a field, something else that takes the focus, and three keys."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.other, self.done = QLineEdit(), QWidget(), []
        self.other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayout(column(self.field, self.other))
        self.keys = Keys(self, "Review")
        self.keys.bind(Key("hold", "H", "Hold"), lambda: self.done.append("hold"))
        self.keys.bind(Key("accept", ("Return", "Enter"), "Accept"), lambda: self.done.append("accept"))
        self.keys.bind(Key("record", ("Ctrl+Return", "Ctrl+Enter"), "Record"), lambda: self.done.append("record"))


@pytest.fixture
def screen(qtbot):
    made = Screen()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.other.setFocus()
    return made


def test_a_letter_does_its_act(screen):
    QTest.keyClick(screen.other, Qt.Key.Key_H)
    assert screen.done == ["hold"]


def test_letters_and_enter_belong_to_a_text_field_that_has_the_focus(screen, qtbot):
    screen.field.setFocus()
    QTest.keyClick(screen.field, Qt.Key.Key_H)
    with qtbot.waitSignal(screen.field.returnPressed):
        QTest.keyClick(screen.field, Qt.Key.Key_Return)
    assert screen.done == []
    assert screen.field.text() == "h"


def test_control_enter_records_from_a_text_field_too(screen):
    screen.field.setFocus()
    QTest.keyClick(screen.field, Qt.Key.Key_Return, CONTROL)
    assert screen.done == ["record"]


def test_a_key_that_is_held_down_acts_once(screen, qapp):
    QTest.keyClick(screen.other, Qt.Key.Key_Return, CONTROL)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, CONTROL, "\r", True)
    for _ in range(5):
        qapp.notify(screen.other, held)
    assert screen.done == ["record"]


def test_single_letters_can_be_switched_off_and_the_others_stay(screen):
    set_letters(False)
    QTest.keyClick(screen.other, Qt.Key.Key_H)
    QTest.keyClick(screen.other, Qt.Key.Key_Return, CONTROL)
    set_letters(True)
    QTest.keyClick(screen.other, Qt.Key.Key_H)
    assert screen.done == ["record", "hold"]


def test_a_letter_can_be_changed_and_stays_changed(screen, qtbot):
    screen.keys.rebind("hold", "J")
    QTest.keyClick(screen.other, Qt.Key.Key_H)
    QTest.keyClick(screen.other, Qt.Key.Key_J)
    assert screen.done == ["hold"]
    again = Screen()
    qtbot.addWidget(again)
    assert again.keys.keys["hold"].sequences == ("J",)


def test_only_single_letters_can_be_changed(screen):
    with pytest.raises(ValueError, match="single-letter"):
        screen.keys.rebind("record", "J")


def test_a_key_that_is_switched_off_does_nothing(screen):
    screen.keys.enable("hold", False)
    QTest.keyClick(screen.other, Qt.Key.Key_H)
    assert screen.done == []


def test_the_sheet_names_every_key_of_the_screen_and_escape_closes_it(screen):
    sheet = KeySheet(screen)
    sheet.toggle()
    assert {"Hold", "Accept", "Record"} <= {each.text() for each in sheet.findChildren(Text)}
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


@pytest.mark.parametrize(("bound", "shown"), [("Return", "Enter"), (("Ctrl+Return", "Ctrl+Enter"), "Ctrl+Enter")])
def test_the_sheet_says_enter_as_the_buttons_do(bound, shown):
    assert Key("record", bound, "Record").shown == shown


def test_the_keys_of_the_screen_are_dead_under_the_sheet_and_tab_stays_on_it(screen):
    sheet = KeySheet(screen)
    sheet.toggle()
    for _ in range(4):
        for key in (Qt.Key.Key_H, Qt.Key.Key_Return):
            QTest.keyClick(screen.focusWidget(), key)
        QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Return, CONTROL)
        assert sheet.isVisible()
        QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Tab)
        assert sheet in (screen.focusWidget(), *_parents(screen.focusWidget()))
    assert screen.done == []
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Question)
    assert not sheet.isVisible()
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_H)
    assert screen.done == ["hold"]


def _parents(widget):
    while widget is not None:
        yield widget
        widget = widget.parentWidget()
