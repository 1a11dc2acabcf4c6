"""Dates and times of other people's files, read strictly."""

from __future__ import annotations

import re
from datetime import date, datetime, time

REGISTRATION_DIGITS = 8
"""A registration number of the state has so many digits, and may begin with zeros."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_DAY_AND_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ].*", re.ASCII)
_US_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: .*)?", re.ASCII)
_HOUR = re.compile(r"(\d\d):(\d\d)", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?", re.ASCII)


def day_of(text: str) -> date | None:
    """Return an ISO 8601 day ("2020-11-03"), or None where the text is not one."""
    found = _DAY.fullmatch(text)
    return _date(*found.groups()) if found else None


def state_day_of(text: str) -> date | None:
    """Return a day as the state's files have it ("11/03/2020") or in ISO 8601, a time after it passed over."""
    found, timed = _US_DAY.fullmatch(text), _DAY_AND_TIME.fullmatch(text)
    return _date(found[3], found[1], found[2]) if found else day_of(timed[1] if timed else text)


def hour_of(text: str) -> time | None:
    """Return an hour of the day ("19:00"), or None where the text is not one."""
    found = _HOUR.fullmatch(text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def moment_of(text: str) -> datetime | None:
    """Return a local time in ISO 8601 ("2020-11-03T17:30", seconds allowed, no offset), or None."""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
