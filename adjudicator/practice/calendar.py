"""The days on which a practice election hangs, counted from election day and never from the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from adjudicator.resources import georgia_holiday

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Days:
    """Election day and what depends on it.

    `registration_closes`: the fifth Monday before (O.C.G.A. 21-2-224(a)); `last_day`: the third day after, moved on from
    a weekend or legal holiday (21-2-419(c), 21-2-14); `advance`: the weekdays of advance voting (21-2-385(d)(1)); `hour`: the
    office's on the last day.
    """

    election: date
    registration_closes: date
    last_day: date
    advance: tuple[date, ...]
    hour: time = time(17)


def days_of(election: date) -> Days:
    """The days of an election held on `election`."""
    fifth_monday = election - timedelta(days=election.weekday() or 7) - timedelta(weeks=4)
    first = election - timedelta(days=election.weekday() or 7) - timedelta(weeks=3)
    advance = tuple(first + timedelta(days=week * 7 + day) for week in range(3) for day in range(5))
    return Days(election, _open(fifth_monday), _open(election + timedelta(days=3)), advance)


def _open(day: date) -> date:
    while day.weekday() >= SATURDAY or georgia_holiday(day):
        day += timedelta(days=1)
    return day
