"""The lock over the whole window: who is signed in, the field for the password, and a way for somebody else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.desks.sign_in.lock import LockPresenter, LockScreen
from ui.kit.buttons import QuietButton
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.focus import begin_at
from ui.kit.form import Form, PasswordField, Values
from ui.kit.language import name
from ui.kit.panel import Panel, column, lay_page, row
from ui.kit.style.theme import keep_width
from ui.kit.style.tokens import S16
from ui.kit.text import Heading, Text

LOCKED, OTHERS = _("The screen is locked"), _("Sign in as someone else")


class LockView(QWidget):
    """Draws a LockScreen; the password leaves the field at once, whether it fits or not."""

    def __init__(self, presenter: LockPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.setProperty("part", "canvas")
        name(self, LOCKED)
        self.heading = Heading("", "headline")
        self.name, self.roles = Text("", "strong", wrap=True), Text("", tone="muted", wrap=True)
        self.says = Text("", "caption", tone="muted", wrap=True)
        self.form = Form(self, _("Unlock"), self._unlock, key="Enter")
        self.password = self.form.add("password", _("Password"), PasswordField())
        self.button, self.other = self.form.button, QuietButton(OTHERS)
        self._build()
        self.other.clicked.connect(presenter.someone_else)
        begin_at(self, self.password)
        presenter.listen(self.draw)

    def draw(self, screen: LockScreen) -> None:
        self.heading.setText(screen.heading)
        self.name.setText(screen.name)
        self.roles.setText(screen.roles)
        self.says.setText(screen.says)
        self.form.show_troubles({"password": screen.trouble})

    def _unlock(self, written: Values) -> None:
        self.form.forget()
        self._presenter.unlock(**written)

    def _build(self) -> None:
        named = column(self.name, self.roles, spacing=0)
        who = row(StateIcon("lock", "muted", 24), named, spacing=S16, grow=named)
        panel = Panel(LOCKED)
        panel.fill(who, *self.form.rows.values(), self.says, self.form.buttons(self.other))
        keep_width(panel, 480, 760)
        self.heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        lay_page(self, "stretch", self.heading, S16, row("stretch", panel, "stretch"), "stretch", "stretch")
