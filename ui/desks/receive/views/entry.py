"""One field of an envelope entered by hand: a line with completion, a choice, codes with their words, or a note."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.desks.receive.screen import EnvelopeField
from ui.kit.form import FieldRow
from ui.kit.personal import PersonalField
from ui.kit.theme import look, theme
from ui.kit.tokens import S4, S8
from ui.parts import Choice

Go = Callable[[str, int], None]
"""Goes from a field to the one after (1) or before (-1)."""


class Writer(Protocol):
    """Who is told what stands in a field."""

    def write(self, field: str, text: str) -> None:
        """Something was typed or chosen."""
        ...

    def leave(self, field: str) -> None:
        """The field was left."""
        ...


class EntryField(QWidget):
    """A field with its label, hint and problem. Enter in it goes on, Shift+Enter back."""

    def __init__(self, field: EnvelopeField, editor: QWidget, writer: Writer, go: Go) -> None:
        super().__init__()
        self.id = field.id
        self.editor = editor
        self._writer, self._go = writer, go
        self._row = FieldRow(field.label, editor, field.hint)
        self._problem = ""
        self.below = QVBoxLayout()
        self.below.setSpacing(S4)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(S8)
        down.addWidget(self._row)
        down.addLayout(self.below)
        self.setFocusProxy(editor)
        editor.installEventFilter(self)

    def draw(self, field: EnvelopeField) -> None:
        """Draws what stands in the field, and what is wrong with it."""
        self._problem = field.problem
        self._row.set_hint(f"Look again: {field.warning}" if field.warning else field.hint)
        self._row.set_problem(field.problem)
        self.show_value(field)

    def show_value(self, field: EnvelopeField) -> None:
        """Puts the value into the editor."""
        raise NotImplementedError

    def begin(self) -> None:
        """Puts the focus here, all of it selected."""
        self.editor.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(self.editor, QLineEdit):
            self.editor.selectAll()

    def has_focus(self) -> bool:
        """Whether the focus is here."""
        return self.editor.hasFocus()

    def has_problem(self) -> bool:
        """Whether something is wrong with what stands here."""
        return bool(self._problem)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._is_enter(event):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.on(-1 if back else 1)
            return True
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent) and event.reason() not in _STAYS:
            self._writer.leave(self.id)
        return super().eventFilter(watched, event)

    def on(self, step: int) -> None:
        """Goes on, or back."""
        self._go(self.id, step)

    @staticmethod
    def _is_enter(event: QKeyEvent) -> bool:
        command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not command and not event.isAutoRepeat()


_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)
"""The focus goes, and the field is not left: its own list opens, or another program comes to the front."""


class LineEntry(EntryField):
    """A line of text; with choices, a list of those that hold what is typed."""

    def __init__(self, field: EnvelopeField, writer: Writer, go: Go) -> None:
        line = CompletedLine(personal=field.personal)
        super().__init__(field, line, writer, go)
        self._line = line
        line.go = self.on
        line.textEdited.connect(lambda text: writer.write(self.id, text))
        line.completed.activated.connect(lambda text: writer.write(self.id, text))
        self._choices: tuple[Choice, ...] = ()

    def on(self, step: int) -> None:
        """Goes on, or back; a list that stays open would keep the field from being left."""
        self._line.close_list()
        super().on(step)

    def show_value(self, field: EnvelopeField) -> None:
        if field.choices != self._choices:
            self._choices = field.choices
            self._line.set_known([choice.label for choice in field.choices])
        if self._line.text() != field.value:
            self._line.setText(field.value)


class CompletedLine(PersonalField):
    """A line with a list under it; `go` is called for Enter while the list is open, which filters do not see."""

    def __init__(self, *, personal: bool) -> None:
        self._personal = personal
        super().__init__()
        self._model = QStringListModel(self)
        self.completed = QCompleter(self._model, self)
        self.completed.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completed.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completed.setMaxVisibleItems(8)
        self.go: Callable[[int], None] = lambda _: None

    def set_known(self, known: list[str]) -> None:
        """Completes from these texts."""
        if known and not self._model.rowCount():
            self.setCompleter(self.completed)
        self._model.setStringList(known)

    def close_list(self) -> None:
        """Closes the list under the line."""
        popup: QAbstractItemView | None = self.completed.popup()
        if popup is not None:
            popup.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup: QAbstractItemView | None = self.completed.popup()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and popup is not None and popup.isVisible() and not popup.currentIndex().isValid():
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return
        super().keyPressEvent(event)

    def _hide(self, hidden: bool) -> None:
        super()._hide(hidden and self._personal)


class ChoiceEntry(EntryField):
    """One of a few: its first letter or the arrows choose."""

    def __init__(self, field: EnvelopeField, writer: Writer, go: Go) -> None:
        combo = QComboBox()
        super().__init__(field, combo, writer, go)
        self._combo = combo
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(6)
        self._choices: tuple[Choice, ...] = ()
        combo.activated.connect(lambda at: writer.write(self.id, str(combo.itemData(at))))
        combo.currentIndexChanged.connect(lambda at: writer.write(self.id, str(combo.itemData(at) or "")))

    def show_value(self, field: EnvelopeField) -> None:
        self._combo.blockSignals(True)
        if field.choices != self._choices:
            self._choices = field.choices
            self._combo.clear()
            for choice in field.choices:
                self._combo.addItem(choice.label, choice.value)
        self._combo.setCurrentIndex(max(self._combo.findData(field.value), 0))
        self._combo.blockSignals(False)


class CodesEntry(LineEntry):
    """Codes typed with a space between, and a box with the words for each."""

    def __init__(self, field: EnvelopeField, writer: Writer, go: Go) -> None:
        super().__init__(field, writer, go)
        self.boxes = {choice.value: QCheckBox(f"{choice.value}  {choice.label}") for choice in field.choices}
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        for place, (code, box) in enumerate(self.boxes.items()):
            box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            box.clicked.connect(lambda on, code=code: self._tick(code, on))
            grid.addWidget(box, place, 0)
        self.below.addLayout(grid)

    def show_value(self, field: EnvelopeField) -> None:
        if self._line.text() != field.value:
            self._line.setText(field.value)
        ticked = field.value.split()
        for code, box in self.boxes.items():
            box.setChecked(code in ticked)

    def _tick(self, code: str, on: bool) -> None:
        codes = [each for each in self._line.text().split() if each != code] + ([code] if on else [])
        self._writer.write(self.id, " ".join(codes))
        self._writer.leave(self.id)


class LongEntry(EntryField):
    """A text of several lines; Enter goes on here too."""

    def __init__(self, field: EnvelopeField, writer: Writer, go: Go) -> None:
        text = QPlainTextEdit()
        super().__init__(field, text, writer, go)
        self._text = text
        text.setTabChangesFocus(True)
        text.textChanged.connect(lambda: writer.write(self.id, text.toPlainText()))
        theme().changed.connect(self._follow)
        self._follow()

    def show_value(self, field: EnvelopeField) -> None:
        if self._text.toPlainText() != field.value:
            self._text.setPlainText(field.value)

    def _follow(self) -> None:
        self._text.setFixedHeight(look().px(72))


_MADE = {"text": LineEntry, "choice": ChoiceEntry, "codes": CodesEntry, "long": LongEntry}


def make_entry(field: EnvelopeField, writer: Writer, go: Go) -> EntryField:
    """The widget for a field of its kind."""
    return _MADE[field.kind](field, writer, go)
