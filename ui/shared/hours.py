"""Hours as a county worker writes them, and numbers, read out of fields. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime

from adjudicator.words import _
from ui.shared.reading_times import FUTURE, read_past

_NUMBER = re.compile(r"\d{1,7}|\d{1,3}(,\d{3}){1,2}", re.ASCII)

HINT = _("Empty for now; else such as 9:20 p.m., or Nov 6, 9:20 p.m.")
STILL_TO_COME = _("This time is still to come. Look again.")
NO_NUMBER = _("Write a number, such as 342.")


def hour_of(text: str, election: date, now: datetime) -> tuple[str, str]:
    """An hour as the record has it ("2020-11-06T21:20"), now where nothing is written; and what is wrong with it."""
    if not text.strip():
        return _as_recorded(now), ""
    found = read_past(text, election, now)
    if isinstance(found, datetime):
        return _as_recorded(found), ""
    return "", STILL_TO_COME if found == FUTURE else found


def _as_recorded(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")


def number_of(text: str) -> int | None:
    """A number as it is written, with or without thousands separators; None for what is none."""
    written = text.strip()
    return int(written.replace(",", "")) if _NUMBER.fullmatch(written) else None


def signed_number_of(text: str) -> int | None:
    """The same with a minus before it, where there is one."""
    written = text.strip().replace("\N{MINUS SIGN}", "-")
    number = number_of(written.removeprefix("-"))
    return -number if number is not None and written.startswith("-") else number
