"""Pages one behind the other, and columns side by side: places whose size depends on what is shown in them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.kit.panel import reveal
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S12, S24

LEAST = 320
"""The width below which a column is no longer put beside another, in pixels at 100 %."""


class Sides(QWidget):
    """Columns of one width, each beginning at the top; one under another where there is little room."""

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


class PageStack(QWidget):
    """Asks for no more room than the page in front needs, at any width; the others may be as high as they like.

    A QStackedWidget is as high as its highest page wherever words wrap.
    """

    def __init__(self) -> None:
        super().__init__()
        self._pages: list[QWidget] = []
        self._current = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def addWidget(self, page: QWidget) -> None:
        """Puts a page behind those that are there; the first one is in front."""
        self._pages.append(page)
        self._column.addWidget(page)
        reveal(page, len(self._pages) - 1 == self._current)

    def replace(self, place: int, page: QWidget) -> None:
        """Puts a page in the place of another, which is gone then."""
        before, self._pages[place] = self._pages[place], page
        self._column.replaceWidget(before, page)
        reveal(page, place == self._current)
        before.deleteLater()

    def currentIndex(self) -> int:
        return self._current

    def setCurrentIndex(self, place: int) -> None:
        if place != self._current:
            before, self._current = self._pages[self._current], place
            reveal(before, False)
            reveal(self._pages[place], True)
