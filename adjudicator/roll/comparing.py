"""Two rolls held against each other, elector by elector of one county: who is new, gone, moved, or of another standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from adjudicator.roll.file import ListedElector, Roll

Progress = Callable[[int, int], None]

EVERY = 8_192
"""Electors between two looks at whether to go on."""


@dataclass(frozen=True, slots=True)
class RollChange:
    """What another roll has in place of one: how many electors of the county either has, and what became of them.

    `precinct` counts those who are in another precinct, `address` those who live elsewhere in the same one, `standing` those
    who are active, inactive, pending or canceled now and were not; each elector is counted once, the first that fits.
    """

    before: int
    now: int
    new: int
    gone: int
    precinct: int
    address: int
    standing: int


def compare_rolls(before: Roll, now: Roll, county: str, progress: Progress | None = None) -> RollChange:
    """Hold two rolls against each other; what `progress` raises stops it. Both are read in the order of the numbers."""
    found, in_all = Counter[str](), before.info.electors + now.info.electors
    for done, what in enumerate(_changes(before.listed(county), now.listed(county))):
        found[what] += 1
        if progress is not None and not done % EVERY:
            progress(min(2 * done, in_all), in_all)
    both = found.total() - found["new"] - found["gone"]
    return RollChange(
        both + found["gone"], both + found["new"], found["new"], found["gone"], found["precinct"], found["address"],
        found["standing"],
    )  # fmt: skip


def _changes(old: Iterator[ListedElector], new: Iterator[ListedElector]) -> Iterator[str]:
    """What became of each elector: "new", "gone", what is other, or nothing."""
    one, other = next(old, None), next(new, None)
    while one is not None or other is not None:
        first = _first(one, other)
        yield _change(one, other) if one is not None and other is not None and first == "both" else first
        one = next(old, None) if first != "new" else one
        other = next(new, None) if first != "gone" else other


def _first(one: ListedElector | None, other: ListedElector | None) -> str:
    """Which of two electors comes first by number: of the older roll alone ("gone"), of the newer alone, or of both."""
    if one is None or other is None:
        return "new" if one is None else "gone"
    if one.number == other.number:
        return "both"
    return "gone" if one.number < other.number else "new"


def _change(one: ListedElector, other: ListedElector) -> str:
    if one.precinct != other.precinct:
        return "precinct"
    if one.address != other.address:
        return "address"
    return "standing" if one.status != other.status else ""
