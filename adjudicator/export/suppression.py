"""Small numbers are withheld from the public totals, and nothing that is printed gives them back.

The county's own line is always printed whole, so every other table is read against it: a table has one outcome a column,
its lines add up to the county's, and a line's outcomes add up to its "received". A number below ten is printed as "<10",
zero included: a line whose outcomes were all but one zero would tell the outcome of everybody in it. A line that cannot be
shown so is joined with others to one line. (The tables share no sums but the county's, so what fits each of them fits all.)

That is not enough: what the sums leave over is as good as printed. A table with its sums is a flow from lines to columns, and
two tables that print the same differ by cycles: one ballot more at a place, one less beside it, and so on until every sum
is right again. So a number that is withheld can be another one exactly if a cycle leads through its place on which everything
printed stays as it is. For each withheld number such a cycle is sought, in either direction; where the cheapest one changes
numbers that are printed, these are withheld too; where there is none, the line is joined with others.

Source: complementary cell suppression, Federal Committee on Statistical Methodology, Working Paper 22, chapters II and IV.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

SMALLEST_SHOWN = 10
SMALL, WITHHELD = f"<{SMALLEST_SHOWN}", "withheld"

Numbers = Mapping[str, int]
"""Column -> the number of one line."""
Cell = tuple[int, int]
"""A place in a table: the line's and the column's index."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line as it is printed: the names of the lines in it (more than one where lines were joined), and its cells.

    `received` is the sum of its numbers, which is always printed.
    """

    names: tuple[str, ...]
    cells: Mapping[str, int | str]
    received: int


def shown_lines(
    lines: Mapping[str, Numbers],
    never: Set[tuple[str, str]] = frozenset(),
    apart_no_more: Set[str] = frozenset(),
) -> tuple[ShownLine, ...]:
    """Lines of one table as they can be printed beside the county's line, which is their sum; joined ones stand last.

    `never` names places (line, column) that everybody knows to be zero, `apart_no_more` lines that are joined in any case.
    Each withheld number could be at least two, and a ballot of each line printed could have at least two outcomes. A table
    whose lines are all joined is the county's line.
    """
    columns = sorted({column for numbers in lines.values() for column in numbers})
    few = {name for name, numbers in lines.items() if sum(numbers.values()) < SMALLEST_SHOWN}
    joined = few | (apart_no_more & lines.keys())
    while True:
        table = _Table(_grouped(lines, joined), columns, never)
        bad = table.unfit()
        if not bad or len(joined) == len(lines):
            return tuple(table.printed())
        alone = bad - {tuple(name for name in lines if name in joined)}
        if not alone:  # the joined line itself gives something away: the smallest of the others goes along with it
            others = [name for name in lines if name not in joined]
            alone = {(min(others, key=lambda name: (sum(lines[name].values()), name)),)}
        joined |= {name for names in alone for name in names}


def joined_small(numbers: Numbers, apart_no_more: Set[str] = frozenset()) -> tuple[Numbers, tuple[str, ...]]:
    """Numbers of a list whose sum is printed: those that can be shown, and the names of those that are joined to one.

    The joined ones are at least two and come to at least ten; where none is below ten, or among `apart_no_more`, which are
    joined in any case, none is joined.
    """
    few = {name for name in numbers if numbers[name] < SMALLEST_SHOWN or name in apart_no_more}
    by_size = sorted(numbers, key=lambda name: (name not in few, numbers[name], name))
    count = len(few)
    while 0 < count < len(by_size) and (count < 2 or _sum(numbers, by_size[:count]) < SMALLEST_SHOWN):
        count += 1
    joined = frozenset(by_size[:count])
    shown = {name: number for name, number in numbers.items() if name not in joined}
    return shown, tuple(name for name in numbers if name in joined)


def _sum(numbers: Numbers, names: Sequence[str]) -> int:
    return sum(numbers[name] for name in names)


def _grouped(lines: Mapping[str, Numbers], joined: Set[str]) -> dict[tuple[str, ...], Numbers]:
    """Each line that stands alone, then the joined ones as one."""
    alone: dict[tuple[str, ...], Numbers] = {(name,): lines[name] for name in lines if name not in joined}
    together = tuple(name for name in lines if name in joined)
    if not together:
        return alone
    columns = {column for name in together for column in lines[name]}
    return {**alone, together: {column: sum(lines[name].get(column, 0) for name in together) for column in columns}}


@dataclass(slots=True)
class _Table:
    """A table with what is withheld in it so far. A place is fixed where everybody knows that it is zero."""

    lines: Mapping[tuple[str, ...], Numbers]
    columns: Sequence[str]
    never: Set[tuple[str, str]]
    _names: list[tuple[str, ...]] = field(init=False)
    _grid: list[list[int]] = field(init=False)
    _fixed: set[Cell] = field(init=False)
    _withheld: set[Cell] = field(init=False)
    _safe: set[Cell] = field(init=False, default_factory=set[Cell])

    def __post_init__(self) -> None:
        self._names = list(self.lines)
        self._grid = [[self.lines[names].get(column, 0) for column in self.columns] for names in self._names]
        sums = [sum(line[at] for line in self._grid) for at in range(len(self.columns))]
        self._fixed = {
            (line, at)
            for line, names in enumerate(self._names)
            for at, column in enumerate(self.columns)
            if not sums[at] or all((name, column) in self.never for name in names)
        }
        self._withheld = {cell for cell in self._cells() if self._is_small(cell) and cell not in self._fixed}

    def unfit(self) -> set[tuple[str, ...]]:
        """The lines that cannot be printed as they are; withholds what it takes for the others."""
        unfit = {names for line, names in enumerate(self._names) if self._tells(line)}
        if unfit:
            return unfit
        for cell in self._cells():
            if cell in self._withheld and cell not in self._safe and not self._protect(cell):
                return {self._names[cell[0]]}
        return set()

    def printed(self) -> Iterator[ShownLine]:
        """The lines as they are printed. Where all are joined to one, it is the county's, which is printed whole."""
        whole = len(self._names) == 1
        for line, names in enumerate(self._names):
            cells = {
                column: self._grid[line][at] if whole else self._shown((line, at))
                for at, column in enumerate(self.columns)
            }
            yield ShownLine(names, cells, sum(self._grid[line]))

    def _cells(self) -> Iterator[Cell]:
        return ((line, at) for line in range(len(self._names)) for at in range(len(self.columns)))

    def _is_small(self, cell: Cell) -> bool:
        return self._grid[cell[0]][cell[1]] < SMALLEST_SHOWN

    def _shown(self, cell: Cell) -> int | str:
        if cell in self._withheld:
            return SMALL if self._is_small(cell) else WITHHELD
        return self._grid[cell[0]][cell[1]]

    def _tells(self, line: int) -> bool:
        """Whether a line is too small whatever is withheld in it, or its ballots can have one outcome only."""
        open_to_it = [at for at in range(len(self.columns)) if (line, at) not in self._fixed]
        return sum(self._grid[line]) < SMALLEST_SHOWN or len(open_to_it) < 2

    def _protect(self, cell: Cell) -> bool:
        """Find the cycle through a place that costs the fewest printed numbers and withhold those; False without any."""
        found = [cycle for step in (1, -1) if self._takes(cell, step) for cycle in self._cheapest(cell, step)]
        if not found:
            return False
        cycle = min(found, key=lambda cells: len(set(cells) - self._withheld))
        self._withheld |= set(cycle)
        self._safe |= set(cycle)
        return True

    def _takes(self, cell: Cell, step: int) -> bool:
        """Whether a number could be one more or less and still be printed as it is, once it is withheld."""
        if cell in self._fixed:
            return False
        after = self._grid[cell[0]][cell[1]] + step
        return after >= 0 and (after < SMALLEST_SHOWN) == self._is_small(cell)

    def _cheapest(self, cell: Cell, step: int) -> Iterator[list[Cell]]:
        """The cycle that begins with a step at a place: the shortest one that is free, else the one of the least cost."""
        free = self._square(cell, step)
        cycle = free or self._path(cell, step)
        if cycle:
            yield cycle

    def _square(self, cell: Cell, step: int) -> list[Cell]:
        """Four places, all of them withheld already; most cycles are found here. Empty where there is none."""
        line, column = cell
        for other in range(len(self.columns)):
            if other == column or not self._free((line, other), -step):
                continue
            for second in range(len(self._names)):
                corners = [(second, other), (second, column)]
                if second != line and self._free(corners[0], step) and self._free(corners[1], -step):
                    return [cell, (line, other), *corners]
        return []

    def _free(self, cell: Cell, step: int) -> bool:
        return cell in self._withheld and self._takes(cell, step)

    def _path(self, cell: Cell, step: int) -> list[Cell]:
        """The cheapest cycle of any length: from the place's line along places that step alternately to its column.

        A place that is printed costs 1, one that is withheld nothing. (Breadth first; free steps go to the front.)
        """
        start, goal = ("line", cell[0]), ("column", cell[1])
        cost: dict[tuple[str, int], int] = {start: 0}
        came: dict[tuple[str, int], tuple[tuple[str, int], Cell]] = {}
        queue = deque([start])
        done: set[tuple[str, int]] = set()
        while queue:
            node = queue.popleft()
            if node == goal:
                return [cell, *_steps_to(goal, start, came)]
            if node in done:
                continue
            done.add(node)
            for place, onward in self._onward(node, cell, step):
                price = cost[node] + (place not in self._withheld)
                if price < cost.get(onward, len(self.columns) * len(self._names) + 1):
                    cost[onward], came[onward] = price, (node, place)
                    queue.append(onward) if price > cost[node] else queue.appendleft(onward)
        return []

    def _onward(self, node: tuple[str, int], first: Cell, step: int) -> Iterator[tuple[Cell, tuple[str, int]]]:
        """From a line to each column by a step back there, from a column to each line by a step forth."""
        kind, at = node
        if kind == "line":
            cells, way, back = [(at, column) for column in range(len(self.columns))], "column", -step
        else:
            cells, way, back = [(line, at) for line in range(len(self._names))], "line", step
        for place in cells:
            if place != first and self._takes(place, back):
                yield place, (way, place[1] if way == "column" else place[0])


def _steps_to(
    goal: tuple[str, int], start: tuple[str, int], came: Mapping[tuple[str, int], tuple[tuple[str, int], Cell]]
) -> list[Cell]:
    steps: list[Cell] = []
    node = goal
    while node != start:
        node, place = came[node]
        steps.append(place)
    return steps[::-1]
