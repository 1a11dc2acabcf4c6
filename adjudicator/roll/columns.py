"""Takes the columns that the roll keeps out of a batch of rows, cells that belong together as one text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from adjudicator.roll.cells import SEPARATOR
from adjudicator.roll.source import PlainRows, Row

_ABSENT = -1


class _Run(NamedTuple):
    """Neighbouring columns of the file that are wanted in their order; `first` is -1 for fields that it has not."""

    first: int
    length: int


class ColumnTaker:
    """Takes columns out of batches of one file.

    `wanted` says by name which fields make a column; its cells are theirs, joined by the separator, and a field that the
    file has not is empty. Of plain rows one pattern takes all columns: splitting them into cells that are joined again, or
    that nobody wants, takes twice as long.
    """

    def __init__(self, positions: Mapping[str, int], width: int, wanted: Mapping[str, Sequence[str]]) -> None:
        self._positions = positions
        self._width = width
        self._wanted = wanted
        self._runs = {name: _runs(fields, positions) for name, fields in wanted.items()}
        every = {run for runs in self._runs.values() for run in runs}
        self._absent = {run for run in every if run.first == _ABSENT}
        self._in_file = sorted(every - self._absent)
        self._pattern = re.compile(_pattern(self._in_file, width))

    def take(self, batch: PlainRows | Sequence[Row]) -> dict[str, Sequence[str]]:
        """The columns by their names; raises ValueError where a row has another width than the header."""
        return self._of_plain(batch) if isinstance(batch, PlainRows) else self._of_cells(batch)

    def _of_plain(self, batch: PlainRows) -> dict[str, Sequence[str]]:
        # a match may reach over a line end only where a row is too short, and none begins within a row that is too long:
        # as many matches as lines are one each
        found = self._pattern.findall(batch.text)
        if len(found) != len(batch):
            raise ValueError("rows of another width than the header")
        columns = dict(zip(self._in_file, zip(*found, strict=True), strict=True))
        columns |= {run: (SEPARATOR * (run.length - 1),) * len(batch) for run in self._absent}
        return {name: _joined([columns[run] for run in runs]) for name, runs in self._runs.items()}

    def _of_cells(self, batch: Sequence[Row]) -> dict[str, Sequence[str]]:
        columns = list(zip(*batch, strict=True))
        if len(columns) != self._width:
            raise ValueError("rows of another width than the header")
        nothing = ("",) * len(batch)
        at = self._positions
        return {
            name: _joined([columns[at[field]] if field in at else nothing for field in fields])
            for name, fields in self._wanted.items()
        }


def _runs(fields: Iterable[str], positions: Mapping[str, int]) -> list[_Run]:
    runs: list[_Run] = []
    for at in (positions.get(field, _ABSENT) for field in fields):
        before = runs[-1] if runs else None
        if before and at == (_ABSENT if before.first == _ABSENT else before.first + before.length):
            runs[-1] = before._replace(length=before.length + 1)
        else:
            runs.append(_Run(at, 1))
    return runs


def _pattern(runs: Iterable[_Run], width: int) -> str:
    """A line of that many cells, with a group for each of the runs, which are in the order of the file."""
    cells = [f"[^{SEPARATOR}]*+"] * (width - 1) + [f"[^{SEPARATOR}\n]*+"]
    for run in runs:
        cells[run.first] = "(" + cells[run.first]
        cells[run.first + run.length - 1] += ")"
    return "(?m)^" + SEPARATOR.join(cells) + "\n"


def _joined(columns: Sequence[Sequence[str]]) -> Sequence[str]:
    return columns[0] if len(columns) == 1 else list(map(SEPARATOR.join, zip(*columns, strict=True)))
