"""The three columns; in a narrow window, or with large text, two: papers and cards in one, the outcome in the other."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from adjudicator.words import _
from ui.desks.review.views.cards import CardStack
from ui.desks.review.views.outcome import OutcomeColumn
from ui.desks.review.views.papers import PapersView
from ui.kit.panel import Panel, Scrolled, reveal
from ui.kit.still import settle_layouts
from ui.kit.theme import look, theme
from ui.kit.tokens import PANEL_BETWEEN, S12

THREE_FROM = 860
"""Width, in pixels at 100 %, from which there is room for three columns."""


class ReviewColumns(QWidget):
    """Places papers, cards and outcome beside each other."""

    def __init__(self, papers: PapersView, cards: CardStack, outcome: OutcomeColumn) -> None:
        super().__init__()
        self._papers, self._cards, self._outcome = papers, cards, outcome
        self._left = Panel(_("As written"))
        self._paper_area = Scrolled(papers)
        self._left.body.addWidget(self._paper_area, 1)
        self._narrow_panel = Panel(_("As written"))
        self.card_area = Scrolled(cards)
        self._narrow = False
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(PANEL_BETWEEN)
        for widget, share in ((self._left, 34), (self.card_area, 33), (outcome, 33)):
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            across.addWidget(widget, share)
        cards.foot.addWidget(self._narrow_panel)
        self._narrow_panel.hide()
        theme().changed.connect(self._fit)

    def bring(self, widget: QWidget) -> None:
        """Scrolls the cards so that a widget is in sight; where it is too high, its upper end is.

        What has only just been put there has its height once the layouts around it have settled.
        """
        settle_layouts()
        top = widget.mapTo(self._cards, QPoint(0, 0)).y()
        bar, room = self.card_area.verticalScrollBar(), self.card_area.viewport().height()
        if widget.height() + S12 > room or top < bar.value():
            bar.setValue(top - S12)
        elif top + widget.height() > bar.value() + room:
            bar.setValue(top + widget.height() + S12 - room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < THREE_FROM * look().scale
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._paper_area.takeWidget()
            self._papers.setAutoFillBackground(False)
            self._narrow_panel.body.addWidget(self._papers)
        else:
            self._paper_area.setWidget(self._papers)
        self._papers.show()
        reveal(self._left, not narrow)
        reveal(self._narrow_panel, narrow)
