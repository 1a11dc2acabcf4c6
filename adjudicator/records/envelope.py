"""A provisional envelope with its papers, as it came in."""

from __future__ import annotations

import re
from dataclasses import dataclass


def ordinal_of(number: str) -> str:
    """The envelope number as it sorts for a person: each run of digits counts as a number ("B-9" before "B-10")."""
    if number.isascii() and number.isdigit():
        return number.zfill(10)
    return re.sub(r"\d+", lambda digits: digits[0].zfill(10), number)


def number_key(number: str) -> tuple[str, ...]:
    """What all ways of writing one number have in common: its parts, without zeros before them, blanks and dashes.

    "0017", "17" and "00-17" are one number, "PB-0017" and "pb 17" another; "1-12" and "11-2" stay two.
    """
    parts = re.findall(r"\d+|[^\W\d_]+", number.casefold())
    return tuple(part for part in (each.lstrip("0") if each.isdigit() else each for each in parts) if part)


STREAMS = ("election_day", "advance", "absentee")
STATEMENTS = ("complete", "incomplete", "missing")

SEALED_FIELDS = frozenset(
    {
        "cast_at", "last_name", "first_name", "middle_name", "suffix", "birth_date", "house_number", "street", "city",
        "zip_code", "phone", "email", "registration_number", "image", "note",
    }
)  # fmt: skip
"""Fields that say who the voter is or when exactly the ballot was cast: never in the body of an entry."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One envelope and what its papers say, text exactly as received; an empty text and None are unknown, never "no".

    `cast_at` is local time, ISO 8601 ("2020-11-03T17:30"); `reasons` are the codes the poll worker ticked;
    `birth_date` is as written; `image` a file name beside the list. It lies in a `box` at a `position`, from 1.
    """

    number: str
    stream: str = ""
    place: str = ""
    precinct_cast: str = ""
    style_cast: str = ""
    party: str = ""
    cast_at: str = ""
    reasons: tuple[str, ...] = ()
    last_name: str = ""
    first_name: str = ""
    middle_name: str = ""
    suffix: str = ""
    birth_date: str = ""
    house_number: str = ""
    street: str = ""
    city: str = ""
    zip_code: str = ""
    phone: str = ""
    email: str = ""
    registration_number: str = ""
    oath_signed: bool | None = None
    id_shown: bool | None = None
    statement: str = ""
    sheets: int | None = None
    image: str = ""
    note: str = ""
    box: str = ""
    position: int | None = None

    @property
    def voter_name(self) -> str:
        """The name as written, first to last, as one line."""
        return " ".join(part for part in (self.first_name, self.middle_name, self.last_name, self.suffix) if part)

    @property
    def voter_address(self) -> str:
        """The address as written, as one line."""
        line = " ".join(part for part in (self.house_number, self.street) if part)
        return ", ".join(part for part in (line, self.city) if part)
