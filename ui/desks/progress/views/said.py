"""A number or a few words over what they are; on the wall several times as large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from adjudicator.words import beside
from ui.desks.progress.screen import SaidFigure
from ui.kit.flow import Flow
from ui.kit.language import name
from ui.kit.panel import column
from ui.kit.style.theme import look
from ui.kit.style.tokens import S4, S32
from ui.kit.text import Text


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
