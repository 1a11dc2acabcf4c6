"""The passphrase of an encrypted case, and of a station's copy the password at its server, before anybody signs in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.desks.start.unlock import UnlockPresenter, UnlockScreen
from ui.desks.start.views.keeping import KeepPassword
from ui.kit.buttons import QuietButton
from ui.kit.focus import begin_at
from ui.kit.form import Form, PasswordField, Values
from ui.kit.panel import Panel, lay_page, row
from ui.kit.style.theme import keep_width
from ui.kit.style.tokens import S16
from ui.kit.text import Heading, Text

HEADING = _("This case is encrypted")
AT_SERVER_HINT = _("Leave it empty where this computer keeps it, or the server asks for none.")


class UnlockView(QWidget):
    """Draws an UnlockScreen; the passphrase leaves the field at once."""

    def __init__(self, presenter: UnlockPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.form = Form(self, _("Open the case"), self._unlock, presenter.back, key="Enter")
        self.passphrase = self.form.add("passphrase", _("Passphrase of the case"), PasswordField(_("passphrase")))
        self.password, self.look = PasswordField(), QuietButton(_("Look at it without the server"))
        self.keep = KeepPassword()
        if presenter.screen.server:
            self.form.add(
                "password", _("Password of this computer's login at the server"), self.password, AT_SERVER_HINT
            )
        self._name, self._folder = Text("", "strong", wrap=True), Text("", tone="muted", wrap=True)
        heading, panel = Heading(HEADING, "headline", wrap=True), Panel()
        heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        others = (row(self.look, "stretch"),) if presenter.screen.server else ()
        keep = (self.keep,) if presenter.screen.server else ()
        panel.fill(self._name, self._folder, *self.form.rows.values(), *keep, self.form.buttons(), *others)
        self.look.clicked.connect(self._look)
        lay_page(self, "stretch", heading, S16, row("stretch", panel, "stretch"), "stretch", "stretch")
        keep_width(panel, 480, 760)
        begin_at(self, self.passphrase)
        presenter.listen(self.draw)

    def draw(self, screen: UnlockScreen) -> None:
        self._name.setText(screen.name)
        self._folder.setText(screen.folder)
        troubles = {"passphrase": screen.trouble}
        self.form.show_troubles(troubles | {"password": screen.server_trouble} if screen.server else troubles)

    def _unlock(self, written: Values) -> None:
        self.form.forget()
        self._presenter.unlock(**written, keep=self.keep.box.isChecked())

    def _look(self) -> None:
        written = self.passphrase.text()
        self.form.forget()
        self._presenter.look(written)
