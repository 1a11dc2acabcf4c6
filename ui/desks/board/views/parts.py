"""Small parts of the Board desk: sums in two columns, and the three lines on an envelope that wants a ruling."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from adjudicator.words import _
from ui.desks.board.screen import CaseCard, Figure
from ui.envelope.views.parts import PlainRow, RepeatedRows
from ui.kit.panel import clear, column, holder, reveal, row
from ui.kit.style.tokens import S4, S8, S12, S24
from ui.kit.text import NumberText, Text


class Figures(QWidget):
    """Sums: words on the left, a number on the right."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Figure, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(S12)
        self._grid.setVerticalSpacing(S4)
        self._grid.setColumnStretch(0, 1)

    def draw(self, figures: Sequence[Figure]) -> None:
        """Shows these sums, anew only where they are others."""
        reveal(self, bool(figures))
        if tuple(figures) == self._shown:
            return
        self._shown = tuple(figures)
        clear(self._grid)
        for place, (words, number, level) in enumerate(figures):
            said = Text(words, tone="muted" if level else "text", wrap=True)
            self._grid.addWidget(holder(row(said, margins=(level * S24, 0, 0, 0))), place, 0)
            self._grid.addWidget(NumberText(number, "body" if level else "strong"), place, 1)


class CaseLines(QFrame):
    """An envelope's number and the three lines on it; hidden where none is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "law")
        self._number, self._lines = Text("", "strong"), RepeatedRows(PlainRow, S4)
        self.setLayout(column(self._number, self._lines, spacing=S8, margins=(S12, S12, S12, S12)))

    def draw(self, card: CaseCard | None) -> None:
        """Shows an envelope."""
        reveal(self, card is not None)
        if card is not None:
            self._number.setText(_("Envelope {number}", number=card.number))
            self._lines.show_all(card.lines)
