"""Dates and hours as people read them: "Fri 6 Nov 2020, 17:00"."""

from __future__ import annotations

from datetime import date, datetime

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Written out, because `strftime` speaks the language of the machine and the screens speak English."""


def long_day(day: date) -> str:
    """ "Fri 6 Nov 2020"."""
    return f"{short_day(day)} {day.year}"


def short_day(day: date) -> str:
    """ "Fri 6 Nov"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def day_and_hour(moment: datetime) -> str:
    """ "Fri 6 Nov 17:00", the year left out: for times of this election."""
    return f"{short_day(moment)} {moment:%H:%M}"


def long_day_and_hour(moment: datetime) -> str:
    """ "Fri 6 Nov 2020, 17:00"."""
    return f"{long_day(moment)}, {moment:%H:%M}"
