"""Fields of a form: a label over its editor, a hint, and the problem where there is one.

`FieldRow("Birth date", editor, hint="As written, month first")`; `set_problem(words)` marks the field with an icon, a
border and words (empty clears). `PasswordField()` is a field with an eye that shows what was typed: by a click, or by F8
in the field, so that Tab goes on to the next field. `chain(rows, last)` has Enter move from field to field and call
`last` in the last one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.kit.buttons import IconButton
from ui.kit.icon_label import StateIcon
from ui.kit.inset import InsetField
from ui.kit.text import Text
from ui.kit.theme import set_property
from ui.kit.tokens import S4, S8


class FieldRow(QWidget):
    """A label, an editor (`.editor`), a hint and a problem."""

    def __init__(self, label: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self._label = Text(label, "strong")
        self._label.setBuddy(editor)
        self._hint = Text(hint, "caption", tone="muted", wrap=True)
        self._trouble = QWidget()
        self._problem = Text("", "caption", tone="not_counted", wrap=True)
        self._build()
        self._hint.setVisible(bool(hint))
        editor.setAccessibleName(label)
        editor.setAccessibleDescription(hint)
        self.set_problem("")

    def set_problem(self, words: str) -> None:
        """Says what is wrong with this field; an empty text takes it back."""
        self._problem.setText(words)
        self._trouble.setVisible(bool(words))
        self.editor.setAccessibleDescription(f"Problem: {words}" if words else self._hint.text())
        set_property(self.editor, "trouble", "true" if words else "false")

    def set_label(self, label: str) -> None:
        """Calls the field by another word."""
        self._label.setText(label)
        self.editor.setAccessibleName(label)

    def set_hint(self, words: str) -> None:
        """Shows another hint."""
        self._hint.setText(words)
        self._hint.setVisible(bool(words))

    def _build(self) -> None:
        trouble = QHBoxLayout(self._trouble)
        trouble.setContentsMargins(0, 0, 0, 0)
        trouble.setSpacing(S8)
        trouble.addWidget(StateIcon("circle-alert", "not_counted", 14))
        trouble.addWidget(self._problem, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(S4)
        for each in (self._label, self.editor, self._hint, self._trouble):
            down.addWidget(each)


class PasswordField(InsetField):
    """A password, or another secret as the word says, hidden; the eye shows it while it is on. F8 presses the eye."""

    def __init__(self, word: str = "password") -> None:
        self._word = word
        self._eye = IconButton("eye", f"Show the {word} (F8)")
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
        self._eye.set_words(f"{'Hide' if shown else 'Show'} the {self._word} (F8)")


def chain(rows: Sequence[FieldRow], last: Callable[[], None]) -> None:
    """Has Enter go from field to field of `rows`, and call `last` in the last one."""
    editors = [row.editor for row in rows]
    for editor, following in pairwise(editors):
        if isinstance(editor, QLineEdit):
            editor.returnPressed.connect(following.setFocus)
    final = editors[-1] if editors else None
    if isinstance(final, QLineEdit):
        final.returnPressed.connect(last)
