"""Forms: fields with a label, a hint and what is wrong with them; and the keys and the button that they share.

`FieldRow("Birth date", editor, hint="As written, month first")` is a label over an editor. Editors are Qt's own, and here:
`PasswordField()`, `LongField(72)` for several lines, `ChoiceField()` for one of a few; `CompoundField` is the base of others.

`Form(host, "Give the new key", send, leave=presenter.back)` is what a form does, whatever it looks like:

    self.form = Form(self, "Enter the order", self._send, leave=presenter.back)
    self.number = self.form.add("number", "Number", QLineEdit(), "Such as 20-CV-1187.")
    self.court = self.form.add("court", "Court", QLineEdit())
    self.fill(*self.form.rows.values(), self.form.buttons())     # or `fields_beside(one, other)`, each as wide as the other,
    ...                                                          # or `fields_in_columns(*many, most=3)`
    ...
    self.form.show_troubles(screen.troubles)                     # in `draw`, last

Enter goes to the next field, Shift+Enter back; in the last field Enter presses the button, and so does Ctrl+Enter
wherever the focus is while `host` is on the screen. Esc leaves. `send` is given what was written, by the fields' names.
Problems that come of it stand in place, and the first field that is wrong gets the focus, once: what others record later
moves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from adjudicator.words import _
from ui.kit import language
from ui.kit.buttons import IconButton, PrimaryButton, QuietButton
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.flow import EvenFlow, Flow
from ui.kit.inset import InsetField
from ui.kit.keys import Key, Keys
from ui.kit.language import describe, shown, speech
from ui.kit.panel import column, side_by_side
from ui.kit.style.theme import keep_height, set_property
from ui.kit.style.tokens import PANEL_BETWEEN, S4
from ui.kit.text import Text
from ui.kit.window.held import held
from ui.parts import Choice

EditorT = TypeVar("EditorT", bound=QWidget)
Values = Mapping[str, str]
"""What is written in a form, by the names of its fields."""

CTRL_ENTER = "Ctrl+Enter"


class FieldRow(QWidget):
    """A label, an editor (`.editor`), a hint and a problem."""

    def __init__(self, label: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.editor, self.chained = editor, True
        self._called, self._apart = label, False
        self._label = Text(label, "strong", wrap=True)
        self._label.setBuddy(editor)
        self._hint = Text(hint, "caption", tone="muted", wrap=True, hides=True)
        self._problem, self._advice = "", hint
        self._trouble = Marked(
            StateIcon("circle-alert", "not_counted", 14), Text("", "caption", tone="not_counted", wrap=True)
        )
        self.setLayout(column(self._label, editor, self._hint, self._trouble, spacing=S4))
        language.name(editor, label)
        self.set_problem("")

    def set_problem(self, words: str) -> None:
        """Says what is wrong with this field; an empty text takes it back."""
        self._problem = words
        whole = _("{field}: {problem}", field=self._called, problem=words) if words and self._apart else words
        self._trouble.say(whole)
        set_property(self.editor, "trouble", "true" if words else "false")
        self._describe()

    def trouble_apart(self) -> QWidget:
        """What is wrong with this field, to be placed elsewhere; it names the field there."""
        self._apart = True
        layout = self.layout()
        if layout is not None:
            layout.removeWidget(self._trouble)
        return self._trouble

    def set_label(self, label: str) -> None:
        self._called = label
        self._label.setText(label)
        language.name(self.editor, label)

    def set_hint(self, words: str, *, warns: bool = False) -> None:
        """Says what helps, or, where it `warns`, that somebody should look again."""
        self._advice = words
        self._hint.set_tone("count_partial" if warns else "muted")
        self._hint.setText(words)
        self._describe()

    def _describe(self) -> None:
        describe(self.editor, _("Problem: {problem}", problem=self._problem) if self._problem else self._advice)


def fields_beside(*rows: FieldRow) -> QVBoxLayout:
    """Fields of one width beside one another; what is wrong with one stands under all, as wide as they are together."""
    apart = [line.trouble_apart() for line in rows] if len(rows) > 1 else []
    return column(side_by_side(*rows), *apart, spacing=S4)


FIELD_LEAST = 220
"""Pixels at 100 % that a field keeps in columns: its label and hint are then few lines high."""


def fields_in_columns(*rows: FieldRow, most: int) -> EvenFlow:
    """Fields of one width, up to `most` in a line, fewer where the text is large; what is wrong with one stands under it."""
    made = EvenFlow(FIELD_LEAST, most, PANEL_BETWEEN)
    for line in rows:
        made.addWidget(line)
    return made


class PasswordField(InsetField):
    """A password, or another secret as the word says, hidden; the eye shows it while it is on. F8 presses the eye.

    The eye is no stop of Tab, so that Tab goes on to the next field.
    """

    def __init__(self, word: str = _("password")) -> None:
        self._word = word
        self._eye = IconButton("eye", self._offer(shown=False))
        super().__init__(right=self._eye)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_F8:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._eye.toggle()

    def _show(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.set_icon("eye-off" if shown else "eye")
        self._eye.set_words(self._offer(shown=shown))

    def _offer(self, *, shown: bool) -> str:
        return (
            _("Hide the {secret} (F8)", secret=self._word) if shown else _("Show the {secret} (F8)", secret=self._word)
        )


class LongField(QPlainTextEdit):
    """Several lines, `height` pixels at 100 % high; Tab leaves it."""

    def __init__(self, height: int, words: str = "") -> None:
        super().__init__()
        self.setPlainText(words)
        self.setTabChangesFocus(True)
        keep_height(self, height)

    def setPlainText(self, text: str) -> None:
        """Shows words that were begun before, with the cursor behind them: they are gone on with."""
        super().setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)


MOST_SHOWN = 12
"""More choices than so many scroll."""


class ChoiceField(QComboBox):
    """One of a few choices, each with its value. What is typed finds a choice by its beginning, digits too: "024"."""

    def __init__(self, choices: Sequence[Choice] = (), *, least: int = 0) -> None:
        super().__init__()
        self._choices: tuple[Choice, ...] = ()
        self.setMaxVisibleItems(MOST_SHOWN)
        self.setItemDelegate(QStyledItemDelegate(self))  # the usual one of a combo box passes the theme's spacing over
        speech().changed.connect(self._say_again)
        if least:
            self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.setMinimumContentsLength(least)
        self.offer(choices)

    @property
    def value(self) -> str:
        return str(self.currentData() or "")

    def event(self, event: QEvent) -> bool:
        """Has plain characters for itself, and Enter, which goes to the next field, before any key of the page sees them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_typed(event):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Words that are longer than the field end in an ellipsis, not in half a letter."""
        with held(self):
            self._paint_field()

    def _paint_field(self) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        try:
            self.initStyleOption(option)
            painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
            field = QStyle.SubControl.SC_ComboBoxEditField
            room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width()
            words = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
            option.currentText = words  # pyright: ignore[reportAttributeAccessIssue]
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        finally:
            painter.end()  # one that a traceback keeps would draw on a widget that is gone

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offers these; where they are others than before, the first is chosen."""
        if tuple(choices) == self._choices:
            return
        self._choices = tuple(choices)
        self.clear()
        for choice in choices:
            self.addItem(shown(choice.label), choice.value)

    def _say_again(self) -> None:
        for place, choice in enumerate(self._choices):
            self.setItemText(place, shown(choice.label))

    def choose(self, value: str) -> None:
        """Chooses a value; the first choice, where it is not offered."""
        self.setCurrentIndex(max(self.findData(value), 0))


