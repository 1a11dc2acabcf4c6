"""Ways in which people and spreadsheets write the same: headers, yes and no, hours, codes. What fits none stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from adjudicator.intake.words import moment_of

YES_OR_NO: Mapping[str, bool] = {
    "yes": True, "y": True, "true": True, "t": True, "no": False, "n": False, "false": False, "f": False,
}  # fmt: skip
"""What is written for yes and no, in any case; a spreadsheet writes TRUE and FALSE."""

_US_MOMENT = re.compile(
    r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}),? +(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"(?: *(?P<half>[ap])\.?m\.?)?",
    re.ASCII | re.IGNORECASE,
)
_WITH_A_BLANK = re.compile(r"(\d{4}-\d\d-\d\d) +(\d\d:\d\d(?::\d\d)?)", re.ASCII)


def plain(header: str) -> str:
    """A column's name without blanks, underscores, dashes and other signs, in small letters."""
    return re.sub(r"[\W_]+", "", header.casefold())


def spelt_as(columns: Collection[str], others: Mapping[str, str]) -> Callable[[str], str]:
    """Brings a header to the column that it means, in whatever case and with whatever signs; one that means none stays.

    `others` are further names of columns, as `plain` writes them.
    """
    known = {plain(name): name for name in columns} | dict(others)

    def spelt(header: str) -> str:
        return known.get(plain(header), header.strip())

    return spelt


def moment_as_saved(text: str) -> str:
    """A local time as the record has it ("2020-11-03T17:30") where Americans or a spreadsheet wrote it otherwise:
    "11/3/2020 5:30 PM", "11/3/2020 17:30", "2020-11-03 17:30".
    """
    if moment_of(text) is not None:
        return text
    spaced, found = _WITH_A_BLANK.fullmatch(text), _US_MOMENT.fullmatch(text)
    if spaced is not None:
        written = f"{spaced[1]}T{spaced[2]}"
        return written if moment_of(written) is not None else text
    return _american(found.groupdict()) or text if found is not None else text


def code_as_saved(text: str, codes: Collection[str]) -> str:
    """A code in the case in which it is known, with "_" where a blank or a dash was written; as it is where none fits."""
    if text in codes:
        return text
    meant = [code for code in codes if _bare(code) == _bare(text)]
    return meant[0] if len(meant) == 1 else text


def with_zeros(text: str, codes: Collection[str]) -> str:
    """A code with the zeros in front that a spreadsheet took away ("11" for "011"); as it is where that may be two."""
    if text in codes or not text:
        return text
    meant = [code for code in codes if code.lstrip("0").casefold() == text.lstrip("0").casefold()]
    return meant[0] if len(meant) == 1 else text


def _bare(code: str) -> str:
    """A code in small letters, without blanks, underscores and dashes; a control character stays, so that it is told."""
    return re.sub(r"[ _-]+", "", code.casefold())


def _american(parts: Mapping[str, str | None]) -> str:
    """The time in ISO 8601; empty for a day or an hour that there is not."""
    month, day, year, hour, minute = (int(parts[name] or 0) for name in ("month", "day", "year", "hour", "minute"))
    half, second = (parts["half"] or "").casefold(), int(parts["second"] or 0)
    if half and not 1 <= hour <= 12:
        return ""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - local, as the papers have it
    except ValueError:
        return ""
    return moment.isoformat(timespec="seconds" if second else "minutes")
