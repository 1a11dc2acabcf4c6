"""A number or a few words over what they are, on the wall several times as large; or beside it, under one another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QWidget

from adjudicator.words import beside, capital
from ui.desks.progress.screen import SaidFigure
from ui.kit.flow import Flow
from ui.kit.language import name
from ui.kit.panel import clear, column
from ui.kit.style.theme import look
from ui.kit.style.tokens import S4, S8, S32
from ui.kit.text import NumberText, Text

LABEL, NUMBER, UNIT = range(3)
"""The columns of a table."""


class GrownText(Text):
    """Words that are drawn larger than the text size asks for: for a screen that is read from across the room."""

    def __init__(self, words: str = "", style: str = "body", *, tone: str = "text", wrap: bool = False) -> None:
        self._growth = 1.0
        super().__init__(words, style, tone=tone, wrap=wrap)

    def set_growth(self, growth: float) -> None:
        """Draws them so many times larger."""
        self._growth = growth
        self._follow()

    def _wanted(self) -> QFont:
        font = look().font(self._style)
        font.setPixelSize(round(font.pixelSize() * self._growth))
        return font


class SaidView(QWidget):
    """One of them."""

    def __init__(self, style: str) -> None:
        super().__init__()
        self.words, self.label = GrownText("", style), GrownText("", "body", tone="muted")
        self.setLayout(column(self.words, self.label, spacing=S4))

    def draw(self, said: SaidFigure) -> None:
        """Draws other words."""
        self.words.setText(said.words)
        self.label.setText(said.label)
        name(self, beside(said.words, said.label))

    def set_growth(self, growth: float) -> None:
        """Draws it so many times larger."""
        self.words.set_growth(growth)
        self.label.set_growth(growth)


class SaidTable(QWidget):
    """Several under one another: what each is, its number to the right with digits of one width, its unit."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[SaidFigure, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(S8)
        self._grid.setVerticalSpacing(S4)
        self._grid.setColumnStretch(UNIT, 1)

    def draw(self, said: Sequence[SaidFigure]) -> None:
        """Draws them, anew only where they are others."""
        if tuple(said) == self._drawn:
            return
        self._drawn = tuple(said)
        clear(self._grid)
        for place, each in enumerate(said):
            words = NumberText(each.words) if each.unit else Text(each.words)
            name(words, beside(each.words, each.unit, each.label))
            self._grid.addWidget(Text(capital(each.label), tone="muted"), place, LABEL)
            self._grid.addWidget(words, place, NUMBER, 1, 1 if each.unit else 2)
            if each.unit:
                self._grid.addWidget(Text(each.unit, tone="muted"), place, UNIT)


class SaidRow(QWidget):
    """Several beside one another, as many as there is room for; their widgets stay while their number does."""

    def __init__(self, style: str = "title") -> None:
        super().__init__()
        self._style, self._growth = style, 1.0
        self.views: list[SaidView] = []
        self._flow = Flow(S32)
        self.setLayout(self._flow)

    def draw(self, said: Sequence[SaidFigure]) -> None:
        """Draws them."""
        while len(self.views) > len(said):
            gone = self.views.pop()
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.views) < len(said):
            made = SaidView(self._style)
            made.set_growth(self._growth)
            self.views.append(made)
            self._flow.addWidget(made)
        for view, each in zip(self.views, said, strict=True):
            view.draw(each)

    def set_growth(self, growth: float) -> None:
        """Draws them so many times larger."""
        self._growth = growth
        for view in self.views:
            view.set_growth(growth)
