"""The register of court orders, and the form for a new one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.focus import begin_at
from ui.kit.form import FieldRow, chain
from ui.kit.panel import Panel, row
from ui.kit.stack import PageStack
from ui.kit.strip import Strip
from ui.kit.tokens import S12
from ui.presenters.parts import Notice
from ui.presenters.setup import SetupPresenter
from ui.presenters.setup_screen import NewOrder, OrdersScreen
from ui.views.record_beside import Beside, scrolling
from ui.views.setup_listed import ListedView
from ui.views.setup_order import OrderPanel
from ui.views.setup_places import PlaceBoxes


class OrdersView(QWidget):
    """Draws an OrdersScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        screen = presenter.screen.orders
        self.list, self.form, self.card = ListedView(screen.list), OrderForm(presenter, screen), OrderPanel()
        self.add = QuietButton("Enter an order", icon="plus")
        self.list.table.bar.addWidget(self.add)
        self.why = Strip(dismissable=False)
        self._side = PageStack()
        for page in (scrolling(self.card), scrolling(self.form)):
            self._side.addWidget(page)
        self._adding = False
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(S12)
        down.addWidget(self.why)
        down.addWidget(Beside(self.list, self._side, (58, 42)), 1)
        self._presenter = presenter
        self.add.clicked.connect(presenter.begin_order)
        self.list.table.opened.connect(self._opened)
        self.list.table.picked.connect(self._picked)
        self.card.changed.connect(presenter.change_order)
        begin_at(self, self.list.table.grid)

    def draw(self, screen: OrdersScreen) -> None:
        """Draws the register, and the form while it is open."""
        self.list.draw(screen.list)
        self.why.show_notice(Notice(screen.may_not, kind="notice") if screen.may_not else None)
        self.add.setEnabled(not screen.may_not and not screen.adding)
        self._side.setVisible(screen.adding or screen.open is not None)
        self._side.setCurrentIndex(1 if screen.adding else 0)
        self.card.draw(screen.open)
        self.form.draw(screen)
        if screen.open is not None and screen.open.number != self.list.table.current_id:
            self.list.table.select(screen.open.number)
        if screen.adding and not self._adding:
            self.form.begin(screen)
        elif self._adding and not screen.adding:
            self.list.table.focus_list()
        self._adding = screen.adding

    def _opened(self, number: str) -> None:
        self._presenter.open_order(number)
        self.card.begin()

    def _picked(self, number: str) -> None:
        if number and not self._adding:
            self._presenter.open_order(number)


class OrderForm(Panel):
    """Number, court, judge, places, hours and where the order stands."""

    def __init__(self, presenter: SetupPresenter, screen: OrdersScreen) -> None:
        super().__init__("Enter a court order")
        self._presenter = presenter
        self.number, self.court, self.judge = QLineEdit(), QLineEdit(), QLineEdit()
        self.begins, self.ends = QLineEdit(), QLineEdit()
        self.places, self.status = PlaceBoxes(screen.places), QComboBox()
        for status in screen.statuses:
            self.status.addItem(status.label, status.value)
        self.rows = {
            "number": FieldRow("Number", self.number, "Such as 20-CV-1187."),
            "court": FieldRow("Court", self.court),
            "judge": FieldRow("Judge", self.judge),
            "begins": FieldRow("Open from", self.begins, f"{screen.day}. The regular closing, or later."),
            "ends": FieldRow("Open until", self.ends, screen.day),
            "places": FieldRow("Places", self.places, "All that the order names."),
            "status": FieldRow("Where it stands", self.status),
        }
        self.save, self.leave = PrimaryButton("Enter the order"), QuietButton("Back", "Esc")
        self._build()
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(presenter.back)
        chain([self.rows[field] for field in ("number", "court", "judge", "begins", "ends", "places")], self._save)

    def begin(self, screen: OrdersScreen) -> None:
        """Empties the form and puts the focus into its first field."""
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._presenter.back()
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        self._presenter.enter_order(
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
        for pair in (("number", "status"), ("court", "judge"), ("begins", "ends")):
            beside = row(*(self.rows[field] for field in pair), spacing=S12)
            for place, field in enumerate(pair):
                beside.setAlignment(self.rows[field], Qt.AlignmentFlag.AlignTop)
                beside.setStretch(place, 1)
            self.body.addLayout(beside)
        self.body.addWidget(self.rows["places"])
        self.body.addLayout(row(self.save, self.leave, "stretch"))
