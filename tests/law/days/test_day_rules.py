"""The phrases in which a pack says when a day is: read strictly, or refused by name."""

from __future__ import annotations

from datetime import date

import pytest

from adjudicator.law.days.calendar import DAYS, months_after
from adjudicator.law.days.phrases import DayRule, is_hour, read_rule
from adjudicator.law.rules.pack import Parameter
from adjudicator.resources import PACK_IDS, pack

HOURS = frozenset({"office_hour"})
"""Parameters that are an hour and no day of their own."""


def rule(phrase):
    return read_rule(Parameter("last_day", phrase, "", ""))


@pytest.mark.parametrize(
    ("phrase", "read"),
    [
        ("3 days after", DayRule(3, "day")),
        ("1 day after", DayRule(1, "day")),
        ("30 days before", DayRule(30, "day", before=True)),
        ("24 months after", DayRule(24, "month")),
        ("1 month after", DayRule(1, "month")),
        ("fifth Monday before", DayRule(5, "Monday", before=True)),
        ("second Friday after", DayRule(2, "Friday")),
        ("Monday after", DayRule(1, "Monday")),
        ("24 months after certification", DayRule(24, "month", of="certification")),
        ("3 days after, or the next business day", DayRule(3, "day", rolls=1)),
        ("9 days after, or the business day before", DayRule(9, "day", rolls=-1)),
        ("3 days after, until 17:00", DayRule(3, "day", until="17:00")),
        ("Monday after, or the next business day, until 17:00", DayRule(1, "Monday", rolls=1, until="17:00")),
        (
            "3 days after, or the next business day, until office_hour",
            DayRule(3, "day", rolls=1, until="office_hour"),
        ),
        ("same as last_day", DayRule(of="last_day")),
        ("17:00", DayRule(until="17:00")),
        ("at the earliest time possible after a determination", DayRule(dated=False)),
    ],
)
def test_a_phrase_is_read(phrase, read):
    assert rule(phrase) == read


@pytest.mark.parametrize(
    "phrase",
    [
        "", "3", "3 days", "3 day after", "1 days after", "0 days after", "-3 days after", "3.5 days after",
        "03 days after", "1000 days after", "٣ days after", "3 days after ", " 3 days after", "3  days after",
        "3 Days after", "3 days After", "3 days from", "three days after", "3 weeks after", "3 months", "2 years after",
        "eleventh Monday after", "fifth monday before", "fifth Mondays before", "5 Monday before", "5th Monday before",
        "Monday", "second Friday", "17", "17:0", "24:00", "17:60", "5 pm", "17:00:00", "3 days after, until",
        "3 days after, until 25:00", "3 days after, until 5 pm", "3 days after, until noon or so",
        "3 days after, next business day", "3 days after, or the business day", "3 days after, or the business day after",
        "3 days after or the next business day",
        "3 days after, until 17:00, or the next business day", "or the next business day", "17:00, until 18:00",
        "same as", "same as last day", "same as Last_day", "same as last_day, until 17:00", "24 months after Certification",
        "at the earliest time possible", "as soon as possible", "3 days after\n",
    ],
)  # fmt: skip
def test_what_is_no_phrase_is_refused_and_the_parameter_is_named(phrase):
    with pytest.raises(ValueError, match="is no day that the calendar can read") as refused:
        rule(phrase)
    assert str(refused.value).startswith("parameter last_day: ")


@pytest.mark.parametrize("name", PACK_IDS)
def test_every_parameter_of_a_pack_is_a_day_that_can_be_read_or_an_hour(name):
    for parameter in pack(name).parameters:
        if parameter.id in HOURS:
            assert is_hour(parameter.value)
        else:
            assert parameter.id in DAYS
            assert read_rule(parameter)


@pytest.mark.parametrize("name", PACK_IDS)
def test_every_parameter_says_what_it_rests_on_and_since_when(name):
    for parameter in pack(name).parameters:
        assert parameter.source
        assert parameter.since
        assert parameter.says.endswith(".")


@pytest.mark.parametrize("name", PACK_IDS)
def test_a_day_that_moves_on_says_why_in_its_entry(name):
    for parameter in pack(name).parameters:
        if parameter.id in DAYS and read_rule(parameter).rolls:
            assert "21-2-14" in parameter.source or "as 224(a) itself says" in parameter.says, parameter.id


@pytest.mark.parametrize(
    ("day", "count", "on"),
    [
        (date(2020, 11, 3), 24, date(2022, 11, 3)),
        (date(2020, 11, 3), 22, date(2022, 9, 3)),
        (date(2020, 11, 3), 2, date(2021, 1, 3)),
        (date(2020, 2, 29), 24, date(2022, 2, 28)),
        (date(2020, 8, 31), 22, date(2022, 6, 30)),
        (date(2022, 2, 28), 24, date(2024, 2, 28)),
        (date(2020, 12, 31), 2, date(2021, 2, 28)),
        (date(2020, 3, 31), -1, date(2020, 2, 29)),
        (date(2020, 1, 15), -1, date(2019, 12, 15)),
    ],
)
def test_a_month_ends_on_the_day_of_the_same_number_or_on_its_last(day, count, on):
    assert months_after(day, count) == on
