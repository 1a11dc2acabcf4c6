"""Sitting at a screen: the lock, and the end of the shift."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from adjudicator.casework.record.state import PersonState
from adjudicator.office import Done, Office
from adjudicator.office.desks.sitting import SittingDesk
from adjudicator.records.trouble import Refusal
from tests.office.conftest import PASSWORD, Desk, Watch


def refused(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


@pytest.fixture
def sittings(desk: Desk) -> SittingDesk:
    """Of a reviewer who has an envelope to do."""
    desk.receive("0001")
    return desk.office.sittings


def test_a_locked_screen_takes_no_act_and_has_no_key(desk: Desk, sittings: SittingDesk) -> None:
    sittings.lock()
    assert sittings.locked
    size = desk.office.record.head().size
    assert refused(desk.office.review.refer("0001", "why")) == "locked"
    assert refused(desk.office.batches.close()) == "locked"
    assert desk.office._room.key is None
    assert desk.office.people.signed_in is not None
    assert desk.office.record.head().size == size


def test_the_password_unlocks_and_signs_again(desk: Desk, sittings: SittingDesk) -> None:
    desk.easy("0001")
    sittings.lock()
    assert refused(sittings.unlock("wrong horse battery")) == "wrong_password"
    assert sittings.locked
    assert isinstance(sittings.unlock(PASSWORD), PersonState)
    assert not sittings.locked
    assert isinstance(desk.office.batches.close(), Done)


def test_the_wait_after_failures_counts_at_the_lock_as_well(desk: Desk, sittings: SittingDesk, watch: Watch) -> None:
    sittings.lock()
    for _ in range(5):
        assert refused(sittings.unlock("wrong horse battery")) == "wrong_password"
    assert refused(sittings.unlock(PASSWORD)) == "locked_out"
    watch.moment += timedelta(minutes=1, seconds=5)
    assert isinstance(sittings.unlock(PASSWORD), PersonState)
    assert isinstance(desk.office.review.refer("0001", "why"), Done)


def test_who_signs_in_at_a_locked_screen_is_there_in_place_of_the_other(desk: Desk, sittings: SittingDesk) -> None:
    sittings.lock()
    desk.sign_in("sam")
    assert not sittings.locked
    assert isinstance(desk.office.review.refer("0001", "why"), Done)


def test_nobody_is_locked_where_nobody_is_signed_in(office: Office) -> None:
    office.sittings.lock()
    assert not office.sittings.locked
    assert refused(office.sittings.unlock(PASSWORD)) == "nobody"
    assert office.sittings.ends_at() is None


@pytest.mark.parametrize(
    ("minutes", "ends", "code"),
    [
        (1, (), "bad_idle"),
        (31, (), "bad_idle"),
        (10, ("25:00",), "bad_time"),
        (10, ("5 pm",), "bad_time"),
        (10, (), "nothing_changed"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(desk: Desk, minutes: int, ends: tuple[str, ...], code: str) -> None:
    desk.sign_in("admin")
    assert refused(desk.office.sittings.change(minutes, ends)) == code


def test_an_administrator_sets_the_lock_and_the_ends_of_shifts_on_the_record(desk: Desk) -> None:
    desk.sign_in("admin")
    assert isinstance(desk.office.sittings.change(5, ["22:00", "14:00", "14:00"]), Done)
    assert desk.office.sittings.idle_minutes == 5
    assert desk.office.sittings.shift_ends == ("14:00", "22:00")
    words = desk.office.record.lines(limit=1)[0].words
    assert words == "Ann Admin set the idle lock to 5 minutes, and shifts to end at 2:00 p.m., 10:00 p.m."
    assert desk.office.record.verifying("deep")(lambda done, of: None).findings == ()


@pytest.mark.parametrize(
    ("hour", "minute", "day", "end"), [(9, 0, 5, "14:00"), (14, 0, 5, "22:00"), (23, 30, 6, "14:00")]
)
def test_a_shift_ends_at_the_first_end_after_signing_in(
    desk: Desk, watch: Watch, hour: int, minute: int, day: int, end: str
) -> None:
    desk.sign_in("admin")
    desk.office.sittings.change(10, ["14:00", "22:00"])
    zone = desk.office.now().tzinfo
    watch.moment = datetime(2020, 11, 5, hour, minute, tzinfo=zone).astimezone(watch.moment.tzinfo)
    desk.sign_in("rita")
    ends: Any = desk.office.sittings.ends_at()
    assert (ends.day, f"{ends:%H:%M}") == (day, end)
