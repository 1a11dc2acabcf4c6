"""How far the case is and how fast it goes: one's own, everybody's without names, and each person's for a supervisor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from adjudicator.canvass.pace import Headway, WorkStep, begins_at, progress_of, steps_of
from adjudicator.canvass.tally import APPROVED
from adjudicator.casework.record.entry import Entry, moment_of
from adjudicator.casework.record.state import BY_MISTAKE
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.room import Room
from adjudicator.port.acts import Logged
from adjudicator.port.states import States
from adjudicator.records.trouble import Refusal

AT_ONCE = 500

NEAR = 1_500
"""So many entries are read in a moment, however many of them are to be found signed."""

DECIDES = frozenset({"envelope.determined", "determination.withdrawn"})

MOST = 40_000
"""So many entries are read back at most; more in a day, no office writes."""


@dataclass(frozen=True, slots=True)
class HowFar:
    """How many envelopes have come how far, each of which is among those before it, and how many are left to decide.

    A held envelope is decided, and waits for the voter: work on it cannot be foretold.
    """

    received: int
    decided: int
    approved: int
    left: int


@dataclass(frozen=True, slots=True)
class StepsRead:
    """Steps of work, of a record of that size, from that moment on."""

    steps: tuple[WorkStep, ...]
    size: int
    since: datetime


class ProgressDesk(OfficeDesk):
    """Read from the record's own entries; nothing is written, and all who may read the record see what has no names."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._seen: StepsRead | None = None

    def standing(self) -> HowFar:
        """How far the case is, from the counts that the record keeps."""
        by_status = self._room.log.counts().by_status
        in_all = sum(count for status, count in by_status.items() if status != BY_MISTAKE)
        left = by_status.get("to_do", 0)
        return HowFar(in_all, in_all - left, sum(by_status.get(status, 0) for status in APPROVED), left)

    def own(self) -> Headway:
        """What the person signed in has decided, and how fast."""
        person = self._room.person
        mine = person.id if person is not None else ""
        return progress_of((step for step in self._read() if step.by == mine), self._room.now())

    def everyone(self) -> Headway:
        """What all have decided together, without names."""
        return progress_of(self._read(), self._room.now())

    @needs("read_pace")
    def by_person(self) -> Mapping[str, Headway] | Refusal:
        """What each person has decided who worked today, by their id."""
        steps, now = self._read(), self._room.now()
        people = sorted({step.by for step in steps})
        return {who: progress_of((step for step in steps if step.by == who), now) for who in people}

    @property
    def is_near(self) -> bool:
        """Whether what is still to be read is read in a moment; else `reading` does it on another thread."""
        seen = self._seen.size if self._seen is not None else 0
        return self._room.log.head().size - seen <= NEAR

    def reading(self) -> Callable[[], StepsRead]:
        """Read what is needed now, as a call that any thread may make; `take` takes what it gives."""
        room, since = self._room, begins_at(self._room.now())

        def read() -> StepsRead:
            with room.log.reader() as log, log.one_state():
                return _newest(log, since)

        return read

    def take(self, read: StepsRead) -> None:
        """Go on from what was read."""
        self._seen = read

    def _read(self) -> Sequence[WorkStep]:
        """The steps of work that are needed now; what was read before is not read again."""
        log, since, seen = self._room.log, begins_at(self._room.now()), self._seen
        size = log.head().size
        if seen is None or since < seen.since or size < seen.size:  # the clock, or the file, is another
            seen = _newest(log, since)
        elif size > seen.size:
            newer = steps_of(_in_force(log, list(log.entries(seen.size + 1))))
            kept = (step for step in seen.steps if step.at >= since)
            seen = StepsRead((*kept, *newer), size, seen.since)
        self._seen = seen
        return seen.steps


def _newest(log: States, since: datetime) -> StepsRead:
    """The steps since a moment, read back a page at a time."""
    size = log.head().size
    pages: list[list[Entry]] = []
    before = 0
    while len(pages) * AT_ONCE < MOST:
        page = log.read_back(before, AT_ONCE)
        pages.append(_in_force(log, page[::-1]))
        if len(page) < AT_ONCE or moment_of(page[-1].entry.at) < since:
            break
        before = page[-1].seq
    return StepsRead(tuple(steps_of(entry for page in reversed(pages) for entry in page)), size, since)


def _in_force(log: States, page: Sequence[Logged]) -> list[Entry]:
    """Without what decides and is not signed by its person. A signature takes longer than all else: others are not asked."""
    unsigned = log.unsigned(logged.seq for logged in page if logged.entry.kind in DECIDES)
    return [logged.entry for logged in page if logged.seq not in unsigned]
