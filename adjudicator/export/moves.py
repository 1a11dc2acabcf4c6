"""Moves: small changes of the totals after which every sum is still right.

Each is what other ballots would have given: one ballot more or less, another outcome of one ballot, a ballot of another
line, or two ballots of two lines with their outcomes exchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

ALL, REASON = "all", "reason"
RECEIVED, NOT_COUNTED = "received", "not_counted"


class Place(NamedTuple):
    """A number's place: the table (`by`), the line in it (`value`) and the column."""

    by: str
    value: str
    column: str


Grid = Mapping[Place, int]
Move = Mapping[Place, int]
"""Place -> +1 or -1."""

Cost = Callable[[Move], int | None]


class Moves:
    """The moves that a grid of totals allows. `tables` are the names of its tables, the line "all" included."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.tables = {place.by for place in grid}
        self._lines: dict[str, list[str]] = {}
        for place in grid:
            lines = self._lines.setdefault(place.by, [])
            if place.value not in lines[-1:]:
                lines.append(place.value)
        self._outcomes = sorted({place.column for place in grid} - {RECEIVED})

    def changing(self, place: Place, cost: Cost) -> Iterator[Move]:
        """Moves that change the number at a place by one, up and down; `cost` chooses the line in the other tables."""
        for step in (1, -1):
            for column in self._outcomes if place.column == RECEIVED else (place.column,):
                yield from self._within(place, column, step)
                yield from self._across(place, column, step, cost)

    def _within(self, place: Place, column: str, step: int) -> Iterator[Move]:
        """Moves inside one table that leave its column sums alone."""
        by, line, _ = place
        for other in self._lines[by]:
            if other != line:
                yield {**self._ballot(by, line, column, step), **self._ballot(by, other, column, -step)}
        if place.column == RECEIVED or by in (ALL, REASON):
            return
        for other in self._lines[by]:
            for second in self._outcomes:
                if other != line and second != column:
                    first_line = {Place(by, line, column): step, Place(by, line, second): -step}
                    yield {**first_line, Place(by, other, column): -step, Place(by, other, second): step}

    def _across(self, place: Place, column: str, step: int, cost: Cost) -> Iterator[Move]:
        """Moves that change column sums, and so something in every table."""
        if place.column != RECEIVED:
            for second in self._outcomes:
                if second != column:
                    yield from self._everywhere(place, {column: step, second: -step}, cost)
        yield from self._everywhere(place, {column: step, RECEIVED: step}, cost)

    def _everywhere(self, place: Place, change: Mapping[str, int], cost: Cost) -> Iterator[Move]:
        """Make a change of columns in one line of every table: in the place's own table in its own line."""
        move: dict[Place, int] = {}
        for by in self._lines:
            lines = [place.value] if by == place.by else self._lines[by]
            choices = [self._in_line(by, line, change) for line in lines]
            priced = [(price, choice) for choice in choices if (price := cost(choice)) is not None]
            if not priced:
                return
            move |= min(priced, key=lambda found: found[0])[1]
        yield move

    def _in_line(self, by: str, line: str, change: Mapping[str, int]) -> Move:
        places = {Place(by, line, column): step for column, step in change.items()}
        return {place: step for place, step in places.items() if place in self.grid}

    def _ballot(self, by: str, line: str, column: str, step: int) -> Move:
        """One ballot more or less in a line, its "received" included where the table has one."""
        return self._in_line(by, line, {column: step, RECEIVED: step})
