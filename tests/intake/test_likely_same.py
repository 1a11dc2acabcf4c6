"""Two envelopes that are likely one: told in pairs, before anything is received."""

from __future__ import annotations

from datetime import date

import pytest

from adjudicator.intake.likely_same import MOST_PAIRS, likely_same
from adjudicator.records.envelope import Envelope

DAY = date(2020, 11, 3)
FIRST = Envelope(
    "0017", place="Harbins Park", cast_at="2020-11-03T17:30", last_name="Hernandez", first_name="Ana",
    birth_date="4/12/1971",
)  # fmt: skip


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (Envelope("99", last_name="Hernandes", birth_date="1971-04-12"), "the same birth date"),
        (Envelope("99", last_name="HERNANDEZ ", birth_date="April 12, 1971"), "the same birth date"),
        (Envelope("99", last_name="Hernadnez", birth_date="4/12/71"), "the same birth date"),
        (
            Envelope("99", place="Harbins Park", cast_at="2020-11-03T17:32", last_name="Hx", first_name="A."),
            "within two minutes",
        ),
    ],
)
def test_they_are_told_with_the_other_number_and_why(other: Envelope, why: str) -> None:
    (problem,) = likely_same("list.csv", [other], [FIRST], DAY)
    assert problem.warning
    assert (problem.value, "envelope 0017" in problem.what, why in problem.what) == ("99", True, True)
    assert "Hern" not in str(problem)


@pytest.mark.parametrize(
    "other",
    [
        Envelope("99", last_name="Fernandes", birth_date="1971-04-12"),
        Envelope("99", last_name="Hernandez", birth_date="1972-04-12"),
        Envelope("99", last_name="Hernandez"),
        Envelope("99", place="Harbins Park", cast_at="2020-11-03T17:33", last_name="Hx", first_name="Al"),
        Envelope("99", place="Duncan Park", cast_at="2020-11-03T17:30", last_name="Hx", first_name="Al"),
        Envelope("99", place="Harbins Park", cast_at="2020-11-03T17:30", last_name="Hx", first_name="Bo"),
        Envelope("17", last_name="Hernandez", birth_date="1971-04-12"),  # the same number is told as such
    ],
)
def test_others_are_not(other: Envelope) -> None:
    assert likely_same("list.csv", [other], [FIRST], DAY) == ()


def test_two_of_one_list_are_told_once() -> None:
    again = Envelope("0018", last_name="Hernandez", birth_date="1971-04-12")
    assert [each.value for each in likely_same("list.csv", [FIRST, again], [], DAY)] == ["0018"]


def test_of_very_many_pairs_it_is_said_that_there_are_more() -> None:
    many = [Envelope(str(number), last_name="Doe", birth_date="1971-04-12") for number in range(1, 300)]
    found = likely_same("list.csv", many, [], DAY)
    assert len(found) == MOST_PAIRS + 1
    assert "more envelopes" in found[-1].what
