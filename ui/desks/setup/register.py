"""The Court orders tab: the register, an order laid open, and the form for a new one. What an act changes is shown first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from adjudicator.law.telling.words import value_words
from adjudicator.office import Done, Office
from adjudicator.records.orders import CourtOrder
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, n_
from adjudicator.words.dates import long_day
from ui.desks.setup.changes import Changing, Proposal, Worked
from ui.desks.setup.lists import ORDERS, order_row
from ui.desks.setup.orders import STATUSES, hours_words, order_card, order_of, written_of
from ui.desks.setup.screen import NewOrder, OrdersScreen
from ui.shared.work import TellsProgress

NOT_A_SUPERVISOR = _("Only a supervisor can enter or change court orders.")
FOLLOWS = _("Envelopes that are not answered yet get their answer from the order.")
WHAT_WAS_WRONG = _("Kept with the change, such as which hour was mistyped. Write nothing about a voter.")
WHY = _("Kept with the change, such as the ruling and its date. Write nothing about a voter.")


class OrdersPart:
    """What a person can do on the Court orders tab. `refresh` draws Setup anew."""

    def __init__(self, office: Office, changing: Changing, refresh: Callable[[], None]) -> None:
        self._office, self._changing, self._refresh = office, changing, refresh
        self._closings = {place: office.election.closing_of(place) for place in office.election.places}
        self._contests = {each.id: each.title for each in office.election.contests.values()}
        self._opened, self._adding = "", False
        self._amends: CourtOrder | None = None
        self._troubles: Mapping[str, str] = {}
        self._counted: tuple[int, Mapping[str, int]] = (-1, {})

    def screen(self, *, in_front: bool) -> OrdersScreen:
        """The tab as it stands; envelopes are counted only while it is in front."""
        office = self._office
        refusal, orders = office.may("enter_order"), office.orders.all()
        counts = self._cast_under() if in_front else self._counted[1]
        opened = next((order for order in orders if order.number == self._opened), None)
        cast = counts.get(opened.number, 0) if opened else 0
        card = order_card(opened, cast, self._contests, may_change=refusal is None) if opened else None
        return OrdersScreen(
            list=replace(ORDERS, rows=tuple(order_row(order, counts.get(order.number, 0)) for order in orders)),
            day=long_day(office.election.date),
            places=self._closings,
            statuses=STATUSES,
            contests=self._contests,
            may_not=NOT_A_SUPERVISOR if refusal else "",
            adding=self._adding and refusal is None,
            title=_("Put order {number} right", number=self._amends.name) if self._amends else "",
            amends=written_of(self._amends) if self._amends else None,
            open=card,
            begins=office.election.polls_close,
            troubles=self._troubles,
        )

    def begin(self) -> None:
        """Open the form for a court order."""
        self._adding, self._amends, self._troubles = True, None, {}
        self._refresh()

    def begin_amending(self) -> None:
        """Open the form with the order laid open, to put right what was entered of it."""
        found = next((order for order in self._office.orders.all() if order.number == self._opened), None)
        if found is not None:
            self._adding, self._amends, self._troubles = True, found, {}
            self._refresh()

    def open(self, number: str) -> None:
        """Lay an order open, to read all of it and to change where it stands."""
        if number != self._opened or self._adding:
            self._opened = number
            self.forget()
            self._refresh()

    def forget(self) -> None:
        """Leave the form without doing anything."""
        self._adding, self._amends, self._troubles = False, None, {}

    def propose_status(self, status: str) -> None:
        """Show what another standing of the order laid open would change."""
        number, desk, stands = self._opened, self._office.orders, value_words("court_order", status)

        def work_out(progress: TellsProgress) -> Worked:
            shown = desk.what_status_changes(number, status, progress)
            return Worked(
                shown.found,
                lambda reason, restore: desk.change(number, status, reason, shown.chosen(restore=restore)),
            )

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
        amends = self._amends
        known_as = amends.number if amends is not None else ""
        order = order_of(new, self._office.election.date, known_as, self._contests)
        if isinstance(order, CourtOrder) and self._is_entered(order):
            order = {"number": _("Order {number} is already entered.", number=order.name)}
        elif isinstance(order, CourtOrder) and amends is not None and order == replace(amends, status=order.status):
            order = {"number": _("Nothing of order {number} would be different.", number=order.name)}
        self._troubles = {} if isinstance(order, CourtOrder) else order
        if isinstance(order, CourtOrder):
            self._changing.propose(self._amendment(order) if amends is not None else self._entry(order))
        self._refresh()

    def _is_entered(self, order: CourtOrder) -> bool:
        """Whether another order has the number."""
        amends = self._amends.number if self._amends is not None else ""
        others = (each for each in self._office.orders.all() if each.number != amends)
        return any(order.name in (each.number, each.called) for each in others)

    def _amendment(self, now: CourtOrder) -> Proposal:
        desk = self._office.orders

        def work_out(progress: TellsProgress) -> Worked:
            shown = desk.what_amending_changes(now, progress)
            return Worked(shown.found, lambda reason, restore: desk.amend(now, reason, shown.chosen(restore=restore)))

        return Proposal(
            title=_("Put order {number} right: {hours}", number=now.name, hours=hours_words(now)),
            says=beside(FOLLOWS, _("What was entered before stays in the record.")),
            confirm=_("Put the order right"),
            said=_("Court order {number} is put right", number=now.name),
            work_out=work_out,
            reason=WHAT_WAS_WRONG,
        )

    def _entry(self, order: CourtOrder) -> Proposal:
        desk, places = self._office.orders, len(order.places)

        def work_out(progress: TellsProgress) -> Worked:
            shown = desk.what_entering_changes(order, progress)
            return Worked(
                shown.found,
                lambda __, restore: self._entered(order, desk.enter(order, shown.chosen(restore=restore))),
            )

        return Proposal(
            title=n_(
                "Enter order {number}: {stands}, {count} place, {hours}",
                "Enter order {number}: {stands}, {count} places, {hours}",
                places,
                number=order.number,
                stands=value_words("court_order", order.status),
                hours=hours_words(order),
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
