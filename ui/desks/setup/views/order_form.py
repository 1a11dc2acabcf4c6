"""The form for a court order: number, court, judge, places, hours, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from adjudicator.words import _, n_
from adjudicator.words.dates import hour
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import NewOrder, OrdersScreen
from ui.desks.setup.views.law_forms import NEXT
from ui.kit.focus import begin_at
from ui.kit.form import ChoiceField, CompoundField, Form, Values
from ui.kit.language import hint, name
from ui.kit.pages import Sides
from ui.kit.panel import Panel, column, side_by_side
from ui.kit.text import Text
from ui.kit.theme import look, theme
from ui.kit.tokens import S4

HEIGHT, ITEM = 196, 28


class OrderForm(Panel):
    """Number, court, judge, places, hours and where the order stands."""

    def __init__(self, presenter: SetupPresenter, screen: OrdersScreen) -> None:
        super().__init__(_("Enter a court order"))
        self._presenter = presenter
        self._closings, self._closing, self._own_hour = screen.places, screen.begins, False
        self.form = Form(self, NEXT, self._send, presenter.back)
        begins = _("{day}. Filled in with the regular closing.", day=screen.day)
        self.number = self.form.add("number", _("Number"), QLineEdit(), _("Such as 20-CV-1187."))
        self.court = self.form.add("court", _("Court"), QLineEdit())
        self.judge = self.form.add("judge", _("Judge"), QLineEdit())
        self.begins = self.form.add("begins", _("Open from"), QLineEdit(), begins)
        self.ends = self.form.add("ends", _("Open until"), QLineEdit(), screen.day)
        self.places = self.form.add(
            "places", _("Places"), PlaceBoxes(screen.places), _("Every place that the order names.")
        )
        self.status = self.form.add("status", _("Where it stands"), ChoiceField(screen.statuses), chained=False)
        self._build()
        self.places.changed.connect(self._open_from)
        self.begins.textEdited.connect(self._keep)

    def begin(self, screen: OrdersScreen) -> None:
        """Empties the form and puts the focus into its first field."""
        self.form.forget()
        self._closings, self._closing, self._own_hour = screen.places, screen.begins, False
        self.form.fill({"begins": hour(screen.begins)})
        self.form.begin()

    def draw(self, screen: OrdersScreen) -> None:
        """Shows what is wrong beside each field."""
        self.form.show_troubles(screen.troubles)

    def _keep(self, written: str) -> None:
        """An hour that was written by hand is not replaced."""
        self._own_hour = bool(written)

    def _open_from(self) -> None:
        """The regular closing of the places ticked; the earliest, where they differ."""
        if not self._own_hour:
            closings = (self._closings[place] for place in self.places.chosen())
            self.begins.setText(hour(min(closings, default=self._closing)))

    def _send(self, written: Values) -> None:
        self._presenter.orders.propose_entry(NewOrder(**written, places=self.places.chosen()))

    def _build(self) -> None:
        rows = self.form.rows
        pairs = (("number", "status"), ("court",), ("judge",), ("begins", "ends"))
        fields = column(*(side_by_side(*(rows[field] for field in pair)) for pair in pairs))
        self.fill(Sides(fields, column(rows["places"])), self.form.buttons())


class PlaceBoxes(CompoundField):
    """Places by name, to check with the mouse or Space. Signal: `changed()` when others are ticked."""

    changed = Signal()

    def __init__(self, places: Iterable[str]) -> None:
        super().__init__()
        self.filter, self.list, self._count = QLineEdit(), QListWidget(), Text("", "caption", tone="muted", wrap=True)
        hint(self.filter, _("Filter places"))
        name(self.filter, _("Filter places"))
        name(self.list, _("Places"))
        for place in places:
            item = QListWidgetItem(place)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.setLayout(column(self.filter, self.list, self._count, spacing=S4))
        begin_at(self, self.filter)
        self.filter.textChanged.connect(self._filter)
        self.filter.returnPressed.connect(self._to_list)
        self.list.itemChanged.connect(self._tell)
        theme().changed.connect(self._follow)
        self._follow()
        self._tell()

    def chosen(self) -> frozenset[str]:
        return frozenset(item.text() for item in self._items() if item.checkState() == Qt.CheckState.Checked)

    def forget(self) -> None:
        """Ticks none, and shows all."""
        self.filter.clear()
        for item in self._items():
            item.setCheckState(Qt.CheckState.Unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(place) for place in range(self.list.count())]

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
        chosen = sorted(self.chosen())
        said = n_("{count} chosen: {places}", "{count} chosen: {places}", len(chosen), places=", ".join(chosen))
        self._count.setText(said if chosen else _("None chosen yet. Space checks one."))
        self.changed.emit()

    def _follow(self) -> None:
        self.list.setFixedHeight(look().px(HEIGHT))
        self.list.blockSignals(True)
        for item in self._items():
            item.setSizeHint(QSize(0, look().px(ITEM)))
        self.list.blockSignals(False)
