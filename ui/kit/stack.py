"""Pages one behind the other, as large as the one in front: `PageStack()` in place of a QStackedWidget."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.panel import reveal


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
        """The place of the page in front."""
        return self._current

    def setCurrentIndex(self, place: int) -> None:
        """Brings a page to the front."""
        if place != self._current:
            before, self._current = self._pages[self._current], place
            reveal(before, False)
            reveal(self._pages[place], True)
