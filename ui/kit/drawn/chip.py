"""Chips: small words in a rounded shape.

`Chip("Poll worker ticked: OP", ink="muted")` says something. `FilterChips()` is a row of chips to switch filters on
and off: `set_filters(filters)` (ui.parts.Filter), signal `changed(tuple)` with the tags that are on,
`set_on(tags)`, `on`, `emptied`. A chip that is on has a tick, not only a colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from adjudicator.words import _, beside, number
from ui.kit.flow import Flow
from ui.kit.language import name, put, speech
from ui.kit.panel import clear
from ui.kit.style.icons import pixmap
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import RING, S8
from ui.kit.text import Text
from ui.parts import Filter


class Chip(Text):
    """A quiet label in a rounded shape, tinted with the colour of a token."""

    def __init__(self, words: str, ink: str = "muted") -> None:
        super().__init__(words, "caption", tone=ink)
        self._ink = ink
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_ink(self, ink: str) -> None:
        """Tints it with the colour of another token."""
        if ink != self._ink:
            self._ink = ink
            self.set_tone(ink)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 2 * look().px(8), look().px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().colour(f"{self._ink}_tint"))
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        painter.end()
        super().paintEvent(event)


class FilterChip(QAbstractButton):
    """One filter to switch on and off."""

    def __init__(self, filtered: Filter) -> None:
        super().__init__()
        self.tag = filtered.tag
        self.setCheckable(True)
        words = filtered.label if filtered.count is None else beside(filtered.label, number(filtered.count))
        put(self, QAbstractButton.setText, words)
        name(self, _("Show only: {filter}", filter=words))
        speech().changed.connect(self._follow)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._follow)
        self._follow()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(look().font("caption")).horizontalAdvance(self.text()) + 2
        return QSize(width + look().px(2 * 10 + 14 + 4), look().px(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_shape(painter)
        ink, left, side = ("accent" if self.isChecked() else "text"), look().px(10), look().px(14)
        words = QRect(left, 0, self.width() - left, self.height())
        if self.isChecked():
            drawn = pixmap("check", ink, 14, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, (self.height() - side) / 2), drawn)
            words.setLeft(left + side + look().px(4))
        else:
            words.setRight(self.width() - left)
        painter.setPen(look().colour(ink))
        painter.setFont(look().font("caption"))
        align = Qt.AlignmentFlag.AlignVCenter
        align |= Qt.AlignmentFlag.AlignLeft if self.isChecked() else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(words, align, self.text())
        painter.end()

    def _paint_shape(self, painter: QPainter) -> None:
        lively = "hover" if self.underMouse() else "surface"
        painter.setBrush(look().colour("accent_tint" if self.isChecked() else lively))
        strong = self.isChecked() or self.hasFocus()
        width = RING if self.hasFocus() else 1
        painter.setPen(QPen(look().colour("accent" if strong else "edge"), width))
        area, half = QRectF(self.rect()), width / 2
        painter.drawRoundedRect(area.adjusted(half, half, -half, -half), self.height() / 2, self.height() / 2)

    def _follow(self) -> None:
        self.updateGeometry()
        self.update()


class FilterChips(QWidget):
    """Filters in as many lines as they need. Signal: `changed(tuple)` with the tags that are on, in their order."""

    changed = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self._row = Flow(S8)
        self.setLayout(self._row)
        self._filters: tuple[Filter, ...] = ()
        self._chips: list[FilterChip] = []

    @property
    def on(self) -> tuple[str, ...]:
        return tuple(chip.tag for chip in self._chips if chip.isChecked())

    @property
    def emptied(self) -> tuple[str, ...]:
        """The words of the filters that are on, where no row has any of them any more; else nothing."""
        on = [each for each in self._filters if each.tag in self.on]
        return tuple(each.label for each in on) if all(each.count == 0 for each in on) else ()

    def set_filters(self, filters: Sequence[Filter]) -> None:
        """Shows these filters; those that were on stay on."""
        if tuple(filters) == self._filters:
            return
        kept = self.on
        self._filters = tuple(filters)
        clear(self._row)
        self._chips = [FilterChip(each) for each in filters]
        for chip in self._chips:
            chip.setChecked(chip.tag in kept)
            chip.clicked.connect(self._tell)
            self._row.addWidget(chip)

    def set_on(self, tags: Iterable[str]) -> None:
        """Switches exactly these tags on, without a signal."""
        wanted = set(tags)
        for chip in self._chips:
            chip.setChecked(chip.tag in wanted)

    def _tell(self) -> None:
        self.changed.emit(self.on)
