"""The idle lock and the ends of shifts."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from adjudicator.casework.acts.sittings import change_sittings, next_end
from adjudicator.records.trouble import Refusal
from tests.casework.conftest import ACT, case

COUNTY = ZoneInfo("America/New_York")
SET = case(idle_minutes=10, shift_ends=("17:00",))


@pytest.mark.parametrize("minutes", [2, 30])
def test_an_idle_screen_may_lock_after_two_to_thirty_minutes(minutes: int) -> None:
    (entry,) = change_sittings(SET, minutes, ("17:00", "09:30", "17:00"), ACT)
    assert entry.data == {"idle_minutes": minutes, "shift_ends": ["09:30", "17:00"]}


@pytest.mark.parametrize(
    ("minutes", "ends", "code"),
    [
        (1, (), "bad_idle"),
        (31, (), "bad_idle"),
        (10, ("17:00", "24:00"), "bad_time"),
        (10, ("5 pm",), "bad_time"),
        (10, ("17:00",), "nothing_changed"),
    ],
)
def test_what_is_out_of_bounds_no_time_or_as_before_is_refused(minutes: int, ends: tuple[str, ...], code: str) -> None:
    refused = change_sittings(SET, minutes, ends, ACT)
    assert isinstance(refused, Refusal)
    assert refused.code == code


@pytest.mark.parametrize("minutes", [10, 11])
def test_one_of_the_two_may_change_alone(minutes: int) -> None:
    ends = ("17:00",) if minutes != 10 else ()
    assert not isinstance(change_sittings(SET, minutes, ends, ACT), Refusal)


@pytest.mark.parametrize(
    ("since", "end"),
    [
        (datetime(2020, 11, 4, 16, 59, tzinfo=COUNTY), datetime(2020, 11, 4, 17, 0, tzinfo=COUNTY)),
        (datetime(2020, 11, 4, 17, 0, tzinfo=COUNTY), datetime(2020, 11, 5, 9, 30, tzinfo=COUNTY)),
        (datetime(2020, 11, 4, 8, 0, tzinfo=COUNTY), datetime(2020, 11, 4, 9, 30, tzinfo=COUNTY)),
    ],
)
def test_the_next_end_of_a_shift_is_after_a_moment_not_at_it(since: datetime, end: datetime) -> None:
    assert next_end(("17:00", "09:30"), since) == end


def test_without_shifts_none_ends() -> None:
    assert next_end((), datetime(2020, 11, 4, 8, 0, tzinfo=COUNTY)) is None
