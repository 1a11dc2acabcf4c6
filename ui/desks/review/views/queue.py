"""The queue as a list beside the envelope: fields and chips that narrow it, and the envelopes, of which Enter opens one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from adjudicator.words import _
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.screen import QUEUE_COLUMNS, QUEUE_WORDS, QueueScreen
from ui.kit.buttons import QuietButton
from ui.kit.form import ChoiceField
from ui.kit.language import name
from ui.kit.panel import Panel, Scrolled, column, holder, reveal, side_by_side
from ui.kit.search import ANY_WIDTH
from ui.kit.style.theme import look
from ui.kit.style.tokens import PANEL_BETWEEN, S8
from ui.parts import Query
from ui.tables.list_table import ListTable

WIDE = 490
"""Width beside the envelope, in pixels at 100 %."""

IN_A_LINE = 760
"""Width at 100 % from which all fields stand in one line."""

LEAST_LIST = 260
"""Height of the list with its chips at 100 %; where there is less room, all of it scrolls."""

LEAST = 12
"""Letters of a field that are seen in any case."""


class QueuePanel(Panel):
    """Draws a `QueueScreen`. Signals: `opened(str)` with the number, `left()` at Esc."""

    opened = Signal(str)
    left = Signal()

    def __init__(self, presenter: ReviewPresenter) -> None:
        super().__init__(_("Queue"))
        self._presenter, self._rows, self._alone = presenter, None, False
        self.place, self.ticked, self.box, self.order = (ChoiceField(least=LEAST) for __ in range(4))
        for field, words in (
            (self.place, _("Place")), (self.ticked, _("Ticked")), (self.box, _("Box")), (self.order, _("Order")),
        ):  # fmt: skip
            name(field, words)
        self.table = ListTable("review_queue", QUEUE_COLUMNS, QUEUE_WORDS, slash=False)
        self.table.search.hide()
        self.table.chips_below()
        self.close_button = QuietButton(_("Close"), "Q")
        self.head.addWidget(self.close_button)
        self._fields = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        for pair in (side_by_side(self.place, self.ticked), side_by_side(self.box, self.order)):
            self._fields.addLayout(pair, 2)
        inside = holder(column(self._fields, self.table, grow=self.table))
        self.fill(Scrolled(inside))
        self._connect()

    def draw(self, screen: QueueScreen) -> None:
        """Shows the list as it stands, anew only where its rows are others; the envelope on the desk is marked in it."""
        narrowed = screen.filter
        for field, choices, value in (
            (self.place, screen.places, narrowed.place),
            (self.ticked, screen.ticked, narrowed.ticked),
            (self.box, screen.boxes, narrowed.box),
            (self.order, screen.orders, narrowed.order),
        ):
            field.blockSignals(True)
            field.offer(choices)
            field.setCurrentIndex(max(field.findData(value), 0))
            field.blockSignals(False)
        reveal(self.box, bool(screen.boxes))
        self._fields.setStretch(1, 2 if screen.boxes else 1)  # in one line all fields have one width
        self.table.set_filters(screen.filters)
        tags = tuple(each.tag for each in screen.filters if each.tag in narrowed.tags)
        self.table.set_query(Query(tags=tags, sort=narrowed.order))
        if screen.rows is not self._rows:
            self._rows = screen.rows
            self.table.set_rows(screen.rows, screen.total)
        self._mark(screen.current)

    def fit(self, alone: bool) -> None:
        """Has a width of its own beside the envelope, or all of it alone."""
        self._alone = alone
        self.setMinimumWidth(0 if alone else look().px(WIDE))
        self.setMaximumWidth(ANY_WIDTH if alone else look().px(WIDE))
        in_a_line = alone and self.width() >= look().px(IN_A_LINE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._fields.setDirection(across if in_a_line else down)
        self._fields.setSpacing(PANEL_BETWEEN if in_a_line else S8)
        self.table.setMinimumHeight(look().px(LEAST_LIST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(self._alone)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _mark(self, number: str) -> None:
        """Makes the row of the envelope on the desk current, where it is among those fetched."""
        model = self.table.model
        if self.table.grid.hasFocus() or self.table.current_id == number:
            return
        place = next((at for at in range(model.rowCount()) if model.row(at).id == number), -1)
        if place >= 0:
            self.table.grid.go_to(place)

    def _connect(self) -> None:
        presenter = self._presenter
        self.table.opened.connect(self.opened)
        self.table.asked.connect(self._ask)
        self.table.acted.connect(presenter.whole_queue)
        self.place.activated.connect(self._chosen(self.place, "place"))
        self.ticked.activated.connect(self._chosen(self.ticked, "ticked"))
        self.box.activated.connect(self._chosen(self.box, "box"))
        self.order.activated.connect(self._chosen(self.order, "order"))

    def _chosen(self, field: ChoiceField, what: str) -> Callable[[], None]:
        return lambda: self._presenter.narrow(**{what: field.value})

    def _ask(self, query: Query) -> None:
        known = query.sort if self.order.findData(query.sort) >= 0 else "ordinal"
        self._presenter.narrow(tags=frozenset(query.tags), order=known)
