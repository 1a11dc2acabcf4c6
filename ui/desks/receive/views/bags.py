"""The part for bags drawn: the places with their numbers, and what is asked of one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.receive.screen import BAG_COLUMNS, BAG_WORDS, BagsScreen
from ui.kit.focus import begin_at
from ui.kit.later import Later
from ui.kit.panel import lay_page
from ui.kit.style.theme import keep_height
from ui.kit.style.tokens import MARGIN, PANEL_BETWEEN, S24
from ui.kit.text import Text
from ui.shared.asking import Chosen
from ui.shared.views.asked import AskedPart, ChosenPanel
from ui.tables.list_table import ListTable

LIST_HEIGHT = 420


class BagsPage(QWidget):
    """What the places brought."""

    def __init__(self, presenter: ReceivePresenter) -> None:
        super().__init__()
        bags = presenter.bags
        self._says = Text("", tone="muted", wrap=True)
        self.places = ListTable("receive_bags", BAG_COLUMNS, BAG_WORDS)
        self.asked = AskedPart(lambda values, __: bags.answer(values), lambda: bags.do(""))
        self._chosen: Later[ChosenPanel, Chosen] = Later(lambda: ChosenPanel(_("Bags"), bags.do), ChosenPanel.draw)
        keep_height(self.places, LIST_HEIGHT)
        parts = (self._says, self.asked, self.places, self._chosen, "stretch")
        lay_page(self, *parts, spacing=PANEL_BETWEEN).setContentsMargins(MARGIN, 0, MARGIN, S24)
        begin_at(self, self.places.grid)
        self.places.opened.connect(lambda place: (bags.choose(place), bags.do("count")))
        self.places.walked.connect(bags.choose, Qt.ConnectionType.QueuedConnection)

    def draw(self, screen: BagsScreen) -> None:
        """Draws the part; the list has the focus once nothing is asked any more."""
        answered = self.asked.form is not None and screen.asked is None
        self._says.setText(screen.says)
        self.places.set_rows(screen.rows)
        self._chosen.draw(screen.chosen)
        if screen.chosen is not None:
            self.places.select(screen.chosen.id)
        self.asked.draw(screen.asked)
        if answered:
            self.places.focus_list()

    @property
    def chosen(self) -> ChosenPanel:
        """The place that is chosen."""
        return self._chosen.part
