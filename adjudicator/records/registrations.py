"""A row of the canceled or the pending list: an elector, how the registration stands, since when and why.

It is kept as a line of its file, as a vote is of the files of other votes, so that the record commits to it and `verify`
proves it.
"""

from __future__ import annotations

from adjudicator.records.elector import Credit, Elector
from adjudicator.records.received import Registration
from adjudicator.records.vote_rows import row_of
from adjudicator.words.dates import dated_cell

REASON = "reason"
"""The code under which a row has why the registration was canceled, or what it lacks."""

_FIELDS = (
    "middle_name", "suffix", "house_number", "street", "unit", "city", "zip_code", "precinct", "county",
)  # fmt: skip
BORN = "born"


def line_of_elector(elector: Elector, value: Registration, on: str, reason: str, file: str) -> Credit:
    """The line for an elector of a list; `on` is the day of the cancellation or that since which it is pending, or empty."""
    row = row_of((
        *((field, getattr(elector, field)) for field in _FIELDS),
        (BORN, str(elector.birth_year or "")),
        (REASON, reason),
    ))  # fmt: skip
    names = (elector.last_name, elector.first_name)
    return Credit(elector.registration_number, value, on, _words(value, on, reason), file, *names, row=row)


def elector_on(line: Credit) -> Elector:
    """The elector of a line, as the list has them; districts and the day of registration no list says."""
    said = dict(line.row)
    born = said.get(BORN, "")
    text = said.get
    return Elector(
        line.registration_number,
        text("county", ""),
        line.value,
        line.last_name,
        line.first_name,
        text("middle_name", ""),
        text("suffix", ""),
        int(born) if born.isdecimal() else None,
        text("house_number", ""),
        text("street", ""),
        text("unit", ""),
        text("city", ""),
        text("zip_code", ""),
        text("precinct", ""),
        status_reason=text(REASON, "") if line.value == "cancelled" else "",
    )


def _words(value: Registration, on: str, reason: str) -> str:
    """Words for the record, which stay English: "canceled Oct 2, 2020: DUPLICATE"."""
    day = dated_cell(on)
    if value == "cancelled":
        said = f"canceled {day}" if day else "canceled"
    else:
        said = f"pending since {day}" if day else "pending"
    return f"{said}: {reason}" if reason else said
