"""Pace and forecast in words, and progress as JSON."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from adjudicator.canvass.pace import BREAK, ENOUGH, HOURS, Forecast, Headway, Pace
from adjudicator.words import Words, _, beside, n_, number
from adjudicator.words.dates import day_and_hour, span_words

RECKONED = _(
    "How it is reckoned: of the last {hours} hours. Work is the time between a person's steps on envelopes; where nothing "
    "was recorded for more than {minutes} minutes, that was a break and does not count. From fewer than {enough} "
    "envelopes nothing is foretold.",
    hours=HOURS,
    minutes=int(BREAK / timedelta(minutes=1)),
    enough=ENOUGH,
)
"""How pace and forecast are reckoned."""

TOO_FEW = _("Too few to tell")


def pace_words(pace: Pace) -> Words:
    """ "41 an hour, over 2 hours 10 minutes of work", or that there are too few to tell."""
    if pace.per_hour is None:
        return TOO_FEW
    return _("{rate} an hour, over {time} of work", rate=rate_words(pace), time=worked_words(pace))


def rate_words(pace: Pace) -> Words:
    """How many envelopes in an hour, with one decimal where it is few; or that there are too few to tell."""
    per_hour = pace.per_hour
    if per_hour is None:
        return TOO_FEW
    if per_hour >= ENOUGH:
        return number(round(per_hour))
    return _("{number}", number=f"{per_hour:.1f}")


def median_words(pace: Pace) -> Words:
    """ "74 seconds", "2 minutes 5 seconds"; or that there are too few to tell."""
    if pace.median_seconds is None:
        return TOO_FEW
    minutes, seconds = divmod(round(pace.median_seconds), 60)
    if minutes < 2:
        return n_("{count} second", "{count} seconds", round(pace.median_seconds))
    return n_("{minutes} minutes {count} second", "{minutes} minutes {count} seconds", seconds, minutes=minutes)


def median_figure(pace: Pace) -> tuple[str, str]:
    """The median and its unit apart: "74" "seconds", "2:05" "minutes"; that there are too few to tell has no unit."""
    if pace.median_seconds is None:
        return TOO_FEW, ""
    seconds = round(pace.median_seconds)
    return (f"{seconds}", _("seconds")) if seconds < 120 else (clock_of(seconds), _("minutes"))


def worked_figure(pace: Pace) -> tuple[str, str]:
    """The work and its unit apart: "45" "minutes", "2:10" "hours"."""
    minutes = round(pace.worked.total_seconds()) // 60
    return (f"{minutes}", _("minutes")) if minutes < 60 else (clock_of(minutes), _("hours"))


def clock_of(units: int) -> str:
    """Seconds as minutes and seconds, minutes as hours and minutes: "2:05"."""
    return f"{units // 60}:{units % 60:02}"


def worked_words(pace: Pace) -> Words:
    """ "2 hours 10 minutes"."""
    return span_words(pace.worked) if pace.worked else _("none")


def forecast_words(left: int, found: Forecast | None, last_day: datetime, *, over: bool = False) -> Words:
    """When the rest is done at a pace, held against the last day unless that is `over`; or why it cannot be told."""
    if not left:
        return _("Nothing is left to decide.")
    many = n_("{count} envelope is left to decide.", "{count} envelopes are left to decide.", left)
    if found is None:
        return beside(many, _("Too few were decided lately to tell when the rest is done."))
    when = _(
        "At this pace that is {time} of work; without a break it is done {when}.",
        time=span_words(found.takes),
        when=day_and_hour(found.done_at),
    )
    if over:
        return beside(many, when)
    until = day_and_hour(last_day)
    if found.spare < timedelta(0):
        late = _("That is {time} after the last day ends, {until}.", time=span_words(-found.spare), until=until)
        return beside(many, when, late)
    spare = _("That leaves {time} before the last day ends, {until}.", time=span_words(found.spare), until=until)
    return beside(many, when, spare)


def progress_json(progress: Headway, left: int, found: Forecast | None) -> dict[str, Any]:
    """Headway and forecast for programs: instants with their offset, times in seconds."""
    pace = progress.pace
    return {
        "today": progress.today,
        "this_hour": progress.this_hour,
        "hours": [{"begins": hour.begins.isoformat(), "decided": hour.decided} for hour in progress.hours],
        "pace": {
            "envelopes": pace.envelopes,
            "worked_seconds": round(pace.worked.total_seconds()),
            "median_seconds": None if pace.median_seconds is None else round(pace.median_seconds, 1),
            "per_hour": None if pace.per_hour is None else round(pace.per_hour, 2),
        },
        "left": left,
        "forecast": None
        if found is None
        else {
            "takes_seconds": round(found.takes.total_seconds()),
            "done_at": found.done_at.isoformat(timespec="seconds"),
            "spare_seconds": round(found.spare.total_seconds()),
        },
    }
