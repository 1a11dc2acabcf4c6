"""Setup's form on second decisions: how many of each batch another reviewer decides again, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from adjudicator.words import _
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import SecondScreen
from ui.kit.focus import begin_at
from ui.kit.form import Form, LongField
from ui.kit.panel import Panel, column, reveal, row
from ui.kit.text import Text
from ui.kit.theme import look, theme

WIDE, MOST_WIDE = 560, 860
EXPLAINED = _(
    "Of each batch that is closed from then on, so many envelopes are drawn. Another reviewer decides them from the papers, "
    "and is not shown the first decision. The batch waits for them. Where two decisions differ, the approver sees both."
)
PERCENT_HINT = _("From 0 to 100. 0: no envelope is decided a second time.")
REASON_HINT = _("Such as: as the board wishes, minutes of Nov 2. It goes into the record, sealed.")


class SecondView(QWidget):
    """Draws a SecondScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        self._shown = ""
        self.panel = Panel(_("Second decisions"))
        self.form = Form(self.panel, _("Save"), lambda written: presenter.second.save(**written))
        self.percent = self.form.add("percent", _("Of each batch, in a hundred"), QLineEdit(), PERCENT_HINT)
        self.reason = self.form.add("reason", _("Why"), LongField(72), REASON_HINT)
        self.may_not = Text("", tone="muted", wrap=True)
        self.panel.fill(
            Text(EXPLAINED, tone="muted", wrap=True), *self.form.rows.values(), self.may_not, self.form.buttons()
        )
        self.setLayout(column(row(self.panel, "stretch"), "stretch"))
        begin_at(self, self.percent)
        theme().changed.connect(self._follow)
        self._follow()

    def draw(self, screen: SecondScreen) -> None:
        """Shows what is set; what is being written stays until something else is set."""
        if screen.percent != self._shown:
            self._shown = screen.percent
            self.form.fill({"percent": screen.percent, "reason": ""})
        self.percent.setReadOnly(bool(screen.may_not))
        self.reason.setReadOnly(bool(screen.may_not))
        self.may_not.setText(screen.may_not)
        reveal(self.may_not, bool(screen.may_not))
        reveal(self.form.button, not screen.may_not)
        self.form.show_troubles(screen.troubles)

    def _follow(self) -> None:
        self.panel.setFixedWidth(min(look().px(WIDE), MOST_WIDE))
