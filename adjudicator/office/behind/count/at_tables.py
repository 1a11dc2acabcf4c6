"""What lies where at the tables: every envelope with its pile, whether it may go on, and those that lie in no pile.

Envelopes, piles and sessions are read whole once; after that only those that an entry has changed since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from adjudicator.casework.acts.count import openable, piles
from adjudicator.casework.acts.count.board import voted
from adjudicator.casework.record.count_state import CountState, DocketState, PileState, SessionState
from adjudicator.casework.record.fold import subjects_of
from adjudicator.casework.record.shelf import COUNT_KEY
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.office.behind.preview import Progress, beside
from adjudicator.office.behind.room import Room
from adjudicator.port.rows import QueueQuery
from adjudicator.records.envelope import ordinal_of

EVERY = 1_000_000
"""More envelopes than a case has."""

MANY = 5_000
"""Where more entries than these came since, everything is read anew: that is quicker than to go through them."""

AT_ONCE = 1_000
"""So many envelopes are read in a moment: some 80 ms."""

TOLD_EACH = 100
"""Envelopes between two times that it is told how far long work is."""

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
    """Every envelope that is one, by number; where it lies, and whether it may go on."""

    states: Mapping[str, EnvelopeState]
    lying: Mapping[str, openable.Lies]
    goes_on: openable.Voted


def is_far(size: int, room: Room) -> bool:
    """Whether so much came since an earlier size (0: none) that all is read anew; a file may be shorter than it was, too."""
    return not size or not 0 <= room.log.head().size - size <= MANY


class TablesReader:
    """Gives what stands at the tables now; what was read before is kept."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._size = 0
        self._states: dict[str, EnvelopeState] = {}
        self._sorts: dict[str, Sort] = {}
        self._piles: dict[str, PileState] = {}
        self._sessions: dict[str, SessionState] = {}
        self._sorted_to: dict[str, list[str]] = {}
        self._lying: dict[str, openable.Lies] = {}
        self._staying: set[str] = set()
        self._votes: object = None
        self._read: AtTables | None = None
        self._left: tuple[Unsorted, ...] | None = None

    @property
    def is_near(self) -> bool:
        """Whether what is still to be read is read in a moment; else `reading` does it on another thread."""
        return not self._is_far() or self._room.log.count_envelopes() <= AT_ONCE

    def reading(self) -> Callable[[Progress], TablesReader]:
        """Read what stands, as a call that any thread may make; `take` takes what it gives."""

        def read(progress: Progress) -> TablesReader:
            with beside(self._room) as room:
                found = TablesReader(room)
                found.now(progress)
                found.left()
                return found

        return read

    def take(self, read: TablesReader) -> None:
        """Go on from what was read."""
        vars(self).update({**vars(read), "_room": self._room})

    def _is_far(self) -> bool:
        return is_far(self._size, self._room)

    def now(self, progress: Progress | None = None) -> AtTables:
        """As it stands at this moment."""
        size = self._room.log.head().size
        if self._read is None or size != self._size:
            anew = self._is_far()
            changed, moved = self._changed(anew, progress), self._moved(anew)
            self._size = size  # of before the states were read: what is recorded meanwhile is read again
            self._read, self._left = self._made(changed, moved), None
        return self._read

    def left(self) -> tuple[Unsorted, ...]:
        """The envelopes that lie in no pile, by their sort; worked out for those who ask: it looks at every envelope."""
        self.now()
        if self._left is None:
            found: dict[Sort, list[str]] = {sort: [] for sort in SORTS}
            for number in self._states:
                if number not in self._staying:
                    found[self._sorts[number]].append(number)
            self._left = tuple(Unsorted(*sort, tuple(numbers)) for sort, numbers in found.items() if numbers)
        return self._left

    def _changed(self, anew: bool, progress: Progress | None) -> frozenset[str]:
        """Read the envelopes that changed since the last time; gives their numbers."""
        if anew:
            every, many = self._room.log.states(EnvelopeState), self._room.log.count_envelopes()
            self._states = {}
            for at, state in enumerate(every):
                if progress is not None and at % TOLD_EACH == 0:
                    progress(at, many)
                if not state.is_none:
                    self._states[state.number] = state
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

    def _moved(self, anew: bool) -> frozenset[str]:
        """Read the piles and sessions that changed since the last time; gives the envelopes that may lie elsewhere now."""
        log = self._room.log
        if anew:
            self._sorted_to, self._lying, self._staying = {}, {}, set()
            self._piles = {}
            self._sessions = {session.id: session for session in log.states(SessionState)}
            return self._placed(openable.in_order(log.states(PileState)))
        touched = {subject for logged in log.entries(self._size + 1) for subject in subjects_of(logged.entry)}
        ids = {what: [key for each, _, key in map(_parted, touched) if each == what] for what in ("pile", "session")}
        sessions = [state for key in ids["session"] if (state := log.state(SessionState, key)) is not None]
        self._sessions |= {session.id: session for session in sessions}
        read = {*ids["pile"], *(session.pile for session in sessions)}
        return self._placed(openable.in_order(pile for key in read if (pile := log.state(PileState, key)) is not None))

    def _placed(self, piles_read: Sequence[PileState]) -> frozenset[str]:
        for pile in piles_read:
            if pile.id not in self._piles:
                for number in pile.items:
                    self._sorted_to.setdefault(number, []).append(pile.id)
            self._piles[pile.id] = pile
        moved = frozenset(number for pile in piles_read for number in pile.items)
        for number in moved:
            its = (self._piles[each] for each in self._sorted_to[number])
            lies = openable.where_it_lies(number, its, self._sessions)
            if lies is None:
                self._lying.pop(number, None)
            else:
                self._lying[number] = lies
        return moved

    def _made(self, changed: frozenset[str], moved: frozenset[str]) -> AtTables:
        log = self._room.log
        dockets: Iterable[DocketState] = tuple(log.states(DocketState))
        count = log.state(CountState, COUNT_KEY) or CountState(0)

        def goes_on(state: EnvelopeState) -> bool:
            return voted(state, dockets, count)

        votes = (tuple((docket.id, docket.version) for docket in dockets), count.board_votes, count.authority)
        if votes != self._votes:  # another vote may let every envelope go on
            self._votes, changed = votes, frozenset(self._states)
        self._sorts |= {number: _sort_of(self._states[number], goes_on) for number in changed}
        looked_at = changed | moved
        self._staying -= looked_at
        self._staying |= {number for number in looked_at if self._stays(number)}
        return AtTables(self._states, self._lying, goes_on)

    def _stays(self, number: str) -> bool:
        """Whether an envelope belongs to the pile in which it lies: decided anew and not opened, it is sorted anew."""
        lies = self._lying.get(number)
        if lies is None or lies.opened:
            return lies is not None
        if number not in self._states:
            return False
        pile, sort, determination = self._piles[lies.pile], self._sorts[number], self._states[number].determination
        if pile.what != "to_open":
            return sort[0] == pile.what
        determined = determination.seq if determination is not None else 0
        return sort == ("to_open", pile.apart, pile.copy) and determined == pile.items[number]


def _parted(subject: str) -> tuple[str, str, str]:
    return subject.partition(" ")


def _sort_of(state: EnvelopeState, goes_on: openable.Voted) -> Sort:
    what = piles.belongs_to(state, goes_on)
    return (what, *openable.kind_of(state)) if what == "to_open" else (what, False, False)
