"""What lies where at the tables: every envelope with its pile, whether it may go on, and those that lie in no pile.

Envelopes are read whole once; after that only those that an entry has changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adjudicator.casework.acts import openable, piles
from adjudicator.casework.acts.board import voted
from adjudicator.casework.record.count_state import CountState, DocketState, PileState, SessionState
from adjudicator.casework.record.shelf import COUNT_KEY
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.office.behind.room import Room
from adjudicator.port.rows import QueueQuery
from adjudicator.records.envelope import ordinal_of

EVERY = 1_000_000
"""More envelopes than a case has."""

Sort = tuple[str, bool, bool]
"""A sort of pile: what becomes of it, whether it is kept apart, whether it is copied."""

SORTS: tuple[Sort, ...] = (
    ("to_open", False, False),
    ("to_open", False, True),
    ("to_open", True, False),
    ("to_open", True, True),
    ("not_counted", False, False),
    ("held", False, False),
)
"""Every sort of pile; those to open first."""


@dataclass(frozen=True, slots=True)
class Unsorted:
    """Envelopes of one sort that lie in no pile: `numbers` by number, and the sort as a pile has it."""

    what: str
    apart: bool
    copy: bool
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtTables:
    """Every envelope that is one, by number; where it lies, whether it may go on, and those that lie in no pile."""

    states: Mapping[str, EnvelopeState]
    lying: Mapping[str, openable.Lies]
    goes_on: openable.Voted
    left: tuple[Unsorted, ...]


class TablesReader:
    """Gives what stands at the tables now; what was read before is kept."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._size = 0
        self._states: dict[str, EnvelopeState] = {}
        self._sorts: dict[str, Sort] = {}
        self._votes: object = None
        self._read: AtTables | None = None

    def now(self) -> AtTables:
        """As it stands at this moment."""
        size = self._room.log.head().size
        if self._read is None or size != self._size:
            changed = self._changed(size)
            self._size = size  # of before the states were read: what is recorded meanwhile is read again
            self._read = self._made(changed)
        return self._read

    def _changed(self, size: int) -> frozenset[str]:
        """Read what changed since the last time; gives its numbers."""
        if not self._size or size < self._size:
            every = self._room.log.states(EnvelopeState)
            self._states = {state.number: state for state in every if not state.is_none}
            return self._in_order(self._states)
        rows = self._room.log.envelope_rows(QueueQuery(changed_after=self._size, limit=EVERY))
        read = (self._room.log.state(EnvelopeState, row.number) for row in rows)
        found = {state.number: state for state in read if state is not None}
        for number in [number for number, state in found.items() if state.is_none]:  # entered by mistake
            self._states.pop(number, None)
            del found[number]
        new = found.keys() - self._states.keys()
        self._states |= found
        return self._in_order(found) if new else frozenset(found)

    def _in_order(self, found: Mapping[str, EnvelopeState]) -> frozenset[str]:
        self._states = dict(sorted(self._states.items(), key=lambda each: ordinal_of(each[0])))
        return frozenset(found)

    def _made(self, changed: frozenset[str]) -> AtTables:
        log = self._room.log
        dockets: Iterable[DocketState] = tuple(log.states(DocketState))
        count = log.state(CountState, COUNT_KEY) or CountState(0)
        every_pile = tuple(log.states(PileState))
        lying = openable.where_they_lie(every_pile, log.states(SessionState))

        def goes_on(state: EnvelopeState) -> bool:
            return voted(state, dockets, count)

        votes = (tuple((docket.id, docket.version) for docket in dockets), count.board_votes, count.authority)
        if votes != self._votes:  # another vote may let every envelope go on
            self._votes, changed = votes, frozenset(self._states)
        self._sorts |= {number: _sort_of(self._states[number], goes_on) for number in changed}
        unopened = {pile.id: pile for pile in every_pile if not pile.session}
        staying = {
            number
            for number, lies in lying.items()
            if lies.opened or (number in self._states and self._stays(unopened[lies.pile], number))
        }
        return AtTables(self._states, lying, goes_on, self._left(staying))

    def _stays(self, pile: PileState, number: str) -> bool:
        """Whether an envelope still belongs to the unopened pile in which it lies: what was decided anew is sorted anew."""
        sort, determination = self._sorts[number], self._states[number].determination
        if pile.what != "to_open":
            return sort[0] == pile.what
        determined = determination.seq if determination is not None else 0
        return sort == ("to_open", pile.apart, pile.copy) and determined == pile.items[number]

    def _left(self, staying: set[str]) -> tuple[Unsorted, ...]:
        found: dict[Sort, list[str]] = {sort: [] for sort in SORTS}
        for number in self._states:
            if number not in staying:
                found[self._sorts[number]].append(number)
        return tuple(Unsorted(*sort, tuple(numbers)) for sort, numbers in found.items() if numbers)


def _sort_of(state: EnvelopeState, goes_on: openable.Voted) -> Sort:
    what = piles.belongs_to(state, goes_on)
    return (what, *openable.kind_of(state)) if what == "to_open" else (what, False, False)
