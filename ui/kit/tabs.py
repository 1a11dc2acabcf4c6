"""Tabs that are read whole: where they do not fit beside one another they stand closer; where that is not enough, their words
take two lines, and stand closer and closer, in the end with a line between them.

`Tabs()` is a QTabBar without a base line; everything else is Qt's own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionTab, QStylePainter, QTabBar

from ui.kit.language import shown, speech
from ui.kit.style.theme import look, set_property, theme
from ui.kit.style.tokens import S4, S8, S16
from ui.kit.window.held import held

Crowded = Literal["false", "close", "true", "tight"]
"""How close tabs stand, as the style sheet knows it."""

STEPS: tuple[tuple[bool, Crowded], ...] = (
    (False, "false"), (False, "close"), (True, "false"), (True, "close"), (True, "true"), (True, "tight"),
)  # fmt: skip
"""In two lines or not, and how close: the first for which there is room is taken, else the last."""


class Tabs(QTabBar):
    """The tabs of a desk, at the width each needs."""

    def __init__(self) -> None:
        self._room = 0
        self._crowded: Crowded = "false"
        self._halved = False
        self._words: list[str] = []
        super().__init__()
        self.setDrawBase(False)
        self.setExpanding(False)
        theme().changed.connect(self._refit)
        speech().changed.connect(self._refit)

    def addTab(self, words: str) -> int:  # pyright: ignore[reportIncompatibleMethodOverride] - a tab has no icon here
        """Adds a tab with these words; gives its place."""
        self._words.append(words)
        return super().addTab(shown(words))

    def removeTab(self, index: int) -> None:
        del self._words[index]
        super().removeTab(index)

    def setTabText(self, place: int, words: str) -> None:
        """Says something else on a tab."""
        self._words[place] = words
        super().setTabText(place, shown(words))

    @property
    def two_lines(self) -> bool:
        """Whether the words are written in two lines, for want of room."""
        return self._halved

    def sizeHint(self) -> QSize:
        """As wide as in one line with room: tabs that were crowded once get their room back."""
        with held(self):
            return QSize(self._wide(), super().sizeHint().height())

    def tabSizeHint(self, index: int) -> QSize:
        with held(self):
            size = super().tabSizeHint(index)
            if not self.two_lines:
                return size
            words = self.fontMetrics()
            saved = words.horizontalAdvance(self.tabText(index)) - self._widest(index)
            return QSize(size.width() - saved, size.height() + words.lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        with held(self):
            self._room = event.size().width()
            self._stand_closer()
            super().resizeEvent(event)
            if event.size().width() != event.oldSize().width():
                self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        with held(self):
            if self.two_lines:
                self._paint_tabs()
            else:
                super().paintEvent(event)

    def _paint_tabs(self) -> None:
        painter = QStylePainter(self)
        try:
            for place in range(self.count()):
                self._paint_tab(painter, place)
        finally:
            painter.end()  # one that a traceback keeps would draw on a widget that is gone

    def _paint_tab(self, painter: QStylePainter, place: int) -> None:
        option = QStyleOptionTab()
        self.initStyleOption(option, place)
        option.text = ""  # pyright: ignore[reportAttributeAccessIssue]
        painter.drawControl(QStyle.ControlElement.CE_TabBarTab, option)
        current = place == self.currentIndex()
        ink = "accent" if current and self.hasFocus() else "text" if current else "muted"
        painter.setPen(look().colour(ink))
        inside = look().px(S4) // (2 if self._crowded == "tight" else 1)
        margin = max(look().px(S16) - self._saved(self._crowded), 0)
        room: QRect = self.tabRect(place).adjusted(inside, 0, -margin, 0)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(align), "\n".join(_halves(self.tabText(place), self._width)))
        if place and self._crowded in ("true", "tight"):
            self._part(painter, self.tabRect(place))

    def _part(self, painter: QStylePainter, tab: QRect) -> None:
        """A line before a tab, where its words would run into those before it."""
        inset = look().px(S8)
        painter.fillRect(QRect(tab.left(), tab.top() + inset, 1, tab.height() - 2 * inset), look().colour("line"))

    def _widest(self, place: int) -> int:
        return max(self._width(line) for line in _halves(self.tabText(place), self._width))

    def _width(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words)

    def _stand_closer(self) -> None:
        self._halved, crowded = self._step()
        if crowded != self._crowded:
            self._crowded = crowded
            set_property(self, "crowded", crowded)

    def _step(self) -> tuple[bool, Crowded]:
        wide, places = self._wide(), range(self.count())
        halved = wide - sum(self._width(self.tabText(place)) - self._widest(place) for place in places)
        for step in STEPS:
            needed = (halved if step[0] else wide) - self.count() * self._saved(step[1])
            if self._room == 0 or needed <= self._room:
                return step
        return STEPS[-1]

    def _wide(self) -> int:
        """The width of all in one line, none close to another."""
        saved = self._saved(self._crowded)
        return sum(super(Tabs, self).tabSizeHint(place).width() + saved for place in range(self.count()))

    def _saved(self, crowded: Crowded) -> int:
        """How much narrower each tab is that stands so close, as the style sheet has it."""
        wide = look().px(S16)
        return {"false": 0, "close": wide - look().px(S8), "true": wide, "tight": wide + look().px(S4)}[crowded]

    def _refit(self) -> None:
        """Lays the tabs out anew: the font has another size, or the words are others."""
        with held(self):
            self._say()
            halved = self._halved
            self._stand_closer()
            if halved != self._halved:
                self._say()  # Qt lays tabs out when their words are set
            self.updateGeometry()

    def _say(self) -> None:
        for place in range(self.count()):
            self.setTabText(place, self._words[place])


def _halves(words: str, width: Callable[[str], int]) -> tuple[str, ...]:
    """Words in at most two lines, split where the longer one is shortest."""
    parts = words.split(" ")
    splits = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))]
    return min(splits, key=lambda pair: max(width(line) for line in pair), default=(words,))
