"""Days as people read them."""

from __future__ import annotations

from datetime import date

import pytest

from adjudicator.words.dates import dated_words, long_day


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


def test_every_weekday_and_month_has_its_own_words() -> None:
    assert [long_day(date(2020, 11, day)) for day in range(2, 9)] == [
        f"{name} {day} Nov 2020" for day, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), 2)
    ]
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    assert [long_day(date(2020, month, 1))[6:9].strip() for month in range(1, 13)] == list(months)
