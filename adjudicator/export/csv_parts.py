"""The CSV files of a release: in parts, so that one of any length takes little memory, and what stands in their cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from adjudicator.records.csv_cells import escape_formula

ROWS_A_PART = 200

LINE_END = "\r\n"

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
    yield csv_text([header]).encode()
    source = iter(rows)
    while part := list(islice(source, ROWS_A_PART)):
        yield csv_text(part).encode()


def csv_text(rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as they stand in such a file, each with its line's end."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=LINE_END)
    writer.writerows([escape_formula(value) if isinstance(value, str) else value for value in row] for row in rows)
    return text.getvalue()


def yes_no(value: bool) -> str:
    """How a truth value stands in a cell."""
    return "yes" if value else "no"


def codes_cell(codes: Iterable[str]) -> str:
    """Several codes in one cell, in their order."""
    return SEPARATOR.join(codes)


def words_cell(codes: Iterable[str], words_of: Callable[[str], str]) -> str:
    """The words of several codes in one cell, in the codes' order."""
    return f"{SEPARATOR} ".join(words_of(code) for code in codes)
