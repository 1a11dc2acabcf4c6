"""The register of court orders: what an entry or a change would do is shown first, and then done to all envelopes at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from adjudicator.casework.acts import orders as acts
from adjudicator.casework.record.register import orders_of
from adjudicator.casework.record.state import EnvelopeState, OrderState
from adjudicator.casework.sheet.evidence import cast_moment
from adjudicator.law.facts.derive import derive_cast, readings_of
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.preview import Preview, Progress, beside, cast_at, ground_of, preview
from adjudicator.office.behind.room import Done
from adjudicator.records.election import plain_place
from adjudicator.records.names import tidied
from adjudicator.records.orders import CourtOrder
from adjudicator.records.trouble import Refusal
from adjudicator.words import _


class OrderDesk(OfficeDesk):
    """Acts of supervisors on court orders."""

    def all(self) -> tuple[CourtOrder, ...]:
        """The register."""
        return orders_of(self._room.log.states(OrderState))

    def cast_under(self) -> dict[str, int]:
        """How many envelopes were cast under each order: at one of its places, after the regular closing. By number.

        One for which that was answered counts by the answer, another by the time on its papers.
        """
        orders = self.all()
        return {
            order.number: sum(self._under(state, orders) for state in self._at_places_of(order)) for order in orders
        }

    def what_entering_changes(self, order: CourtOrder, progress: Progress | None = None) -> Preview:
        """What entering an order would do to the envelopes of its places. Any thread may ask."""
        with beside(self._room) as room:
            orders = (*orders_of(room.log.states(OrderState)), order)
            return preview(room, ground_of(room, orders=orders), anew=True, progress=progress)

    @needs("enter_order")
    def enter(self, order: CourtOrder, seen: Preview | None = None) -> Done | Refusal:
        """Enter a court order that extends the hours of polling places.

        `seen` is what was shown before; where the record has moved on since, nothing is done.
        """
        refusal = acts.unknown_contest(order, self._room.election)
        if refusal is not None:
            return refusal
        shown = seen or self.what_entering_changes(order)
        existing = acts.named(self._room.log.states(OrderState), tidied(order.number))
        acted = acts.enter_order(existing, order, shown.found, self._room.act())
        return self._room.put(acted, seen={"log": shown.size})

    def what_amending_changes(self, now: CourtOrder, progress: Progress | None = None) -> Preview:
        """What an order put right would do to the envelopes of its places, before and after. Any thread may ask."""
        with beside(self._room) as room:
            register = orders_of(room.log.states(OrderState))
            orders = tuple(now if each.number == now.number else each for each in register)
            return preview(room, ground_of(room, orders=orders), anew=True, progress=progress)

    @needs("enter_order")
    def amend(self, now: CourtOrder, reason: str, seen: Preview | None = None) -> Done | Refusal:
        """Put right what was entered of a court order: its number as written, court, judge, places and hours.

        `now` is the order as it should be, under the number that it was entered with; where it stands is not changed.
        `seen` is what was shown before; where the record has moved on since, nothing is done.
        """
        order = self._room.log.state(OrderState, now.number)
        if order is None:
            return _unknown(now.number)
        refusal = acts.unknown_contest(now, self._room.election)
        if refusal is not None:
            return refusal
        shown = seen or self.what_amending_changes(now)
        others = self._room.log.states(OrderState)
        acted = acts.amend_order(order, others, now, reason, shown.found, self._room.act())
        return self._room.put(acted, seen={"log": shown.size})

    def what_status_changes(self, number: str, status: str, progress: Progress | None = None) -> Preview:
        """What another status of an order would do to the envelopes of its places. Any thread may ask."""
        with beside(self._room) as room:
            register = orders_of(room.log.states(OrderState))
            orders = tuple(replace(each, status=status) if each.number == number else each for each in register)
            return preview(room, ground_of(room, orders=orders), anew=True, progress=progress)

    @needs("enter_order")
    def change(self, number: str, status: str, reason: str, seen: Preview | None = None) -> Done | Refusal:
        """Change where a court order stands: "in_force", "under_review" or "vacated", and all its envelopes with it.

        `seen` is what was shown before; where the record has moved on since, nothing is done.
        """
        order = self._room.log.state(OrderState, number)
        if order is None:
            return _unknown(number)
        shown = seen or self.what_status_changes(number, status)
        acted = acts.change_order(order, status, reason, shown.found, self._room.act())
        return self._room.put(acted, seen={"log": shown.size})

    def _at_places_of(self, order: CourtOrder) -> Iterator[EnvelopeState]:
        log, named = self._room.log, set(map(plain_place, order.places))
        for (place,) in log.counts_by("place"):
            if plain_place(str(place)) in named:
                yield from log.states(EnvelopeState, place=place)

    def _under(self, state: EnvelopeState, orders: Sequence[CourtOrder]) -> bool:
        answer = state.answers.get("cast")
        if answer is not None:
            return answer.value == "court_extension"
        moment, readings = cast_moment(cast_at(self._room, state)), readings_of(self._room.recommender.pack)
        value = derive_cast(moment, state.stream, state.place, self._room.election, orders, readings)
        return value == "court_extension"


def _unknown(number: str) -> Refusal:
    return Refusal("unknown_order", _("There is no court order {number}.", number=number))
