"""The law's days of the case, and under them the one laid open: a day's words and its law need the whole width."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import CalendarScreen
from ui.desks.setup.views.law_card import LawPanel
from ui.desks.setup.views.listed import ListedView
from ui.kit.focus import begin_at
from ui.kit.panel import column
from ui.shared.views.beside import UNDER, Beside

NOTHING = _("Choose a day to read how it was worked out and by which law.")


class CalendarView(QWidget):
    """Draws a CalendarScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        self.list, self.card = ListedView(presenter.screen.calendar.list), LawPanel(NOTHING, "calendar")
        self.list.table.picked.connect(presenter.open_day)
        self.setLayout(column(Beside(self.list, self.card, (68, 32), (250, 226), least_width=UNDER)))
        begin_at(self, self.list.table.grid)

    def draw(self, screen: CalendarScreen) -> None:
        """Shows the days, and the one laid open."""
        self.list.draw(screen.list)
        self.card.draw(screen.open)
        if screen.open is not None and screen.open.id != self.list.table.current_id:
            self.list.table.select(screen.open.id)
