"""The form for another password, and the page on which the person signed in changes theirs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.desks.sign_in.password import PasswordPresenter
from ui.desks.sign_in.screen import PasswordForm
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.focus import begin_at
from ui.kit.form import FieldRow, PasswordField, chain
from ui.kit.panel import Panel, Scrolled, row
from ui.kit.text import Text
from ui.kit.theme import look, theme
from ui.kit.tokens import MARGIN

WIDE, MOST_WIDE = 480, 760


class PasswordPanel(Panel):
    """Old password, new one twice. Signals: `sent(str, str, str)` with the three, `left()`.

    What was written leaves the fields as soon as it is sent, but for an old password that fitted so far.
    """

    sent = Signal(str, str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(" ")
        self._attempt = 0
        self.old, self.new, self.again = PasswordField(), PasswordField(), PasswordField()
        self._explains = Text("", tone="muted", wrap=True)
        self.save, self.leave = PrimaryButton("Change the password"), QuietButton("Back", "Esc")
        self.rows = {
            "old": FieldRow("Password until now", self.old),
            "new": FieldRow("New password", self.new),
            "again": FieldRow("New password once more", self.again),
        }
        for part in (self._explains, *self.rows.values()):
            self.body.addWidget(part)
        self.body.addLayout(row(self.save, self.leave, "stretch"))
        self.save.clicked.connect(self._send)
        self.leave.clicked.connect(self.left)
        chain(list(self.rows.values()), self._send)
        theme().changed.connect(self._follow)
        self._follow()

    def draw(self, form: PasswordForm) -> None:
        """Shows the form, and what is wrong beside each field."""
        self.set_title(form.title)
        self._explains.setText(form.explains)
        self.rows["old"].set_label(form.old)
        self.rows["new"].set_hint("\n".join(form.rules))
        self.save.setText(form.act)
        for name, line in self.rows.items():
            line.set_problem(form.troubles.get(name, ""))
        if form.attempt != self._attempt:
            self._attempt = form.attempt
            self._begin_at_trouble(form)

    def fill_old(self, password: str) -> None:
        """Writes the old password, which was just given; the new one is to be written next."""
        self.old.setText(password)
        (self.new if password else self.old).setFocus()

    def forget(self) -> None:
        """Empties the fields."""
        for field in (self.old, self.new, self.again):
            field.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _begin_at_trouble(self, form: PasswordForm) -> None:
        wrong = next((name for name in self.rows if name in form.troubles), "new")
        emptied = {"old": (self.old,), "new": (self.new, self.again), "again": (self.again,)}[wrong]
        for field in emptied:
            field.clear()
        editor = self.rows[wrong].editor
        if isinstance(editor, QLineEdit):
            editor.setFocus()

    def _send(self) -> None:
        self.sent.emit(self.old.text(), self.new.text(), self.again.text())

    def _follow(self) -> None:
        self.setFixedWidth(min(look().px(WIDE), MOST_WIDE))


class PasswordView(QWidget):
    """The page on which the person signed in changes their password."""

    def __init__(self, presenter: PasswordPresenter) -> None:
        super().__init__()
        self._presenter = presenter  # a signal alone does not keep it
        self.form = PasswordPanel()
        inner = QWidget()
        down = QVBoxLayout(inner)
        down.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        down.addLayout(row("stretch", self.form, "stretch"))
        down.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(inner))
        self.form.sent.connect(presenter.change)
        self.form.left.connect(presenter.leave)
        begin_at(self, self.form.old)
        presenter.listen(self.form.draw)
