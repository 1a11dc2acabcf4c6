"""Dates and hours as people read them: "Fri 6 Nov 2020, 17:00"."""

from __future__ import annotations

from datetime import datetime

from adjudicator.law.days.days import DAYS, MONTHS, dated_words, day_and_hour, long_day, short_day

__all__ = ["DAYS", "MONTHS", "dated_words", "day_and_hour", "long_day", "long_day_and_hour", "short_day"]


def long_day_and_hour(moment: datetime) -> str:
    """ "Fri 6 Nov 2020, 17:00"."""
    return f"{long_day(moment)}, {moment:%H:%M}"
