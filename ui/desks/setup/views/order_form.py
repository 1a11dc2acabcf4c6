"""The form for a court order: number, court, judge, places, hours, and where it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import NewOrder, OrdersScreen
from ui.desks.setup.views.law_forms import NEXT
from ui.desks.setup.views.places import PlaceBoxes
from ui.kit.form import ChoiceField, Form, Values
from ui.kit.pages import Sides
from ui.kit.panel import Panel, column, side_by_side


class OrderForm(Panel):
    """Number, court, judge, places, hours and where the order stands."""

    def __init__(self, presenter: SetupPresenter, screen: OrdersScreen) -> None:
        super().__init__("Enter a court order")
        self._presenter = presenter
        self._closings, self._closing, self._own_hour = screen.places, screen.begins, False
        self.form = Form(self, NEXT, self._send, presenter.back)
        begins = f"{screen.day}. At first the regular closing."
        self.number = self.form.add("number", "Number", QLineEdit(), "Such as 20-CV-1187.")
        self.court = self.form.add("court", "Court", QLineEdit())
        self.judge = self.form.add("judge", "Judge", QLineEdit())
        self.begins = self.form.add("begins", "Open from", QLineEdit(), begins)
        self.ends = self.form.add("ends", "Open until", QLineEdit(), screen.day)
        self.places = self.form.add("places", "Places", PlaceBoxes(screen.places), "All that the order names.")
        self.status = self.form.add("status", "Where it stands", ChoiceField(screen.statuses), chained=False)
        self._build()
        self.places.changed.connect(self._open_from)
        self.begins.textEdited.connect(self._keep)

    def begin(self, screen: OrdersScreen) -> None:
        """Empties the form and puts the focus into its first field."""
        self.form.forget()
        self._closings, self._closing, self._own_hour = screen.places, screen.begins, False
        self.form.fill({"begins": screen.begins})
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
            self.begins.setText(min((self._closings[place] for place in self.places.chosen()), default=self._closing))

    def _send(self, written: Values) -> None:
        self._presenter.orders.propose_entry(NewOrder(**written, places=self.places.chosen()))

    def _build(self) -> None:
        rows = self.form.rows
        pairs = (("number", "status"), ("court",), ("judge",), ("begins", "ends"))
        fields = column(*(side_by_side(*(rows[field] for field in pair)) for pair in pairs))
        self.fill(Sides(fields, column(rows["places"])), self.form.buttons())
