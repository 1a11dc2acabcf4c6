"""Times as people write them at the counter."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ui.presenters.review_times import read_moment, season_day

ELECTION = date(2020, 11, 3)
TODAY = date(2020, 11, 5)


def at(*parts: int) -> datetime:
    """A local time of the county, which bears no zone."""
    return datetime(*parts)  # noqa: DTZ001


@pytest.mark.parametrize(
    "text",
    [
        "5 Nov 14:05", "5 nov 2020 14:05", "Thu 5 Nov, 14:05", "Nov 5 2:05 pm", "11/5 14:05", "11/5/2020 2:05 PM",
        "11/5/20 14.05", "2020-11-05 14:05", "2020-11-05T14:05", "Thursday 5 November 2020, 14:05", "  14:05 ",
    ],
)  # fmt: skip
def test_a_time_is_read_however_a_person_writes_it(text):
    assert read_moment(text, ELECTION, TODAY) == at(2020, 11, 5, 14, 5)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "5 Nov", "25:00", "14:60", "31 Nov 14:05", "5 Foo 14:05", "13:05 pm", "99/5 14:05", "0:00 am"],
)
def test_what_is_no_time_is_not_guessed(text):
    assert read_moment(text, ELECTION, TODAY) is None


def test_a_time_without_a_day_is_not_read_where_no_day_can_be_meant():
    assert read_moment("14:05", ELECTION, None) is None


def test_a_day_of_january_belongs_to_the_year_after_an_election_in_november():
    assert read_moment("4 Jan 09:00", ELECTION, None) == at(2021, 1, 4, 9, 0)


def test_noon_and_midnight_by_the_twelve_hour_clock():
    assert read_moment("5 Nov 12:10 pm", ELECTION, None) == at(2020, 11, 5, 12, 10)
    assert read_moment("5 Nov 12:10 am", ELECTION, None) == at(2020, 11, 5, 0, 10)


def test_today_counts_only_in_the_weeks_after_the_election():
    assert season_day(TODAY, ELECTION) == TODAY
    assert season_day(date(2020, 11, 2), ELECTION) is None
    assert season_day(date(2026, 11, 5), ELECTION) is None
