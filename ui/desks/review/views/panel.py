"""The panel over the cards: a question in its place, with answers on keys, or fields and a button. Never a dialog."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ui.desks.review.screen import PanelField, PanelScreen
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.choices import Choices
from ui.kit.flow import Flow
from ui.kit.form import FieldRow
from ui.kit.icon_label import StateIcon
from ui.kit.panel import Panel, clear, column, row
from ui.kit.personal import PersonalField
from ui.kit.text import Text
from ui.kit.theme import look, theme
from ui.kit.tokens import S8, S12

TEXT_HEIGHT = 72


class PanelView(Panel):
    """Draws a `PanelScreen`. Signals: `chosen(str)`, `changed(dict)` where others hang on a field, `typed(dict)` with
    each letter, `submitted(dict)`, all with the fields' values by id; `cancelled()`."""

    chosen = Signal(str)
    changed = Signal(dict)
    typed = Signal(dict)
    submitted = Signal(dict)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__("", part="question")
        self.asked: PanelScreen | None = None
        self._words = Text("", "body", wrap=True)
        self._warning = QWidget()
        self._warning_words = Text("", "strong", tone="count_partial", wrap=True)
        self._choices = Choices(dense=True)
        self._choices.chosen.connect(self.chosen)
        self._fields = column(spacing=S12)
        self._editors: dict[str, FieldRow] = {}
        self.accept = PrimaryButton("", "Ctrl+Enter")
        self.cancel = QuietButton("Back", "Esc")
        self._build()
        theme().changed.connect(self._follow)
        self.hide()

    def draw(self, screen: PanelScreen | None) -> None:
        """Shows a panel, or hides; fields that stay keep what is being typed, and the cursor."""
        before, self.asked = self.asked, screen
        self.setVisible(screen is not None)
        if screen is None or screen == before:
            return
        self.set_title(screen.title)
        self._words.setText(screen.words)
        self._words.setVisible(bool(screen.words))
        self._warning_words.setText(screen.warning)
        self._warning.setVisible(bool(screen.warning))
        self._choices.set_choices(screen.choices)
        self._choices.setVisible(bool(screen.choices))
        self._draw_fields(screen, before)
        self.accept.setText(screen.accept)
        self.accept.updateGeometry()
        self.accept.setVisible(bool(screen.accept))

    def begin(self) -> None:
        """Puts the keyboard focus on the first answer or field."""
        if self.asked is not None and self.asked.choices:
            self._choices.focus_first()
        elif self._editors:
            next(iter(self._editors.values())).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Does what the button says."""
        if self.asked is not None and self.asked.fields:
            self.submitted.emit(dict(self.values()))

    def values(self) -> Mapping[str, str]:
        """What the fields hold, by their ids."""
        return {name: _value(each.editor) for name, each in self._editors.items()}

    def _draw_fields(self, screen: PanelScreen, before: PanelScreen | None) -> None:
        same = before is not None and before.kind == screen.kind and _shape(before) == _shape(screen)
        if not same:
            clear(self._fields)
            self._editors = {field.id: self._make(field) for field in screen.fields}
        for field in screen.fields:
            self._fill(self._editors[field.id], field)

    def _make(self, field: PanelField) -> FieldRow:
        editor = _editor(field)
        made = FieldRow(field.label, editor, field.hint)
        self._fields.addWidget(made)
        if isinstance(editor, QComboBox):
            editor.activated.connect(self._tell)
        elif isinstance(editor, QLineEdit):
            editor.textEdited.connect(self._tell)
            editor.returnPressed.connect(lambda: self._after(editor))
        else:
            editor.setFixedHeight(look().px(TEXT_HEIGHT))
        if isinstance(editor, QPlainTextEdit):
            editor.textChanged.connect(lambda: self.typed.emit(dict(self.values())))
        return made

    def _fill(self, made: FieldRow, field: PanelField) -> None:
        editor = made.editor
        if isinstance(editor, QComboBox):
            _fill_options(editor, field)
        elif isinstance(editor, QLineEdit) and editor.text() != field.value:
            editor.setText(field.value)
        made.set_hint(field.hint)
        made.set_problem(field.problem)

    def _after(self, editor: QWidget) -> None:
        """Enter goes to the next field, and in the last one does what the button says."""
        editors = [each.editor for each in self._editors.values()]
        place = editors.index(editor) + 1
        if place < len(editors):
            editors[place].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submit()

    def _tell(self) -> None:
        self.typed.emit(dict(self.values()))
        self.changed.emit(dict(self.values()))

    def _follow(self) -> None:
        for each in self._editors.values():
            if isinstance(each.editor, QPlainTextEdit):
                each.editor.setFixedHeight(look().px(TEXT_HEIGHT))

    def _build(self) -> None:
        warning = row(StateIcon("triangle-alert", "count_partial", 16))
        warning.addWidget(self._warning_words, 1)
        self._warning.setLayout(warning)
        self.title.setWordWrap(True)
        for widget in (self._warning, self._words, self._choices):
            self.body.addWidget(widget)
        self.body.addLayout(self._fields)
        buttons = Flow(S8)
        buttons.addWidget(self.accept)
        buttons.addWidget(self.cancel)
        self.body.addLayout(buttons)
        self.accept.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.cancelled)


def _shape(screen: PanelScreen) -> tuple[tuple[str, str, str], ...]:
    """What the fields are: while it stays, their widgets stay."""
    return tuple((field.id, field.kind, field.label) for field in screen.fields)


def _editor(field: PanelField) -> QWidget:
    if field.kind == "choice":
        made = QComboBox()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(10)
        return made
    if field.kind == "text":
        written = QPlainTextEdit(field.value)
        written.setTabChangesFocus(True)
        return written
    return PersonalField() if field.personal else QLineEdit()


def _fill_options(editor: QComboBox, field: PanelField) -> None:
    held = [(str(editor.itemData(place)), editor.itemText(place)) for place in range(editor.count())]
    if held != list(field.options):
        editor.clear()
        for value, words in field.options:
            editor.addItem(words, value)
    editor.setCurrentIndex(next((at for at, option in enumerate(field.options) if option[0] == field.value), -1))


def _value(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return str(editor.currentData() or "")
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""
