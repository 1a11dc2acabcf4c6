"""Reading a time as a person at the counter writes it: "Nov 5, 2:05 p.m.", "11/5/2020 2 PM", "5 Nov 14:05". Pure."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from adjudicator.law.days.clocks import first_shown, times_shown
from adjudicator.words import _
from adjudicator.words.dates import MONTHS

HINT = _("Such as Nov 5, 2:05 p.m., or 2:05 p.m. for today, or now")
UNREAD = _("This is not a time. Write it like Nov 5, 2:05 p.m., or 2:05 p.m. for today.")
NEVER_SHOWN = _("No clock showed this time: clocks were put forward that night. Look again.")
FUTURE = _("This time is in the future. Compare it with what arrived.")

AT_THIS_MOMENT = frozenset({"now", "n"})

_CLOCK = re.compile(r"(?<!\d)(\d{1,2})(?:[:.](\d{2})\s*(?:([ap])\.?\s?m?\.?)?|\s*([ap])\.?\s?m\.?)\s*$", re.IGNORECASE)
_HOUR = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(?:([ap])\.?\s?m\.?)?", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})T?$")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?$")
_WORDS = re.compile(r"(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})\.?\s+([a-z]{3,9})\.?,?(?:\s+(\d{4}))?$", re.IGNORECASE)
_WORDS_US = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?$", re.IGNORECASE
)

BEFORE = timedelta(days=60)
"""A day without a year is the one that begins at most this long before the election."""


def read_moment(text: str, election: date, today: date | None) -> datetime | None:
    """Read a local time; None where it cannot be read.

    A day without a year belongs to the election's season; a time without a day is `today`'s, and cannot be read where
    that is None.
    """
    clock = _CLOCK.search(text.strip())
    if clock is None:
        return None
    at = _time(int(clock[1]), int(clock[2] or 0), (clock[3] or clock[4] or "").lower())
    before = text.strip()[: clock.start()].strip(" ,").removesuffix(" at")
    day = _day(before, election) if before else today
    return datetime.combine(day, at) if day is not None and at is not None else None


def read_hour(text: str) -> time | None:
    """Read a time of the day: "7:00 p.m.", "7 PM", "19:45", "1945", "19"; None where it cannot be read.

    "7" alone is not read: nobody knows whether it is the morning or the evening.
    """
    found = _HOUR.fullmatch(text.strip())
    if found is None or not (found[2] or found[3] or int(found[1]) > 12):
        return None
    return _time(int(found[1]), int(found[2] or 0), (found[3] or "").lower())


def read_day(text: str, election: date) -> date | None:
    """Read a day before the election; one without a year is the last such day up to it. None where it cannot be read."""
    found = _day(text.strip(), election)
    if found is None or found <= election or _has_year(text.strip()):
        return found
    return _date(found.year - 1, found.month, found.day, election)


def _has_year(text: str) -> bool:
    shapes = (shape.match(text) for shape in (_SLASHES, _WORDS, _WORDS_US))
    return _ISO.match(text) is not None or any(found is not None and bool(found[3]) for found in shapes)


def read_past(text: str, election: date, now: datetime) -> datetime | str:
    """Read when something arrived: a moment in the zone of `now`, else what is wrong with the words.

    "now", or "n", is the minute that it is: most of what arrives is entered while its bearer stands there.

    Nothing has arrived at a time that is still to come, or that no clock showed; of a time that was shown twice the first
    is taken (`law.clocks`).
    """
    today = season_day(now.date(), election)
    if today is not None and text.strip().casefold() in AT_THIS_MOMENT:
        return now.replace(second=0, microsecond=0)
    found = read_moment(text, election, today)
    if found is None:
        return UNREAD
    if now.tzinfo is None or not times_shown(found, now.tzinfo):
        return NEVER_SHOWN
    moment = first_shown(found, now.tzinfo)
    return FUTURE if moment.astimezone(UTC) > now.astimezone(UTC) else moment


def read_day_of_season(text: str, election: date) -> date | None:
    """Read a day: "Nov 5", "Thu Nov 5, 2020", "11/5/2020", "5 Nov", "2020-11-05"; None where it cannot be read.

    Without a year it belongs to the election's season.
    """
    return _day(text.strip(), election)


def season_day(today: date, election: date) -> date | None:
    """Today where it lies in the weeks after the election, else None: then a person has to write the day."""
    return today if election <= today <= election + BEFORE else None


def _time(hour: int, minute: int, half: str) -> time | None:
    if half and not 1 <= hour <= 12:
        return None
    hours = {"": hour, "a": hour % 12, "p": hour % 12 + 12}[half]
    return time(hours, minute) if hours < 24 and minute < 60 else None


def _day(text: str, election: date) -> date | None:
    if found := _ISO.match(text):
        return _date(int(found[1]), int(found[2]), int(found[3]), election)
    if found := _SLASHES.match(text):
        return _date(_year(found[3]), int(found[1]), int(found[2]), election)
    if found := _WORDS.match(text):
        return _date(_year(found[3]), _month(found[2]), int(found[1]), election)
    if found := _WORDS_US.match(text):
        return _date(_year(found[3]), _month(found[1]), int(found[2]), election)
    return None


def _year(text: str | None) -> int:
    year = int(text or 0)
    return 2000 + year if 0 < year < 100 else year


def _month(word: str) -> int:
    return next((at for at, month in enumerate(MONTHS, 1) if word.casefold().startswith(month.casefold())), 0)


def _date(year: int, month: int, day: int, election: date) -> date | None:
    try:
        if year:
            return date(year, month, day)
        found = date(election.year, month, day)
        return found if found >= election - BEFORE else date(election.year + 1, month, day)
    except ValueError:
        return None
