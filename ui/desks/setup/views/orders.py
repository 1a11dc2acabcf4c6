"""The register of court orders with the one laid open under it; in their place the form for a new one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import OrderCard, OrdersScreen
from ui.desks.setup.views.listed import ListedView
from ui.desks.setup.views.order_form import OrderForm
from ui.kit.buttons import QuietButton
from ui.kit.choices import Choices
from ui.kit.focus import begin_at
from ui.kit.keys import Key, Keys
from ui.kit.pages import PageStack, Sides
from ui.kit.panel import Panel, column, reveal, row
from ui.kit.strip import Strip
from ui.kit.style.tokens import S4, S8
from ui.kit.text import Text
from ui.parts import Notice
from ui.shared.views.beside import UNDER, Beside, scrolling

SHOWN_FIRST = _("What it changes is shown before it is done.")


class OrdersView(QWidget):
    """Draws an OrdersScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        screen = presenter.screen.orders
        self.list, self.form, self.card = ListedView(screen.list), OrderForm(presenter, screen), OrderPanel(presenter)
        self.add = QuietButton(_("Enter an order"), icon="plus")
        self.list.table.add_act(self.add)
        self.why = Strip(dismissable=False)
        self._card, self._pages = scrolling(self.card), PageStack()
        for page in (Beside(self.list, self._card, (55, 45), (220, 220), least_width=UNDER), scrolling(self.form)):
            self._pages.addWidget(page)
        self._adding = False
        self.setLayout(column(self.why, self._pages, grow=self._pages))
        self._presenter = presenter
        self.add.clicked.connect(presenter.orders.begin)
        self.list.table.opened.connect(self._opened)
        Keys(self.list.table, "").bind(Key("setup_orders", "Enter", _("Open the order")))
        self.list.table.picked.connect(self._picked)
        begin_at(self, self.list.table.grid)

    def draw(self, screen: OrdersScreen) -> None:
        """Draws the register, and the form while it is open."""
        self.list.draw(screen.list)
        self.why.show_notice(Notice(screen.may_not, kind="notice") if screen.may_not else None)
        self.add.setEnabled(not screen.may_not and not screen.adding)
        reveal(self._card, screen.open is not None)
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


class OrderPanel(Panel):
    """Draws an OrderCard."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        self._card: OrderCard | None = None
        self._hours, self._court = Text("", wrap=True), Text("", tone="muted", wrap=True)
        self._stands, self._places = Text("", "strong", wrap=True), Text("", wrap=True)
        self._contests, self._alone = Text("", wrap=True), QWidget()
        self.envelopes = Text("", wrap=True)
        self.choices, self._change = Choices(), QWidget()
        self.amend = QuietButton(_("Put it right..."), icon="pencil")
        self._build()
        self.choices.chosen.connect(presenter.orders.propose_status)
        self.amend.clicked.connect(presenter.orders.begin_amending)

    def draw(self, card: OrderCard | None) -> None:
        """Shows an order; a choice that was left without doing it is taken back."""
        before, self._card = self._card, card
        if card is None:
            return
        self.choices.forget()
        if card == before:
            return
        self.set_title(card.title)
        self._stands.setText(card.stands)
        self._hours.setText(card.hours)
        self._court.setText(card.court)
        self.envelopes.setText(card.envelopes)
        self._places.setText(card.places)
        self._contests.setText(card.contests)
        reveal(self._alone, bool(card.contests))
        if before is None or card.choices != before.choices:
            self.choices.set_choices(card.choices)
        reveal(self._change, bool(card.choices))

    def begin(self) -> None:
        """Puts the focus on the first choice."""
        if not self._change.isHidden():
            self.choices.focus_first()

    def _build(self) -> None:
        what = column(self._stands, self._hours, self._court, self.envelopes, spacing=S4)
        where = column(Text(_("Places"), "strong"), self._places, spacing=S4)
        self._change.setLayout(column(
            Text(_("Where it stands now"), "strong"), self.choices, Text(SHOWN_FIRST, "caption", tone="muted", wrap=True),
            Text(_("Was it entered with a mistake?"), "strong", wrap=True), row(self.amend, "stretch"), spacing=S8,
        ))  # fmt: skip
        alone = Text(_("For these contests alone; votes in the others were cast too late"), "strong", wrap=True)
        self._alone.setLayout(column(alone, self._contests, spacing=S4))
        self.fill(Sides(column(what, where, self._alone), column(self._change)))
