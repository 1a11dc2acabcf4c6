"""Reading `scans.toml`: where on a county's papers each field is, so that the field in question can be framed.

A table for each paper (`envelope`, `certificate`, `form`); in it each field's left, top, width and height in per cent of the
picture, with the page as a fifth number where it is not the first; several such places in a list of them:

    [envelope]
    oath = [4, 78, 50, 10]
    cast_at = [[4, 36, 20, 6], [25, 36, 18, 6]]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from adjudicator.at_rest import foreign
from adjudicator.records.scans import PAPERS, SCAN_FIELDS, FieldPlace
from adjudicator.records.toml_table import read_table
from adjudicator.records.trouble import Problem, WorldError
from adjudicator.words import _

LAYOUT = "scans.toml"
MOST_BYTES = 200_000

ScanLayout = Mapping[str, tuple[FieldPlace, ...]]
"""Paper -> the places of its fields."""


def read_layout(path: Path) -> tuple[ScanLayout, tuple[Problem, ...]]:
    """The places, and what is wrong with the file: where anything is, no place is taken from it."""
    try:
        table = read_table(path.name, foreign.bytes_within(path, MOST_BYTES))
    except (OSError, WorldError):
        remedy = _("Write it as plain text in UTF-8, of less than 200 KB.")
        return {}, (Problem(path.name, _("cannot be read"), remedy),)
    read, problems = table.keys, (*table.problems, *_problems(path.name, table.keys))
    if problems:
        return {}, problems
    return {paper: tuple(_places(table)) for paper, table in read.items()}, ()


def _problems(file: str, read: Mapping[str, Any]) -> Iterator[Problem]:
    for paper, table in read.items():
        if paper not in PAPERS or not isinstance(table, dict):
            remedy = _("Name the papers: envelope, certificate, form.")
            yield Problem(file, _("is no paper of an envelope"), remedy, column=paper)
            continue
        for name, value in cast("dict[str, Any]", table).items():
            if name not in SCAN_FIELDS:
                remedy = _("Use the names of the fields that the manual lists.")
                yield Problem(file, _("is no field of the papers"), remedy, column=name)
            elif not all(map(_is_place, _several(value))) or not _several(value):
                remedy = _("Write left, top, width and height in per cent, and the page where it is not the first.")
                yield Problem(file, _("is no place on a picture"), remedy, column=name)


def _several(value: object) -> list[object]:
    """The places of a field: one, or a list of them."""
    if not isinstance(value, list):
        return [value]
    items = cast("list[object]", value)
    return items if items and isinstance(items[0], list) else [items]


def _is_place(value: object) -> bool:
    if not isinstance(value, list):
        return False
    numbers = [number for number in cast("list[object]", value) if type(number) in (int, float)]
    if len(numbers) != len(cast("list[object]", value)) or len(numbers) not in (4, 5):
        return False
    left, top, width, height = cast("list[float]", numbers[:4])
    within = 0 <= left <= 100 and 0 <= top <= 100 and 0 < width <= 100 and 0 < height <= 100
    return within and (len(numbers) == 4 or (type(numbers[4]) is int and 1 <= numbers[4] <= 1000))


def _places(table: Mapping[str, Any]) -> Iterator[FieldPlace]:
    for name, value in table.items():
        for place in _several(value):
            left, top, width, height, *page = cast("list[float]", place)
            yield FieldPlace(name, left, top, width, height, int(page[0]) if page else 1)
