"""The wait after passwords that did not fit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from adjudicator.port.lockout import next_allowed

LAST = datetime(2020, 11, 4, 23, 59, 30, tzinfo=UTC)


@pytest.mark.parametrize("failures", [0, 1, 4])
def test_four_slips_cost_nothing(failures: int) -> None:
    assert next_allowed(failures, LAST) is None


@pytest.mark.parametrize(
    ("failures", "minutes"), [(5, 1), (6, 2), (7, 4), (8, 8), (9, 16), (10, 30), (11, 30), (100_000, 30)]
)
def test_the_wait_doubles_from_one_minute_to_thirty(failures: int, minutes: int) -> None:
    assert next_allowed(failures, LAST) == LAST + timedelta(minutes=minutes)


def test_an_instant_without_a_time_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="time zone"):
        next_allowed(5, LAST.replace(tzinfo=None))
