"""What is a backup that nobody has worked in: told by how the file was finished, by its newest entry and by its name."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.office.behind.station import Station
from adjudicator.office.desks.backups import is_named_so
from adjudicator.office.restoring import back_up, backup_in, restore

from .conftest import PASSWORD, Watch, open_again

SOMEWHERE = Station(None)
"""A computer that remembers nothing."""


@pytest.fixture
def case(begun: Path, tmp_path: Path) -> Path:
    """A case in which people have worked, closed."""
    return Path(shutil.copy(begun, tmp_path / "small.case"))


@pytest.fixture
def backup(case: Path, tmp_path: Path) -> Path:
    """A backup of it under a name that says nothing."""
    back_up(case, tmp_path / "copy.case")
    return tmp_path / "copy.case"


def test_a_backup_is_found_to_be_one_and_nothing_is_written(backup: Path) -> None:
    before, there = backup.read_bytes(), set(backup.parent.iterdir())
    found = backup_in(backup, SOMEWHERE)
    assert found is not None
    with closing(CaseLog.open(backup, read_only=True)) as log:
        assert found.entries == log.head().size
    assert found.newest.tzinfo is not None
    assert (backup.read_bytes(), set(backup.parent.iterdir())) == (before, there)


def test_the_case_itself_a_copy_of_it_by_hand_and_a_restored_one_are_none(
    case: Path, backup: Path, tmp_path: Path, watch: Watch
) -> None:
    open_again(case, watch, 70).close()
    by_hand = Path(shutil.copy(case, tmp_path / "by hand.case"))
    restore(backup, tmp_path / "restored.case")
    assert [backup_in(each, SOMEWHERE) for each in (case, by_hand, tmp_path / "restored.case")] == [None, None, None]


def test_a_backup_that_was_opened_to_work_in_is_a_case_whatever_its_name(
    case: Path, tmp_path: Path, watch: Watch
) -> None:
    with closing(CaseLog.open(case, read_only=True)) as log:
        named = tmp_path / f"Gwinnett ({log.case().id[:4]}), backup 2020-11-05 14.02.11.case"
    back_up(case, named)
    assert backup_in(named, SOMEWHERE) is not None
    open_again(named, watch, 70).close()
    assert backup_in(named, SOMEWHERE) is None


def test_where_more_of_the_case_was_seen_that_is_told_instead_unless_the_name_says_backup(
    case: Path, backup: Path, tmp_path: Path, watch: Watch
) -> None:
    station = Station(tmp_path / "station")
    with closing(open_again(case, watch, 70)) as office:
        office.people.sign_in("rita", "wrong")
        office.people.sign_in("rita", PASSWORD)
        station.remember(office._room.log)
    assert backup_in(backup, station) is None
    with closing(CaseLog.open(case, read_only=True)) as log:
        named = backup.rename(tmp_path / f"x ({log.case().id[:4]}), backup 2020-11-05 14.02.11.case")
    assert backup_in(named, station) is not None


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Gwinnett (c41f), backup 2020-11-05 14.02.11.case", True),
        ("Gwinnett (c41f), backup 2020-11-05 14.02.11 - Copy.case", False),
        ("Gwinnett (d41f), backup 2020-11-05 14.02.11.case", False),
        ("Gwinnett.case", False),
    ],
)
def test_the_name_of_an_automatic_backup_has_a_mark_of_its_case(name: str, is_one: bool) -> None:
    assert is_named_so(Path(name), "c41f9a00b7") is is_one
