"""The passphrase of an encrypted case, before anybody signs in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.desks.start.unlock import UnlockPresenter, UnlockScreen
from ui.kit.focus import begin_at
from ui.kit.form import Form, PasswordField, Values
from ui.kit.panel import Panel, lay_page, row
from ui.kit.text import Heading, Text
from ui.kit.theme import keep_width
from ui.kit.tokens import S16

HEADING = _("This case is encrypted")


class UnlockView(QWidget):
    """Draws an UnlockScreen; the passphrase leaves the field at once."""

    def __init__(self, presenter: UnlockPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.form = Form(self, _("Open the case"), self._unlock, presenter.back, key="Enter")
        self.passphrase = self.form.add("passphrase", _("Passphrase of the case"), PasswordField(_("passphrase")))
        self._name, self._folder = Text("", "strong", wrap=True), Text("", tone="muted", wrap=True)
        heading, panel = Heading(HEADING, "headline", wrap=True), Panel()
        heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        panel.fill(self._name, self._folder, *self.form.rows.values(), self.form.buttons())
        lay_page(self, "stretch", heading, S16, row("stretch", panel, "stretch"), "stretch", "stretch")
        keep_width(panel, 480, 760)
        begin_at(self, self.passphrase)
        presenter.listen(self.draw)

    def draw(self, screen: UnlockScreen) -> None:
        self._name.setText(screen.name)
        self._folder.setText(screen.folder)
        self.form.show_troubles({"passphrase": screen.trouble})

    def _unlock(self, written: Values) -> None:
        self.form.forget()
        self._presenter.unlock(**written)
