"""Setting the clock of a practice case on: to the last day, the closing, the board's meeting, the opening, certification."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from adjudicator.office.behind.desk import OfficeDesk
from adjudicator.office.behind.law.calendar import calendar_of, days_of_case
from adjudicator.office.behind.room import NOBODY
from adjudicator.office.behind.time.practice_clock import MORNING, PracticeClock, meeting_after
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

AFTERNOON = time(14)
CERTIFICATION = "certification"
NO_CLOCK = Refusal("no_practice_clock", _("This case has the computer's own clock, which nobody sets here."))


@dataclass(frozen=True, slots=True)
class ClockPoint:
    """A moment that the clock can be set on to, in the county's time: its id, and what happens then in words."""

    id: str
    words: str
    at: datetime


class PracticeClockDesk(OfficeDesk):
    """What time it is in a practice case. Nothing of it is recorded: the next act simply has the later time."""

    @property
    def runs(self) -> bool:
        """Whether the case has a clock of its own; a live case never has."""
        return isinstance(self._room.clock, PracticeClock)

    def points(self) -> tuple[ClockPoint, ...]:
        """The moments that are still to come, in order of time."""
        if not self.runs:
            return ()
        now = self._room.now()
        return tuple(sorted((point for point in self._all(now) if point.at > now), key=lambda point: point.at))

    def set_on(self, point: str) -> datetime | Refusal:
        """Set the clock on to a point, as anybody signed in; gives the moment. Refused where that has passed: no clock runs
        back.
        """
        if not self.runs:
            return NO_CLOCK
        if self._room.person is None:
            return NOBODY
        moment = next((each.at for each in self.points() if each.id == point), None)
        if moment is None:
            return Refusal("passed", _("That time has passed, and the practice clock never goes back."))
        self._room.go_on_to(moment)
        return self._room.now()

    def _all(self, now: datetime) -> Iterator[ClockPoint]:
        zone = self._room.zone
        last = calendar_of(self._room.case, zone).last_day
        meeting = meeting_after(last.date())
        opening = meeting + timedelta(days=1)
        yield ClockPoint("morning", _("The next morning"), self._at(now.date() + timedelta(days=1), MORNING))
        yield ClockPoint("last_day", _("The morning of the last day"), self._at(last.date(), MORNING))
        yield ClockPoint("closing", _("The closing of the period"), last)
        yield ClockPoint("meeting", _("The meeting of the board"), self._at(meeting, AFTERNOON))
        yield ClockPoint("opening", _("The opening of the envelopes"), self._at(opening, MORNING))
        yield ClockPoint(
            "certification", _("The day of the certification"), self._at(self._certified(opening), MORNING)
        )

    def _certified(self, opening: date) -> date:
        """The last day to certify, where it is told and behind the opening; else the day after the opening."""
        days = (day.day for day in days_of_case(self._room.case, self._room.zone) if day.id == CERTIFICATION)
        told = next((date.fromisoformat(day) for day in days if day), opening)
        return max(told, opening + timedelta(days=1))

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self._room.zone)
