"""The three columns; in a narrow window, or with large text, two: papers and cards in one, the outcome in the other."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from adjudicator.words import _
from ui.desks.review.views.cards import CardStack
from ui.desks.review.views.outcome import OutcomeColumn
from ui.desks.review.views.papers import PapersView
from ui.kit.panel import Panel, Scrolled, reveal
from ui.kit.still import settle_layouts
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import PANEL_BETWEEN, S12

THREE_FROM = 860
"""Width, in pixels at 100 %, from which there is room for three columns."""

WIDE_FROM = 1400
USUAL, WIDE, LARGE, HALVES = (34, 33, 33), (40, 30, 30), (62, 38, 0), (50, 50, 0)
"""Shares of the width for papers, cards and outcome: as a rule, from WIDE_FROM on with a scan, and with the scan shown large,
also where there is no room for three columns."""

IN_ONE_COLUMN = 520
"""Height, at 100 %, as which the column counts where papers stand under the cards."""


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
        self._narrow, self._large = False, False
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(PANEL_BETWEEN)
        self._across = across
        for widget in (self._left, self.card_area, outcome):
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            across.addWidget(widget)
        self.share()
        cards.foot.addWidget(self._narrow_panel)
        self._narrow_panel.hide()
        theme().changed.connect(self._fit)

    def bring(self, widget: QWidget) -> None:
        """Scrolls the cards so that a widget is in sight; where it is too high, its upper end or what has the focus in it is.

        What has only just been put there has its height once the layouts around it have settled.
        """
        settle_layouts()
        top = widget.mapTo(self._cards, QPoint(0, 0)).y()
        bar, room = self.card_area.verticalScrollBar(), self.card_area.viewport().height()
        if widget.height() + S12 > room or top < bar.value():
            bar.setValue(top - S12)
        elif top + widget.height() > bar.value() + room:
            bar.setValue(top + widget.height() + S12 - room)
        focused = QApplication.focusWidget()
        if focused is not None and widget.isAncestorOf(focused) and focused.height() < room:
            self.card_area.ensureWidgetVisible(focused, 0, S12)

    @property
    def large(self) -> bool:
        """Whether the scan is shown large: over the middle, with the cards where the outcome was."""
        return self._large

    def show_large(self, large: bool) -> None:
        """Shows the scan large, or in its column again."""
        if large == self._large:
            return
        self._large = large
        reveal(self._left.title, not large)
        self._fit()
        if large:
            QTimer.singleShot(0, self, self._bring_scan)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._give_room()

    def _fit(self) -> None:
        narrow = self.width() < THREE_FROM * look().scale and not self._large
        self.share()
        reveal(self._outcome, not self._large)
        self._place(narrow)
        self._give_room()

    def share(self) -> None:
        """Shares the width out: a wide window has more for a scan."""
        scale = look().scale
        wide = self._papers.has_scan and self.width() >= WIDE_FROM * scale
        tight = self.width() < THREE_FROM * scale
        large = HALVES if tight else LARGE
        for place, share in enumerate(large if self._large else WIDE if wide else USUAL):
            self._across.setStretch(place, share)

    def _bring_scan(self) -> None:
        """With large text the tabs take the room: the scan is what was asked for."""
        if self._papers.has_scan:
            self._paper_area.ensureWidgetVisible(self._papers.image.canvas)

    def _give_room(self) -> None:
        height = look().px(IN_ONE_COLUMN) if self._narrow else self._paper_area.viewport().height()
        self._papers.set_room(height, large=self._large)

    def _place(self, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._papers.set_narrow(narrow)
        if narrow:
            self._paper_area.takeWidget()
            self._papers.setAutoFillBackground(False)
            self._narrow_panel.body.addWidget(self._papers)
        else:
            self._paper_area.setWidget(self._papers)
        self._papers.show()
        reveal(self._left, not narrow)
        reveal(self._narrow_panel, narrow)
