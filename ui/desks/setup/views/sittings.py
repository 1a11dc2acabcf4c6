"""Setup's form on sitting at a screen: after how long an idle one is locked, and when shifts end."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from adjudicator.words import _
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import SittingsScreen
from ui.desks.setup.views.setting import SettingField, SettingView

EXPLAINED = _(
    "A screen that nobody touches is locked until the password is entered; what is half typed stays where it is. At the end "
    "of a shift, the person signed in is signed out. The status line says so ten minutes before. Long work is finished first."
)
IDLE_HINT = _("2 to 30. Ctrl+L locks at once.")
ENDS_HINT = _("In the county's time, such as 5:00 p.m., 9:00 p.m. Leave it empty if no shift ends by itself.")


class SittingsView(SettingView):
    """Draws a SittingsScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        self.idle, self.ends = QLineEdit(), QLineEdit()
        super().__init__(
            _("Lock and shifts"),
            EXPLAINED,
            lambda written: presenter.sittings.save(**written),
            SettingField("idle", _("Minutes until an idle screen is locked"), self.idle, IDLE_HINT),
            SettingField("ends", _("Shifts end at"), self.ends, ENDS_HINT),
        )

    def draw(self, screen: SittingsScreen) -> None:
        """Shows what is set; what is being written stays until something else is set."""
        self.draw_setting({"idle": screen.idle, "ends": screen.ends}, screen.may_not, screen.troubles)
