"""Which kind of file it is, by its first bytes and its header row."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from adjudicator.at_rest import foreign
from adjudicator.intake.readers import READERS
from adjudicator.intake.sources import OTHER_FORMS
from adjudicator.records.received import FILE_KINDS
from adjudicator.roll.layouts import LAYOUTS
from adjudicator.words import _
from ui.parts import Choice

HEAD = 65_536
"""Bytes that are read to see the header row."""

FIRST_ROWS = 11
"""Rows that are looked at: a header, or a title and what stands above it."""

SQLITE = b"SQLite format 3\0"
ROLL = "roll"

KINDS: Mapping[str, str] = {
    **{code: kind.title for code, kind in FILE_KINDS.items()},
    "garvis": _("State voter list, GARViS (2023 on)"),
    "enet": _("State voter list, ENET (to 2022)"),
}
"""Kind -> its word. The last two are built into a roll first; their ids are the layouts'."""

KIND_CHOICES = tuple(Choice(str(key), kind, words) for key, (kind, words) in enumerate(KINDS.items(), 1))

VOTER_LISTS = frozenset(LAYOUTS)


@dataclass(frozen=True, slots=True)
class _Header:
    """The columns by which a kind is known, and those without which it is not that kind."""

    columns: frozenset[str]
    required: frozenset[str]
    spelt: Callable[[str], str]


def _plain(name: str) -> str:
    return name.strip().casefold()


def _headers() -> Mapping[str, _Header]:
    lists = {kind: reader.layout for kind, reader in READERS.items()}
    found = {kind: _Header(frozenset(map(it.spelt, it.columns)), frozenset(map(it.spelt, it.required)), it.spelt)
             for kind, it in lists.items()}  # fmt: skip
    for kind, layout in LAYOUTS.items():
        columns = frozenset(map(_plain, layout.columns.values()))
        found[kind] = _Header(columns, columns, _plain)
    return found


HEADERS = _headers()


def recognise(path: Path) -> str:
    """The kind of a file by its first bytes, empty where nothing of it is known; a workbook's is told by its sheets.

    Raises OSError where it cannot be read, and WorldError "open_here" for the open case.
    """
    return recognised(path, head_of(path))


def head_of(path: Path) -> bytes:
    """The first bytes of a file; raises as `recognise` does."""
    with foreign.opened(path) as file:
        return file.read(HEAD)


def recognised(path: Path, head: bytes) -> str:
    """The same of a file whose first bytes are known. An encrypted roll looks like nothing: only its name tells it."""
    if head.startswith(SQLITE):
        return ROLL
    return kind_of_rows(first_rows(head)) or (ROLL if path.suffix.casefold() == ".roll" else "")


def kind_of_rows(rows: Sequence[Sequence[str]]) -> str:
    """The kind of a table by its header, which may stand below a title: its reader then says in which row."""
    return next((kind for row in rows if (kind := kind_of(row))), "")


def kind_of(header: Sequence[str]) -> str:
    """The kind of a table with this header.

    A kind that has all columns it requires goes before one that has not; then the one of which more columns are there.
    """
    scored = ((_score(header, each), kind) for kind, each in HEADERS.items())
    best, kind = max(scored)
    return kind if best[1] > 0 else ""


def other_form(head: bytes) -> str:
    """What a file is whose bytes are no text in UTF-8 ("UTF-16"); empty where its first bytes say nothing."""
    return next((form for sign, form in OTHER_FORMS.items() if head.startswith(sign)), "")


def first_rows(head: bytes, most: int = FIRST_ROWS) -> tuple[tuple[str, ...], ...]:
    """The first rows of a table in the first bytes of a file."""
    text = head.decode("utf-8-sig", errors="replace")
    if not text.strip():
        return ()
    lines = text.splitlines(keepends=True)
    delimiter = "|" if lines[0].count("|") > lines[0].count(",") else ","
    with suppress(csv.Error):
        return tuple(map(tuple, islice(csv.reader(lines, delimiter=delimiter), most)))
    return ()


def _score(names: Sequence[str], header: _Header) -> tuple[bool, int, float]:
    found = {header.spelt(name) for name in names} & header.columns
    return header.required <= found, len(found), len(found) / len(header.columns)
