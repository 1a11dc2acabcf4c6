"""What people tell in figures: days and hours by the county's clock, and how many they counted."""

from __future__ import annotations

from datetime import datetime

from adjudicator.records.trouble import Refusal
from adjudicator.words import _


def is_hour(text: str) -> bool:
    """Whether a text is a day and hour without a time zone, to the minute, as the acts write it ("2020-11-06T21:05")."""
    try:
        hour = datetime.fromisoformat(text)
    except ValueError:
        return False
    return hour.tzinfo is None and hour.isoformat(timespec="minutes") == text


def is_day(text: str) -> bool:
    """Whether a text is a day as the acts write it ("2020-11-02")."""
    return is_hour(f"{text}T00:00")


def below_zero(*numbers: int) -> Refusal | None:
    """The refusal where one of the numbers is less than nothing, which nobody counts; None where none is."""
    return Refusal("bad_input", _("Write numbers from 0 up.")) if min(numbers) < 0 else None
