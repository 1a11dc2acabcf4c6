"""How a day was worked out, in a sentence."""

from __future__ import annotations

from datetime import date, time

import pytest

from adjudicator.law.days.calendar import blocked_words, how_words, polls_words
from adjudicator.law.days.phrases import DayRule

HOLIDAYS = {date(2022, 11, 11): "Veterans Day", date(2022, 11, 24): "State Holiday"}
TUESDAY, FRIDAY = date(2022, 11, 8), date(2022, 11, 11)


def holiday(day: date) -> str:
    return HOLIDAYS.get(day, "")


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "The day"), (2, "The second day"), (10, "The tenth day"), (11, "The 11th day"), (12, "The 12th day"),
        (13, "The 13th day"), (14, "The 14th day"), (21, "The 21st day"), (22, "The 22nd day"), (23, "The 23rd day"),
        (30, "The 30th day"), (101, "The 101st day"), (111, "The 111th day"), (112, "The 112th day"),
        (113, "The 113th day"),
    ],
)  # fmt: skip
def test_a_day_is_counted_in_words_as_people_say_it(count: int, words: str) -> None:
    assert how_words(DayRule(count, "day"), TUESDAY, "", holiday).startswith(f"{words} after the election: ")


@pytest.mark.parametrize(
    ("rule", "first", "of", "words"),
    [
        (DayRule(dated=False), None, "", "At the earliest time possible after a determination; no day is set."),
        (DayRule(), TUESDAY, "", "On the day of the election."),
        (DayRule(of="last_day"), TUESDAY, "Last day", "The same as the last day."),
        (
            DayRule(24, "month", of="certification"), TUESDAY, "Certification",
            "24 months after the certification: Tue Nov 8, 2022. It does not move for a weekend or a holiday.",
        ),
        (
            DayRule(2, "month"), TUESDAY, "",
            "2 months after the election: Tue Nov 8, 2022. It does not move for a weekend or a holiday.",
        ),
        (
            DayRule(1, "month", before=True), TUESDAY, "",
            "One month before the election: Tue Nov 8, 2022. It does not move for a weekend or a holiday.",
        ),
        (
            DayRule(2, "Monday", rolls=1), TUESDAY, "",
            "The second Monday after the election, Tue Nov 8, 2022, is a business day.",
        ),
        (
            DayRule(3, "day", rolls=1), FRIDAY, "",
            "The third day after the election, Fri Nov 11, 2022, is Veterans Day; Sat and Sun follow: Mon Nov 14, 2022.",
        ),
        (
            DayRule(3, "day", rolls=1), date(2022, 11, 24), "",
            "The third day after the election, Thu Nov 24, 2022, is State Holiday: Fri Nov 25, 2022.",
        ),
        (
            DayRule(3, "day", rolls=1), date(2022, 11, 12), "",
            "The third day after the election, Sat Nov 12, 2022, is a Saturday; Sun follows: Mon Nov 14, 2022.",
        ),
        (
            DayRule(3, "day", before=True, rolls=-1), date(2022, 11, 13), "",
            "The third day before the election, Sun Nov 13, 2022, is a Sunday; Sat and Fri (Veterans Day) come before it: "
            "Thu Nov 10, 2022.",
        ),
        (
            DayRule(3, "day", before=True, rolls=-1), date(2022, 11, 6), "",
            "The third day before the election, Sun Nov 6, 2022, is a Sunday; Sat comes before it: Fri Nov 4, 2022.",
        ),
    ],
)  # fmt: skip
def test_a_sentence_says_from_where_a_day_is_counted_and_what_moved_it(
    rule: DayRule, first: date | None, of: str, words: str
) -> None:
    assert how_words(rule, first, of, holiday) == words


@pytest.mark.parametrize(
    ("day", "words"), [(10, ""), (11, "Veterans Day"), (12, "a Saturday"), (13, "a Sunday"), (14, "")]
)
def test_weekends_and_holidays_are_no_business_days(day: int, words: str) -> None:
    assert blocked_words(date(2022, 11, day), holiday) == words


def test_places_that_close_at_hours_of_their_own_are_named_beside_the_closing_of_the_polls(make_election) -> None:
    said = "The day and the hour are those of the election's definition."
    assert polls_words(make_election()) == said
    assert (
        polls_words(make_election(closing_times={"Harbins": time(20)}))
        == f"{said} Some places have an hour of their own."
    )
