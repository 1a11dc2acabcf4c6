"""What an act on the law or on the register of court orders would change, worked out on the case as it stands."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace

from adjudicator.casework.acts.consequences import Consequences, Ground, consequences
from adjudicator.casework.record.register import orders_of
from adjudicator.casework.record.state import EnvelopeState, OrderState
from adjudicator.law.engine.recommend import Recommender
from adjudicator.office.behind.law.calendar import calendar_of, day_of
from adjudicator.office.behind.law.laws import law_of
from adjudicator.office.behind.room import Room
from adjudicator.records.orders import CourtOrder

Progress = Callable[[int, int], None]
"""Is told how many envelopes have been looked at, and how many there are; may raise to stop."""

EVERY = 1_000
"""Progress is told after so many envelopes; a case with fewer is looked through in a moment."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an act would change, shown before it is done; `size` is the record's when it was worked out."""

    found: Consequences
    size: int

    def chosen(self, *, restore: bool) -> Preview:
        """The same, with what an earlier act sent back left there where it is not to be restored."""
        return self if restore else replace(self, found=self.found.without("restored"))


@contextmanager
def beside(room: Room) -> Generator[Room]:
    """The room over connections of its own to record and roll, to read one state of the record; any thread may use it.
    Nobody is signed in.
    """
    with room.log.reader() as log, log.one_state(), room.roll.reader() if room.roll else nullcontext() as roll:
        law = law_of(log.document(log.case().pack_document), room.election)
        yield replace(room, log=log, law=law, roll=roll, person=None, listeners=[])


def ground_of(
    room: Room, *, recommender: Recommender | None = None, orders: tuple[CourtOrder, ...] | None = None
) -> Ground:
    """The ground on which the case's envelopes are judged, or would be with another law or another register."""
    last_day = calendar_of(room.case, room.zone).last_day.date()
    register = orders_of(room.log.states(OrderState)) if orders is None else orders
    case, zone = room.case, room.zone
    return Ground(recommender or room.recommender, register, last_day, lambda at: day_of(case, at, zone))


def preview(room: Room, new: Ground, *, anew: bool, progress: Progress | None = None) -> Preview:
    """Look at every envelope of a room `beside` on the new ground; `anew` as in `consequences`."""
    found = consequences(
        _watched(room, progress), lambda state: cast_at(room, state), ground_of(room), new,
        anew=anew, passed=bool(room.case.period_closed), grounds=room.case.grounds,
    )  # fmt: skip
    return Preview(found, room.log.head().size)


def _watched(room: Room, progress: Progress | None) -> Iterator[EnvelopeState]:
    total = room.log.count_envelopes() if progress is not None else 0
    for done, state in enumerate(room.log.states(EnvelopeState)):
        if progress is not None and done and done % EVERY == 0:
            progress(done, total)
        yield state


def cast_at(room: Room, state: EnvelopeState) -> str:
    """The time on an envelope's papers, as written; empty where there is none."""
    commitment = state.sealed.get("cast_at", "")
    return room.log.unseal(commitment) if commitment else ""
