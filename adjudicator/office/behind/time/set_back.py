"""The machine's clock set back: noticed against the newest entry, told, and noted once a sitting; acts go on.

A deadline is decided by the clock, so auditors have to see when it cannot be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from adjudicator.casework.acts.act import Act
from adjudicator.casework.record.entry import Entry, moment_of
from adjudicator.casework.record.signing import stands_alone

TOLERANCE = timedelta(minutes=2)
"""By how much the clock may stand before the newest entry: clocks are put right by seconds all the time."""


@dataclass(slots=True)
class ClockWatch:
    """Knows the latest instant of the record (empty while there is none), and for whom a clock set back was noted, and at
    which instant: one that is set back further is noted again.
    """

    newest: str = ""
    _noted: dict[str, str] = field(default_factory=dict[str, str])

    def behind(self, now: str) -> bool:
        """Whether an instant stands before the newest entry by more than the tolerance."""
        return bool(self.newest) and _is_before(now, self.newest)

    def note_of(self, entry: Entry) -> tuple[Entry, ...]:
        """The entry to record after another one, in the same act, where its instant shows a clock set back.

        Behind an entry that stands alone in its act there is none: the person's next act has it.
        """
        if not self.behind(entry.at) or not entry.by or self._is_noted(entry) or stands_alone(entry):
            return ()
        data = {"person": entry.by, "clock": entry.at, "newest": self.newest}
        return (Act(entry.at, entry.by).entry("clock.set_back", data),)

    def saw(self, at: str) -> None:
        """Another window or program has recorded something then."""
        self.newest = max(self.newest, at)

    def heard(self, entry: Entry) -> None:
        """An entry was recorded, with its note."""
        if self.behind(entry.at) and not self._is_noted(entry) and not stands_alone(entry):
            self._noted[entry.by] = entry.at
        self.newest = max(self.newest, entry.at)

    def _is_noted(self, entry: Entry) -> bool:
        return entry.by in self._noted and not _is_before(entry.at, self._noted[entry.by])


def _is_before(at: str, other: str) -> bool:
    return moment_of(at) + TOLERANCE < moment_of(other)
