"""The strip of where the ballots are: each step with its number, and what differs in red and in words."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from adjudicator.words import _, beside
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.screen import Block, StepCell, Steps
from ui.desks.overview.views.block import block_line
from ui.kit.language import name
from ui.kit.panel import Panel, Repeater, column, reveal
from ui.kit.style.theme import look
from ui.kit.style.tokens import S4, S12, S16
from ui.kit.text import Text

CELL = 148
"""The least width of a step, in pixels at 100 %."""


class StepsPanel(Panel):
    """As many steps beside one another as there is room for; below, what does not fit."""

    def __init__(self, presenter: OverviewPresenter) -> None:
        super().__init__(_("Where the ballots are"))
        self.strip = StepsStrip()
        self._stands: Repeater[Block] = Repeater(lambda block: block_line(block, presenter.open_desk))
        self._more = Text("", "caption", tone="muted", wrap=True, hides=True)
        self.fill(self.strip, self._stands, self._more)

    def draw(self, steps: Steps) -> None:
        """Draws the steps."""
        self.strip.draw(steps.cells)
        self._stands.draw(steps.stands)
        self._more.setText(steps.more)


class StepsStrip(QWidget):
    """The steps in order, in rows of one length."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: dict[str, StepView] = {}
        self._across = 6
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(S12)
        self._grid.setVerticalSpacing(S16)

    def draw(self, cells: tuple[StepCell, ...]) -> None:
        """Draws them; their widgets stay."""
        reveal(self, bool(cells))
        for place, cell in enumerate(cells):
            if cell.code not in self.cells:
                self.cells[cell.code] = StepView()
                self._grid.addWidget(self.cells[cell.code], *divmod(place, self._across))
            self.cells[cell.code].draw(cell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width() // look().px(CELL)
        across = next((each for each in (12, 6, 4, 3) if each <= room), 2)
        if across != self._across:
            self._across = across
            for place, cell in enumerate(self.cells.values()):
                self._grid.addWidget(cell, *divmod(place, across))
        for place in range(12):
            self._grid.setColumnStretch(place, int(place < across))


class StepView(QWidget):
    """One step: the number over its words, and below what differs."""

    def __init__(self) -> None:
        super().__init__()
        self._number, self._words = Text("", "title"), Text("", "caption", wrap=True)
        self.differs = Text("", "caption", tone="not_counted", wrap=True, hides=True)
        self.setLayout(column(self._number, self._words, self.differs, "stretch", spacing=S4))

    def draw(self, cell: StepCell) -> None:
        """Draws the step."""
        self._number.setText(cell.number)
        self._words.setText(cell.words)
        self.differs.setText(cell.differs)
        name(self, beside(cell.words, cell.number, cell.differs, by=": "))
