"""A birth date as a pen writes it: read where there is no doubt which day is meant, and else not at all."""

from __future__ import annotations

from datetime import date

import pytest

from adjudicator.records.birth import age_on, born_on, written_birth

ELECTION_DAY = date(2020, 11, 3)
FOURTH = date(2002, 11, 4)


@pytest.mark.parametrize(
    "text",
    [
        "2002-11-04",
        "2002/11/4",
        "11/04/2002",
        "11-4-2002",
        "11.4.02",
        " 11/4/02 ",
        "Nov 4, 2002",
        "Nov. 4 2002",
        "november 4th,  2002",
        "4 NOVEMBER 2002",
        "4th Nov 2002",
    ],
)
def test_a_day_is_read_in_every_way_in_which_it_is_written_here(text: str) -> None:
    assert born_on(text, ELECTION_DAY) == FOURTH


@pytest.mark.parametrize(
    "text",
    ["", "2002", "11/2002", "Nov 2002", "11/4", "11/4/2", "13/04/2002", "2/30/1960", "Nvo 4, 2002", "?1/4/2002", "11/4/20O2"],
)  # fmt: skip
def test_what_cannot_be_read_is_no_day(text: str) -> None:
    assert born_on(text, ELECTION_DAY) is None


def test_a_day_that_the_calendar_does_not_have_is_still_a_full_date() -> None:
    assert written_birth("2/30/1960", ELECTION_DAY) == (1960, 2, 30)
    assert written_birth("Febuary 2, 1960", ELECTION_DAY) is None


@pytest.mark.parametrize(("text", "year"), [("11/3/20", 2020), ("11/4/20", 1920), ("1/1/21", 1921), ("6/5/74", 1974)])
def test_a_short_year_is_the_last_one_before_the_election(text: str, year: int) -> None:
    found = born_on(text, ELECTION_DAY)
    assert found is not None
    assert found.year == year


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (FOURTH, ELECTION_DAY, 17),
        (date(2002, 11, 3), ELECTION_DAY, 18),
        (date(2002, 11, 2), ELECTION_DAY, 18),
        (date(2004, 2, 29), date(2022, 2, 28), 17),
        (date(2004, 2, 29), date(2022, 3, 1), 18),
    ],
)
def test_a_year_of_age_is_full_on_the_birthday(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age
