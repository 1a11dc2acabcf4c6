"""How many envelopes have which outcome: one stacked bar, and a legend with shape, word and number.

`OutcomeBar(slices)` draws `ui.parts.Slice`s; `set_slices(slices)` others. An outcome without envelopes
stays in the legend and is not drawn in the bar.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from adjudicator.words import _, beside, number
from ui.kit.drawn.outcome import WORDS, OutcomeBadge, known
from ui.kit.flow import Flow
from ui.kit.language import name
from ui.kit.panel import clear
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S12, S24
from ui.parts import Slice


class _Bar(QWidget):
    """The bar alone."""

    def __init__(self) -> None:
        super().__init__()
        self.slices: tuple[Slice, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(200, look().px(16))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QPainterPath()
        whole.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setClipPath(whole)
        painter.fillRect(self.rect(), look().colour("line"))
        left = 0.0
        for each, width in zip(self.slices, self._widths(), strict=True):
            painter.fillRect(QRectF(left, 0, width, self.height()), look().colour(known(each.outcome)))
            left += width
            painter.fillRect(QRectF(left - 2, 0, 2, self.height()), look().colour("surface"))
        painter.end()

    def _widths(self) -> list[float]:
        total = sum(each.count for each in self.slices) or 1
        return [self.width() * each.count / total for each in self.slices]


class OutcomeBar(QWidget):
    """A stacked bar with its legend."""

    def __init__(self, slices: Sequence[Slice] = ()) -> None:
        super().__init__()
        self._bar = _Bar()
        self._legend = Flow(S24)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(S12)
        down.addWidget(self._bar)
        down.addLayout(self._legend)
        self.set_slices(slices)

    def set_slices(self, slices: Sequence[Slice]) -> None:
        self._bar.slices = tuple(each for each in slices if each.count)
        self._bar.update()
        clear(self._legend)
        for each in slices:
            words = beside(WORDS[known(each.outcome)], number(each.count))
            self._legend.addWidget(OutcomeBadge(each.outcome, words=words, style="body"))
        name(
            self,
            beside(
                *(_("{outcome}: {count}", outcome=WORDS[known(each.outcome)], count=each.count) for each in slices),
                by=", ",
            ),
        )
