"""A birth date as a pen writes it, read only where there is no doubt which day is meant."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_NAME = r"(?P<name>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})"
_MONTH = r"(?P<month>\d{1,2})"

_FORMS = (
    re.compile(rf"(?P<year>\d{{4}})[-/.]{_MONTH}[-/.]{_DAY}", re.ASCII),
    re.compile(rf"{_MONTH}[-/.]{_DAY}[-/.](?P<year>\d{{4}}|\d{{2}})", re.ASCII),
    re.compile(rf"{_NAME} {_DAY}(?:st|nd|rd|th)?,? (?P<year>\d{{4}})", re.ASCII),
    re.compile(rf"{_DAY}(?:st|nd|rd|th)? {_NAME},? (?P<year>\d{{4}})", re.ASCII),
)
"""Full dates: year first; month first, as in the United States; the month's name before or after the day."""


def written_birth(text: str, by: date) -> tuple[int, int, int] | None:
    """Year, month and day of a full birth date as written, whether or not there is such a day; None for anything else.

    A year of two digits is the last one that was not after `by`, since nobody who votes is a hundred years older.
    """
    plain = " ".join(text.casefold().split())
    found = next((match for form in _FORMS if (match := form.fullmatch(plain))), None)
    if found is None:
        return None
    parts = found.groupdict()
    month = _month_named(parts["name"]) if parts.get("name") else int(parts["month"])
    if not month:
        return None
    year, day = int(parts["year"]), int(parts["day"])
    return (year if len(parts["year"]) == 4 else _full_year(year, (month, day), by)), month, day


def born_on(text: str, by: date) -> date | None:
    """The day of a birth date as written; None where it cannot be read, or there is no such day in the calendar."""
    parts = written_birth(text, by)
    try:
        return date(*parts) if parts else None
    except ValueError:
        return None


def age_on(born: date, day: date) -> int:
    """Full years of age on a day; who was born on 29 February grows older on 1 March of common years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _month_named(name: str) -> int:
    """The number of a month by its English name or the beginning of it; 0 for another word."""
    return next((number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)), 0)


def _full_year(short: int, month_and_day: tuple[int, int], by: date) -> int:
    century = by.year - by.year % 100
    return (
        century + short if (century + short, *month_and_day) <= (by.year, by.month, by.day) else century - 100 + short
    )
