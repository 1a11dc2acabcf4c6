"""The Court orders tab: the register, an order laid open, and the form for a new one. What an act changes is shown first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from adjudicator.law.telling.words import value_words
from adjudicator.office import Done, Office
from adjudicator.records.orders import CourtOrder
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, n_
from adjudicator.words.dates import hour, long_day
from ui.desks.setup.changes import Changing, Proposal, Worked
from ui.desks.setup.lists import ORDERS, order_row
from ui.desks.setup.orders import STATUSES, order_card, order_of
from ui.desks.setup.screen import NewOrder, OrdersScreen
from ui.shared.work import TellsProgress

NOT_A_SUPERVISOR = _("Only a supervisor can enter or change court orders.")
FOLLOWS = _("Envelopes that are not answered yet get their answer from the order.")
WHY = _("Kept with the change, such as the ruling and its date. Write nothing about a voter.")


class OrdersPart:
    """What a person can do on the Court orders tab. `refresh` draws Setup anew."""

    def __init__(self, office: Office, changing: Changing, refresh: Callable[[], None]) -> None:
        self._office, self._changing, self._refresh = office, changing, refresh
        self._closings = {place: office.election.closing_of(place) for place in office.election.places}
        self._opened, self._adding = "", False
        self._troubles: Mapping[str, str] = {}
        self._counted: tuple[int, Mapping[str, int]] = (-1, {})

    def screen(self, *, in_front: bool) -> OrdersScreen:
        """The tab as it stands; envelopes are counted only while it is in front."""
        office = self._office
        refusal, orders = office.may("enter_order"), office.orders.all()
        counts = self._cast_under() if in_front else self._counted[1]
        opened = next((order for order in orders if order.number == self._opened), None)
        card = order_card(opened, counts.get(opened.number, 0), may_change=refusal is None) if opened else None
        return OrdersScreen(
            list=replace(ORDERS, rows=tuple(order_row(order, counts.get(order.number, 0)) for order in orders)),
            day=long_day(office.election.date),
            places=self._closings,
            statuses=STATUSES,
            may_not=NOT_A_SUPERVISOR if refusal else "",
            adding=self._adding and refusal is None,
            open=card,
            begins=office.election.polls_close,
            troubles=self._troubles,
        )

    def begin(self) -> None:
        """Open the form for a court order."""
        self._adding, self._troubles = True, {}
        self._refresh()

    def open(self, number: str) -> None:
        """Lay an order open, to read all of it and to change where it stands."""
        if number != self._opened or self._adding:
            self._opened = number
            self.forget()
            self._refresh()

    def forget(self) -> None:
        """Leave the form without doing anything."""
        self._adding, self._troubles = False, {}

    def propose_status(self, status: str) -> None:
        """Show what another standing of the order laid open would change."""
        number, desk, stands = self._opened, self._office.orders, value_words("court_order", status)

        def work_out(progress: TellsProgress) -> Worked:
            shown = desk.what_status_changes(number, status, progress)
            return Worked(shown.found, lambda reason: desk.change(number, status, reason, shown))

        self._changing.propose(Proposal(
            title=_("Order {number}: {stands}", number=number, stands=stands),
            says=beside(FOLLOWS, _("The order can be changed again.")),
            confirm=_("Change the order: {stands}", stands=stands),
            said=_("Court order {number} changed: {stands}", number=number, stands=stands),
            work_out=work_out,
            reason=WHY,
        ))  # fmt: skip

    def propose_entry(self, new: NewOrder) -> None:
        """Show what entering an order would change. What is wrong with it stands beside its field."""
        order = order_of(new, self._office.election.date)
        if isinstance(order, CourtOrder) and any(each.number == order.number for each in self._office.orders.all()):
            order = {"number": _("Order {number} is already entered.", number=order.number)}
        self._troubles = {} if isinstance(order, CourtOrder) else order
        if isinstance(order, CourtOrder):
            self._changing.propose(self._entry(order))
        self._refresh()

    def _entry(self, order: CourtOrder) -> Proposal:
        desk, places = self._office.orders, len(order.places)

        def work_out(progress: TellsProgress) -> Worked:
            shown = desk.what_entering_changes(order, progress)
            return Worked(shown.found, lambda __: self._entered(order, desk.enter(order, shown)))

        return Proposal(
            title=n_(
                "Enter order {number}: {stands}, {count} place, {begins} to {ends}",
                "Enter order {number}: {stands}, {count} places, {begins} to {ends}",
                places,
                number=order.number,
                stands=value_words("court_order", order.status),
                begins=hour(order.begins),
                ends=hour(order.ends),
            ),
            says=FOLLOWS,
            confirm=_("Enter the order"),
            said=n_(
                "Court order {number} entered for {count} place",
                "Court order {number} entered for {count} places",
                places,
                number=order.number,
            ),
            work_out=work_out,
        )

    def _entered(self, order: CourtOrder, made: Done | Refusal) -> Done | Refusal:
        """Once it is entered, the order stands open beside the register."""
        if not isinstance(made, Refusal):
            self._opened = order.number
        return made

    def _cast_under(self) -> Mapping[str, int]:
        """How many envelopes were cast under each order; counted anew where the record has grown."""
        size = self._office.record.head().size
        if size != self._counted[0]:
            self._counted = (size, self._office.orders.cast_under())
        return self._counted[1]
