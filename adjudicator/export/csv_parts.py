"""The CSV files of a release: in parts, so that one of any length takes little memory, and what stands in their cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from adjudicator.records.csv_cells import escape_formula

ROWS_A_PART = 200

Cell = str | int

SEPARATOR = ";"
"""Between codes in one cell, as in the envelope list."""

STREAMS: Mapping[str, str] = {
    "election_day": "election day",
    "advance": "advance voting",
    "absentee": "absentee",
    "": "not given",
}


def csv_parts(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Write a CSV file piece by piece: UTF-8, CRLF, a header row (RFC 4180); text that starts a formula is harmless."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    for number, row in enumerate(rows, 1):
        writer.writerow([escape_formula(value) if isinstance(value, str) else value for value in row])
        if number % ROWS_A_PART == 0:
            yield _taken(text)
    yield _taken(text)


def yes_no(value: bool) -> str:
    """How a truth value stands in a cell."""
    return "yes" if value else "no"


def codes_cell(codes: Iterable[str]) -> str:
    """Several codes in one cell, in their order."""
    return SEPARATOR.join(codes)


def words_cell(codes: Iterable[str], words_of: Callable[[str], str]) -> str:
    """The words of several codes in one cell, in the codes' order."""
    return f"{SEPARATOR} ".join(words_of(code) for code in codes)


def _taken(text: io.StringIO) -> bytes:
    taken = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return taken
