"""Backups: when one is due and overdue, what it is called, which are kept, and that it is whole."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adjudicator.log.checks.verify import verify
from adjudicator.office.behind.station import Station
from adjudicator.office.desks.backups import KEPT, SAME_DISK, BackedUp, Series
from adjudicator.records.trouble import Refusal, WorldError
from tests.office.conftest import Desk, Watch, open_again


def made(desk: Desk) -> BackedUp:
    """A backup made here and now."""
    backup = desk.office.backups.making()(lambda *_: None)
    desk.office.backups.made(backup)
    return backup


@pytest.fixture
def shelf(desk: Desk, tmp_path: Path) -> Path:
    """The folder where backups of the desk's case go."""
    folder = tmp_path / "backups"
    folder.mkdir()
    desk.office.backups.choose(folder)
    return folder


def test_one_is_due_after_five_quiet_minutes_and_at_most_thirty_and_overdue_after_thirty_five(
    desk: Desk, watch: Watch, shelf: Path
) -> None:
    made(desk)
    assert desk.office.backups.pending() is None
    desk.receive("0001")
    pending, begun = desk.office.backups.pending(), watch.moment
    assert pending is not None
    assert not pending.is_due(begun + timedelta(minutes=4, seconds=59))
    assert pending.is_due(begun + timedelta(minutes=5))
    watch.moment = begun + timedelta(minutes=29)
    desk.receive("0002", "Nguyen")
    pending = desk.office.backups.pending()
    assert pending is not None
    assert not pending.is_due(begun + timedelta(minutes=29, seconds=58))
    assert pending.is_due(begun + timedelta(minutes=30))
    assert not pending.is_overdue(begun + timedelta(minutes=35))
    assert pending.is_overdue(begun + timedelta(minutes=35, seconds=1))


def test_a_clock_set_back_is_no_reason_to_wait(desk: Desk, watch: Watch, shelf: Path) -> None:
    desk.receive("0001")
    pending = desk.office.backups.pending()
    assert pending is not None
    assert pending.is_due(watch.moment - timedelta(hours=3))


def test_a_backup_has_the_cases_name_and_the_countys_time_and_verifies(desk: Desk, watch: Watch, shelf: Path) -> None:
    desk.receive("0001")
    steps: list[tuple[int, int]] = []
    backup = desk.office.backups.making()(lambda done, of: steps.append((done, of)))
    desk.office.backups.made(backup)
    assert [path.name for path in shelf.iterdir()] == [
        f"small (case), backup {desk.office.local(backup.at):%Y-%m-%d %H.%M.%S}.case"
    ]
    assert backup.size == desk.office.record.head().size
    assert steps
    report = verify(next(shelf.iterdir()), "deep")
    assert (report.findings, report.root) == ((), desk.office.record.head().root)


def test_the_place_and_the_newest_backup_are_remembered_on_this_machine(
    desk: Desk, watch: Watch, tmp_path: Path
) -> None:
    path, station, folder = desk.office.path, Station(tmp_path / "station"), tmp_path / "elsewhere"
    folder.mkdir()
    desk.office.close()
    with closing(open_again(path, watch, 2, station=station)) as office:
        assert office.backups.choose(folder) == SAME_DISK
        office.backups.made(office.backups.making()(lambda *_: None))
    with closing(open_again(path, watch, 3, station=station)) as office:
        assert office.backups.place == folder
        assert office.backups.pending() is None
    with closing(open_again(path, watch, 4)) as office:
        assert office.backups.place is None
        assert office.backups.pending() is not None


def test_a_folder_that_is_not_there_or_cannot_be_written_is_refused(desk: Desk, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    for folder in (tmp_path / "nowhere", closed):
        assert isinstance(desk.office.backups.choose(folder), Refusal)
    with pytest.raises(WorldError, match="No folder for backups"):
        desk.office.backups.making()


def test_a_folder_that_has_gone_is_the_worlds_fault_and_leaves_nothing_behind(desk: Desk, shelf: Path) -> None:
    making = desk.office.backups.making()
    shelf.rmdir()
    with pytest.raises(WorldError) as caught:
        making(lambda *_: None)
    assert caught.value.code == "missing"


def test_the_newest_and_the_last_of_each_day_are_kept_and_no_other_file_is_touched() -> None:
    series = Series("small", "case-1")
    begun = datetime(2020, 11, 4, 8, 0, tzinfo=UTC)
    moments = [begun + timedelta(days=day, minutes=30 * step) for day in range(3) for step in range(20)]
    names = [series.name(moment) for moment in moments]
    others = ["small.case", "notes.txt", Series("small", "other").name(begun), "small (case), backup 2020.case"]
    removed = set(series.no_longer_kept([*others, *names]))
    assert len(names) - len(removed) == KEPT + 1
    assert removed.isdisjoint({*others, *names[-KEPT:], names[19], names[39], names[59]})
