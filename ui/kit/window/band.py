"""The striped band along the top of a practice window: PRACTICE, so that nobody takes it for the real thing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from adjudicator.words import _, beside
from ui.kit.language import name, shown, speech
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import BAND_HEIGHT, TYPE, mix

MOST_SCALED = 1.25
PRACTICE = _("PRACTICE: made-up voters, nothing here is real")


class StripedBand(QWidget):
    """Diagonal stripes and the word in the middle."""

    def __init__(self, words: str = PRACTICE) -> None:
        super().__init__()
        self.words = self._short = words
        name(self, words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        speech().changed.connect(self.update)

    def tell(self, more: str) -> None:
        """Says something more behind the word, or nothing; where there is no room for all of it, the word and that."""
        words = beside(PRACTICE, more, by=". ")
        if words != self.words:
            self.words, self._short = words, beside(_("PRACTICE"), more, by=". ")
            name(self, words)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _scaled(BAND_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _scaled(BAND_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        amber, surface = look().hex("count_partial"), look().hex("surface")
        painter.fillRect(self.rect(), look().colour("count_partial_tint"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(amber, surface, 0.30)))
        step, height = look().px(10), self.height()
        for left in range(-height, self.width() + height, 2 * step):
            painter.drawPolygon(_stripe(left, step, height))
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        font = QFont(look().font("caption"))
        font.setPixelSize(_scaled(TYPE["caption"].size))
        font.setWeight(QFont.Weight.DemiBold)
        metrics, room = QFontMetrics(font), look().px(32)
        words = shown(self.words)
        if metrics.horizontalAdvance(words) + room > self.width():
            words = shown(self._short)
        width = metrics.horizontalAdvance(words) + room
        plate = QRectF((self.width() - width) / 2, 0, width, self.height())
        painter.setBrush(look().colour("surface"))
        painter.drawRect(plate)
        painter.setFont(font)
        painter.setPen(look().colour("count_partial"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)


def _scaled(pixels: int) -> int:
    """Grows with the text only so far: the window's title and every file say PRACTICE, too, and the desk needs the room."""
    return round(pixels * min(look().scale, MOST_SCALED))


def _stripe(left: int, step: int, height: int) -> QPolygonF:
    corners = ((left, height), (left + height, 0), (left + height + step, 0), (left + step, height))
    return QPolygonF([QPointF(x, y) for x, y in corners])
