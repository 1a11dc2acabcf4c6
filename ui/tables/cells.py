"""How the cells of a list are drawn: words, numbers to the right, outcomes as shape and word, the row that has the
focus with a ring."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ui.kit.outcome import WORDS, known, paint_badge
from ui.kit.theme import look
from ui.kit.tokens import RING, ROW_HEIGHT, S12
from ui.presenters.parts import Outcome
from ui.tables.rows import CELL_ROLE, KIND_ROLE, Index

_STYLES = {"strong": "strong"}
_TOKENS = {"muted": "muted"}


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a RowsModel in the tokens of the theme."""

    hovered = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        words = str(index.data() or "")
        width = QFontMetrics(look().font("body")).horizontalAdvance(words)
        return QSize(width + 2 * S12 + look().px(28), look().px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        widget: QWidget | None = option.widget  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        current = bool(state & QStyle.StateFlag.State_Selected)
        if current or index.row() == self.hovered:
            painter.fillRect(area, look().colour("accent_tint" if current else "hover"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), look().colour("hairline"))
        self._paint_cell(painter, area.adjusted(S12, 0, -S12, 0), index)
        if current:
            _ring(painter, area, index, isinstance(widget, QTableView) and widget.hasFocus())
        painter.restore()

    def _paint_cell(self, painter: QPainter, area: QRect, index: Index) -> None:
        kind, cell = index.data(KIND_ROLE), index.data(CELL_ROLE)
        if isinstance(cell, Outcome):
            words = cell.words or WORDS[known(cell.outcome)]
            paint_badge(painter, QRectF(area), cell.outcome, words, ("body", cell.kept_apart, "text"))
            return
        font = look().font(_STYLES.get(kind, "body"), tabular=kind == "number")
        painter.setFont(font)
        painter.setPen(look().colour(_TOKENS.get(kind, "text")))
        shown = QFontMetrics(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, area.width())
        side = Qt.AlignmentFlag.AlignRight if kind == "number" else Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)


def _ring(painter: QPainter, area: QRect, index: Index, focused: bool) -> None:
    """The left bar of the current row, and a ring around the row while the list has the focus."""
    accent = look().colour("accent")
    if index.column() == 0:
        painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), accent)
    if not focused:
        return
    painter.setPen(QPen(accent, RING))
    painter.drawLine(area.left(), area.top() + 1, area.right() + 1, area.top() + 1)
    painter.drawLine(area.left(), area.bottom(), area.right() + 1, area.bottom())
    if index.column() == index.model().columnCount() - 1:
        painter.drawLine(area.right(), area.top() + 1, area.right(), area.bottom())
