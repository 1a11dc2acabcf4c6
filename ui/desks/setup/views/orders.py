"""The register of court orders with the one laid open under it; in their place the form for a new one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import OrdersScreen
from ui.desks.setup.views.listed import ListedView
from ui.desks.setup.views.order import OrderPanel
from ui.desks.setup.views.order_form import OrderForm
from ui.kit.buttons import QuietButton
from ui.kit.focus import begin_at
from ui.kit.pages import PageStack
from ui.kit.panel import column
from ui.kit.strip import Strip
from ui.parts import Notice
from ui.shared.views.beside import UNDER, Beside, scrolling


class OrdersView(QWidget):
    """Draws an OrdersScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        screen = presenter.screen.orders
        self.list, self.form, self.card = ListedView(screen.list), OrderForm(presenter, screen), OrderPanel()
        self.add = QuietButton("Enter an order", icon="plus")
        self.list.table.bar.addWidget(self.add)
        self.why = Strip(dismissable=False)
        self._card, self._pages = scrolling(self.card), PageStack()
        for page in (Beside(self.list, self._card, (55, 45), (220, 220), least_width=UNDER), scrolling(self.form)):
            self._pages.addWidget(page)
        self._adding = False
        self.setLayout(column(self.why, self._pages, grow=self._pages))
        self._presenter = presenter
        self.add.clicked.connect(presenter.orders.begin)
        self.list.table.opened.connect(self._opened)
        self.list.table.picked.connect(self._picked)
        self.card.changed.connect(presenter.orders.propose_status)
        begin_at(self, self.list.table.grid)

    def draw(self, screen: OrdersScreen) -> None:
        """Draws the register, and the form while it is open."""
        self.list.draw(screen.list)
        self.why.show_notice(Notice(screen.may_not, kind="notice") if screen.may_not else None)
        self.add.setEnabled(not screen.may_not and not screen.adding)
        self._card.setVisible(screen.open is not None)
        self._pages.setCurrentIndex(1 if screen.adding else 0)
        self.card.draw(screen.open)
        self.form.draw(screen)
        if screen.open is not None and screen.open.number != self.list.table.current_id:
            self.list.table.select(screen.open.number)
        if screen.adding and not self._adding:
            self.form.begin(screen)
        elif self._adding and not screen.adding:
            self.list.table.focus_list()
        self._adding = screen.adding
        begin_at(self, self.form.number if screen.adding else self.list.table.grid)

    def _opened(self, number: str) -> None:
        self._presenter.orders.open(number)
        self.card.begin()

    def _picked(self, number: str) -> None:
        if number and not self._adding:
            self._presenter.orders.open(number)
