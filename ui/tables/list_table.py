"""The one list of the program: header that stays, sort, filter box (`/`), chips, count in words, rows by keyboard.

`ListTable(name, columns, words)`: the name is what column widths are remembered by, columns and words are
`ui.parts.Column` and `ListWords`. `set_rows(rows, total=None)` with a tuple of `Row`, a `FetchedRows` or
`GrowingRows` (total: how many there are without the filter); `set_filters(filters)`; `select(id)`; `current_id`;
`focus_list()`; `set_query(query)`; `slash=False` where another field of the screen has the key `/`. Signals:
`opened(str)` (Enter or double click), `picked(str)` (the current row changed) and `walked(str)` (a person brought it
before them, by key or click) and `turned(str)` (the box of a `TickCell`, by Space or click) with the row's id, `asked(Query)`
when filter or sorting changed (a tuple is arranged by the list itself), `acted()` for the button of the empty state. `.bar`
is a QHBoxLayout over the list; `add_act(button)` puts a screen's own button beside it, or below where there is little room;
`chips_below()` gives many chips a row of their own under it; `keep_rows(height, most)` has it as high as its rows, within
bounds, for a page that scrolls.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from adjudicator.words import _, joined
from ui.kit import language
from ui.kit.drawn.chip import FilterChips
from ui.kit.empty import EmptyState
from ui.kit.later import Later
from ui.kit.search import SearchField
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S8, S12
from ui.kit.text import Text, reveal
from ui.parts import Column, Filter, ListWords, Query, Rows
from ui.tables.grid import Grid
from ui.tables.rows import RowsModel

AROUND_ROWS = 84
"""So many pixels at 100 % are over and around the rows: the bar, the header, the frame."""


class ListTable(QWidget):
    """A list with what belongs to it. Signals: `opened(str)`, `picked(str)`, `walked(str)`, `turned(str)`, `asked(Query)`,
    `acted()`."""

    opened = Signal(str)
    picked = Signal(str)
    walked = Signal(str)
    turned = Signal(str)
    asked = Signal(object)
    acted = Signal()

    def __init__(
        self, name: str, columns: Sequence[Column], words: ListWords | None = None, *, slash: bool = True
    ) -> None:
        super().__init__()
        self.words = words or ListWords()
        self._total: int | None = None
        self._height = self._most_rows = self._rows_held = 0
        self.model = RowsModel(columns, self)
        self.grid = Grid(name, self.model)
        language.name(self.grid, _("List of {many}", many=self.words.many))
        self.search = SearchField(self.words.hint, slash)
        self.chips = FilterChips()
        self.count = Text("", "strong")
        self.bar, self._acts = QHBoxLayout(), QHBoxLayout()
        self._over = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._empty: Later[EmptyState, None] = Later(self._make_empty)
        self._nothing: Later[EmptyState, None] = Later(self._make_nothing)
        self._stack = QStackedWidget()
        self._down = QVBoxLayout(self)
        self._build()
        self._connect()
        self.set_rows(())

    @property
    def current_id(self) -> str:
        """The id of the current row, empty where there is none."""
        place = self.grid.currentIndex().row()
        return self.model.row(place).id if 0 <= place < self.model.rowCount() else ""

    def set_rows(self, rows: Rows, total: int | None = None) -> None:
        """Shows these rows; the current row stays where its id is still there, else the first becomes current."""
        kept, place = self.current_id, self.grid.currentIndex().row()
        self._total = total
        self._rows_held = len(rows)
        self._fit_rows()
        self.model.set_rows(rows)
        self._settle(kept, place)

    def set_filters(self, filters: Sequence[Filter]) -> None:
        """Shows these chips."""
        self.chips.set_filters(filters)
        reveal(self.chips, bool(filters))

    def set_query(self, query: Query) -> None:
        """Puts filter box, chips and header to a query, without a signal."""
        self.search.blockSignals(True)
        self.search.setText(query.text)
        self.search.blockSignals(False)
        self.chips.set_on(query.tags)
        self._arrange(query)

    def select(self, row_id: str) -> bool:
        """Makes a row current by its id; False where it is not shown."""
        place = self.model.number_of(row_id)
        if place >= 0:
            self.grid.go_to(place)
        return place >= 0

    def focus_list(self) -> None:
        """Puts the keyboard focus into the rows."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def chips_below(self) -> None:
        """Puts the chips in a row of their own between the bar and the list."""
        self._down.insertWidget(1, self.chips)

    def keep_rows(self, height: int, most: int) -> None:
        """Keeps it `height` high, in pixels at 100 %, and higher while it has more rows than go in there, up to `most`."""
        self._height, self._most_rows = height, most
        self.grid.rows_fitted.connect(self._fit_rows)
        theme().changed.connect(self._fit_rows)
        self._fit_rows()

    def _fit_rows(self) -> None:
        if self._most_rows:
            rows = min(self._rows_held, self._most_rows) * self.grid.row_height
            self.setFixedHeight(max(look().px(self._height), look().px(AROUND_ROWS) + rows))

    def add_act(self, button: QWidget) -> None:
        """Puts a button over the list, beside the field that filters it."""
        self._acts.insertWidget(self._acts.count() - 1, button)

    def minimumSizeHint(self) -> QSize:
        """Its buttons go below the filter before the list asks for more width than there is."""
        least = max(self.bar.minimumSize().width(), self._acts.minimumSize().width())
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.bar.minimumSize().width() + S12 + self._acts.minimumSize().width() <= self.width()
        self._over.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._over.setSpacing(S12 if beside and self._acts.count() > 1 else S8 if self._acts.count() > 1 else 0)

    def _ask(self, query: Query) -> None:
        if query != self.model.query:
            self._arrange(query)
            self.asked.emit(query)

    def _arrange(self, query: Query) -> None:
        kept, place = self.current_id, self.grid.currentIndex().row()
        self.model.ask(query)
        self.grid.show_sorted(query)
        self._settle(kept, place)

    def _settle(self, kept: str, place: int) -> None:
        shown, total = self.model.rowCount(), self._say_count()
        if not shown and total:
            self._nothing.part.say(*self._why_nothing(total), _("Show all"))
        elif not shown:
            __ = self._empty.part
        self._stack.setCurrentIndex(0 if shown else (1 if total else 2))
        if shown and not (kept and self.select(kept)):
            self.grid.go_to(min(max(place, 0), shown - 1))

    def _why_nothing(self, total: int) -> tuple[str, str]:
        """Why nothing is shown of so many rows: what was listed under a chip has gone, or nothing ever matched."""
        rows, left = self.words.rows(total), self.chips.emptied
        if left and not self.model.query.text:
            words = _("What was listed here has gone on. Without the filter the list has {rows}.", rows=rows)
            return _("Nothing is left under {filters}", filters=joined(left)), words
        return _("Nothing matches"), _("There is no match among {rows}.", rows=rows)

    def _say_count(self) -> int:
        """Says how many rows there are and are shown, and gives how many there are."""
        total = self._rows_held if self._total is None else self._total
        self.count.setText(self.words.count(total, self.model.rowCount(), more=self.model.more))
        return total

    def _build(self) -> None:
        self.bar.setSpacing(S12)
        self.bar.addWidget(self.count)
        self.bar.addWidget(self.chips)
        self.bar.addStretch(1)
        self.bar.addWidget(self.search)
        self.chips.hide()
        down = self._down
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(S8)
        self._acts.setSpacing(S12)
        self._acts.addStretch(0)
        self._over.setSpacing(0)
        self._over.addLayout(self.bar, 1)
        self._over.addLayout(self._acts)
        down.addLayout(self._over)
        around = QFrame()
        around.setProperty("part", "panel")
        inside = QVBoxLayout(around)
        inside.setContentsMargins(1, 2, 1, 2)
        down.addWidget(around, 1)
        inside.addWidget(self._stack)
        for page in (self.grid, self._nothing, self._empty):
            self._stack.addWidget(page)

    def _make_empty(self) -> EmptyState:
        words = self.words
        empty = EmptyState(words.empty, words.empty_words, words.empty_action, icon=words.icon)
        empty.acted.connect(self.acted)
        return empty

    def _make_nothing(self) -> EmptyState:
        nothing = EmptyState(_("Nothing matches"), icon="search")
        nothing.acted.connect(self._show_all)
        return nothing

    def _connect(self) -> None:
        self.search.settled.connect(lambda text: self._ask(replace(self.model.query, text=text)))
        self.search.returnPressed.connect(self.focus_list)
        self.chips.changed.connect(lambda tags: self._ask(replace(self.model.query, tags=tags)))
        self.grid.sorted_by.connect(self._sort)
        self.grid.entered_row.connect(lambda place: self.opened.emit(self.model.row(place).id))
        self.grid.moved.connect(lambda: self.picked.emit(self.current_id))
        self.grid.walked.connect(lambda: self.walked.emit(self.current_id))
        self.grid.turned.connect(lambda place: self.turned.emit(self.model.row(place).id))
        self.model.rowsInserted.connect(self._say_count)

    def _sort(self, column: str) -> None:
        query = self.model.query
        self._ask(replace(query, sort=column, descending=query.sort == column and not query.descending))

    def _show_all(self) -> None:
        query = replace(self.model.query, text="", tags=())
        self.set_query(query)
        self.asked.emit(query)
