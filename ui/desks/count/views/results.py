"""The part for results drawn: where the file is dropped, and what it says otherwise than the record."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desks.count.presenter import CountPresenter
from ui.desks.count.screen import ResultsScreen
from ui.kit.panel import Panel, column
from ui.kit.text import Text
from ui.kit.tokens import PANEL_BETWEEN


class ResultsPage(QWidget):
    """Results held against the ballots that may count."""

    def __init__(self, presenter: CountPresenter) -> None:
        super().__init__()
        self._newest = Text("", wrap=True)
        panel = Panel()
        panel.fill(self._newest)
        self.setLayout(column(panel, spacing=PANEL_BETWEEN))

    def draw(self, screen: ResultsScreen) -> None:
        """Draws the part."""
        self._newest.setText(screen.newest)

    def begin(self) -> None:
        """Nothing is asked here."""
