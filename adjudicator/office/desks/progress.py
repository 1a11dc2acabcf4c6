"""How far the case is and how fast it goes: one's own, everybody's without names, and each person's for a supervisor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from adjudicator.canvass.pace import Headway, WorkStep, begins_at, progress_of, steps_of
from adjudicator.canvass.tally import APPROVED
from adjudicator.casework.record.entry import Entry, moment_of
from adjudicator.casework.record.state import BY_MISTAKE
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.room import Room
from adjudicator.port.acts import Logged
from adjudicator.records.trouble import Refusal

AT_ONCE = 500

MOST = 40_000
"""So many entries are read at first; more in half a day, no office writes."""


@dataclass(frozen=True, slots=True)
class HowFar:
    """How many envelopes have come how far, each of which is among those before it, and how many are left to decide.

    A held envelope is decided, and waits for the voter: work on it cannot be foretold.
    """

    received: int
    decided: int
    approved: int
    left: int


class ProgressDesk(OfficeDesk):
    """Read from the record's own entries; nothing is written, and whoever may read the record sees what has no names."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._steps: list[WorkStep] = []
        self._seen = 0
        self._since: datetime | None = None

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

    def _read(self) -> Sequence[WorkStep]:
        """The steps of work that are needed now; what was read before is not read again."""
        since, size = begins_at(self._room.now()), self._room.log.head().size
        if self._since is None or since < self._since or size < self._seen:  # the clock, or the file, is another
            self._steps, self._seen = list(steps_of(self._newest(since))), size
            self._since = since
        elif size > self._seen:
            newer = list(self._room.log.entries(self._seen + 1))
            self._steps += steps_of(each.entry for each in self._in_force(newer))
            self._seen = size
        return self._steps

    def _newest(self, since: datetime) -> Iterator[Entry]:
        """The entries since a moment, in order, read back a page at a time."""
        pages: list[list[Logged]] = []
        before = 0
        while len(pages) * AT_ONCE < MOST:
            page = self._room.log.read_back(before, AT_ONCE)
            pages.append(self._in_force(page))
            if len(page) < AT_ONCE or moment_of(page[-1].entry.at) < since:
                break
            before = page[-1].seq
        return (logged.entry for page in reversed(pages) for logged in reversed(page))

    def _in_force(self, page: Sequence[Logged]) -> list[Logged]:
        """Without what its person has not signed."""
        unsigned = self._room.log.unsigned(logged.seq for logged in page)
        return [logged for logged in page if logged.seq not in unsigned]
