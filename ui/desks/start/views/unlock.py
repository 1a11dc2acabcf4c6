"""The passphrase of an encrypted case, before anybody signs in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desks.start.unlock import UnlockPresenter, UnlockScreen
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.focus import begin_at
from ui.kit.form import FieldRow, PasswordField
from ui.kit.panel import Panel, Scrolled, row
from ui.kit.text import Heading, Text
from ui.kit.theme import look, theme
from ui.kit.tokens import MARGIN, S4, S16

WIDE, MOST_WIDE = 480, 760
HEADING = "This case is encrypted"


class UnlockView(QWidget):
    """Draws an UnlockScreen; the passphrase leaves the field at once."""

    def __init__(self, presenter: UnlockPresenter) -> None:
        super().__init__()
        self._presenter, self._attempt = presenter, 0
        self.passphrase = PasswordField("passphrase")
        self._row = FieldRow("Passphrase of the case", self.passphrase)
        self._panel = Panel()
        self._name, self._folder = Text("", "strong", wrap=True), Text("", tone="muted", wrap=True)
        self.button, self.back = PrimaryButton("Open the case", "Enter"), QuietButton("Back")
        self._build()
        self.passphrase.returnPressed.connect(self._unlock)
        self.button.clicked.connect(self._unlock)
        self.back.clicked.connect(presenter.back)
        theme().changed.connect(self._follow)
        self._follow()
        presenter.listen(self.draw)

    def draw(self, screen: UnlockScreen) -> None:
        """Draws the screen as it stands."""
        self._name.setText(screen.name)
        self._folder.setText(screen.folder)
        self._row.set_problem(screen.trouble)
        if screen.attempt != self._attempt:
            self._attempt = screen.attempt
            self.passphrase.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._presenter.back()
        else:
            super().keyPressEvent(event)

    def _unlock(self) -> None:
        written = self.passphrase.text()
        self.passphrase.clear()
        self._presenter.unlock(written)

    def _build(self) -> None:
        begin_at(self, self.passphrase)
        for part in (self._name, self._folder, self._row):
            self._panel.body.addWidget(part)
        self._panel.body.addLayout(row(self.button, self.back, "stretch"))
        heading = Heading(HEADING, "headline", wrap=True)
        heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inner = QWidget()
        down = QVBoxLayout(inner)
        down.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        down.setSpacing(S4)
        down.addStretch(1)
        down.addWidget(heading)
        down.addSpacing(S16)
        down.addLayout(row("stretch", self._panel, "stretch"))
        down.addStretch(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(inner))

    def _follow(self) -> None:
        self._panel.setFixedWidth(min(look().px(WIDE), MOST_WIDE))
