"""Setup's form on sitting at a screen: after how long an idle one is locked, and when shifts end."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from adjudicator.words import _
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import SittingsScreen
from ui.kit.focus import begin_at
from ui.kit.form import Form
from ui.kit.panel import Panel, column, reveal, row
from ui.kit.text import Text
from ui.kit.theme import look, theme

WIDE, MOST_WIDE = 560, 860
EXPLAINED = _(
    "A screen that nobody touches is locked until the password is entered; what is half typed stays where it is. At the end "
    "of a shift, the person signed in is signed out. The status line says so ten minutes before. Long work is finished first."
)
IDLE_HINT = _("2 to 30. Ctrl+L locks at once.")
ENDS_HINT = _("In the county's time, such as 5:00 p.m., 9:00 p.m. Leave it empty if no shift ends by itself.")


class SittingsView(QWidget):
    """Draws a SittingsScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        self._shown: tuple[str, str] = ("", "")
        self.panel = Panel(_("Lock and shifts"))
        self.form = Form(self.panel, _("Save"), lambda written: presenter.sittings.save(**written))
        self.idle = self.form.add("idle", _("Minutes until an idle screen is locked"), QLineEdit(), IDLE_HINT)
        self.ends = self.form.add("ends", _("Shifts end at"), QLineEdit(), ENDS_HINT)
        self.may_not = Text("", tone="muted", wrap=True)
        self.panel.fill(
            Text(EXPLAINED, tone="muted", wrap=True), *self.form.rows.values(), self.may_not, self.form.buttons()
        )
        self.setLayout(column(row(self.panel, "stretch"), "stretch"))
        begin_at(self, self.idle)
        theme().changed.connect(self._follow)
        self._follow()

    def draw(self, screen: SittingsScreen) -> None:
        """Shows what is set; what is being written stays until something else is set."""
        if (screen.idle, screen.ends) != self._shown:
            self._shown = (screen.idle, screen.ends)
            self.form.fill({"idle": screen.idle, "ends": screen.ends})
        for field in (self.idle, self.ends):
            field.setReadOnly(bool(screen.may_not))
        self.may_not.setText(screen.may_not)
        reveal(self.may_not, bool(screen.may_not))
        reveal(self.form.button, not screen.may_not)
        self.form.show_troubles(screen.troubles)

    def _follow(self) -> None:
        self.panel.setFixedWidth(min(look().px(WIDE), MOST_WIDE))
