"""Small numbers are not printed, and nobody can compute them from what is."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.export.moves import Grid, Place
from adjudicator.export.suppression import Suppressed, suppress

OUTCOMES = ("count_full", "count_partial", "not_counted", "held", "undecided")
TABLES = ("precinct", "stream", "kept_apart")

Ballot = tuple[str, str, str, str, str]
"""Precinct, stream, kept apart, outcome, reason."""

BALLOTS = st.tuples(
    st.sampled_from(("001", "002", "003")),
    st.sampled_from(("advance", "election_day")),
    st.sampled_from(("no", "no", "yes")),
    st.sampled_from(OUTCOMES),
    st.sampled_from(("oath_unsigned", "wrong_party")),
)


def _grid(ballots: dict[Ballot, int]) -> Grid:
    """Count ballots into the totals, by what each is: every sum is right because every ballot is counted."""
    grid: Counter[Place] = Counter()
    lines = {("all", "")}
    for (precinct, stream, apart, outcome, reason), number in ballots.items():
        of_ballot = {("all", ""), ("precinct", precinct), ("stream", stream), ("kept_apart", apart)}
        lines |= of_ballot
        for by, value in of_ballot:
            grid[Place(by, value, outcome)] += number
            grid[Place(by, value, "received")] += number
        if outcome == "not_counted":
            grid[Place("reason", reason, outcome)] += number
    for (by, value), column in product(sorted(lines), ("received", *OUTCOMES)):
        grid.setdefault(Place(by, value, column), 0)
    return dict(grid)


def _adds_up(grid: Grid) -> bool:
    """Whether every sum that a reader knows is right."""
    for by, value in {(place.by, place.value) for place in grid if place.by != "reason"}:
        if grid[Place(by, value, "received")] != sum(grid[Place(by, value, outcome)] for outcome in OUTCOMES):
            return False
    for table, column in product(TABLES, ("received", *OUTCOMES)):
        numbers = [number for place, number in grid.items() if (place.by, place.column) == (table, column)]
        if sum(numbers) != grid[Place("all", "", column)]:
            return False
    reasons = sum(number for place, number in grid.items() if place.by == "reason")
    return reasons == grid[Place("all", "", "not_counted")] and min(grid.values()) >= 0


def _printed(grid: Grid, result: Suppressed) -> dict[Place, int | str]:
    """What the same totals would look like with other numbers, withholding the same places."""
    withheld = {place for place, shown in result.shown.items() if shown == "withheld"}
    printed: dict[Place, int | str] = {}
    for place, number in grid.items():
        small = "<10" if 0 < number < 10 else number
        printed[place] = "withheld" if place in withheld else small
        # what is withheld singly is known to be large, so another number there has to be large too
        if place in withheld and place.by not in result.blank:
            printed[place] = "withheld" if number >= 10 else "given away"
    return printed


def _check(grid: Grid) -> Suppressed:
    result = suppress(grid)
    assert _adds_up(grid)
    assert _printed(grid, result) == result.shown
    for place, shown in result.shown.items():
        if shown == "<10":
            other = {where: number + result.proofs[place].get(where, 0) for where, number in grid.items()}
            assert other[place] != grid[place]
            assert _adds_up(other)
            assert _printed(other, result) == result.shown
    return result


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(BALLOTS, st.sampled_from((1, 1, 2, 3, 8, 9, 10, 11, 25, 120)), max_size=14))
def test_for_every_small_number_there_are_other_totals_that_print_the_same(ballots: dict[Ballot, int]) -> None:
    _check(_grid(ballots))


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(BALLOTS, st.integers(1, 40), max_size=14))
def test_no_number_from_one_to_nine_is_printed(ballots: dict[Ballot, int]) -> None:
    shown = suppress(_grid(ballots)).shown.values()
    assert not any(isinstance(number, int) and 0 < number < 10 for number in shown)


def _ballots(*numbers: tuple[str, str, int]) -> dict[Ballot, int]:
    return {(precinct, "election_day", "no", outcome, "oath_unsigned"): number for precinct, outcome, number in numbers}


def test_a_small_number_that_a_sum_would_tell_takes_another_one_with_it() -> None:
    grid = _grid(
        _ballots(("001", "count_full", 4), ("001", "held", 20), ("002", "count_full", 30), ("002", "held", 40))
    )
    result = _check(grid)
    assert result.shown[Place("precinct", "001", "count_full")] == "<10"
    withheld = {place for place, shown in result.shown.items() if shown == "withheld"}
    assert {place.by for place in withheld} == {"precinct"}
    assert len(withheld) == 3


def test_two_small_numbers_whose_sum_leaves_one_way_only_take_the_sum_with_them() -> None:
    result = _check(_grid(_ballots(("001", "count_full", 9), ("001", "held", 9))))
    assert result.shown[Place("all", "", "received")] == "withheld"


def test_zeros_and_large_numbers_are_printed_where_nothing_small_is_near() -> None:
    grid = _grid(_ballots(("001", "count_full", 14), ("002", "held", 20)))
    result = _check(grid)
    assert dict(result.shown) == dict(grid)
    assert not result.blank


@pytest.mark.parametrize("number", range(1, 10))
def test_a_county_with_a_single_handful_of_envelopes_is_protected(number: int) -> None:
    result = _check(_grid(_ballots(("001", "count_full", number))))
    assert result.shown[Place("all", "", "received")] == "<10"
    assert not result.blank


def test_no_envelopes_at_all_are_printed_as_zeros() -> None:
    assert set(suppress(_grid({})).shown.values()) == {0}


def test_a_county_of_the_usual_size_keeps_its_own_totals() -> None:
    ballots: dict[Ballot, int] = Counter()
    for number in range(1_000):
        precinct, outcome = f"{number * 7 % 156:03}", OUTCOMES[(number * number + number // 3) % 4]
        apart = "yes" if number % 40 == 0 else "no"
        reason = ("oath_unsigned", "wrong_party")[number % 2]
        ballots[precinct, ("election_day", "advance")[number % 9 == 0], apart, outcome, reason] += 1
    result = _check(_grid(ballots))
    assert not result.blank
    assert result.shown[Place("all", "", "received")] == 1_000
    assert not [place for place, shown in result.shown.items() if shown == "withheld" and place.by == "all"]
