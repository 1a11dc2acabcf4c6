"""The law's days, worked out once when a case is made and then stored. Holidays are the caller's to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

IsHoliday = Callable[[date], bool]

MONDAY, FRIDAY, SATURDAY = 0, 4, 5


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The days of one election, local. Ballots are determined until `last_day` at `hour`.

    `certification` is under the law of 2020 (second Friday), `certification_2021` under SB 202 (the Monday after);
    both at 17:00. `registration_closes` is the last day to apply; `state_date` the thirtieth day before the election:
    who moved to another state after it may vote for President.
    """

    election: date
    last_day: date
    hour: time
    certification: date
    certification_2021: date
    registration_closes: date
    state_date: date

    @property
    def last_moment(self) -> datetime:
        """The last day at the office's hour, local time without zone."""
        return datetime.combine(self.last_day, self.hour)


def deadlines_of(election_date: date, is_holiday: IsHoliday, hour: time = time(17)) -> Deadlines:
    """Work out the days of an election (O.C.G.A. 21-2-14, 216(e), 224(a), 419(c), 493(k))."""
    return Deadlines(
        election=election_date,
        last_day=next_business_day(election_date + timedelta(days=3), is_holiday),
        hour=hour,
        certification=next_business_day(weekday_after(election_date, FRIDAY, 2), is_holiday),
        certification_2021=next_business_day(weekday_after(election_date, MONDAY, 1), is_holiday),
        registration_closes=next_business_day(weekday_before(election_date, MONDAY, 5), is_holiday),
        state_date=election_date - timedelta(days=30),
    )


def next_business_day(day: date, is_holiday: IsHoliday) -> date:
    """The day itself, or the first after it that is no Saturday, Sunday or legal holiday (O.C.G.A. 21-2-14)."""
    while day.weekday() >= SATURDAY or is_holiday(day):
        day += timedelta(days=1)
    return day


def weekday_after(day: date, weekday: int, count: int) -> date:
    """The `count`-th such weekday after a day, the day itself not counted."""
    first = day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)
    return first + timedelta(weeks=count - 1)


def weekday_before(day: date, weekday: int, count: int) -> date:
    """The `count`-th such weekday before a day, the day itself not counted."""
    first = day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)
    return first - timedelta(weeks=count - 1)
