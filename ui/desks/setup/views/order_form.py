"""The form for a court order: number, court, judge, places, hours, and where it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit

from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import NewOrder, OrdersScreen
from ui.desks.setup.views.law_forms import NEXT
from ui.desks.setup.views.places import PlaceBoxes
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.form import FieldRow, chain
from ui.kit.keys import Key, Keys
from ui.kit.pages import Sides
from ui.kit.panel import Panel, column, row, side_by_side


class OrderForm(Panel):
    """Number, court, judge, places, hours and where the order stands."""

    def __init__(self, presenter: SetupPresenter, screen: OrdersScreen) -> None:
        super().__init__("Enter a court order")
        self._presenter = presenter
        self._closings, self._closing, self._own_hour = screen.places, screen.begins, False
        self.number, self.court, self.judge = QLineEdit(), QLineEdit(), QLineEdit()
        self.begins, self.ends = QLineEdit(), QLineEdit()
        self.places, self.status = PlaceBoxes(screen.places), QComboBox()
        for status in screen.statuses:
            self.status.addItem(status.label, status.value)
        self.rows = {
            "number": FieldRow("Number", self.number, "Such as 20-CV-1187."),
            "court": FieldRow("Court", self.court),
            "judge": FieldRow("Judge", self.judge),
            "begins": FieldRow("Open from", self.begins, f"{screen.day}. At first the regular closing."),
            "ends": FieldRow("Open until", self.ends, screen.day),
            "places": FieldRow("Places", self.places, "All that the order names."),
            "status": FieldRow("Where it stands", self.status),
        }
        self.save, self.leave = PrimaryButton(NEXT, "Ctrl+Enter"), QuietButton("Back", "Esc")
        self._build()
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(presenter.back)
        self.places.changed.connect(self._open_from)
        self.begins.textEdited.connect(self._keep)
        keys = Keys(self, "A court order")
        keys.bind(Key("order_next", ("Ctrl+Return", "Ctrl+Enter"), NEXT), self._save)
        chain([self.rows[field] for field in ("number", "court", "judge", "begins", "ends", "places")], self._save)

    def begin(self, screen: OrdersScreen) -> None:
        """Empties the form and puts the focus into its first field."""
        self._closings, self._closing, self._own_hour = screen.places, screen.begins, False
        for field in (self.number, self.court, self.judge, self.ends):
            field.clear()
        self.begins.setText(screen.begins)
        self.places.forget()
        self.status.setCurrentIndex(0)
        self.number.setFocus()

    def draw(self, screen: OrdersScreen) -> None:
        """Shows what is wrong beside each field."""
        for field, line in self.rows.items():
            line.set_problem(screen.troubles.get(field, ""))
        wrong = next((line.editor for field, line in self.rows.items() if field in screen.troubles), None)
        if wrong is not None and screen.adding:
            wrong.setFocus()

    def _keep(self) -> None:
        """An hour that was written by hand is not replaced."""
        self._own_hour = bool(self.begins.text())

    def _open_from(self) -> None:
        """The regular closing of the places ticked; the earliest, where they differ."""
        if not self._own_hour:
            self.begins.setText(min((self._closings[place] for place in self.places.chosen()), default=self._closing))

    def _save(self) -> None:
        self._presenter.orders.propose_entry(
            NewOrder(
                number=self.number.text(),
                court=self.court.text(),
                judge=self.judge.text(),
                places=self.places.chosen(),
                begins=self.begins.text(),
                ends=self.ends.text(),
                status=str(self.status.currentData()),
            )
        )

    def _build(self) -> None:
        pairs = (("number", "status"), ("court",), ("judge",), ("begins", "ends"))
        fields = column(*(side_by_side(*(self.rows[field] for field in pair)) for pair in pairs))
        self.body.addWidget(Sides(fields, column(self.rows["places"])))
        self.body.addLayout(row(self.save, self.leave, "stretch"))
