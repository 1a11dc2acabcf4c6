"""What the page and the wall say alike: hours as bars, and the forecast of everybody's pace."""

from __future__ import annotations

from datetime import datetime, timedelta

from adjudicator.canvass.pace import Headway, HourDone, Pace, foretell
from adjudicator.canvass.pace_words import forecast_words
from adjudicator.office import Office
from adjudicator.words import Words, _
from adjudicator.words.dates import hour
from ui.parts import ChartBar


def hour_words(done: HourDone) -> Words:
    """ "9:00 a.m."."""
    return hour(done.begins)


LEAST_HOURS = 6
"""So many hours are shown at least, whether or not anything was decided in them."""


def hours_shown(everyone: Headway) -> int:
    """How many of the newest hours are shown: back to the first in which anybody decided anything."""
    quiet = next((at for at, each in enumerate(everyone.hours) if each.decided), len(everyone.hours))
    return max(len(everyone.hours) - quiet, LEAST_HOURS)


def bars_of(progress: Headway, most: int) -> tuple[ChartBar, ...]:
    """An hour a bar, the newest last, which is still running."""
    *whole, running = progress.hours[-most:]
    so_far = ChartBar(_("{hour}, so far", hour=hour_words(running)), running.decided, growing=True)
    return (*(ChartBar(hour_words(each), each.decided) for each in whole), so_far)


def forecast_of(office: Office, pace: Pace) -> tuple[Words, bool]:
    """When what is left is decided at a pace, in words, and whether that is behind the last day."""
    left, last_day, now = office.progress.standing().left, office.overview.last_day(), office.now()
    found, over = foretell(left, pace, now, last_day), _is_over(office, now, last_day)
    late = bool(left) and not over and found is not None and found.spare < timedelta(0)
    return forecast_words(left, found, last_day, over=over), late


def _is_over(office: Office, now: datetime, last_day: datetime) -> bool:
    return bool(office.case.period_closed) or now >= last_day
