"""The form for a court order: number, court, judge, places, the hours at each, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QListWidget, QListWidgetItem

from adjudicator.words import _, n_
from adjudicator.words.dates import hour
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import NewOrder, OrdersScreen
from ui.desks.setup.views.law_forms import NEXT
from ui.kit.focus import begin_at
from ui.kit.form import ChoiceField, CompoundField, Form, Values, fields_beside
from ui.kit.language import hint, name
from ui.kit.pages import Sides
from ui.kit.panel import Panel, clear, column, reveal
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S4, S8, S12
from ui.kit.text import Text
from ui.parts import Choice

HEIGHT, ITEM, HOUR = 196, 28, 128


class OrderForm(Panel):
    """Number, court, judge, places, hours and where the order stands; a new order, or one that is put right."""

    def __init__(self, presenter: SetupPresenter, screen: OrdersScreen) -> None:
        super().__init__(TITLE)
        self._presenter = presenter
        self._amends: NewOrder | None = None
        self.form = Form(self, NEXT, self._send, presenter.back)
        begins = _("{day}. Filled in with the regular closing.", day=screen.day)
        self.number = self.form.add("number", _("Number"), QLineEdit(), _("Such as 20-CV-1187."))
        self.court = self.form.add("court", _("Court"), QLineEdit())
        self.judge = self.form.add("judge", _("Judge"), QLineEdit())
        self.begins = self.form.add("begins", _("Open from"), QLineEdit(), begins)
        self.ends = self.form.add("ends", _("Open until"), QLineEdit(), screen.day)
        self.places = self.form.add(
            "places",
            _("Places"),
            TickedList(dict(zip(screen.places, screen.places, strict=True)), PLACES),
            _("Every place that the order names."),
        )
        self.hours = self.form.add("hours", _("Hours at each place"), HourRows(screen.places), OWN_HOURS)
        self.whole = self.form.add("whole", _("For which contests"), ChoiceField(FOR), chained=False)
        self.contests = self.form.add("contests", _("Contests"), TickedList(screen.contests, CONTESTS), TOO_LATE)
        self.status = self.form.add("status", _("Where it stands"), ChoiceField(screen.statuses), chained=False)
        self._build()
        self.places.changed.connect(self._draw_hours)
        self.begins.textEdited.connect(self._draw_hours)
        self.ends.textEdited.connect(self._draw_hours)
        self.hours.done.connect(self.form.press)
        self.whole.currentIndexChanged.connect(self._draw_contests)

    def begin(self, screen: OrdersScreen) -> None:
        """Empties the form, writes the order into it that is put right, and puts the focus into its first field."""
        self.form.forget()
        self._amends = screen.amends
        self.set_title(screen.title or TITLE)
        reveal(self.form.rows["status"], screen.amends is None)
        if screen.amends is None:
            self.form.fill({"begins": hour(screen.begins)})
            self.hours.begin(self.begins.text(), {})
        else:
            self._write(screen.amends)
        self._draw_hours()
        self._draw_contests()
        self.form.begin()

    def draw(self, screen: OrdersScreen) -> None:
        """Shows what is wrong beside each field."""
        self.form.show_troubles(screen.troubles)

    def _write(self, order: NewOrder) -> None:
        self.form.fill({"number": order.number, "court": order.court, "judge": order.judge, "status": order.status})
        pairs = set(order.hours.values())
        begins, ends = pairs.pop() if len(pairs) == 1 else ("", "")
        self.form.fill({"begins": begins, "ends": ends})
        self.hours.begin(*((None, {}) if begins else ("", order.hours)))
        self.places.choose(order.hours)
        self.form.fill({"whole": ALL if order.contests is None else ALONE})
        self.contests.choose(order.contests or ())

    def _draw_hours(self) -> None:
        places = sorted(self.places.chosen())
        self.hours.draw(places, self.begins.text(), self.ends.text())
        reveal(self.form.rows["hours"], bool(places))

    def _draw_contests(self) -> None:
        reveal(self.form.rows["contests"], self.whole.value == ALONE)

    def _send(self, written: Values) -> None:
        said = {field: written[field] for field in ("number", "court", "judge", "status")}
        if self._amends is not None:
            said["status"] = self._amends.status
        contests = self.contests.chosen() if self.whole.value == ALONE else None
        self._presenter.orders.propose_entry(NewOrder(**said, hours=self.hours.written(), contests=contests))

    def _build(self) -> None:
        rows = self.form.rows
        pairs = (("number", "status"), ("court",), ("judge",), ("begins", "ends"))
        fields = column(*(fields_beside(*(rows[field] for field in pair)) for pair in pairs))
        where = column(rows["places"], rows["whole"], rows["contests"])
        self.fill(Sides(fields, where), rows["hours"], self.form.buttons())


TITLE = _("Enter a court order")
OWN_HOURS = _("Change the hours of a place that has its own.")
TOO_LATE = _("A vote in any other contest was cast too late, and is not counted.")
ALL, ALONE = "all", "alone"
FOR = (Choice("", ALL, _("Every contest")), Choice("", ALONE, _("These contests alone")))


@dataclass(frozen=True, slots=True)
class TickedWords:
    """What a list of things to check is called, and what stands in its filter."""

    name: str
    filter: str


PLACES = TickedWords(_("Places"), _("Filter places"))
CONTESTS = TickedWords(_("Contests"), _("Filter contests"))


class HourRows(CompoundField):
    """A row for each place that is ticked: from when and until when. What is written by hand there stays as it is.

    Where the hours for all are not written by hand, a place begins with its own regular closing. Signal: `done()` at Enter
    in the last row.
    """

    done = Signal()

    def __init__(self, closings: Mapping[str, time]) -> None:
        super().__init__()
        self.rows: dict[str, tuple[QLineEdit, QLineEdit]] = {}
        self._closings = closings
        self._regular: str | None = None
        self._own: dict[tuple[str, int], str] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(S12)
        self._grid.setVerticalSpacing(S8)
        self._grid.setColumnStretch(2, 1)  # behind its hours, so that no name stands far from them
        theme().changed.connect(self._follow)

    def begin(self, regular: str | None, own: Mapping[str, tuple[str, str]]) -> None:
        """Takes the hours that places have of their own.

        While `regular` stands in the field for all, nobody has written there, and each place begins with its own closing.
        """
        self._regular = regular
        self._own = {(place, at): text for place, pair in own.items() for at, text in enumerate(pair)}

    def forget(self) -> None:
        """Takes all rows away, and what was written in them."""
        self._own = {}
        self._make([])

    def draw(self, places: list[str], begins: str, ends: str) -> None:
        """Shows a row for each of these places; hours that nobody wrote there are those for all."""
        if places != list(self.rows):
            self._make(places)
        for place, fields in self.rows.items():
            closing = self._closings.get(place)
            given = hour(closing) if begins == self._regular and closing is not None else begins
            for at, (field, text) in enumerate(zip(fields, (given, ends), strict=True)):
                wanted = self._own.get((place, at), text)
                if field.text() != wanted:
                    field.setText(wanted)

    def written(self) -> dict[str, tuple[str, str]]:
        """What stands in each row."""
        return {place: (begins.text(), ends.text()) for place, (begins, ends) in self.rows.items()}

    def _make(self, places: list[str]) -> None:
        clear(self._grid)
        self.rows = {place: (QLineEdit(), QLineEdit()) for place in places}
        for line, (place, (begins, ends)) in enumerate(self.rows.items()):
            name(begins, _("Open from, {place}", place=place))
            name(ends, _("Open until, {place}", place=place))
            self._grid.addWidget(Text(place, wrap=True), line, 2)
            for at, field in enumerate((begins, ends)):
                self._grid.addWidget(field, line, at)
                field.textEdited.connect(lambda text, key=(place, at): self._own.update({key: text}))
                field.returnPressed.connect(lambda key=(place, at): self._next(key))
        self._follow()
        begin_at(self, next(iter(self.rows.values()))[0] if places else self)

    def _next(self, key: tuple[str, int]) -> None:
        """Enter goes to the next hour."""
        place, at = key
        order = [field for fields in self.rows.values() for field in fields]
        now = order.index(self.rows[place][at])
        if now + 1 < len(order):
            order[now + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.done.emit()

    def _follow(self) -> None:
        for fields in self.rows.values():
            for field in fields:
                field.setFixedWidth(look().px(HOUR))


class TickedList(CompoundField):
    """Things by name, to check with the mouse or Space. Signal: `changed()` when others are ticked."""

    changed = Signal()

    def __init__(self, things: Mapping[str, str], words: TickedWords) -> None:
        super().__init__()
        self.filter, self.list, self._count = QLineEdit(), QListWidget(), Text("", "caption", tone="muted", wrap=True)
        hint(self.filter, words.filter)
        name(self.filter, words.filter)
        name(self.list, words.name)
        for each, title in things.items():
            self._add(each, title, Qt.CheckState.Unchecked)
        self.setLayout(column(self.filter, self.list, self._count, spacing=S4))
        begin_at(self, self.filter)
        self.filter.textChanged.connect(self._filter)
        self.filter.returnPressed.connect(self._to_list)
        self.list.itemChanged.connect(self._tell)
        theme().changed.connect(self._follow)
        self._follow()
        self._tell()

    def chosen(self) -> frozenset[str]:
        return frozenset(map(_thing, self._ticked()))

    def choose(self, things: Iterable[str]) -> None:
        """Ticks these, and no others."""
        wanted = set(things)
        self.list.blockSignals(True)
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked if _thing(item) in wanted else Qt.CheckState.Unchecked)
        for thing in sorted(wanted - set(map(_thing, self._items()))):
            self._add(thing, thing, Qt.CheckState.Checked)  # one that the definition does not have stays in the order
        self.list.blockSignals(False)
        self._tell()

    def forget(self) -> None:
        """Ticks none, and shows all."""
        self.filter.clear()
        for item in self._items():
            item.setCheckState(Qt.CheckState.Unchecked)

    def _add(self, thing: str, title: str, state: Qt.CheckState) -> None:
        item = QListWidgetItem(title)
        item.setData(Qt.ItemDataRole.UserRole, thing)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(state)
        item.setSizeHint(QSize(0, look().px(ITEM)))
        self.list.addItem(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(place) for place in range(self.list.count())]

    def _ticked(self) -> list[QListWidgetItem]:
        return [item for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for item in self._items():
            item.setHidden(not all(word in item.text().casefold() for word in words))

    def _to_list(self) -> None:
        shown = next((item for item in self._items() if not item.isHidden()), None)
        if shown is not None:
            self.list.setCurrentItem(shown)
            self.list.setFocus()

    def _tell(self) -> None:
        chosen = sorted(item.text() for item in self._ticked())
        said = n_("{count} chosen: {places}", "{count} chosen: {places}", len(chosen), places=", ".join(chosen))
        self._count.setText(said if chosen else _("None chosen yet. Space checks one."))
        self.changed.emit()

    def _follow(self) -> None:
        self.list.setFixedHeight(look().px(HEIGHT))
        self.list.blockSignals(True)
        for item in self._items():
            item.setSizeHint(QSize(0, look().px(ITEM)))
        self.list.blockSignals(False)


def _thing(item: QListWidgetItem) -> str:
    return str(item.data(Qt.ItemDataRole.UserRole))
