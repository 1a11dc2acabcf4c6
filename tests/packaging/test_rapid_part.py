"""The rapid part of the tests: every room and desk stays in it with something, and the whole run leaves nothing out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ONE_TEST_IN, is_slow, left_to_the_slow_part

TESTS = Path(__file__).resolve().parents[1]
WHOLE_RUNS = {"pictures", "walks"}
"""Rooms that are slow as a whole: screens drawn for people, and an election walked through by keys."""

CASES = [f"tests/a.py::test_a[{case}]" for case in range(400)]


def test_the_first_case_of_a_test_is_rapid_and_about_a_quarter_of_the_others() -> None:
    left = left_to_the_slow_part(CASES)
    assert CASES[0] not in left
    assert 0.65 * len(CASES) < len(left) < 0.85 * len(CASES)


def test_a_test_without_values_is_rapid() -> None:
    assert not left_to_the_slow_part(["tests/a.py::test_a", "tests/a.py::test_b", "tests/b.py::test_a"])


@pytest.mark.parametrize(("room", "one_in"), ONE_TEST_IN.items())
def test_the_first_test_of_a_file_at_a_case_is_rapid_and_so_many_of_the_others(room: str, one_in: int) -> None:
    tests = [f"tests/{room}/test_a.py::test_{at}" for at in range(400)]
    left = left_to_the_slow_part(tests)
    assert tests[0] not in left
    assert abs(len(tests) - len(left) - len(tests) / one_in) < 40
    cases = [f"{test}[{case}]" for test in tests for case in range(3)]
    assert left_to_the_slow_part(cases) >= {case for case in cases if case.partition("[")[0] in left}


def test_a_case_stays_in_its_part_when_others_are_added() -> None:
    left = left_to_the_slow_part(CASES)
    more = [CASES[0], "tests/a.py::test_a[new]", *CASES[1:], "tests/a.py::test_a[last]"]
    assert left_to_the_slow_part(more) & {*CASES} == left


def room_of(path: Path) -> str:
    """The folder of a room of the house, or of a desk, that a file of tests is in."""
    parts = path.relative_to(TESTS).parts[:-1]
    return "/".join(parts[: 2 if parts[0] == "desks" else 1])


@pytest.mark.slow
def test_every_room_and_desk_has_rapid_tests_and_those_of_a_slow_file_are_all_slow(
    request: pytest.FixtureRequest,
) -> None:
    items = request.session.items
    rooms = {room_of(item.path) for item in items}
    if rooms < {room_of(file) for file in TESTS.glob("*/**/test_*.py")} - {"benchmarks"}:
        pytest.skip("the whole run has all of them")
    rapid = [item for item in items if item.get_closest_marker("slow") is None]
    assert not [item.nodeid for item in rapid if is_slow(item.path)], "the rapid run does not even read their files"
    assert rooms - {room_of(item.path) for item in rapid} == WHOLE_RUNS
