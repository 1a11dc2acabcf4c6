"""Days and hours as Americans write them by hand, from what the files have in ISO 8601."""

from __future__ import annotations

from datetime import date, datetime


def day(written: str) -> str:
    """A day: "7/29/1990"; what is no day stays as it is."""
    try:
        read = date.fromisoformat(written)
    except ValueError:
        return written
    return f"{read.month}/{read.day}/{read.year}"


def day_of(moment: str) -> str:
    """The day of a moment."""
    return day(moment.partition("T")[0])


def hour_of(moment: str) -> str:
    """The hour of a moment: "7:31 pm"; empty where there is none."""
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    return f"{(read.hour - 1) % 12 + 1}:{read.minute:02d} {'am' if read.hour < 12 else 'pm'}"
