"""Dates and hours as people read them: "Fri 6 Nov 2020, 17:00"."""

from __future__ import annotations

from datetime import date, datetime


def long_day(day: date) -> str:
    """ "Fri 6 Nov 2020"."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def short_day(day: date) -> str:
    """ "Fri 6 Nov"."""
    return f"{day:%a} {day.day} {day:%b}"


def day_and_hour(moment: datetime) -> str:
    """ "Fri 6 Nov 17:00", the year left out: for times of this election."""
    return f"{short_day(moment)} {moment:%H:%M}"


def long_day_and_hour(moment: datetime) -> str:
    """ "Fri 6 Nov 2020, 17:00"."""
    return f"{long_day(moment)}, {moment:%H:%M}"
