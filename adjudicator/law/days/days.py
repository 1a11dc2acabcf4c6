"""Days as people read them: "Fri 6 Nov 2020"."""

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


def dated_words(text: str) -> str:
    """A date or instant in ISO 8601 as words; the text itself where it is neither."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return short_day(moment) if len(text) <= len("2020-11-02") else day_and_hour(moment)
