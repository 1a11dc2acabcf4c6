"""A list with something beside it; under it where there is little room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.kit.buttons import IconButton
from ui.kit.panel import Panel, Scrolled, column, holder
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S8, S16

SIDE_BY_SIDE = 820
UNDER = 1 << 24
"""Wider than any screen: what is beside the list always stands under it."""
Pair = tuple[int, int]


class Beside(QSplitter):
    """Two widgets side by side; `shares` of the width in per cent, `least` heights in pixels at 100 %.

    They are so from the width `least_width` on (pixels at 100 %), and one under the other below it.
    """

    def __init__(
        self, main: QWidget, side: QWidget, shares: Pair = (58, 42), least: Pair = (300, 300), *,
        least_width: int = SIDE_BY_SIDE,
    ) -> None:  # fmt: skip
        super().__init__()
        self._shares, self._least, self._least_width = shares, least, least_width
        self._parts = (main, side)
        for part in self._parts:
            self.addWidget(part)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(S16)
        for place, share in enumerate(shares):
            self.setStretchFactor(place, share)
        theme().changed.connect(self._follow)
        self._follow()
        self.setSizes([share * 10 for share in shares])

    def share(self) -> None:
        """Gives both their shares of the room there is."""
        whole = self.width() if self.orientation() == Qt.Orientation.Horizontal else self.height()
        self.setSizes([whole * share // 100 for share in self._shares])

    def sizeHint(self) -> QSize:
        """No higher than it has to be: it takes the height that is left, and asks for no more."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= look().px(self._least_width)
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.orientation() != wanted:
            self.setOrientation(wanted)

    def _follow(self) -> None:
        """Both keep a height to work with; where there is less room, the whole screen scrolls."""
        for part, least in zip(self._parts, self._least, strict=True):
            part.setMinimumHeight(look().px(least))


class Closable(Panel):
    """A panel that is put away by its cross or by Esc. Signal: `closed()`."""

    closed = Signal()

    def __init__(self, title: str, words: str) -> None:
        super().__init__(title)
        close = IconButton("x", words)
        self.head.addWidget(close)
        close.clicked.connect(self.closed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def scrolling(panel: QWidget) -> Scrolled:
    """A panel that scrolls where it is higher than its place."""
    return Scrolled(holder(column(panel, "stretch", margins=(0, 0, S8, 0))))
