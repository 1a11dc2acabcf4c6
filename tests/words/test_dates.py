"""Days as people read them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from adjudicator.words import _, said
from adjudicator.words.dates import (
    bare_day,
    dated,
    dated_cell,
    dated_words,
    day_and_hour,
    hour,
    hour_and_second,
    long_day,
    long_day_and_hour,
    short_day,
)  # fmt: skip
from tests.pseudo import PSEUDO


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2020-11-02", "Mon Nov 2"),
        ("2020-11-06T17:00", "Fri Nov 6, 5:00 p.m."),
        ("2020-11-06T17:00:00.000000+00:00", "Fri Nov 6, 5:00 p.m."),
        ("order 20-CV-1187", "order 20-CV-1187"),
        ("", ""),
    ],
)
def test_a_date_or_an_instant_is_said_in_words_and_anything_else_as_it_is(text: str, words: str) -> None:
    assert dated_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1901-02-03", "Feb 3, 1901"),
        ("2/3/01", "2/3/01"),
        ("1901", "1901"),
        ("1901-13-40", "1901-13-40"),
        ("", ""),
    ],
)
def test_a_day_of_a_file_is_written_as_people_write_it_and_a_pens_as_it_stands(text: str, words: str) -> None:
    assert dated_cell(text) == words


def test_every_weekday_and_month_has_its_own_words() -> None:
    assert [long_day(date(2020, 11, day)) for day in range(2, 9)] == [
        f"{name} Nov {day}, 2020" for day, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), 2)
    ]
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    assert [long_day(date(2020, month, 1))[4:7] for month in range(1, 13)] == list(months)


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ("00:00", "12:00 a.m."),
        ("00:05", "12:05 a.m."),
        ("11:59", "11:59 a.m."),
        ("12:00", "12:00 p.m."),
        ("17:00", "5:00 p.m."),
    ],
)
def test_an_hour_has_twelve_hours_and_its_half_of_the_day(clock: str, words: str) -> None:
    assert hour(time.fromisoformat(clock)) == words


def test_a_day_and_its_hour_in_each_form() -> None:
    at = datetime(2020, 11, 6, 17, 0, 9)  # noqa: DTZ001
    assert [bare_day(at), short_day(at), long_day(at), dated(at)] == [
        "Nov 6",
        "Fri Nov 6",
        "Fri Nov 6, 2020",
        "Nov 6, 2020",
    ]
    assert day_and_hour(at) == "Fri Nov 6, 5:00 p.m."
    assert long_day_and_hour(at) == "Fri Nov 6, 2020, 5:00 p.m."
    assert hour_and_second(at) == "5:00:09 p.m."


def test_days_and_hours_are_sentences_of_the_language() -> None:
    at = datetime(2020, 11, 6, 17, 0)  # noqa: DTZ001
    assert said(long_day_and_hour(at), PSEUDO) == "«Frí é» «Nóv é» 6, 2020, 5:00 «p.m é»."


def test_a_sentence_that_ends_with_an_hour_has_one_full_stop() -> None:
    assert _("Closed at {hour}.", hour=hour(time(17))) == "Closed at 5:00 p.m."
    assert _("Closed at {hour}. Come again.", hour=hour(time(17))) == "Closed at 5:00 p.m. Come again."
