"""The register of court orders: what an entry or a change would do is shown first, and then done to all envelopes at once."""

from __future__ import annotations

from dataclasses import replace

from adjudicator.casework import orders as acts
from adjudicator.casework.state import OrderState
from adjudicator.office.ground import Preview, ground_of, preview
from adjudicator.office.register import orders_of
from adjudicator.office.room import Done, Room
from adjudicator.records.orders import CourtOrder
from adjudicator.records.trouble import Refusal


class OrderDesk:
    """Acts of supervisors on court orders."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def all(self) -> tuple[CourtOrder, ...]:
        """The register."""
        return orders_of(self._room.log.states(OrderState))

    def what_entering_changes(self, order: CourtOrder) -> Preview:
        """What entering an order would do to the envelopes of its places."""
        return preview(self._room, ground_of(self._room, orders=(*self.all(), order)), anew=True)

    def enter(self, order: CourtOrder, seen: Preview | None = None) -> Done | Refusal:
        """Enter a court order that extends the hours of polling places.

        `seen` is what was shown before; where the record has moved on since, nothing is done.
        """
        refusal = self._room.allowed("enter_order")
        if refusal is not None:
            return refusal
        shown = seen or self.what_entering_changes(order)
        existing = self._room.log.state(OrderState, order.number)
        acted = acts.enter_order(existing, order, shown.found, self._room.act())
        return self._room.put(acted, seen={"log": shown.size})

    def what_status_changes(self, number: str, status: str) -> Preview:
        """What another status of an order would do to the envelopes of its places."""
        orders = tuple(replace(each, status=status) if each.number == number else each for each in self.all())
        return preview(self._room, ground_of(self._room, orders=orders), anew=True)

    def change(self, number: str, status: str, reason: str, seen: Preview | None = None) -> Done | Refusal:
        """Change where a court order stands: "in_force", "under_review" or "vacated", and all its envelopes with it.

        `seen` is what was shown before; where the record has moved on since, nothing is done.
        """
        refusal = self._room.allowed("enter_order")
        order = self._room.log.state(OrderState, number)
        if refusal is not None or order is None:
            return refusal or Refusal("unknown_order", f"There is no court order {number}.")
        shown = seen or self.what_status_changes(number, status)
        acted = acts.change_order(order, status, reason, shown.found, self._room.act())
        return self._room.put(acted, seen={"log": shown.size})
