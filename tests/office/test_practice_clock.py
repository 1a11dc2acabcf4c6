"""The clock of a practice case: where it begins, that it never stands before the newest entry, and in whose cases it runs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.office import Done, Office
from adjudicator.office.behind.time import practice_clock
from adjudicator.office.behind.time.clock import machine_salts
from adjudicator.office.behind.time.practice_clock import LATEST, PracticeClock, case_clock, first_moment
from adjudicator.office.office import TimeAndChance
from adjudicator.office.restoring import back_up, restore
from adjudicator.records.people import practice_people
from adjudicator.records.trouble import Refusal
from tests.office.conftest import definition_bytes

ADMINISTRATOR, PASSWORD = next(pair for pair in practice_people() if "administrator" in pair[0].roles)
BEGINS = datetime(2020, 11, 4, 13, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A practice case with one person, made with the machine's own time and chance."""
    office = Office.create(tmp_path / "p.case", definition_bytes(), "small.json", mode="practice")
    assert isinstance(office, Office)
    with closing(office):
        assert isinstance(office.people.add(ADMINISTRATOR, PASSWORD), Done)
    return office.path


def entered(case: Path) -> Office:
    """The case opened as any window and command opens it, with its person signed in."""
    office = Office.open(case)
    assert not isinstance(office.people.sign_in(ADMINISTRATOR.id, PASSWORD), Refusal)
    return office


def instants(case: Path) -> list[str]:
    with CaseLog.open(case, read_only=True) as log:
        return [logged.entry.at for logged in log.entries(1)]


def test_a_practice_case_is_made_and_begins_on_the_morning_after_election_day(case: Path) -> None:
    assert all(at.startswith("2020-11-04T13:0") for at in instants(case))
    with closing(entered(case)) as office:
        assert BEGINS < office.now() < BEGINS + MINUTE
        assert office.now().strftime("%a %d %b, %H:%M") == "Wed 04 Nov, 08:00"


def test_it_moves_with_the_machines_seconds_and_only_forward() -> None:
    seconds = [100.0]
    clock = PracticeClock(BEGINS, lambda: seconds[0])
    seconds[0] += 90
    assert clock() == BEGINS + timedelta(seconds=90)
    clock.go_on_to(BEGINS)
    assert clock() == BEGINS + timedelta(seconds=90)
    clock.go_on_to(BEGINS + timedelta(days=2))
    seconds[0] += 5
    assert clock() == BEGINS + timedelta(days=2, seconds=5)


def test_a_moment_that_no_calendar_has_stops_it_and_breaks_nothing() -> None:
    clock = PracticeClock(datetime(9999, 12, 31, 23, 59, tzinfo=UTC), lambda: 0.0)
    assert clock() == LATEST
    clock.go_on_to(datetime.max.replace(tzinfo=UTC))
    assert clock() == LATEST


def test_it_goes_on_behind_the_newest_entry_when_the_case_is_opened_again(case: Path) -> None:
    with closing(entered(case)) as office:
        meeting = office.practice_clock.set_on("meeting")
        assert isinstance(meeting, datetime)
        office.people.sign_out()
    with closing(entered(case)) as office:
        assert meeting < office.now() < meeting + MINUTE
        assert [point.id for point in office.practice_clock.points()] == ["morning", "opening", "certification"]
        assert office.clock_behind == ""
        assert office.record.verifying("deep")(lambda *_: None).findings == ()
    assert instants(case) == sorted(instants(case))


def test_a_second_window_has_the_first_ones_later_time_at_once(case: Path) -> None:
    with closing(entered(case)) as first, closing(entered(case)) as second:
        closing_time = first.practice_clock.set_on("closing")
        assert isinstance(closing_time, datetime)
        assert isinstance(first.overview.close_period(), Done)
        done = second.sittings.change(9, ())  # before it has followed
        assert isinstance(done, Done)
        assert second.now() > closing_time
        assert "clock.set_back" not in [line.kind for line in second.record.lines(limit=20)]
        first.practice_clock.set_on("meeting")
        first.people.sign_out()
        assert second.follow()
        assert second.now() >= first.now() - MINUTE
        assert second.record.verifying("deep")(lambda *_: None).findings == ()
    assert instants(case) == sorted(instants(case))


def test_a_shift_does_not_end_because_the_clock_was_set_on(case: Path) -> None:
    with closing(entered(case)) as office:
        assert isinstance(office.sittings.change(15, ("12:00", "17:00")), Done)
        office.practice_clock.set_on("closing")
        ends = office.sittings.ends_at()
        assert ends is not None
        assert ends > office.now()


def test_failures_under_a_clock_that_was_set_on_lock_nobody_out_for_days(case: Path) -> None:
    with closing(entered(case)) as office:
        office.practice_clock.set_on("meeting")
        office.sittings.lock()
        for _ in range(6):
            assert isinstance(office.sittings.unlock("mistyped"), Refusal)
        late = office.now()
        office._room.person = None  # the machine goes out: nothing more is recorded
    with closing(Office.open(case)) as office:
        refused = office.people.sign_in(ADMINISTRATOR.id, PASSWORD)
        assert isinstance(refused, Refusal)
        assert refused.code == "locked_out"
        assert late - MINUTE < office.now()
        office._room.go_on_to(office.now() + timedelta(hours=1))
        assert not isinstance(office.people.sign_in(ADMINISTRATOR.id, PASSWORD), Refusal)


def test_a_restored_practice_case_notes_it_in_practice_time(case: Path, tmp_path: Path) -> None:
    with closing(entered(case)) as office:
        office.practice_clock.set_on("last_day")
    back_up(case, tmp_path / "backup.case")
    restore(tmp_path / "backup.case", tmp_path / "restored.case")
    newest = instants(tmp_path / "restored.case")[-1]
    assert instants(case)[-1] <= newest < "2020-11-07"


def test_nobody_sets_it_on_who_is_not_signed_in(case: Path) -> None:
    with closing(Office.open(case)) as office:
        refused = office.practice_clock.set_on("meeting")
        assert isinstance(refused, Refusal)
        assert refused.code == "nobody"


def test_a_live_case_has_the_machines_clock_and_takes_no_other(tmp_path: Path) -> None:
    office = Office.create(tmp_path / "live.case", definition_bytes(), "small.json")
    assert isinstance(office, Office)
    with closing(office):
        assert not office.practice_clock.runs
        assert office.practice_clock.points() == ()
        refused = office.practice_clock.set_on("meeting")
        assert isinstance(refused, Refusal)
        assert refused.code == "no_practice_clock"
        assert abs(office.now() - datetime.now(UTC)) < MINUTE
    chance = TimeAndChance(PracticeClock(first_moment(office.election)), machine_salts)
    with pytest.raises(AssertionError, match="live case"):
        Office.open(tmp_path / "live.case", chance=chance)
    with pytest.raises(AssertionError, match="live case"):
        Office.create(tmp_path / "other.case", definition_bytes(), "small.json", chance=chance)
    assert not (tmp_path / "other.case").exists()


def test_a_clock_that_was_given_stays_the_clock(case: Path) -> None:
    given: Callable[[], datetime] = lambda: BEGINS  # noqa: E731
    with closing(Office.open(case, chance=TimeAndChance(given))) as office:
        assert office._room.clock is given
        assert not office.practice_clock.runs
        assert case_clock("practice", given, office.election) is given


def test_the_practice_board_meets_on_the_monday_after_the_last_day() -> None:
    assert practice_clock.meeting_after(datetime(2020, 11, 6, tzinfo=UTC).date()).isoformat() == "2020-11-09"
