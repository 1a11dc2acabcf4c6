"""The model of a list: frozen rows, in an order and through a filter.

A tuple of rows is sorted and filtered here; any other `Rows` (ui.parts.FetchedRows) is shown as it comes.
A row is fetched when it is painted and not before, so that 100,000 rows cost what the screen shows.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from adjudicator.words import _, number
from ui.kit.drawn.outcome import WORDS, known
from ui.kit.language import shown, speech
from ui.kit.personal import masked, privacy
from ui.parts import Cell, Column, GrowingRows, OutcomeCell, Query, Row, Rows, StepsCell, TickCell, Wrong

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
CELL_ROLE = Qt.ItemDataRole.UserRole
KIND_ROLE = Qt.ItemDataRole.UserRole + 1


class RowsModel(QAbstractTableModel):
    """Rows as Qt wants them. `set_rows(rows)`, `ask(query)`, `row(number)`, `number_of(id)`, `local`.

    `under` are the columns that the list draws under its rows; the first cell speaks for them, as they are hidden.
    """

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.query = Query()
        self.under: tuple[int, ...] = ()
        self._rows: Rows = ()
        self._order: Sequence[int] = ()
        privacy().changed.connect(self._redraw)
        speech().changed.connect(self._say_again)

    @property
    def local(self) -> bool:
        """Whether sorting and filtering are done here."""
        return isinstance(self._rows, (tuple, list))

    def set_rows(self, rows: Rows) -> None:
        """Shows these rows, in the order and through the filter that are on."""
        self.beginResetModel()
        self._rows = rows
        self._order = self._arranged()
        self.endResetModel()

    def ask(self, query: Query) -> None:
        """Sorts and filters, where that is done here."""
        self.beginResetModel()
        self.query = query
        self._order = self._arranged()
        self.endResetModel()

    def row(self, number: int) -> Row:
        """The row shown at a place. Raises IndexError beyond the end."""
        return self._rows[self._order[number]]

    def number_of(self, row_id: str) -> int:
        """The place of a row by its id, -1 where it is not shown or not held here."""
        if not self.local:
            return -1
        return next((place for place, index in enumerate(self._order) if self._rows[index].id == row_id), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._order)

    @property
    def more(self) -> bool:
        """Whether further rows are fetched as the list is scrolled to its end."""
        return isinstance(self._rows, GrowingRows) and self._rows.more

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self.more

    def fetchMore(self, parent: Index) -> None:
        rows, first = self._rows, len(self._order)
        if parent.isValid() or not isinstance(rows, GrowingRows):
            return
        rows.grow()
        if len(rows) > first:
            self.beginInsertRows(NOWHERE, first, len(rows) - 1)
            self._order = range(len(rows))
            self.endInsertRows()

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column = self.columns[index.column()]
        if role == KIND_ROLE:
            return column.kind
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, CELL_ROLE):
            return None
        row = self.row(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole and not index.column() and self.under:
            return ". ".join((self._words(row, 0), *self._said_under(row)))
        return row.cells[index.column()] if role == CELL_ROLE else self._words(row, index.column())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.kind == "number" else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return shown(column.title) if role == Qt.ItemDataRole.DisplayRole else None

    def _arranged(self) -> Sequence[int]:
        if not self.local:
            return range(len(self._rows))
        shown = [index for index in range(len(self._rows)) if self._passes(self._rows[index])]
        place = next((at for at, column in enumerate(self.columns) if column.id == self.query.sort), None)
        if place is not None:
            shown.sort(key=lambda index: _sort_key(self._rows[index], place), reverse=self.query.descending)
        return shown

    def _passes(self, row: Row) -> bool:
        if self.query.tags and not row.tags.intersection(self.query.tags):
            return False
        wanted = self.query.text.casefold().split()
        if not wanted:
            return True
        text = " ".join(self._words(row, place) for place in range(len(row.cells))).casefold()
        return all(word in text for word in wanted)

    def _words(self, row: Row, place: int) -> str:
        words = shown(words_of(row.cells[place]))
        return masked(words) if self.columns[place].kind == "personal" else words

    def _said_under(self, row: Row) -> list[str]:
        return [f"{shown(self.columns[at].title)}: {words}" for at in self.under if (words := self._words(row, at))]

    def _say_again(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        self._redraw()

    def _redraw(self) -> None:
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def words_of(cell: Cell) -> str:
    """What a cell says in words: numbers with thousands separators, outcomes with "kept apart"."""
    if isinstance(cell, OutcomeCell):
        words = cell.words or WORDS[known(cell.outcome)]
        return _("{words}, kept apart", words=words) if cell.kept_apart else words
    if isinstance(cell, (Wrong, StepsCell, TickCell)):
        return cell.words
    return number(cell) if isinstance(cell, int) else cell


def _sort_key(row: Row, place: int) -> tuple[bool, str | int]:
    """Numbers before words, words without regard to case."""
    key = row.order[place] if len(row.order) > place else row.cells[place]
    if isinstance(key, int):
        return (False, key)
    return (True, key.casefold() if isinstance(key, str) else words_of(key))
