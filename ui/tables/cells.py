"""How the cells of a list are drawn: words, numbers to the right, outcomes as shape and word, the row that has the
focus with a ring."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from ui.kit.drawn.outcome import WORDS, known, paint_badge
from ui.kit.drawn.steps import STEP_SIGNS
from ui.kit.language import literal, shown
from ui.kit.style.icons import pixmap
from ui.kit.style.theme import look
from ui.kit.style.tokens import RING, ROW_HEIGHT, S4, S8, S12, S16
from ui.parts import OutcomeCell, StepsCell, TickCell, Wrong
from ui.tables.folding import UNDER_HEIGHT, Under
from ui.tables.rows import CELL_ROLE, KIND_ROLE, Index

WRONG_ICON = 16
STEP_ICON = 14
TICK_BOX = 16
_STYLES = {"strong": "strong"}
_TOKENS = {"muted": "muted"}


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a RowsModel in the tokens of the theme; `under` are the columns that stand under each row."""

    hovered = -1
    under: tuple[Under, ...] = ()

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
        cell = QRect(area.left(), area.top(), area.width(), min(area.height(), look().px(ROW_HEIGHT)))
        self._paint_cell(painter, seen(cell, widget).adjusted(S12, 0, -S12, 0), index)
        if current:
            _ring(painter, area, index, widget if isinstance(widget, QTableView) else None)
        if self.under and isinstance(widget, QTableView):
            self._paint_under(painter, area, index, widget.columnViewportPosition(0) + S12)
        painter.restore()

    def _paint_under(self, painter: QPainter, area: QRect, index: Index, left: int) -> None:
        """What of the columns under the row lies under this cell: each cell paints its part, as Qt paints them one by one."""
        painter.setClipRect(area.adjusted(0, RING, 0, -RING))
        height = look().px(UNDER_HEIGHT)
        for under in self.under:
            beside = index.sibling(index.row(), under.column)
            if not str(beside.data() or ""):
                continue
            top = area.top() + look().px(ROW_HEIGHT) + under.line * height - look().px(S4)
            place, title = QRect(left + under.left, top, under.width, height), _title_of(beside)
            painter.setFont(look().font("caption"))
            painter.setPen(look().colour("muted"))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), title)
            self._paint_cell(painter, place.adjusted(title_width(title), 0, 0, 0), beside, under=True)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Shows the whole text of a cell that is too narrow for it, under the pointer."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        words = str(index.data() or "") if index.isValid() else ""
        area = seen(view.visualRect(index), view)
        QToolTip.showText(event.globalPos(), literal(words if self.cut(area, index) else ""), view)
        return True

    def cut(self, area: QRect, index: Index) -> bool:
        """Whether a cell of this size shows less than its whole text."""
        if not index.isValid():
            return False
        cell = index.data(CELL_ROLE)
        signs = (
            len(cell.steps) if isinstance(cell, StepsCell) else int(isinstance(cell, (OutcomeCell, TickCell, Wrong)))
        )
        room = area.width() - 2 * S12 - look().px(28) * signs
        return QFontMetrics(_font(index.data(KIND_ROLE))).horizontalAdvance(str(index.data() or "")) > room

    def _paint_cell(self, painter: QPainter, area: QRect, index: Index, *, under: bool = False) -> None:
        kind, cell = index.data(KIND_ROLE), index.data(CELL_ROLE)
        if isinstance(cell, OutcomeCell):
            words = shown(cell.words or WORDS[known(cell.outcome)])
            paint_badge(painter, QRectF(area), cell.outcome, words, ("body", cell.kept_apart, "text"))
            return
        if isinstance(cell, StepsCell):
            _paint_steps(painter, area, cell)
            return
        if isinstance(cell, TickCell):
            area = _ticked(painter, area, on=cell.on)
        font = _font(kind)
        painter.setFont(font)
        painter.setPen(look().colour(_TOKENS.get(kind, "text")))
        right = kind == "number" and not under
        if isinstance(cell, Wrong):
            beside = QFontMetrics(font).horizontalAdvance(str(index.data())) if right else area.width()
            area = _marked(painter, area, beside)
        said = shown(cell.text) if isinstance(cell, TickCell) else str(index.data())
        drawn = QFontMetrics(font).elidedText(said, Qt.TextElideMode.ElideRight, area.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), drawn)


