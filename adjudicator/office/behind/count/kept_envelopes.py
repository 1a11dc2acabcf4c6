"""What stands of all envelopes of some statuses, read once and then again only where one has changed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import ClassVar, Generic, Self, TypeVar

from adjudicator.office.behind.count.at_tables import EVERY, TOLD_EACH, is_far
from adjudicator.office.behind.preview import Progress, beside
from adjudicator.office.behind.room import Room
from adjudicator.port.rows import EnvelopeRow, QueueQuery
from adjudicator.records.envelope import ordinal_of

T = TypeVar("T")

AT_ONCE = 1_000
"""So many envelopes are read in a moment: some 50 ms."""


class KeptEnvelopes(ABC, Generic[T]):
    """Gives it as it stands now, by number. `turn` is another number whenever something of it is another."""

    STATUSES: ClassVar[tuple[str, ...]]
    """Of which statuses."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._size = self.turn = 0
        self._kept: dict[str, T] = {}

    @property
    def is_near(self) -> bool:
        """Whether what is still to be read is read in a moment; else `reading` does it on another thread."""
        return not self._is_far() or self._how_many() <= AT_ONCE

    def reading(self) -> Callable[[Progress], Self]:
        """Read it, as a call that any thread may make; `take` takes what it gives."""

        def read(progress: Progress) -> Self:
            with beside(self._room) as room:
                found = type(self)(room)
                found._read_all(progress)
                return found

        return read

    def take(self, read: Self) -> None:
        """Go on from what was read."""
        self._size, self._kept = read._size, read._kept
        self.turn += 1

    def now(self) -> tuple[T, ...]:
        """As it stands at this moment."""
        if self._is_far():
            self._read_all()
        elif self._room.log.head().size != self._size:
            self._read_changed()
        return tuple(self._kept.values())

    @abstractmethod
    def _every(self) -> Iterator[tuple[str, T]]:
        """All of them with their numbers, in the order of these."""

    @abstractmethod
    def _one(self, row: EnvelopeRow) -> T | None:
        """What stands of one envelope, by its row."""

    def _is_far(self) -> bool:
        return is_far(self._size, self._room)

    def _how_many(self) -> int:
        by_status = self._room.log.counts().by_status
        return sum(by_status.get(status, 0) for status in self.STATUSES)

    def _read_all(self, progress: Progress | None = None) -> None:
        self._size, many = self._room.log.head().size, self._how_many()
        self._kept = {}
        for at, (number, each) in enumerate(self._every()):
            if progress is not None and at % TOLD_EACH == 0:
                progress(at, many)
            self._kept[number] = each
        self.turn += 1

    def _read_changed(self) -> None:
        log, since = self._room.log, self._size
        self._size = log.head().size  # of before they are read: what is recorded meanwhile is read again
        changed = log.envelope_rows(QueueQuery(changed_after=since, limit=EVERY))
        moved = [row for row in changed if row.status in self.STATUSES or row.number in self._kept]
        if not moved:
            return
        for row in moved:
            found = self._one(row) if row.status in self.STATUSES else None
            if found is not None:
                self._kept[row.number] = found
            else:
                self._kept.pop(row.number, None)
        self._kept = dict(sorted(self._kept.items(), key=lambda each: (ordinal_of(each[0]), each[0])))
        self.turn += 1
