"""What an act on the law or on the register of court orders would change, worked out on the case as it stands."""

from __future__ import annotations

from dataclasses import dataclass

from adjudicator.casework.consequences import Consequences, Ground, consequences
from adjudicator.casework.state import EnvelopeState, OrderState
from adjudicator.law.recommend import Recommender
from adjudicator.office.calendar import calendar_of
from adjudicator.office.register import orders_of
from adjudicator.office.room import Room
from adjudicator.records.orders import CourtOrder


@dataclass(frozen=True, slots=True)
class Preview:
    """What an act would change, shown before it is done; `size` is the record's when it was worked out."""

    found: Consequences
    size: int


def ground_of(
    room: Room, *, recommender: Recommender | None = None, orders: tuple[CourtOrder, ...] | None = None
) -> Ground:
    """The ground on which the case's envelopes are judged, or would be with another law or another register."""
    last_day = calendar_of(room.case, room.zone).last_day.date()
    register = orders_of(room.log.states(OrderState)) if orders is None else orders
    return Ground(recommender or room.recommender, register, last_day)


def preview(room: Room, new: Ground, *, anew: bool) -> Preview:
    """Look at every envelope on the new ground; `anew` as in `consequences`."""
    with room.log.one_state():
        size = room.log.head().size
        found = consequences(
            room.log.states(EnvelopeState), lambda state: _cast_at(room, state), ground_of(room), new,
            anew=anew, passed=bool(room.case.period_closed),
        )  # fmt: skip
    return Preview(found, size)


def _cast_at(room: Room, state: EnvelopeState) -> str:
    commitment = state.sealed.get("cast_at", "")
    return room.log.unseal(commitment) if commitment else ""
