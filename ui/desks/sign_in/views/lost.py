"""A lost password: who can help, and an administrator's form with the words of the recovery key and a new password."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from ui.desks.sign_in.screen import LostPassword
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.form import FieldRow, PasswordField, chain
from ui.kit.panel import Panel, column, reveal, row
from ui.kit.text import Heading, Text
from ui.kit.theme import look, theme
from ui.parts import Choice

WIDE, MOST_WIDE, WORDS_HEIGHT = 560, 860, 92
WORDS_HINT = "In the order of the sheet, with blanks between them. Numbers and capitals do no harm."


class LostPanel(Panel):
    """Draws a LostPassword. Signals: `sent(str, str, str, str)` with person, words and the new password twice; `left()`.

    Everything that was written goes as soon as the page is left.
    """

    sent = Signal(str, str, str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__("Lost password")
        self._attempt = 0
        self._shown: tuple[Choice, ...] = ()
        self.says, self.person, self.words = Text("", wrap=True), QComboBox(), QPlainTextEdit()
        self.new, self.again = PasswordField(), PasswordField()
        self.words.setTabChangesFocus(True)
        self.words.setUndoRedoEnabled(False)  # nothing that was taken out again stays in memory
        self.rows = {
            "person": FieldRow("Administrator", self.person),
            "words": FieldRow("The 24 words of the recovery key", self.words, WORDS_HINT),
            "new": FieldRow("New password", self.new),
            "again": FieldRow("New password once more", self.again),
        }
        self.give, self.leave = PrimaryButton("Make a new key and sign in"), QuietButton("Back", "Esc")
        self._form = QWidget()
        self._build()
        theme().changed.connect(self._follow)
        self._follow()

    def draw(self, lost: LostPassword | None) -> None:
        """Shows the page; without one, forgets what was written."""
        if lost is None:
            self._forget()
            return
        self.says.setText("\n\n".join(lost.says))
        reveal(self._form, bool(lost.administrators))
        reveal(self.give, bool(lost.administrators))
        if lost.administrators != self._shown:
            self._offer(lost)
        self.rows["new"].set_hint("\n".join(lost.rules))
        for name, line in self.rows.items():
            line.set_problem(lost.troubles.get(name, ""))
        if lost.attempt != self._attempt:
            self._attempt = lost.attempt
            wrong = next((name for name in self.rows if name in lost.troubles), "words")
            self.rows[wrong].editor.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _offer(self, lost: LostPassword) -> None:
        """Offers the administrators, and begins: at the words, or at the way back where there is no form."""
        self._shown = lost.administrators
        self.person.clear()
        for choice in lost.administrators:
            self.person.addItem(choice.label, choice.value)
        self.person.setCurrentIndex(max(self.person.findData(lost.chosen), 0))

    def begin(self) -> None:
        """Puts the focus where the next thing is to be done."""
        (self.words if self._shown else self.leave).setFocus()

    def _forget(self) -> None:
        self._attempt, self._shown = 0, ()
        for field in (self.words, self.new, self.again):
            field.clear()

    def _send(self) -> None:
        chosen = str(self.person.currentData() or "")
        self.sent.emit(chosen, self.words.toPlainText(), self.new.text(), self.again.text())

    def _build(self) -> None:
        inside = column(Heading("With the recovery key", wrap=True), *self.rows.values())
        self._form.setLayout(inside)
        self.body.addWidget(self.says)
        self.body.addWidget(self._form)
        self.body.addLayout(row(self.give, self.leave, "stretch"))
        self.give.clicked.connect(self._send)
        self.leave.clicked.connect(self.left)
        chain([self.rows["new"], self.rows["again"]], self._send)

    def _follow(self) -> None:
        self.setFixedWidth(min(look().px(WIDE), MOST_WIDE))
        self.words.setFixedHeight(look().px(WORDS_HEIGHT))
