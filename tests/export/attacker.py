"""Somebody who wants to know what became of a neighbor's ballot: reads public files beside the check-in list, nothing else.

Whoever knows that a world is possible knows no more than that. So every world is tried in which the voters of the check-in
list, who cast a ballot in some precinct and stream, have some outcome in each release, and the ones are kept in which every
line of every public file would be as it is printed. A voter is found if, in some release, all that are kept agree on the
outcome of the voters of that precinct and stream.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, product

from adjudicator.canvass.tally import OUTCOME_COLUMNS

Place = tuple[str, str]
"""What the check-in list says of a voter: precinct and stream."""
History = tuple[str, ...]
"""An outcome in each release."""
World = Mapping[Place, Counter[History]]
KNOWN = ("precinct", "stream")


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A line that somebody reads: of which table, the values counted in it, and its cells as they are printed."""

    by: str
    values: frozenset[str]
    cells: Mapping[str, str]


def read_public(totals: bytes, check_in: Sequence[Place], lines: bytes = b"") -> list[PublicLine]:
    """The lines of a public file that tell of voters. Which values were joined follows from those that have no line."""
    rows = [row for row in _rows(totals) if row["by"] in ("all", *KNOWN)]
    joined = {(row["by"], row["value"]) for row in _rows(lines) if row["line"] == "joined"} if lines else None
    found: list[PublicLine] = []
    for row in rows:
        values = frozenset({row["value"]})
        if row["by"] != "all" and row["value"] == "joined":
            alone = {other["value"] for other in rows if other["by"] == row["by"]}
            values = frozenset({place[KNOWN.index(row["by"])] for place in check_in} - alone)
            assert joined is None or values == {value for by, value in joined if by == row["by"]}
        found.append(PublicLine(row["by"], values, {column: row[column] for column in OUTCOME_COLUMNS}))
    return found


def found_people(
    check_in: Sequence[Place], releases: Sequence[Sequence[PublicLine]], histories: Sequence[History], smallest: int
) -> set[tuple[Place, int]]:
    """The voters, by precinct and stream, of whom one outcome alone stays possible, and in which release."""
    possible: dict[tuple[Place, int], set[str]] = {}
    for world in _worlds(check_in, releases, histories, smallest):
        for place, voters in world.items():
            for history in voters:
                for number, outcome in enumerate(history):
                    possible.setdefault((place, number), set()).add(outcome)
    assert possible, "the true world is one of them"
    return {key for key, outcomes in possible.items() if len(outcomes) == 1 and not _county_tells(releases[key[1]])}


def _county_tells(release: Sequence[PublicLine]) -> bool:
    """Whether the county's exact line alone says that everybody has the one outcome."""
    (county,) = (line for line in release if line.by == "all")
    return sum(cell != "0" for cell in county.cells.values()) < 2


def worlds(sizes: Mapping[Place, int], histories: Sequence[History]) -> Iterator[list[tuple[Place, History]]]:
    """Every way in which so many voters of each place can have these histories."""
    for chosen in product(*(combinations_with_replacement(histories, number) for number in sizes.values())):
        yield [(place, each) for place, of_place in zip(sizes, chosen, strict=True) for each in of_place]


Tallies = list[tuple[int, ...]]
"""By release, how many voters have which outcome, in the order of OUTCOME_COLUMNS."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of the release of that number, and which of the places it counts."""

    number: int
    cells: Sequence[str]
    counted: Sequence[int]

    def fits(self, tallies: Sequence[Tallies], smallest: int) -> bool:
        """Whether it would be printed like that, of places with these outcomes."""
        of_places = [tallies[place][self.number] for place in self.counted]
        numbers = [sum(column) for column in zip(*of_places, strict=True)] or [0] * len(self.cells)
        return all(map(_reads, self.cells, numbers, [smallest] * len(self.cells)))


def _worlds(
    check_in: Sequence[Place], releases: Sequence[Sequence[PublicLine]], histories: Sequence[History], smallest: int
) -> Iterator[World]:
    """The worlds that fit, built place by place: one is given up with the first line that tells against it."""
    sizes = Counter(check_in)
    places = list(sizes)
    choices = [
        [(Counter(each), _tallies(each, len(releases))) for each in combinations_with_replacement(histories, number)]
        for number in sizes.values()
    ]
    due: list[list[ReadLine]] = [[] for __ in places]
    for number, lines in enumerate(releases):
        for line in lines:
            read = _read_line(number, line, places)
            due[max(read.counted, default=0)].append(read)

    def grown(world: list[Counter[History]], tallies: list[Tallies]) -> Iterator[World]:
        at = len(world)
        if at == len(places):
            yield dict(zip(places, world, strict=True))
            return
        for chosen, tally in choices[at]:
            now = [*tallies, tally]
            if all(line.fits(now, smallest) for line in due[at]):
                yield from grown([*world, chosen], now)

    return grown([], [])


def _tallies(voters: Sequence[History], releases: int) -> Tallies:
    found = [Counter(history[number] for history in voters) for number in range(releases)]
    return [tuple(each[column] for column in OUTCOME_COLUMNS) for each in found]


def _read_line(number: int, line: PublicLine, places: Sequence[Place]) -> ReadLine:
    counted = [at for at, place in enumerate(places) if line.by == "all" or place[KNOWN.index(line.by)] in line.values]
    return ReadLine(number, [line.cells[column] for column in OUTCOME_COLUMNS], counted)


def _reads(cell: str, number: int, smallest: int) -> bool:
    if cell.startswith("<"):
        return number < smallest
    return number >= smallest if cell == "withheld" else cell == str(number)


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def small_differences(
    earlier: Sequence[PublicLine], later: Sequence[PublicLine], smallest: int
) -> list[tuple[frozenset[str], str]]:
    """The places of two public files whose numbers differ by less than may be printed; what the county's own tells is left.

    A line is held against all earlier ones that make it up together.
    """
    county = _difference([line for line in earlier if line.by == "all"], next(x for x in later if x.by == "all"))
    found: list[tuple[frozenset[str], str]] = []
    for line in (line for line in later if line.by != "all"):
        parts = [part for part in earlier if part.by == line.by and part.values <= line.values]
        if frozenset[str]().union(*(part.values for part in parts)) == line.values:
            difference = _difference(parts, line)
            told = {column: number for column, number in difference.items() if county[column] != number}
            if told:
                found += [(line.values, column) for column, number in difference.items() if 0 < abs(number) < smallest]
    return found


def _difference(before: Sequence[PublicLine], after: PublicLine) -> dict[str, int]:
    cells = {column: [line.cells[column] for line in (*before, after)] for column in OUTCOME_COLUMNS}
    return {
        column: int(numbers[-1]) - sum(map(int, numbers[:-1]))
        for column, numbers in cells.items()
        if all(cell.isdigit() for cell in numbers)
    }