def _paint_steps(painter: QPainter, area: QRect, cell: StepsCell) -> None:
    """The steps from left to right, each behind its sign; where there is no room for all words, those of the one it is at."""
    font, left, side = look().font("body"), area.left(), look().px(STEP_ICON)
    painter.setFont(font)
    measure, ratio = QFontMetrics(font), painter.device().devicePixelRatioF()
    said = {step: shown(step.words) for step in cell.steps}
    needed = sum(side + S4 + measure.horizontalAdvance(words) + S16 for words in said.values()) - S16
    if needed > area.width():
        said = {step: words if step is cell.at else "" for step, words in said.items()}
    for step, words in said.items():
        icon, ink = STEP_SIGNS[step.state]
        painter.drawPixmap(QPointF(left, area.top() + (area.height() - side) / 2), pixmap(icon, ink, STEP_ICON, ratio))
        left += side + S4
        if not words:
            continue
        signs = len(cell.steps) - 1 - cell.steps.index(step) if needed > area.width() else 0
        room = area.right() - left - signs * (side + S4) - (S8 if signs else 0)
        drawn = measure.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.setPen(look().colour("muted" if step.state == "ahead" else "text"))
        place = QRect(left, area.top(), room, area.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), drawn)
        left += measure.horizontalAdvance(drawn) + (S8 if signs else S16)


def _ticked(painter: QPainter, area: QRect, *, on: bool) -> QRect:
    """Draws the box of a cell; gives what is left for its words."""
    side, ratio = look().px(TICK_BOX), painter.device().devicePixelRatioF()
    box = QRectF(area.left() + 0.5, area.top() + (area.height() - side) // 2 + 0.5, side - 1, side - 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look().colour("accent" if on else "edge"), 1))
    painter.setBrush(look().colour("accent" if on else "surface"))
    painter.drawRoundedRect(box, 4, 4)
    if on:
        painter.drawPixmap(QPointF(box.left() + 1, box.top() + 1), pixmap("check", "on_accent", TICK_BOX - 3, ratio))
    return area.adjusted(side + S8, 0, 0, 0)


def _marked(painter: QPainter, area: QRect, width: int) -> QRect:
    """Draws the icon of what is wrong, before words of a width that end where the cell does; gives what is left for them.

    They are written in the same colour.
    """
    side, ratio = look().px(WRONG_ICON), painter.device().devicePixelRatioF()
    drawn = pixmap("circle-alert", "not_counted", WRONG_ICON, ratio)
    left = max(area.right() + 1 - width - side - S8, area.left())
    painter.drawPixmap(QPointF(left, area.top() + (area.height() - side) / 2), drawn)
    painter.setPen(look().colour("not_counted"))
    return area.adjusted(look().px(28), 0, 0, 0)


def seen(area: QRect, view: QWidget | None) -> QRect:
    """What of a cell lies before the right edge of its list: words end there in an ellipsis, never in half a letter."""
    edge = view.viewport().width() if isinstance(view, QAbstractItemView) else area.left() + area.width()
    return QRect(area.left(), area.top(), min(area.width(), edge - area.left()), area.height())


def title_width(title: str) -> int:
    """How wide the title of a column under a row is, with what is between it and the words, in pixels."""
    return QFontMetrics(look().font("caption")).horizontalAdvance(title) + look().px(S8)


def _title_of(index: Index) -> str:
    return str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))


def _font(kind: str) -> QFont:
    return look().font(_STYLES.get(kind, "body"), tabular=kind == "number")


def _ring(painter: QPainter, area: QRect, index: Index, table: QTableView | None) -> None:
    """The left bar of the current row, and a ring around the row while the list has the focus."""
    accent = look().colour("accent")
    if index.column() == 0:
        painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), accent)
    if table is None or not table.hasFocus():
        return
    painter.setPen(QPen(accent, RING))
    painter.drawLine(area.left(), area.top() + 1, area.right() + 1, area.top() + 1)
    painter.drawLine(area.left(), area.bottom(), area.right() + 1, area.bottom())
    if index.column() == max(at for at in range(index.model().columnCount()) if not table.isColumnHidden(at)):
        painter.drawLine(area.right(), area.top() + 1, area.right(), area.bottom())