def _is_typed(event: QKeyEvent) -> bool:
    plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return plain and (enter or (event.text().isprintable() and bool(event.text().strip())))


class CompoundField(QWidget):
    """A field of several widgets: it can stand in a form like others, and says itself what was chosen in it."""

    def forget(self) -> None:
        """Takes back what was chosen."""
        raise NotImplementedError


class Form(QObject):
    """The fields of a form by name, the button that sends what they hold, and the keys between them.

    `host` is the widget that the form stands in. `key` is shown on the button: "Enter" where one field is all there is.
    Without `keys` the host presses the button at Ctrl+Enter itself; with `enter_sends` off, Enter in the last field goes
    to the button. Signal: `typed(str, str)` with a field's name and value when somebody writes or chooses, for a presenter
    that keeps a draft; `fill` puts it back. Where the fields depend on something, `rows.clear()` and add others.
    """

    typed = Signal(str, str)

    def __init__(
        self,
        host: QWidget,
        act: str,
        send: Callable[[Values], object],
        leave: Callable[[], object] | None = None,
        *,
        key: str = CTRL_ENTER,
        keys: bool = True,
    ) -> None:
        super().__init__(host)
        self.rows: dict[str, FieldRow] = {}
        self.button, self.back = PrimaryButton(act, key), QuietButton(_("Back"), "Esc")
        self._host, self._send, self._leave = host, send, leave
        self.enter_sends = True
        self._sent = False
        self.button.clicked.connect(self._pressed)
        if leave is not None:
            self.back.clicked.connect(leave)
            host.installEventFilter(self)
        else:
            # without a parent it could be collected while Qt lists all widgets, which ends the program
            self.back.setParent(host)
            self.back.hide()
        self._keys: Keys | None = None
        if keys:
            self._keys = bound = Keys(host, host.accessibleName().strip() or act)
            bound.bind(Key("form", ("Ctrl+Return", "Ctrl+Enter"), act or _("Do what the button says")), self.press)
            if key == "Enter":
                bound.bind(Key("form_enter", "Enter", act))
            if leave is not None:
                bound.bind(Key("form_back", "Esc", _("Back")))

    def add(self, name: str, label: str, editor: EditorT, hint: str = "", *, chained: bool = True) -> EditorT:
        """Takes a field in after those that are there, and gives its editor; Enter passes over one that is not `chained`."""
        self.rows[name] = line = FieldRow(label, editor, hint)
        line.chained = chained
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(lambda text: self.typed.emit(name, text))
        elif isinstance(editor, QPlainTextEdit):
            editor.textChanged.connect(lambda: self.typed.emit(name, editor.toPlainText()))
        elif isinstance(editor, ChoiceField):
            editor.currentIndexChanged.connect(lambda: self.typed.emit(name, editor.value))
        if chained and isinstance(editor, (QLineEdit, QComboBox)):
            editor.installEventFilter(self)
        return editor

    def buttons(self, *others: QWidget) -> Flow:
        """The button, what stands beside it, and the way back where there is one; in a second line for want of room."""
        line = Flow()
        for button in (self.button, *others, *([self.back] if self._leave is not None else [])):
            line.addWidget(button)
        return line

    def values(self) -> Values:
        """What is written, by name, but for compound fields."""
        found = {name: _written(line.editor) for name, line in self.rows.items()}
        return {name: value for name, value in found.items() if value is not None}

    def fill(self, values: Values) -> None:
        """Writes into fields, without a signal; one that holds its value already keeps the cursor."""
        for name, value in values.items():
            editor = self.rows[name].editor
            if _written(editor) != value:
                editor.blockSignals(True)
                _write(editor, value)
                editor.blockSignals(False)

    def forget(self, *names: str) -> None:
        """Empties these fields, or all: passwords leave memory with the page."""
        for name in names or self.rows:
            editor = self.rows[name].editor
            if isinstance(editor, CompoundField):
                editor.forget()
            else:
                self.fill({name: ""})

    def begin(self) -> None:
        """Puts the focus into the first field, or on the button where there is none."""
        first = next((line.editor for line in self.rows.values()), self.button)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def press(self) -> None:
        """Presses the button, where it is there and can be pressed."""
        if not self.button.isHidden():
            self.button.click()

    def answers_keys(self, on: bool) -> None:
        """Whether Ctrl+Enter and Esc are this form's: not while the page asks something else that has them."""
        if self._keys is not None:
            self._keys.enable_all(on)

    def show_troubles(self, troubles: Values) -> None:
        """Says beside each field what is wrong; once after the form was sent, the first such field gets the focus."""
        for name, line in self.rows.items():
            line.set_problem(troubles.get(name, ""))
        wrong = next((line.editor for name, line in self.rows.items() if troubles.get(name)), None)
        if wrong is not None and self._sent:
            self._sent = False
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if watched is not self._host and isinstance(watched, QWidget):
            return self._enter(watched, event)
        if event.key() == Qt.Key.Key_Escape and self._leave is not None:
            self._leave()
            return True
        return False

    def _enter(self, editor: QWidget, event: QKeyEvent) -> bool:
        """Goes on or back for Enter; from the last field it presses the button."""
        shift, keypad = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.modifiers() & ~(shift | keypad):
            return False
        order = [line.editor for line in self.rows.values() if line.chained]
        place = order.index(editor) + (-1 if event.modifiers() & shift else 1)
        if event.isAutoRepeat() or place < 0:
            return True
        if place == len(order) and self.enter_sends:
            self.press()
        else:
            (*order, self.button)[place].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _pressed(self) -> None:
        self._sent = True
        self._send(self.values())


def _written(editor: QWidget) -> str | None:
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, ChoiceField):
        return editor.value
    return editor.text() if isinstance(editor, QLineEdit) else None


def _write(editor: QWidget, value: str) -> None:
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(value)
    elif isinstance(editor, ChoiceField):
        editor.choose(value)
    elif isinstance(editor, QLineEdit):
        editor.setText(value)
