"""Small numbers are not printed, and nobody can compute them from what is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import accumulate, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.export.suppression import SMALL, SMALLEST_SHOWN, WITHHELD, ShownLine, joined_small, shown_lines
from tests.examples import examples

OUTCOMES = ("count_full", "count_partial", "not_counted", "held", "undecided")
NUMBERS = st.one_of(st.sampled_from((0, 0, 0, 1, 2, 9, 10, 11, 12)), st.integers(0, 14))
SUMS = tuple[int, ...]
Never = frozenset[tuple[str, str]]


def _columns(lines: Mapping[str, Mapping[str, int]]) -> list[str]:
    return [column for column in OUTCOMES if any(column in numbers for numbers in lines.values())]


def _fitting(line: ShownLine, county: Mapping[str, int], never: Never) -> Iterator[SUMS]:
    """Every line of numbers that would be printed like this one: the attacker's first step."""
    ranges: list[range] = []
    for column in county:
        known = all((name, column) in never for name in line.names)
        cell, most = line.cells[column], 0 if known else min(line.received, county[column])
        at_most = {SMALL: min(most, SMALLEST_SHOWN - 1), WITHHELD: most}.get(str(cell), cell)
        ranges.append(range({SMALL: 0, WITHHELD: SMALLEST_SHOWN}.get(str(cell), int(at_most)), int(at_most) + 1))
    return (numbers for numbers in product(*ranges) if sum(numbers) == line.received)


def _possible(shown: tuple[ShownLine, ...], county: Mapping[str, int], never: Never) -> list[list[set[int]]]:
    """What each place can be, by trying every table of whole numbers that fits all that is printed and the county's sums."""
    choices = [list(_fitting(line, county, never)) for line in shown]
    none, goal = tuple(0 for _ in county), tuple(county.values())
    before = list(accumulate(choices, lambda sums, line: {_plus(a, b) for a in sums for b in line}, initial={none}))
    after = list(
        accumulate(choices[::-1], lambda sums, line: {_plus(a, b) for a in sums for b in line}, initial={none})
    )
    found: list[list[set[int]]] = []
    for at, line in enumerate(choices):
        rest = {tuple(g - b for g, b in zip(goal, each, strict=True)) for each in after[len(choices) - 1 - at]}
        fits = [numbers for numbers in line if any(_plus(each, numbers) in rest for each in before[at])]
        found.append([{numbers[column] for numbers in fits} for column in range(len(goal))])
    return found


def _plus(first: SUMS, second: SUMS) -> SUMS:
    return tuple(a + b for a, b in zip(first, second, strict=True))


def _attack(lines: Mapping[str, Mapping[str, int]], never: Never = frozenset()) -> tuple[ShownLine, ...]:
    """Read a printed table as somebody would who wants to know a neighbor's outcome."""
    shown, columns = shown_lines(lines, never), _columns(lines)
    county = {column: sum(numbers[column] for numbers in lines.values()) for column in columns}
    if len(shown) == 1 and set(shown[0].names) == set(lines):
        assert dict(shown[0].cells) == county  # it is the county's line, which is printed in any case
        return shown
    for line, places in zip(shown, _possible(shown, county, never), strict=True):
        assert line.received >= SMALLEST_SHOWN
        for column, values in zip(columns, places, strict=True):
            truth = sum(lines[name][column] for name in line.names)
            assert truth in values
            assert line.cells[column] in (truth, SMALL if truth < SMALLEST_SHOWN else WITHHELD)
            if line.cells[column] in (SMALL, WITHHELD):
                assert len(values) >= 2
            else:
                known = all((name, column) in never for name in line.names)
                assert truth >= SMALLEST_SHOWN or known or county[column] == 0
        assert sum(max(values) > 0 for values in places) >= 2
    return shown


def _named(table: list[tuple[int, ...]]) -> dict[str, dict[str, int]]:
    return {f"{at:03}": dict(zip(OUTCOMES, numbers, strict=False)) for at, numbers in enumerate(table)}


def _tables(columns: int, lines: int) -> st.SearchStrategy[list[tuple[int, ...]]]:
    return st.lists(st.tuples(*[NUMBERS] * columns), min_size=1, max_size=lines)


@settings(max_examples=examples(300), deadline=None)
@given(st.one_of(_tables(1, 3), _tables(2, 5), _tables(3, 4)))
def test_whoever_tries_every_table_that_fits_the_printed_one_learns_no_withheld_number_and_no_outcome(
    table: list[tuple[int, ...]],
) -> None:
    _attack(_named(table))


