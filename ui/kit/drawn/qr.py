"""A QR code to be scanned off the screen: black on white whatever the theme, with the margin that scanners need."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import language
from ui.kit.style.theme import look, theme

QUIET = 4
"""Modules of white around it (ISO/IEC 18004)."""

SIDE = 220
"""Pixels at 100 %."""


class QrCode(QWidget):
    """Draws rows of "1" (dark) and "0"; nothing where there are none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rows: tuple[str, ...] = ()
        language.name(self, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def draw(self, rows: tuple[str, ...]) -> None:
        self.setVisible(bool(rows))
        if rows != self._rows:
            self._rows = rows
            self.update()

    def sizeHint(self) -> QSize:
        side = look().px(SIDE)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if not self._rows:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        step = min(self.width(), self.height()) / (len(self._rows) + 2 * QUIET)
        for down, row in enumerate(self._rows):
            for across, dark in enumerate(row):
                if dark == "1":
                    # a little larger than its place, so that no hairline shows between two of them
                    place = QRectF((across + QUIET) * step, (down + QUIET) * step, step + 0.5, step + 0.5)
                    painter.fillRect(place, QColor(Qt.GlobalColor.black))
        painter.end()
