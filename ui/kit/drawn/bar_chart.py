"""How much in each of some spans: upright bars, each with its number over it, one that may still grow hatched.

`BarChart()` draws `ui.parts.ChartBar`s by `set_bars(bars, what)`; `what` is what they count, for assistive technology, which
hears every bar with its number. `set_growth(2.0)` draws it larger than the text size asks for. Nothing is told by colour
alone: numbers stand at the bars, and what may still grow is hatched. Give it a table with the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from adjudicator.words import _, beside
from ui.kit.language import name, shown, speech
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S4, S8
from ui.parts import ChartBar

HEIGHT, LEAST_WIDTH = 200, 240
WIDEST = 72
"""No bar is wider, in pixels at 100 %."""

SHARE = 0.62
"""How much of its place a bar fills."""


class BarChart(QWidget):
    """The chart."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[ChartBar, ...] = ()
        self._growth = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        for change in (theme().changed, speech().changed):
            change.connect(self._follow)

    def set_bars(self, bars: Sequence[ChartBar], what: str) -> None:
        """Draws other bars."""
        self._bars = tuple(bars)
        each = (_("{label}: {number}", label=bar.label, number=bar.amount) for bar in bars)
        name(self, beside(what, beside(*each, by=", "), by=": "))
        self.update()

    def set_growth(self, growth: float) -> None:
        """Draws everything so many times larger."""
        self._growth = growth
        self._follow()

    def sizeHint(self) -> QSize:
        return QSize(self._px(LEAST_WIDTH * 2), self._px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(LEAST_WIDTH), self._px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = look().font("strong")
        font.setPixelSize(round(font.pixelSize() * self._growth))
        small = look().font("caption")
        small.setPixelSize(round(small.pixelSize() * self._growth))
        above, below = QFontMetrics(font).height() + self._px(S4), QFontMetrics(small).height() + self._px(S8)
        base, place = self.height() - below, self.width() / len(self._bars)
        tallest = max(1, *(bar.amount for bar in self._bars))
        step = self._labelled_step(QFontMetrics(small), place)
        until = self.width() - QFontMetrics(small).horizontalAdvance(shown(self._bars[-1].label)) - self._px(S8)
        for at, bar in enumerate(self._bars):
            whole = QRectF(at * place, 0, place, base)
            height = (base - above) * bar.amount / tallest
            wide = min(place * SHARE, self._px(WIDEST))
            area = QRectF(whole.center().x() - wide / 2, base - height, wide, height)
            self._draw(painter, bar, area)
            painter.setFont(font)
            painter.setPen(look().colour("text" if bar.amount else "muted"))
            over = QRectF(whole.left(), area.top() - above, place, above)
            painter.drawText(over, int(Qt.AlignmentFlag.AlignCenter), str(bar.amount))
            if (len(self._bars) - 1 - at) % step == 0:
                painter.setFont(small)
                painter.setPen(look().colour("muted"))
                self._label(painter, bar, QRectF(whole.left(), base, place, below), until)
        painter.setPen(QPen(look().colour("edge"), self._px(1)))
        painter.drawLine(0, base, self.width(), base)
        painter.end()

    def _draw(self, painter: QPainter, bar: ChartBar, area: QRectF) -> None:
        ink = look().colour("accent")
        if not bar.amount:
            return
        if bar.growing:
            painter.fillRect(area, QBrush(ink, Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(ink, self._px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, 0))
        else:
            painter.fillRect(area, ink)

    def _label(self, painter: QPainter, bar: ChartBar, area: QRectF, until: float) -> None:
        """The label under its bar; first and last are kept within the chart, and none runs into the last one."""
        words = shown(bar.label)
        wide = QFontMetrics(painter.font()).horizontalAdvance(words)
        left = min(max(area.center().x() - wide / 2, 0), self.width() - wide)
        if bar is not self._bars[-1] and left + wide > until:
            return
        where = QRectF(left, area.top(), wide + 1, area.height())
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)

    def _labelled_step(self, metrics: QFontMetrics, place: float) -> int:
        """Every how many bars there is room for a label; the last one always has its own, and may be longer."""
        labels = [metrics.horizontalAdvance(shown(bar.label)) for bar in self._bars[:-1]]
        widest = max(labels, default=0) + self._px(S8)
        return max(1, -int(-widest // max(place, 1)))

    def _px(self, size: float) -> int:
        return round(look().px(size) * self._growth)

    def _follow(self) -> None:
        self.updateGeometry()
        self.update()
