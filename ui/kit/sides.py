"""Columns side by side, one under another where there is little room: `Sides(left, right)`, each a widget or a layout."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from ui.kit.theme import look, theme
from ui.kit.tokens import S12, S24

LEAST = 320
"""The width below which a column is no longer put beside another, in pixels at 100 %."""


class Sides(QWidget):
    """Columns of one width, each beginning at the top."""

    def __init__(self, *columns: QLayout) -> None:
        super().__init__()
        self._columns = len(columns)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        for column in columns:
            held = QWidget()
            held.setLayout(column)
            self._box.addWidget(held, 1, Qt.AlignmentFlag.AlignTop)
        theme().changed.connect(self._arrange)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= look().px(LEAST) * self._columns
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._box.setSpacing(S24 if beside else S12)
