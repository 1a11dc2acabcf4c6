"""What the cells of a voter list mean: each raw text is read once, and known again after that.

A roll of millions repeats itself: a few hundred thousand names, streets and dates. So each column is mapped through a
dictionary that works a text out when it first meets it; reading a known one costs a look-up and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from adjudicator.roll.layouts import RollLayout, county_of_code
from adjudicator.words import _

SEPARATOR = "\x1f"
"""Stands between the fields of a canonical row; no cleaned text holds it, `str.split` takes it for a space."""


class Unreadable(ValueError):  # noqa: N818 - not an error of the program: the row's problem is worked out from it
    """A cell that cannot be what its column says; the message says why, `field` which one."""

    def __init__(self, field: str, what: str, remedy: str, value: str = "") -> None:
        super().__init__(what)
        self.field = field
        self.what = what
        self.remedy = remedy
        self.value = value


class Interned(dict[str, int]):
    """Raw text -> number, from 1; texts that clean to the same share a number.

    `texts[number]` is the cleaned text; the first stands for no number. A cleaned text must clean to itself.
    """

    def __init__(self, clean: Callable[[str], str]) -> None:
        super().__init__()
        self._clean = clean
        self.texts: list[str] = [""]

    def __missing__(self, raw: str) -> int:
        text = self._clean(raw)
        if text == raw:
            self.texts.append(raw)
            number = len(self.texts) - 1
        else:
            number = self[text]
        self[raw] = number
        return number


class InternedCells(dict[str, int]):
    """Raw cells, joined by the separator -> number, from 1: one look-up for all that belongs together.

    `texts[number]` are the cells that were read from them, joined the same way; the first stands for no number.
    """

    def __init__(self, read: Callable[..., tuple[str, ...]], cells: int) -> None:
        super().__init__()
        self._read = read
        self._cells = cells
        self._numbers: dict[str, int] = {}
        self.texts: list[str] = [""]

    def __missing__(self, raw: str) -> int:
        cells = raw.split(SEPARATOR)
        if len(cells) != self._cells:
            raise ValueError("a cell holds the separator")
        text = SEPARATOR.join(self._read(*cells))
        number = self._numbers.setdefault(text, len(self.texts))
        if number == len(self.texts):
            self.texts.append(text)
        self[raw] = number
        return number


class Cleaned(dict[str, str]):
    """Raw text -> cleaned text, remembered."""

    def __init__(self, clean: Callable[[str], str]) -> None:
        super().__init__()
        self._clean = clean

    def __missing__(self, raw: str) -> str:
        value = self[raw] = self._clean(raw)
        return value


def plain(text: str) -> str:
    """The text without space around it, one space between its words."""
    return " ".join(text.split())


def district(text: str) -> str:
    """A district as the election definition writes it: "10" of "010"; one that is no number stays as it is."""
    text = plain(text)
    return (text.lstrip("0") or "0") if text.isdigit() else text


_DATE_SHAPES = (
    (re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})"), (3, 1, 2)),
    (re.compile(r"(\d{4})-?(\d{2})-?(\d{2})"), (1, 2, 3)),
)


def iso_date(field: str) -> Callable[[str], str]:
    """Reads MM/DD/YYYY, YYYYMMDD and YYYY-MM-DD into ISO 8601; empty stays empty."""

    def read(text: str) -> str:
        text = text.strip()
        if not text:
            return ""
        for shape, (year, month, day) in _DATE_SHAPES:
            if found := shape.fullmatch(text):
                try:
                    return date(int(found[year]), int(found[month]), int(found[day])).isoformat()
                except ValueError:
                    break
        raise Unreadable(field, _("This is not a date"), _("Write it as MM/DD/YYYY or YYYYMMDD."), text)

    return read


def birth_year(text: str) -> str:
    """A year from 1850 to 2100 as four digits, "0" for an empty cell."""
    text = text.strip()
    if not text:
        return "0"
    if not (text.isascii() and text.isdigit() and len(text) == 4 and 1850 <= int(text) <= 2100):
        raise Unreadable("birth_year", _("This is not a year of birth"), _("Write four digits, 1974."), text)
    return text


def status_reader(layout: RollLayout) -> Callable[..., tuple[str, ...]]:
    """Reads status and reason; refuses a status that the layout does not know."""

    def read(status: str, reason: str) -> tuple[str, ...]:
        known = layout.statuses.get(plain(status).upper())
        if known is None:
            remedy = _("Use active, inactive, cancelled or pending (A, I, C or P).")
            raise Unreadable("status", _("This status is not known"), remedy, plain(status))
        return known, plain(reason)

    return read


def read_street(*cells: str) -> tuple[str, ...]:
    """(direction, name, kind, direction, city, ZIP) -> (street, city, ZIP)."""
    *street, city, zip_code = cells
    return plain(" ".join(street)), plain(city), plain(zip_code)


def place_reader(layout: RollLayout) -> Callable[..., tuple[str, ...]]:
    """Reads (county, precinct, the levels' districts, municipality, combo); refuses a county that is none."""

    def read(*cells: str) -> tuple[str, ...]:
        county, precinct, *districts, municipality, combo = map(plain, cells)
        name = county_of_code(county) if layout.county_codes else county.upper()
        if not name:
            remedy = _("Use the state's code, 001 to 159.") if layout.county_codes else _("Fill in the county's name.")
            raise Unreadable("county", _("This is not a county"), remedy, county)
        return name.removesuffix(" COUNTY"), precinct, *map(district, districts), municipality, combo

    return read
