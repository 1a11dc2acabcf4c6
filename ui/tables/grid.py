"""The rows themselves: a table view that moves by rows, keeps its header and remembers its columns."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSettings, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from ui.kit.language import shown
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import ROW_HEIGHT, S4, S12
from ui.parts import Query, TickCell
from ui.tables.cells import CellDelegate, title_width
from ui.tables.folding import UNDER_HEIGHT, Under, kept, lines_of
from ui.tables.rows import CELL_ROLE, Index, RowsModel

CTRL = Qt.KeyboardModifier.ControlModifier
LEAST_SHARE = 0.5
"""How much of its own width a column that stretches keeps where there is too little room for all."""


class Grid(QTableView):
    """A table by rows. Signals: `sorted_by(str)` column id, `entered_row(int)` place, `moved()` current row changed,
    `walked()` a person brought a row before them, by key or mouse: another one, or the current one by a click,
    `turned(int)` place of a row whose box somebody turned, with Space or by a click on its cell; `rows_fitted()` rows have
    another height.

    Where it is too narrow for its columns even as narrow as they go, the last ones stand under their rows, each with its
    title, so that nothing has to be scrolled sideways.
    """

    sorted_by = Signal(str)
    entered_row = Signal(int)
    moved = Signal()
    walked = Signal()
    turned = Signal(int)
    rows_fitted = Signal()

    def __init__(self, name: str, model: RowsModel) -> None:
        super().__init__()
        self._name, self._rows = name, model
        self._cells = CellDelegate(self)
        self._resized = self._stretching = self._by_hand = False
        self.setModel(model)
        self.setItemDelegate(self._cells)
        self._quiet()
        self._head()
        self.doubleClicked.connect(lambda index: self.entered_row.emit(index.row()))
        theme().changed.connect(self._follow)
        self._follow()

    def go_to(self, place: int) -> None:
        """Makes the row at a place current and has it in sight."""
        index = self._rows.index(place, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    @property
    def row_height(self) -> int:
        """How high a row is, in pixels, with the lines of columns under it."""
        lines = max((under.line + 1 for under in self._cells.under), default=0)
        return look().px(ROW_HEIGHT) + (lines * look().px(UNDER_HEIGHT) + S4 if lines else 0)

    def show_sorted(self, query: Query) -> None:
        """Shows in the header what the rows are sorted by."""
        header = self.horizontalHeader()
        place = next((at for at, column in enumerate(self._rows.columns) if column.id == query.sort), -1)
        direction = Qt.SortOrder.DescendingOrder if query.descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicatorShown(place >= 0)
        header.setSortIndicator(place, direction)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row() and current.isValid():
            self.moved.emit()
            if self._by_hand:
                self.walked.emit()

    def keyboardSearch(self, search: str) -> None:
        """Letters are the screen's keys, not a search in the first column."""

    def event(self, event: QEvent) -> bool:
        """Has Enter, which opens a row, for itself before any key of the page sees it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _opens(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_hand = True
        self._press(event)
        self._by_hand = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        before, self._by_hand = self.currentIndex().row(), True
        super().mousePressEvent(event)
        self._by_hand = False
        hit = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and isinstance(hit.data(CELL_ROLE), TickCell):
            self.turned.emit(hit.row())
        if before == self.currentIndex().row() == self.indexAt(event.position().toPoint()).row() >= 0:
            self.walked.emit()

    def _press(self, event: QKeyEvent) -> None:
        last = self._rows.rowCount() - 1
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            if event.modifiers() & CTRL:
                event.ignore()  # Ctrl+Enter is a button's, whether it is there or not: it never opens a row
            elif self.currentIndex().isValid():
                self.entered_row.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Space and self._has_box() and not event.isAutoRepeat():
            self.turned.emit(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and last >= 0:
            self.go_to(0 if event.key() == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def _has_box(self) -> bool:
        """Whether the current row has a box before its words."""
        return self.currentIndex().isValid() and isinstance(
            self.currentIndex().siblingAtColumn(0).data(CELL_ROLE), TickCell
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:  # words end at the edge of what is seen, and that is another one now
            self.viewport().update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._remember()
        super().hideEvent(event)

    def _hover(self, place: int) -> None:
        if place != self._cells.hovered:
            self._cells.hovered = place
            self.viewport().update()

    def _quiet(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _head(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(False)
        header.setMinimumSectionSize(40)
        header.setStretchLastSection(False)
        header.sectionClicked.connect(lambda place: self.sorted_by.emit(self._rows.columns[place].id))
        header.sectionResized.connect(self._note_resize)

    def _follow(self) -> None:
        self._fit_rows()
        self.horizontalHeader().setFixedHeight(look().px(ROW_HEIGHT))
        self._own_widths()
        self._stretch()
        self._resized = False
        self.viewport().update()

    def _own_widths(self) -> None:
        remembered = self._remembered()
        for place, column in enumerate(self._rows.columns):
            self.setColumnWidth(place, look().px(remembered.get(column.id, column.width)))

    def _stretch(self) -> None:
        """Shares what is left over among the columns that stretch, else the last.

        Where the list is too narrow they shrink to LEAST_SHARE of their own width, and their words end in an ellipsis.
        """
        columns = self._rows.columns
        self._stretching = True
        self._make_room()
        there = [at for at in range(len(columns)) if not self.isColumnHidden(at)]
        places = [at for at in there if columns[at].stretch] or there[-1:]
        own = sum(look().px(columns[at].width) for at in places)
        others = sum(self.columnWidth(at) for at in there if at not in places)
        left = max(self.viewport().width() - others - own, -round(own * (1 - LEAST_SHARE)))
        for at in places:
            share = left // len(places) + (left % len(places) if at == places[-1] else 0)
            self.setColumnWidth(at, look().px(columns[at].width) + share)
        self._stretching = False

    def _make_room(self) -> None:
        """Hides spare columns for which there is no room, from the last to the first, and folds what is too much still."""
        columns, hidden = self._rows.columns, set[int]()
        left = self.viewport().width() - sum(look().px(column.width) for column in columns if not column.spare)
        for at, column in enumerate(columns):
            if column.spare:
                left -= look().px(column.width)
                if left < 0:
                    hidden.add(at)
        under = self._folded([at for at in range(len(columns)) if at not in hidden])
        hidden |= {each.column for each in under}
        for at in range(len(columns)):
            if self.isColumnHidden(at) is not (at in hidden):
                self.setColumnHidden(at, at in hidden)
        if under != self._cells.under:
            self._cells.under = under
            self._rows.under = tuple(each.column for each in under)
            self._own_widths()  # another column was the last one, and had what was left over
            self._fit_rows()

    def _folded(self, there: list[int]) -> tuple[Under, ...]:
        """The columns of those that are there which stand under their rows, and where."""
        columns, room = self._rows.columns, self.viewport().width()
        widths = [look().px(columns[at].width) for at in there]
        give = [at for at in there if columns[at].stretch] or there[-1:]
        least = [round(w * LEAST_SHARE) if at in give else w for at, w in zip(there, widths, strict=True)]
        stay = kept(widths, least, room)
        wanted = [(at, width + title_width(shown(columns[at].title)))
                  for at, width in list(zip(there, widths, strict=True))[stay:]]  # fmt: skip
        return lines_of(wanted, room - 2 * S12)

    def _fit_rows(self) -> None:
        # the least first: what is set below it is raised to it, and rows would stay as high as at a larger text size
        self.verticalHeader().setMinimumSectionSize(self.row_height)
        self.verticalHeader().setDefaultSectionSize(self.row_height)
        self.rows_fitted.emit()

    def _note_resize(self) -> None:
        if self.isVisible() and not self._stretching:
            self._resized = True
            self._stretch()

    def _remembered(self) -> dict[str, int]:
        text = str(QSettings().value(f"tables/{self._name}", ""))
        pairs = (part.split("=") for part in text.split(",") if part.count("=") == 1)
        return {column: int(width) for column, width in pairs if width.isdigit()}

    def _remember(self) -> None:
        if not self._resized:
            return
        widths = (
            f"{column.id}={round(self.columnWidth(place) / look().scale)}"
            for place, column in enumerate(self._rows.columns)
        )
        QSettings().setValue(f"tables/{self._name}", ",".join(widths))


def _opens(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & CTRL
