"""The law's days, on the dates that the contract works out."""

from dataclasses import fields
from datetime import date, datetime

import pytest

from adjudicator.law.calendar import deadlines_of
from adjudicator.law.derive import FIVE_O_CLOCK
from adjudicator.records.election import Election
from adjudicator.resources import georgia_holiday, pack


@pytest.mark.parametrize(
    ("election", "last_day"),
    [
        (date(2020, 11, 3), date(2020, 11, 6)),
        (date(2022, 11, 8), date(2022, 11, 14)),
        (date(2024, 11, 5), date(2024, 11, 8)),
        (date(2026, 11, 3), date(2026, 11, 6)),
    ],
)
def test_the_last_day_is_the_third_after_the_election_or_the_next_business_day(election, last_day):
    assert deadlines_of(election, georgia_holiday).last_day == last_day


def test_the_period_ends_at_the_offices_hour():
    assert deadlines_of(date(2020, 11, 3), georgia_holiday).last_moment == datetime.fromisoformat("2020-11-06T17:00")


@pytest.mark.parametrize(
    ("election", "law_2020", "law_2021"),
    [
        (date(2020, 11, 3), date(2020, 11, 13), date(2020, 11, 9)),
        (date(2022, 11, 8), date(2022, 11, 18), date(2022, 11, 14)),
        (date(2024, 11, 5), date(2024, 11, 15), date(2024, 11, 12)),
        (date(2026, 11, 3), date(2026, 11, 13), date(2026, 11, 9)),
    ],
)
def test_certification_is_the_second_friday_then_by_later_law_the_monday_after(election, law_2020, law_2021):
    days = deadlines_of(election, georgia_holiday)
    assert (days.certification, days.certification_2021) == (law_2020, law_2021)


@pytest.mark.parametrize(
    ("election", "closes", "state"),
    [
        (date(2020, 11, 3), date(2020, 10, 5), date(2020, 10, 4)),
        (date(2022, 11, 8), date(2022, 10, 11), date(2022, 10, 9)),
        (date(2021, 1, 5), date(2020, 12, 7), date(2020, 12, 6)),
    ],
)
def test_registration_closes_on_the_fifth_monday_before_or_the_business_day_after_a_holiday(election, closes, state):
    days = deadlines_of(election, georgia_holiday)
    assert (days.registration_closes, days.state_date) == (closes, state)


def test_a_weekend_after_a_holiday_moves_the_day_on_again():
    days = deadlines_of(date(2020, 11, 3), lambda day: day in (date(2020, 11, 6), date(2020, 11, 9)))
    assert days.last_day == date(2020, 11, 10)


def test_the_fifth_monday_before_an_election_on_a_monday_does_not_count_that_monday():
    days = deadlines_of(date(2020, 11, 2), lambda _day: False)
    assert days.registration_closes == date(2020, 9, 28)


def test_calendar_and_clock_use_the_numbers_that_the_packs_write_down():
    numbers = pack("georgia-2021")
    days = deadlines_of(date(2020, 11, 3), lambda _day: False, numbers.hour("office_hour"))
    assert (days.last_day - days.election).days == int(numbers.parameter("days_to_determine").value)
    assert (days.election - days.state_date).days == int(numbers.parameter("days_out_of_state").value)
    assert numbers.hour("wrong_precinct_from") == FIVE_O_CLOCK
    assert numbers.hour("polls_close") == regular_closing()


def regular_closing():
    return next(each.default for each in fields(Election) if each.name == "polls_close")
