"""Small numbers are withheld from the public totals, and no sum gives them back.

The totals are tables with one outcome a column and one precinct (stream, ...) a line. Every table has the same column
sums, the line "all"; a line's outcomes add up to its "received"; the reasons add up to "not_counted". A number from 1 to 9
is shown as "<10". That is not enough: what a sum leaves over is as good as printed. So for every small number a *move* is
sought: other ballots that would give a different number there, while every sum and everything printed stay the same. Where
a move needs to change a number that is printed, that number is withheld too. The move is the proof that the small number
cannot be computed.

Source: complementary cell suppression, Federal Committee on Statistical Methodology, Working Paper 22, chapters II and IV.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from adjudicator.export.moves import ALL, Grid, Move, Moves, Place

SMALLEST_SHOWN = 10
SMALL, WITHHELD = f"<{SMALLEST_SHOWN}", "withheld"

__all__ = ["SMALL", "SMALLEST_SHOWN", "WITHHELD", "Grid", "Place", "Suppressed", "suppress"]


@dataclass(frozen=True, slots=True)
class Suppressed:
    """What is printed at each place, and for each small number the move that proves it cannot be computed.

    `blank` names the tables that are withheld whole, since no move was found for a number in them.
    """

    shown: Mapping[Place, int | str]
    proofs: Mapping[Place, Move]
    blank: frozenset[str]


def suppress(grid: Grid) -> Suppressed:
    """Withhold the numbers from 1 to 9 and as many others as it takes; zeros stay. The same grid gives the same result."""
    work = _Work(Moves(grid))
    for place in sorted(grid, key=lambda place: (place.by != ALL, place)):
        if is_small(grid[place]) and place not in work.proofs:
            work.protect(place)
    return Suppressed({place: work.printed(place) for place in grid}, work.proofs, frozenset(work.blank))


def is_small(number: int) -> bool:
    """Whether a number is too small to be printed; zero is not."""
    return 0 < number < SMALLEST_SHOWN


@dataclass(slots=True)
class _Work:
    moves: Moves
    withheld: set[Place] = field(default_factory=set[Place])
    proofs: dict[Place, Move] = field(default_factory=dict[Place, Move])
    blank: set[str] = field(default_factory=set[str])

    def protect(self, place: Place) -> None:
        """Find the move that costs the fewest printed numbers and withhold those; without any, withhold the table."""
        if place.by in self.blank:
            return
        best = min(self._affordable(place), key=lambda found: found[0], default=None)
        if best is None:
            self.blank |= self.moves.tables if place.by == ALL else {place.by}
            return
        move = best[1]
        self.withheld |= {changed for changed in move if self.moves.grid[changed] >= SMALLEST_SHOWN}
        self.proofs |= {changed: move for changed in move if is_small(self.moves.grid[changed])}

    def printed(self, place: Place) -> int | str:
        number = self.moves.grid[place]
        if place.by in self.blank or place in self.withheld:
            return WITHHELD
        return SMALL if is_small(number) else number

    def _affordable(self, place: Place) -> Iterator[tuple[int, Move]]:
        """Moves that leave everything printed as it is, with what each costs; stops at the first that costs nothing."""
        for move in self.moves.changing(place, self.cost):
            price = self.cost(move)
            if price is not None:
                yield price, move
                if price == 0:
                    return

    def cost(self, move: Move) -> int | None:
        """How many printed numbers the move would have withheld; None where what is printed would give it away."""
        price = 0
        for place, step in move.items():
            before, after = self.moves.grid[place], self.moves.grid[place] + step
            if place.by in self.blank:
                looks_the_same = after >= 0
            else:
                looks_the_same = is_small(before) == is_small(after) and bool(before and after)
            if not looks_the_same:
                return None
            price += before >= SMALLEST_SHOWN and place not in self.withheld and place.by not in self.blank
        return price