@settings(max_examples=examples(100), deadline=None)
@given(_tables(3, 2))
def test_nor_does_whoever_knows_that_an_outcome_is_impossible_in_a_line(table: list[tuple[int, ...]]) -> None:
    lines = _named(table)
    lines["000"]["not_counted"] = 0
    _attack(lines, frozenset({("000", "not_counted")}))


def test_a_precinct_whose_ballots_all_have_one_outcome_does_not_show_it() -> None:
    shown = _attack({
        "03E": {"count_full": 0, "not_counted": 14},
        "06N": {"count_full": 20, "not_counted": 12},
        "07A": {"count_full": 31, "not_counted": 13},
    })  # fmt: skip
    assert {line.names: dict(line.cells) for line in shown}[("03E",)] == {"count_full": SMALL, "not_counted": WITHHELD}


def test_numbers_are_printed_where_nothing_small_is_near() -> None:
    lines = {"001": {"count_full": 14, "held": 20}, "002": {"count_full": 11, "held": 10}}
    assert {line.names: dict(line.cells) for line in _attack(lines)} == {("001",): lines["001"], ("002",): lines["002"]}


def test_an_outcome_that_nobody_in_the_county_has_is_a_zero_everywhere() -> None:
    lines = {
        "001": {"count_full": 14, "not_counted": 20, "held": 0},
        "002": {"count_full": 11, "not_counted": 10, "held": 0},
    }
    assert [line.cells["held"] for line in _attack(lines)] == [0, 0]


def test_one_small_precinct_is_never_joined_alone() -> None:
    lines = {
        "001": {"count_full": 1, "held": 1},
        "002": {"count_full": 20, "held": 30},
        "003": {"count_full": 15, "held": 14},
    }
    assert {line.names for line in _attack(lines)} == {("002",), ("001", "003")}


@pytest.mark.parametrize("number", range(1, 10))
def test_of_a_single_handful_of_envelopes_the_countys_line_alone_is_printed(number: int) -> None:
    (line,) = _attack({"001": {"count_full": number, "held": 0}, "002": {"count_full": 0, "held": 1}})
    assert line.names == ("001", "002")


def test_what_can_never_be_is_printed_as_zero_and_hides_nothing() -> None:
    lines = {
        "yes": {"count_full": 12, "not_counted": 3, "undecided": 0},
        "no": {"count_full": 50, "not_counted": 30, "undecided": 20},
    }
    first, second = shown_lines(lines, {("yes", "undecided")})
    assert (first.cells["undecided"], second.cells["undecided"]) == (0, 20)
    only = {"yes": {"count_full": 12, "undecided": 0}, "no": {"count_full": 50, "undecided": 20}}
    assert len(shown_lines(only, {("yes", "undecided")})) == 1  # all that are kept apart would have the one outcome


def test_no_envelopes_at_all_are_no_lines() -> None:
    assert shown_lines({}) == ()


def test_a_large_county_shows_its_large_precincts_and_joins_the_others() -> None:
    lines: dict[str, Counter[str]] = {}
    for number in range(60_000):
        precinct = number * number % 2_503
        lines.setdefault(f"{precinct:04}", Counter(dict.fromkeys(OUTCOMES, 0)))[
            OUTCOMES[(number * 7 + number // 11) % 5]
        ] += 1
    shown = shown_lines(lines)
    assert len(shown) > 500
    assert sum(line.received for line in shown) == 60_000
    cells = [cell for line in shown for cell in line.cells.values() if isinstance(cell, int)]
    assert min(cells) >= SMALLEST_SHOWN


REASONS = st.dictionaries(st.sampled_from("abcdefg"), st.sampled_from((1, 2, 4, 9, 10, 11, 40)), max_size=7)


@settings(max_examples=examples(200), deadline=None)
@given(REASONS)
def test_small_reasons_are_joined_with_others_to_at_least_ten(numbers: dict[str, int]) -> None:
    shown, joined = joined_small(numbers)
    assert {*shown, *joined} == set(numbers)
    assert min(shown.values(), default=SMALLEST_SHOWN) >= SMALLEST_SHOWN
    if shown and joined:
        assert len(joined) >= 2
        assert sum(numbers[name] for name in joined) >= SMALLEST_SHOWN
