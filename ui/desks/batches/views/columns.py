"""Three columns that fold to two and to one as the window narrows or the text grows."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import PANEL_BETWEEN

ROOMY, THREE, TWO = 960, 860, 620
"""Widths at 100 % from which three columns have room, stand close so that outcomes are read whole, and two stand."""

GROUPS_WIDTH, GROUPS_CLOSE, GROUPS_HEIGHT, LIST_HEIGHT, PANEL_HEIGHT, LOWEST = 204, 168, 150, 260, 420, 300


class BatchColumns(QWidget):
    """Groups, list and panel beside one another; groups over the list in a narrower window; all in one column at last."""

    def __init__(self, groups: QWidget, rows: QWidget, panel: QWidget) -> None:
        super().__init__()
        self._groups, self._rows, self._panel = groups, rows, panel
        self._left = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._left.setSpacing(PANEL_BETWEEN)
        self._left.addWidget(groups)
        self._left.addWidget(rows, 1)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(PANEL_BETWEEN)
        self._whole.addLayout(self._left, 3)
        self._whole.addWidget(panel, 2)
        theme().changed.connect(self._fit)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Never wider than the window, and low where columns stand beside one another: each scrolls by itself."""
        beside = self._whole.direction() == QBoxLayout.Direction.LeftToRight
        return QSize(0, look().px(LOWEST) if beside else super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """The columns take the height there is."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        three, two = self.width() >= look().px(THREE), self.width() >= look().px(TWO)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._left.setDirection(beside if three else below)
        self._whole.setDirection(beside if two else below)
        limit, close = 16777215, three and self.width() < look().px(ROOMY)
        groups = look().px(GROUPS_CLOSE if close else GROUPS_WIDTH)
        self._whole.setStretch(0, 4 if close else 3)
        self._groups.setMinimumWidth(groups if three else 0)
        self._groups.setMaximumWidth(groups if three else limit)
        self._groups.setMinimumHeight(0 if three else look().px(GROUPS_HEIGHT))
        self._groups.setMaximumHeight(limit if three else look().px(GROUPS_HEIGHT))
        self._rows.setMinimumHeight(0 if two else look().px(LIST_HEIGHT))
        self._panel.setMinimumHeight(0 if two else look().px(PANEL_HEIGHT))
        self.updateGeometry()
