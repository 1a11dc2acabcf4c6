"""A form: Enter goes through it, Ctrl+Enter sends it from anywhere, and what is wrong takes the focus once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit

from ui.kit.form import ChoiceField, CompoundField, Form, LongField, PasswordField, fields_beside, fields_in_columns
from ui.kit.panel import Panel
from ui.kit.text import Text
from ui.parts import Choice

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
STATUSES = (Choice("", "in_force", "In force"), Choice("", "stayed", "Stayed"))
WRITTEN = {"number": "20-CV-1187", "status": "stayed", "password": "secret", "text": "a\nb"}


class Places(CompoundField):
    """A field of another kind."""

    chosen = "Harbins"

    def forget(self) -> None:
        self.chosen = ""


class OrderPanel(Panel):
    """A form with a field of each kind, a box, and what was heard of it."""

    def __init__(self) -> None:
        super().__init__("A court order")
        self.sent, self.left, self.typed = [], [], []
        self.form = Form(self, "Enter it", self.sent.append, lambda: self.left.append("back"))
        self.number = self.form.add("number", "Number", QLineEdit(), "As in the minutes")
        self.status = self.form.add("status", "Where it stands", ChoiceField(STATUSES))
        self.password = self.form.add("password", "Password", PasswordField())
        self.text = self.form.add("text", "Text", LongField(60), chained=False)
        self.places = self.form.add("places", "Places", Places(), chained=False)
        self.box = QCheckBox("I have read it")
        self.form.typed.connect(lambda *field: self.typed.append(field))
        self.fill(*self.form.rows.values(), self.box, self.form.buttons())


@pytest.fixture
def panel(qtbot):
    made = OrderPanel()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.form.begin()
    return made


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def test_enter_goes_on_shift_enter_back_and_the_last_field_sends(panel):
    for field in (panel.number, panel.status, panel.password):
        assert panel.focusWidget() is field
        assert panel.sent == []
        press(Qt.Key.Key_Return)
    assert len(panel.sent) == 1
    press(Qt.Key.Key_Enter, SHIFT | Qt.KeyboardModifier.KeypadModifier)
    assert panel.focusWidget() is panel.status
    panel.number.setFocus()
    press(Qt.Key.Key_Return, SHIFT)
    assert panel.focusWidget() is panel.number


def test_enter_held_down_goes_no_further(panel):
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
    QApplication.sendEvent(panel.number, held)
    assert panel.focusWidget() is panel.number


def test_words_that_were_begun_are_gone_on_with_at_their_end(panel):
    panel.form.fill({"text": "The voter says"})
    panel.text.setFocus()
    QTest.keyClicks(panel.text, " so")
    assert panel.text.toPlainText() == "The voter says so"


def test_enter_makes_a_new_line_in_a_long_text_and_tab_leaves_it(panel):
    panel.text.setFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_B, Qt.Key.Key_Tab):
        press(key)
    assert panel.form.values()["text"] == "a\nb"
    assert panel.focusWidget() is panel.box


def test_control_enter_sends_from_every_part_of_it(panel):
    parts = (panel.number, panel.status, panel.password, panel.text, panel.box, panel.form.button, panel.form.back)
    for part in parts:
        part.setFocus()
        press(Qt.Key.Key_Return, CONTROL)
    assert len(panel.sent) == len(parts)
    assert panel.form.button.key == "Ctrl+Enter"
    assert panel.focusWidget() is panel.form.back


@pytest.mark.parametrize("closed", ["setEnabled", "setVisible"])
def test_a_button_that_cannot_be_pressed_sends_nothing(panel, closed):
    getattr(panel.form.button, closed)(False)
    press(Qt.Key.Key_Return, CONTROL)
    panel.password.setFocus()
    press(Qt.Key.Key_Return)
    assert panel.sent == []


def test_where_enter_does_not_send_it_goes_to_the_button(panel):
    panel.form.enter_sends = False
    panel.password.setFocus()
    press(Qt.Key.Key_Return)
    assert panel.focusWidget() is panel.form.button
    assert panel.sent == []


def test_escape_leaves_from_any_field(panel):
    for field in (panel.number, panel.text):
        field.setFocus()
        press(Qt.Key.Key_Escape)
    assert panel.left == ["back", "back"]


def test_what_is_written_is_sent_by_name_and_can_be_put_back_and_forgotten(panel):
    panel.form.fill(WRITTEN)
    assert panel.typed == []
    panel.form.button.click()
    assert panel.sent == [WRITTEN]
    panel.form.forget("password")
    assert panel.form.values() == {**WRITTEN, "password": ""}
    assert panel.places.chosen == "Harbins"
    panel.form.forget()
    assert panel.places.chosen == ""
    assert panel.form.values() == {"number": "", "status": "in_force", "password": "", "text": ""}


def test_what_somebody_writes_is_told_by_name(panel):
    QTest.keyClicks(panel.number, "7")
    QTest.keyClicks(panel.text, "x")
    panel.status.setFocus()
    press(Qt.Key.Key_Down)
    assert panel.typed == [("number", "7"), ("text", "x"), ("status", "stayed")]


def test_a_field_filled_with_what_it_holds_keeps_the_cursor(panel):
    panel.form.fill({"number": "1187"})
    panel.number.setCursorPosition(2)
    panel.form.fill({"number": "1187"})
    assert panel.number.cursorPosition() == 2


def test_the_first_wrong_field_takes_the_focus_once_after_the_form_was_sent(panel):
    troubles = {"status": "Not known.", "text": "Write it."}
    panel.form.show_troubles(troubles)
    assert panel.focusWidget() is panel.number
    panel.form.button.click()
    panel.form.show_troubles({})
    panel.form.show_troubles(troubles)
    assert panel.focusWidget() is panel.status
    assert panel.status.accessibleDescription() == "Problem: Not known."
    panel.number.setFocus()
    panel.form.show_troubles(troubles)
    assert panel.focusWidget() is panel.number


def test_a_way_back_that_is_not_shown_goes_with_its_form(qtbot):
    panel = Panel("Lock and shifts")
    qtbot.addWidget(panel)
    form = Form(panel, "Save", lambda _: None)
    panel.fill(form.buttons())
    panel.show()
    assert form.back.parentWidget() is panel
    assert not form.back.isVisible()


def test_a_hint_that_changes_is_heard_once_nothing_is_wrong(panel):
    line = panel.form.rows["number"]
    line.set_problem("Taken already.")
    line.set_hint("Such as 20-CV-1187.")
    assert panel.number.accessibleDescription() == "Problem: Taken already."
    line.set_problem("")
    assert panel.number.accessibleDescription() == "Such as 20-CV-1187."
    line.set_hint("Letters and digits.")
    assert panel.number.accessibleDescription() == "Letters and digits."


def test_the_fields_of_a_form_can_be_others(panel):
    panel.form.rows.clear()
    fields = [panel.form.add(name, name, QLineEdit()) for name in ("court", "judge")]
    panel.fill(*panel.form.rows.values())
    fields[0].setFocus()
    QTest.keyClicks(fields[0], "Superior")
    press(Qt.Key.Key_Return)
    assert panel.focusWidget() is fields[1]
    press(Qt.Key.Key_Return)
    assert panel.sent == [{"court": "Superior", "judge": ""}]


def test_others_to_choose_from_begin_with_the_first_and_the_same_keep_what_is_chosen(qtbot):
    field = ChoiceField(STATUSES)
    qtbot.addWidget(field)
    field.choose("stayed")
    field.offer(list(STATUSES))
    assert field.value == "stayed"
    field.offer(STATUSES[:1])
    assert field.value == "in_force"
    field.choose("unheard of")
    assert field.value == "in_force"


@pytest.mark.parametrize(("width", "in_a_line"), [(900, 3), (500, 2), (300, 1)])
def test_fields_in_columns_have_one_width_and_as_many_in_a_line_as_there_is_room_for(qtbot, width, in_a_line):
    panel = Panel("An opening")
    form = Form(panel, "Send", lambda __: None)
    form.add("how", "How it was worked", ChoiceField(STATUSES, least=16))
    fields = [form.rows["how"], *(form.rows[name] for name in "abcd" if form.add(name, f"Field {name}", QLineEdit()))]
    panel.fill(fields_in_columns(*fields, most=3), form.buttons(), "stretch")
    qtbot.addWidget(panel)
    panel.resize(width, 700)
    panel.show()
    qtbot.waitUntil(fields[-1].isVisible)
    assert {field.width() for field in fields} == {fields[0].width()}
    lines = [[field for field in fields if field.y() == top] for top in sorted({field.y() for field in fields})]
    assert [len(line) for line in lines] == {3: [3, 2], 2: [2, 2, 1], 1: [1] * 5}[in_a_line]
    assert [field for line in lines for field in line] == fields
    assert fields[-1].geometry().bottom() < form.button.y()


def test_what_is_wrong_with_one_of_two_fields_beside_each_other_is_as_wide_as_both_and_names_it(qtbot):
    panel = Panel("A motion")
    form = Form(panel, "Send", lambda __: None)
    number, day = (form.add(name, label, QLineEdit()) for name, label in (("number", "Number"), ("day", "Day")))
    panel.fill(fields_beside(*form.rows.values()), form.buttons())
    qtbot.addWidget(panel)
    panel.resize(800, 300)
    panel.show()
    form.show_troubles({"day": "Write the day as in: Nov 5, 2020."})
    trouble = next(each for each in panel.findChildren(Text) if each.text() == "Day: Write the day as in: Nov 5, 2020.")
    qtbot.waitUntil(lambda: trouble.width() > number.width() + day.width() / 2)
    assert trouble.mapTo(panel, trouble.rect().topLeft()).y() > number.mapTo(panel, number.rect().bottomLeft()).y()
    assert day.accessibleDescription() == "Problem: Write the day as in: Nov 5, 2020."
    form.show_troubles({})
    assert not trouble.isVisible()
