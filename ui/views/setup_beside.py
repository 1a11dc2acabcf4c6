"""A list with something beside it; under it where there is little room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ui.kit.panel import Panel, Scrolled
from ui.kit.theme import look
from ui.kit.tokens import S8, S16

SIDE_BY_SIDE = 820


class Beside(QSplitter):
    """Two widgets side by side, the list getting the larger share."""

    def __init__(self, main: QWidget, side: QWidget, shares: tuple[int, int] = (58, 42)) -> None:
        super().__init__()
        for part in (main, side):
            self.addWidget(part)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(S16)
        for place, share in enumerate(shares):
            self.setStretchFactor(place, share)
        self.setSizes([share * 10 for share in shares])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= look().px(SIDE_BY_SIDE)
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.orientation() != wanted:
            self.setOrientation(wanted)


def scrolling(panel: Panel) -> Scrolled:
    """A panel that scrolls where it is higher than its place."""
    inner = QWidget()
    down = QVBoxLayout(inner)
    down.setContentsMargins(0, 0, S8, 0)
    down.addWidget(panel)
    down.addStretch(1)
    return Scrolled(inner)
