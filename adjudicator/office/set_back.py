"""The machine's clock set back: noticed against the newest entry, told, and noted once a sitting; acts go on.

A deadline is decided by the clock, so auditors have to see when it cannot be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from adjudicator.casework.act import Act
from adjudicator.casework.bodies import Entry, moment_of
from adjudicator.casework.signing import stands_alone

TOLERANCE = timedelta(minutes=2)
"""By how much the clock may stand before the newest entry: clocks are put right by seconds all the time."""


@dataclass(slots=True)
class ClockWatch:
    """Knows the newest instant of the record (empty while there is none), and for whom a clock set back was noted."""

    newest: str = ""
    _noted: set[str] = field(default_factory=set[str])

    def behind(self, now: str) -> bool:
        """Whether an instant stands before the newest entry by more than the tolerance."""
        return bool(self.newest) and moment_of(now) + TOLERANCE < moment_of(self.newest)

    def note_of(self, entry: Entry) -> tuple[Entry, ...]:
        """The entry to record after another one, in the same act, where its instant shows a clock set back.

        Behind an entry that stands alone in its act there is none: the person's next act has it.
        """
        if not self.behind(entry.at) or not entry.by or entry.by in self._noted or stands_alone(entry):
            return ()
        data = {"person": entry.by, "clock": entry.at, "newest": self.newest}
        return (Act(entry.at, entry.by).entry("clock.set_back", data),)

    def saw(self, at: str) -> None:
        """Another window or program has recorded something then."""
        self.newest = max(self.newest, at)

    def heard(self, entry: Entry) -> None:
        """An entry was recorded, with its note."""
        if self.behind(entry.at) and not stands_alone(entry):
            self._noted.add(entry.by)
        self.newest = max(self.newest, entry.at)
