"""The clock of a practice case: its own days, moving with the real ones, and set on by hand, never back.

It begins on the morning after election day, or goes on behind the newest entry of the record, and never stands before an
entry that another window or program has made. Which record's instants are such times is told by its first entry, which says
that the case is one to practice on; a live case is given no such clock.
"""

from __future__ import annotations

import time as machine
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from adjudicator.casework.record.entry import moment_of
from adjudicator.office.behind.time.clock import Clock, machine_clock
from adjudicator.records.election import Election

MORNING = time(8)
"""When an office opens."""

LATEST = datetime(9998, 12, 31, tzinfo=UTC)
"""A clock stops here: what a forged entry says of later years is not followed."""


class PracticeClock:
    """Moves on from a moment as the machine's seconds pass, and can be set on to a later moment."""

    def __init__(self, begins: datetime, seconds: Callable[[], float] = machine.monotonic) -> None:
        self._seconds = seconds
        self._moment, self._then = min(begins.astimezone(UTC), LATEST), seconds()

    def __call__(self) -> datetime:
        """The present moment."""
        return min(self._moment + timedelta(seconds=self._seconds() - self._then), LATEST)

    def go_on_to(self, moment: datetime) -> None:
        """Set the clock on to a moment; one that has passed changes nothing."""
        wanted = min(moment.astimezone(UTC), LATEST)
        if wanted > self():
            self._moment, self._then = wanted, self._seconds()


def first_moment(election: Election) -> datetime:
    """Eight o'clock on the morning after election day, in the county's time."""
    return datetime.combine(election.date + timedelta(days=1), MORNING, ZoneInfo(election.time_zone))


def case_clock(mode: str, clock: Clock, election: Election, newest: str = "") -> Clock:
    """The clock of a case: in one to practice on its own in place of the machine's, else the clock that is given.

    `newest` is the latest instant of its record, empty where it has none. A live case that would be
    given a practice clock is a bug of ours and raises.
    """
    if mode != "practice":
        if isinstance(clock, PracticeClock):
            raise AssertionError("a live case has the machine's clock")
        return clock
    if clock is not machine_clock:
        return clock
    begins = first_moment(election)
    return PracticeClock(max(begins, moment_of(newest)) if newest else begins)


def meeting_after(last_day: date) -> date:
    """The day on which a practice board meets: the Monday after the last day."""
    return last_day + timedelta(days=7 - last_day.weekday())
