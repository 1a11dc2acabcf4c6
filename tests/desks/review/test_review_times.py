"""Times as people write them at the counter."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from ui.shared.reading_times import FUTURE, NEVER_SHOWN, UNREAD, read_moment, read_past, season_day

ELECTION = date(2020, 11, 3)
TODAY = date(2020, 11, 5)
GEORGIA = ZoneInfo("America/New_York")


def at(*parts: int) -> datetime:
    """A local time of the county, which bears no zone."""
    return datetime(*parts)  # noqa: DTZ001


@pytest.mark.parametrize(
    "text",
    [
        "Nov 5, 2:05 p.m.", "5 Nov 14:05", "5 nov 2020 14:05", "Thu Nov 5, 2:05 p.m.", "Nov 5 2:05 pm", "11/5 14:05",
        "11/5/2020 2:05 PM", "11/5/20 14.05", "2020-11-05 14:05", "2020-11-05T14:05", "Thursday 5 November 2020, 14:05",
        "  14:05 ",
    ],
)  # fmt: skip
def test_a_time_is_read_however_a_person_writes_it(text):
    assert read_moment(text, ELECTION, TODAY) == at(2020, 11, 5, 14, 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "Nov 5",
        "25:00",
        "14:60",
        "Nov 31, 2:05 p.m.",
        "5 Foo 14:05",
        "13:05 pm",
        "99/5 14:05",
        "0:00 am",
    ],
)
def test_what_is_no_time_is_not_guessed(text):
    assert read_moment(text, ELECTION, TODAY) is None


def test_a_time_without_a_day_is_not_read_where_no_day_can_be_meant():
    assert read_moment("14:05", ELECTION, None) is None


def test_a_day_of_january_belongs_to_the_year_after_an_election_in_november():
    assert read_moment("Jan 4, 9:00 a.m.", ELECTION, None) == at(2021, 1, 4, 9, 0)


def test_noon_and_midnight_by_the_twelve_hour_clock():
    assert read_moment("5 Nov 12:10 pm", ELECTION, None) == at(2020, 11, 5, 12, 10)
    assert read_moment("Nov 5, 12:10 a.m.", ELECTION, None) == at(2020, 11, 5, 0, 10)


def now(text: str, fold: int = 0) -> datetime:
    """A moment in Georgia."""
    return datetime.fromisoformat(text).replace(tzinfo=GEORGIA, fold=fold)


SUNDAY = date(2027, 11, 5)
"""An invented election on a Friday: clocks are put back on the Sunday after it."""


@pytest.mark.parametrize(
    ("typed", "present", "utc"),
    [
        ("Nov 5, 2:05 p.m.", now("2020-11-05T14:05"), "2020-11-05T19:05"),
        ("14:05", now("2020-11-05T15:00"), "2020-11-05T19:05"),
        ("Oct 29, 2:05 p.m.", now("2020-11-05T15:00"), "2020-10-29T18:05"),
    ],
)
def test_what_has_arrived_is_a_moment_of_the_county(typed, present, utc):
    assert read_past(typed, ELECTION, present).astimezone(UTC).replace(tzinfo=None).isoformat(timespec="minutes") == utc


def test_a_time_shown_twice_is_the_first_of_the_two_so_that_a_person_is_believed():
    for present in (now("2027-11-07T01:45"), now("2027-11-07T01:20", fold=1), now("2027-11-08T09:00")):
        read = read_past("Nov 7, 1:40 a.m.", SUNDAY, present)
        assert read.astimezone(UTC) == datetime(2027, 11, 7, 5, 40, tzinfo=UTC)
    assert read_past("Nov 7, 1:40 a.m.", SUNDAY, now("2027-11-07T01:20")) == FUTURE


@pytest.mark.parametrize("typed", ["now", "N", " Now "])
def test_now_is_the_minute_that_it_is(typed):
    assert read_past(typed, ELECTION, now("2020-11-05T14:05:31")) == now("2020-11-05T14:05")
    assert read_past(typed, ELECTION, now("2026-11-05T14:05")) == UNREAD, "a day is written where no time is of today"


def test_what_is_still_to_come_is_told_by_real_time_and_not_by_the_wall():
    assert read_past("Nov 7, 2:01 a.m.", SUNDAY, now("2027-11-07T02:00")) == FUTURE
    assert read_past("Nov 7, 12:59 a.m.", SUNDAY, now("2027-11-07T01:00", fold=1)) == now("2027-11-07T00:59")
    assert read_past("Nov 5, 2:06 p.m.", ELECTION, now("2020-11-05T14:05")) == FUTURE


def test_a_time_that_no_clock_showed_has_to_be_looked_up_again():
    spring = date(2020, 3, 3)
    assert read_past("Mar 8, 2:30 a.m.", spring, now("2020-03-09T09:00")) == NEVER_SHOWN
    assert read_past("Mar 8, 3:00 a.m.", spring, now("2020-03-09T09:00")) == now("2020-03-08T03:00")


@pytest.mark.parametrize("text", ["", "yesterday", "Nov 31, 2:05 p.m."])
def test_what_is_no_time_is_said_to_be_none(text):
    assert read_past(text, ELECTION, now("2020-11-05T14:05")) == UNREAD


def test_today_counts_only_in_the_weeks_after_the_election():
    assert season_day(TODAY, ELECTION) == TODAY
    assert season_day(date(2020, 11, 2), ELECTION) is None
    assert season_day(date(2026, 11, 5), ELECTION) is None
