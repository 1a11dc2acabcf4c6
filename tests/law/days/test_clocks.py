"""Local times in the nights in which clocks are changed: shown twice, or never."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from adjudicator.law.days.clocks import first_shown, times_shown
from adjudicator.law.facts.derive import derive_cast

GEORGIA = ZoneInfo("America/New_York")


def wall(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("2020-11-01T00:59:59", 1),
        ("2020-11-01T01:00", 2),
        ("2020-11-01T01:30", 2),
        ("2020-11-01T01:59:59", 2),
        ("2020-11-01T02:00", 1),
        ("2022-11-06T01:30", 2),
        ("2027-11-07T01:30", 2),
        ("2020-03-08T01:59:59", 1),
        ("2020-03-08T02:00", 0),
        ("2020-03-08T02:30", 0),
        ("2020-03-08T02:59:59", 0),
        ("2020-03-08T03:00", 1),
        ("2020-11-06T17:00", 1),
    ],
)
def test_a_time_is_shown_once_twice_or_never(text, times):
    assert times_shown(wall(text), GEORGIA) == times


@pytest.mark.parametrize("zone", ["America/Phoenix", "Pacific/Honolulu", "UTC"])
def test_where_clocks_are_never_changed_each_time_is_shown_once(zone):
    for text in ("2020-11-01T01:30", "2020-03-08T02:30"):
        assert times_shown(wall(text), ZoneInfo(zone)) == 1


def test_of_a_time_shown_twice_the_first_is_taken():
    assert first_shown(wall("2020-11-01T01:30"), GEORGIA).astimezone(UTC) == datetime(2020, 11, 1, 5, 30, tzinfo=UTC)
    assert first_shown(wall("2020-11-01T02:00"), GEORGIA).astimezone(UTC) == datetime(2020, 11, 1, 7, 0, tzinfo=UTC)


def test_a_time_that_no_clock_showed_is_not_moved_to_one_that_was():
    with pytest.raises(ValueError, match="no clock"):
        first_shown(wall("2020-03-08T02:30"), GEORGIA)


@pytest.mark.parametrize(
    ("cast_at", "cast"),
    [("01:30", "before_5pm"), ("16:59", "before_5pm"), ("17:00", "from_5pm_to_close"), ("19:01", "in_line_at_closing")],
)
@pytest.mark.parametrize("day", [date(2027, 11, 7), date(2028, 3, 12)])
def test_a_time_on_papers_is_the_clock_on_the_wall_also_on_a_day_on_which_clocks_are_changed(
    make_election, day, cast_at, cast
):
    election = make_election(date=day)
    for fold in (0, 1):
        moment = datetime.combine(day, time.fromisoformat(cast_at)).replace(fold=fold)
        assert derive_cast(moment, "election_day", "School", election) == cast
