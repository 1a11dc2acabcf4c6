"""The page on which the practice clock is set on: what time it is, the moments to come, and that there is no way back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.desks.clock.presenter import ClockPresenter, ClockScreen
from ui.kit.choices import Choices
from ui.kit.focus import begin_at
from ui.kit.form import Form
from ui.kit.language import name
from ui.kit.panel import Panel, lay_page, row
from ui.kit.strip import Strip
from ui.kit.style.theme import keep_width
from ui.kit.text import Text

FOLLOWS = _(
    "Time left, cures, holds, the board and the end of the day follow this clock. It only goes forward: setting it on "
    "cannot be undone, and what is recorded next has the later time."
)


class ClockView(QWidget):
    """Draws a ClockScreen."""

    def __init__(self, presenter: ClockPresenter) -> None:
        super().__init__()
        self._presenter, self._chosen = presenter, ""
        name(self, _("Practice clock"))
        panel = Panel(_("Set the practice clock on"))
        self.strip, self._now, self.choices = Strip(dismissable=False), Text("", wrap=True), Choices(dense=True)
        self.form = Form(panel, _("Set the clock on"), lambda __: presenter.set_on(self._chosen), leave=presenter.leave)
        follows = Text(FOLLOWS, tone="muted", wrap=True)
        panel.fill(self.strip, self._now, self.choices, follows, self.form.buttons())
        keep_width(panel, 480, 760)
        lay_page(self, row("stretch", panel, "stretch"), "stretch")
        self.choices.chosen.connect(self._choose)
        presenter.listen(self.draw)

    def draw(self, screen: ClockScreen) -> None:
        """Draws the moments anew; none of them is chosen."""
        self.strip.show_notice(screen.strip)
        self._now.setText(screen.now)
        self.choices.set_choices(screen.choices)
        self._choose("")
        first = self.choices.first
        if first is not None:
            begin_at(self, first)

    def _choose(self, value: str) -> None:
        self._chosen = value
        self.form.button.setEnabled(bool(value))
