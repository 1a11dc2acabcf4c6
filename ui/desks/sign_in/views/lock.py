"""The lock over the whole window: who is signed in, the field for the password, and a way for somebody else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desks.sign_in.lock import LockPresenter, LockScreen
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.focus import begin_at
from ui.kit.form import FieldRow, PasswordField
from ui.kit.icon_label import StateIcon
from ui.kit.panel import Panel, Scrolled, row
from ui.kit.text import Heading, Text
from ui.kit.theme import look, theme
from ui.kit.tokens import MARGIN, S4, S8, S16

WIDE, MOST_WIDE = 480, 760
OTHERS = "Sign in as someone else"


class LockView(QWidget):
    """Draws a LockScreen."""

    def __init__(self, presenter: LockPresenter) -> None:
        super().__init__()
        self._presenter, self._attempt = presenter, 0
        self.setProperty("part", "canvas")
        self.setAccessibleName("The screen is locked")
        self.heading = Heading("", "headline")
        self.panel = Panel("The screen is locked")
        self.name, self.roles = Text("", "strong", wrap=True), Text("", tone="muted", wrap=True)
        self.says = Text("", "caption", tone="muted", wrap=True)
        self.password = PasswordField()
        self._row = FieldRow("Password", self.password)
        self.button, self.other = PrimaryButton("Unlock", "Enter"), QuietButton(OTHERS)
        self._build()
        theme().changed.connect(self._follow)
        self._follow()
        presenter.listen(self.draw)

    def draw(self, screen: LockScreen) -> None:
        """Draws the lock as it stands."""
        self.heading.setText(screen.heading)
        self.name.setText(screen.name)
        self.roles.setText(screen.roles)
        self.says.setText(screen.says)
        self._row.set_problem(screen.trouble)
        if screen.attempt != self._attempt:
            self._attempt = screen.attempt
            self.password.setFocus()

    def _unlock(self) -> None:
        """The password leaves the field at once, whether it fits or not."""
        password = self.password.text()
        self.password.clear()
        self._presenter.unlock(password)

    def _build(self) -> None:
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(self.name)
        who.addWidget(self.roles)
        across = row(StateIcon("lock", "muted", 24), spacing=S16)
        across.addLayout(who, 1)
        self.panel.body.addLayout(across)
        for part in (self._row, self.says):
            self.panel.body.addWidget(part)
        self.panel.body.addLayout(row(self.button, self.other, "stretch", spacing=S8))
        inner = QWidget()
        down = QVBoxLayout(inner)
        down.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        down.setSpacing(S4)
        down.addStretch(1)
        down.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignHCenter)
        down.addSpacing(S16)
        down.addLayout(row("stretch", self.panel, "stretch"))
        down.addStretch(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(inner))
        begin_at(self, self.password)
        self.password.returnPressed.connect(self._unlock)
        self.button.clicked.connect(self._unlock)
        self.other.clicked.connect(self._presenter.someone_else)

    def _follow(self) -> None:
        self.panel.setFixedWidth(min(look().px(WIDE), MOST_WIDE))
