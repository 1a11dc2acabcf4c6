"""Setup's form on second decisions: how many of each batch another reviewer decides again, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from adjudicator.words import _
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import SecondScreen
from ui.desks.setup.views.setting import SettingField, SettingView
from ui.kit.form import LongField

EXPLAINED = _(
    "Of each batch that is closed from then on, so many envelopes are drawn. Another reviewer decides them from the papers, "
    "and is not shown the first decision. The batch waits for them. Where two decisions differ, the approver sees both."
)
PERCENT_HINT = _("From 0 to 100. 0: no envelope is decided a second time.")
REASON_HINT = _("Such as: as the board wishes, minutes of Nov 2. It goes into the record, sealed.")


class SecondView(SettingView):
    """Draws a SecondScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        self.percent, self.reason = QLineEdit(), LongField(72)
        super().__init__(
            _("Second decisions"),
            EXPLAINED,
            lambda written: presenter.second.save(**written),
            SettingField("percent", _("Of each batch, in a hundred"), self.percent, PERCENT_HINT),
            SettingField("reason", _("Why"), self.reason, REASON_HINT),
        )

    def draw(self, screen: SecondScreen) -> None:
        """Shows what is set; what is being written stays until something else is set."""
        self.draw_setting({"percent": screen.percent, "reason": ""}, screen.may_not, screen.troubles)
