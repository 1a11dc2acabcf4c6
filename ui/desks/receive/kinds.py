"""Which kind of file it is, by its first bytes and its header row."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
    """The kind of a file, empty where nothing of it is known. Raises OSError where it cannot be read, and
    WorldError "open_here" for the open case.

    A kind that has all columns it requires goes before one that has not; then the one with more of its columns.
    """
    with foreign.opened(path) as file:
        head = file.read(HEAD)
    if head.startswith(SQLITE):
        return ROLL
    names = _header_names(head)
    scored = ((_score(names, header), kind) for kind, header in HEADERS.items())
    best, kind = max(scored)
    return kind if best[1] > 0 else ""


def other_form(path: Path) -> str:
    """What a file is whose bytes are no text in UTF-8 ("a spreadsheet's own file"); empty where its first bytes say nothing.

    Raises as `recognise` does.
    """
    with foreign.opened(path) as file:
        head = file.read(4)
    return next((form for sign, form in OTHER_FORMS.items() if head.startswith(sign)), "")


def _score(names: list[str], header: _Header) -> tuple[bool, float]:
    found = {header.spelt(name) for name in names} & header.columns
    return header.required <= found, len(found) / len(header.columns)


def _header_names(head: bytes) -> list[str]:
    text = head.decode("utf-8-sig", errors="replace")
    first = text.splitlines()[0] if text.strip() else ""
    delimiter = "|" if first.count("|") > first.count(",") else ","
    return next(csv.reader([first], delimiter=delimiter), [])
