"""The states of all approved envelopes, read once and then again only where one has changed."""

from __future__ import annotations

from collections.abc import Callable

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.office.behind.count.at_tables import EVERY, TOLD_EACH, is_far
from adjudicator.office.behind.preview import Progress, beside
from adjudicator.office.behind.room import Room
from adjudicator.port.rows import QueueQuery
from adjudicator.records.envelope import ordinal_of

AT_ONCE = 1_000
"""So many states are read in a moment: some 50 ms."""


class ApprovedStates:
    """Gives them as they stand now, by number. `turn` is another number whenever one of them is another."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._size = self.turn = 0
        self._states: dict[str, EnvelopeState] = {}

    @property
    def is_near(self) -> bool:
        """Whether what is still to be read is read in a moment; else `reading` does it on another thread."""
        return not self._is_far() or self._room.log.counts().by_status.get("approved", 0) <= AT_ONCE

    def reading(self) -> Callable[[Progress], ApprovedStates]:
        """Read them, as a call that any thread may make; `take` takes what it gives."""

        def read(progress: Progress) -> ApprovedStates:
            with beside(self._room) as room:
                found = ApprovedStates(room)
                found._read_all(progress)
                return found

        return read

    def take(self, read: ApprovedStates) -> None:
        """Go on from what was read."""
        self._size, self._states = read._size, read._states
        self.turn += 1

    def now(self) -> tuple[EnvelopeState, ...]:
        """As they stand at this moment."""
        if self._is_far():
            self._read_all()
        elif self._room.log.head().size != self._size:
            self._read_changed()
        return tuple(self._states.values())

    def _is_far(self) -> bool:
        return is_far(self._size, self._room)

    def _read_all(self, progress: Progress | None = None) -> None:
        log = self._room.log
        self._size, many = log.head().size, log.counts().by_status.get("approved", 0)
        self._states = {}
        for at, state in enumerate(log.states(EnvelopeState, status="approved")):
            if progress is not None and at % TOLD_EACH == 0:
                progress(at, many)
            self._states[state.number] = state
        self.turn += 1

    def _read_changed(self) -> None:
        log, since = self._room.log, self._size
        self._size = log.head().size  # of before they are read: what is recorded meanwhile is read again
        changed = log.envelope_rows(QueueQuery(changed_after=since, limit=EVERY))
        moved = [row.number for row in changed if row.status == "approved" or row.number in self._states]
        if not moved:
            return
        for number in moved:
            state = log.state(EnvelopeState, number)
            if state is not None and state.status == "approved":
                self._states[number] = state
            else:
                self._states.pop(number, None)
        self._states = dict(sorted(self._states.items(), key=lambda each: (ordinal_of(each[0]), each[0])))
        self.turn += 1
