"""Two names one above the other, letter by letter; what differs is tinted and underlined, and bold.

`LetterRows()`: `set_names(names)` (ui.parts.ComparedName) shows them, none takes no room. They hide with personal data.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from adjudicator.words import _, beside
from ui.kit.language import name, shown
from ui.kit.personal import MASK, privacy
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S4, S8, S12
from ui.kit.text import reveal
from ui.parts import ComparedName

WRITTEN, LISTED = _("On the papers"), _("On the roll")

LETTER_GAP = 6
"""Pixels that a cell is wider than its letter."""


class LetterRows(QWidget):
    """Draws compared names; a name that is too long for the width goes on below."""

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[ComparedName, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self._follow)
        privacy().changed.connect(self._follow)
        self.hide()

    def set_names(self, names: Sequence[ComparedName]) -> None:
        """Shows other names, or nothing."""
        self._names = tuple(names)
        reveal(self, bool(names))
        self._follow()

    def _follow(self) -> None:
        told = (_("Hidden names, letter by letter"),) if privacy().hidden else tuple(each.told for each in self._names)
        name(self, beside(*told, by=" "))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(240), self.heightForWidth(max(self.width(), look().px(240))))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(160), self.heightForWidth(max(self.width(), look().px(160))))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        head, line = self._heights()
        lines = sum(len(self._parts(each, width)) for each in self._names)
        return len(self._names) * (head + look().px(S8)) + lines * (2 * line + look().px(S4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        head, line = self._heights()
        top = 0
        for each in self._names:
            painter.setFont(look().font("caption"))
            painter.setPen(look().colour("muted"))
            heading = beside(each.label, MASK if privacy().hidden else each.apart, by=": ")
            painter.drawText(0, top, self.width(), head, Qt.AlignmentFlag.AlignVCenter, shown(heading))
            top += head
            for part in self._parts(each, self.width()):
                for row, words in enumerate((WRITTEN, LISTED)):
                    self._draw_row(painter, top + row * line, line, shown(words), [pair[row] for pair in part], part)
                top += 2 * line + look().px(S4)
            top += look().px(S8)
        painter.end()

    def _draw_row(
        self,
        painter: QPainter,
        top: int,
        height: int,
        words: str,
        letters: list[str],
        part: tuple[tuple[str, str], ...],
    ) -> None:
        label, cell = self._widths()
        painter.setFont(look().font("caption"))
        painter.setPen(look().colour("muted"))
        painter.drawText(0, top, label, height, Qt.AlignmentFlag.AlignVCenter, words)
        if privacy().hidden:
            painter.setPen(look().colour("text"))
            painter.drawText(label, top, self.width() - label, height, Qt.AlignmentFlag.AlignVCenter, MASK)
            return
        for at, (letter, pair) in enumerate(zip(letters, part, strict=True)):
            box = QRectF(label + at * cell, top, cell, height)
            differs = pair[0].upper() != pair[1].upper()
            if differs:
                painter.fillRect(box.adjusted(1, 1, -1, -1), look().colour("not_counted_tint"))
                painter.setPen(QPen(look().colour("not_counted"), look().px(2)))
                painter.drawLine(box.bottomLeft().toPoint(), box.bottomRight().toPoint())
            painter.setFont(look().font("strong" if differs else "body"))
            painter.setPen(look().colour("not_counted" if differs else "text"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), letter)

    def _parts(self, each: ComparedName, width: int) -> list[tuple[tuple[str, str], ...]]:
        """The letters in as many lines as they need."""
        label, cell = self._widths()
        fit = max(1, (width - label) // cell)
        return [each.letters[at : at + fit] for at in range(0, len(each.letters), fit)]

    def _heights(self) -> tuple[int, int]:
        return QFontMetrics(look().font("caption")).height(), QFontMetrics(look().font("strong")).height() + look().px(
            S4
        )

    def _widths(self) -> tuple[int, int]:
        caption = QFontMetrics(look().font("caption"))
        label = max(caption.horizontalAdvance(shown(words)) for words in (WRITTEN, LISTED)) + look().px(S12)
        return label, QFontMetrics(look().font("strong")).horizontalAdvance("W") + look().px(LETTER_GAP) // 2
