"""Which columns of a list stand under their rows where the list is too narrow for all, and where there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BETWEEN = 16
"""So many pixels are between two columns in a line under a row."""
UNDER_HEIGHT = 24
"""So high is such a line, in pixels at 100 %."""


@dataclass(frozen=True, slots=True)
class Under:
    """A column under its row: its place among the columns, the line from 0, and left edge and width there in pixels."""

    column: int
    line: int
    left: int
    width: int


def kept(widths: Sequence[int], least: Sequence[int], room: int) -> int:
    """How many columns, from the first, stay in the row: all where their least widths go in, else those that go in whole.

    One stays always. All is in pixels.
    """
    if sum(least) <= room:
        return len(widths)
    fits = (count for count in range(len(widths) - 1, 1, -1) if sum(widths[:count]) <= room)
    return next(fits, 1)


def lines_of(wanted: Sequence[tuple[int, int]], room: int) -> tuple[Under, ...]:
    """Where columns stand under the row: each `wanted` is a column and the width that its title and words ask for.

    They fill lines from left to right; the last one of a line has what is left of it.
    """
    return tuple(Under(column, line, left, room - left if last else width)
                 for column, line, left, width, last in _placed(wanted, room))  # fmt: skip


def _placed(wanted: Sequence[tuple[int, int]], room: int) -> Iterator[tuple[int, int, int, int, bool]]:
    line = left = 0
    for place, (column, width) in enumerate(wanted):
        if left and left + width > room:
            line, left = line + 1, 0
        follows = wanted[place + 1][1] if place + 1 < len(wanted) else room
        last = left + width + BETWEEN + follows > room
        yield column, line, left, width, last
        left += width + BETWEEN
