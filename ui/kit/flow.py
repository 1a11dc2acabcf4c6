"""A row that goes on in the next line where the width ends: `Flow(spacing=8)`, filled with `addWidget` like any layout.

`EvenFlow(220, 3)` gives all one width: three in a line where each has 220 pixels at 100 %, else fewer.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

from ui.kit.style.theme import look
from ui.kit.style.tokens import S8


class Flow(QLayout):
    """Items from left to right at the size they ask for, in as many lines as they need; hidden ones take no place."""

    def __init__(self, spacing: int = S8, lines: int | None = None) -> None:
        """`spacing` stands between items, `lines` between lines: the same where it is not given."""
        super().__init__()
        self._between_lines = spacing if lines is None else lines
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self.spacing() * max(len(shown) - 1, 0)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(max((s.width() for s in shown), default=0), max((s.height() for s in shown), default=0))

    def _place(self, rect: QRect, *, move: bool) -> int:
        left, top, line = rect.left(), rect.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if left > rect.left() and left + size.width() > rect.right() + 1:
                left, top, line = rect.left(), top + line + self._between_lines, 0
            if size.width() > rect.width():  # words that can break their line do
                size = QSize(rect.width(), _height_of(item, rect.width()))
            if move:
                item.setGeometry(QRect(QPoint(left, top), size))
            left, line = left + size.width() + self.spacing(), max(line, size.height())
        return top + line - rect.top()


class EvenFlow(Flow):
    """Items of one width under one another in even columns, each at the top of its line."""

    def __init__(self, least: int, most: int, spacing: int = S8, lines: int | None = None) -> None:
        """`most` stand in a line where each has `least` pixels at 100 %, else as many as have them, and one at least."""
        super().__init__(spacing, lines)
        self._least, self._most = least, most

    def _place(self, rect: QRect, *, move: bool) -> int:
        items = [item for item in self._items if not item.isEmpty()]
        fit = (rect.width() + self.spacing()) // (look().px(self._least) + self.spacing())
        columns = max(min(fit, self._most, len(items)), 1)
        width = (rect.width() - self.spacing() * (columns - 1)) // columns
        top = rect.top()
        for first in range(0, len(items), columns):
            line = items[first : first + columns]
            heights = [_height_of(item, width) for item in line]
            for at, (item, height) in enumerate(zip(line, heights, strict=True)):
                if move:
                    left = rect.left() + at * (width + self.spacing())
                    item.setGeometry(QRect(QPoint(left, top), QSize(width, height)))
            top += max(heights) + self._between_lines
        return max(top - self._between_lines - rect.top(), 0)


def _height_of(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
