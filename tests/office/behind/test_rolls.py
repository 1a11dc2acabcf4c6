"""The roll that a case names is found again, or told missing; without it nothing is assumed, and no other takes its place."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adjudicator.office import Office
from adjudicator.office.behind.files import rolls
from adjudicator.office.behind.files.rolls import leads_off
from adjudicator.office.behind.station import Station
from adjudicator.office.desks.receive import ReceiveDesk
from adjudicator.office.office import LATER
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.roll import RollReport, build_roll, check_roll
from tests.office.conftest import Desk, Watch, begun, open_again, roll_file, roll_text

__all__ = ["begun", "roll_file"]


@pytest.fixture
def moved(begun: Path, roll_file: Path, tmp_path: Path, watch: Watch) -> tuple[Path, Path]:
    """A case whose roll is no longer where it was, and where that roll is now."""
    roll, case = tmp_path / "own" / "small.roll", tmp_path / "small.case"
    roll.parent.mkdir()
    shutil.copy(roll_file, roll)
    shutil.copy(begun, case)
    with closing(open_again(case, watch, 3)) as office:
        Desk(office)
        assert not isinstance(office.receive.attach_roll(roll), Refusal)
    now = tmp_path / "elsewhere" / "renamed.roll"
    now.parent.mkdir()
    shutil.move(roll, now)
    return case, now


def other_roll(folder: Path) -> Path:
    """A roll with one elector less."""
    (folder / "other.csv").write_text("\n".join(roll_text().splitlines()[:-1]) + "\n", encoding="utf-8")
    assert not isinstance(build_roll(folder / "other.csv", folder / "other.roll"), list)
    return folder / "other.roll"


def test_a_roll_that_was_moved_is_told_missing_by_name_and_nobody_is_looked_up(
    moved: tuple[Path, Path], watch: Watch
) -> None:
    case, _ = moved
    with closing(open_again(case, watch, 4)) as office:
        missing = office.missing_roll
        assert missing is not None
        assert (missing.name, missing.electors) == ("small.roll", 6)
        desk = Desk(office)
        desk.receive("0001")
        assert desk.sheet("0001").evidence.match.candidates == ()
        assert "registration" not in desk.sheet("0001").facts


def test_the_same_roll_found_elsewhere_is_used_and_remembered_on_this_machine(
    moved: tuple[Path, Path], watch: Watch, tmp_path: Path
) -> None:
    case, now = moved
    station = Station(tmp_path / "station")
    with closing(open_again(case, watch, 4, station=station)) as office:
        Desk(office)
        size = office.record.head().size
        assert office.receive.find_roll(now) is None
        assert office.missing_roll is None
        assert office.record.head().size == size
    with closing(open_again(case, watch, 5, station=station)) as office:
        assert office.missing_roll is None
        desk = Desk(office)
        desk.receive("0001")
        assert len(desk.sheet("0001").evidence.match.candidates) == 1
    with closing(open_again(case, watch, 6)) as office:
        assert office.missing_roll is not None


def test_another_roll_is_refused_in_its_place(moved: tuple[Path, Path], watch: Watch, tmp_path: Path) -> None:
    case, _ = moved
    with closing(open_again(case, watch, 4)) as office:
        Desk(office)
        for path in (other_roll(tmp_path), case, tmp_path / "nothing.roll"):
            refusal = office.receive.find_roll(path)
            assert isinstance(refusal, Refusal)
            assert path.name in refusal.words
        assert office.roll is None


def test_a_roll_given_that_the_case_does_not_name_is_told(begun: Path, watch: Watch, tmp_path: Path) -> None:
    case = Path(shutil.copy(begun, tmp_path / "small.case"))
    with closing(open_again(case, watch, 4, roll=other_roll(tmp_path))) as office:
        assert office.roll is not None
        assert office.missing_roll is not None
        assert office.missing_roll.name == "small.roll"


CANCELLED = (
    "INSERT INTO standing VALUES (99, 'cancelled', '')",
    "UPDATE elector SET standing_id = 99, birth_year = 1900 WHERE registration_number = '00000001'",
)


def write_into(roll: Path, *statements: str) -> None:
    with closing(sqlite3.connect(roll)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def named(begun: Path, roll_file: Path, tmp_path: Path, watch: Watch) -> tuple[Path, Path]:
    """A case and the roll that it names."""
    roll, case = Path(shutil.copy(roll_file, tmp_path / "own.roll")), Path(shutil.copy(begun, tmp_path / "small.case"))
    with closing(open_again(case, watch, 3)) as office:
        Desk(office)
        assert not isinstance(office.receive.attach_roll(roll), Refusal)
    return case, roll


def test_a_roll_in_which_an_elector_was_changed_by_hand_is_not_used(named: tuple[Path, Path], watch: Watch) -> None:
    case, roll = named
    write_into(roll, *CANCELLED)
    with closing(open_again(case, watch, 4)) as office:
        assert office.roll is None
        assert office.roll_trouble is not None
        assert "own.roll is not the roll that it says it is" in str(office.roll_trouble)
        refusal = office.receive.find_roll(roll)
        assert isinstance(refusal, Refusal)
        Desk(office)
        with pytest.raises(WorldError, match="not the roll that it says"):
            office.receive.attach_roll(roll)
        report = office.record.verifying()(lambda *_: None)
        assert [finding.id for finding in report.findings] == ["roll.differs"]
        assert office.record.verifying("standard")(lambda *_: None).ok


def test_a_case_whose_roll_is_whole_or_not_at_hand_verifies(named: tuple[Path, Path], watch: Watch) -> None:
    case, roll = named
    for _ in range(2):
        with closing(open_again(case, watch, 4)) as office:
            assert office.record.verifying()(lambda *_: None).findings == ()
        roll.unlink(missing_ok=True)


def test_a_roll_that_was_given_another_date_than_the_record_has_is_found(
    named: tuple[Path, Path], watch: Watch
) -> None:
    case, roll = named
    write_into(roll, "UPDATE about SET value = '2020-12-24' WHERE item = 'dated'",
               "UPDATE about SET value = 'given' WHERE item = 'dated_by'")  # fmt: skip
    with closing(open_again(case, watch, 4)) as office:
        assert [finding.id for finding in office.record.verifying()(lambda *_: None).findings] == ["roll.differs"]


def test_a_roll_is_read_whole_once_and_again_where_the_file_was_written_since(
    named: tuple[Path, Path], watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, roll = named
    read: list[Path] = []

    def reading(path: Path, *given: Any) -> RollReport:
        read.append(path)
        return check_roll(path, *given)

    monkeypatch.setattr(rolls, "check_roll", reading)
    for expected in (1, 1):
        with closing(open_again(case, watch, 4, station=Station(tmp_path / "station"))) as office:
            assert office.roll is not None
        assert len(read) == expected
    before = roll.stat()
    write_into(roll, *CANCELLED)
    os.utime(roll, ns=(before.st_atime_ns, before.st_mtime_ns))
    with closing(open_again(case, watch, 5, station=Station(tmp_path / "station"))) as office:
        assert office.roll is None
    assert len(read) == 2


def test_a_large_roll_is_checked_after_the_case_was_opened(
    named: tuple[Path, Path], watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, roll = named
    monkeypatch.setattr(rolls, "AT_ONCE", 0)
    station = Station(tmp_path / "station")
    with closing(open_again(case, watch, 4, station=station, checking=LATER)) as office:
        assert (office.roll, office.roll_later) == (None, roll)
        office.receive.read_roll(roll)
        assert office.receive.find_roll(roll) is None
        assert office.roll is not None
        assert office.roll_later is None
    with closing(open_again(case, watch, 5, station=station, checking=LATER)) as office:
        assert office.roll is not None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are POSIX")
def test_a_case_that_calls_a_pipe_its_roll_opens_without_it(
    begun: Path, roll_file: Path, tmp_path: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = Path(shutil.copy(begun, tmp_path / "small.case"))
    monkeypatch.setattr(ReceiveDesk, "_place_of", lambda *_: str(tmp_path / "pipe.roll"))
    with closing(open_again(case, watch, 3)) as office:
        Desk(office)
        assert not isinstance(office.receive.attach_roll(roll_file), Refusal)
    os.mkfifo(tmp_path / "pipe.roll")
    opening = multiprocessing.get_context("fork").Process(target=lambda: Office.open(case).close())
    opening.start()
    opening.join(20)
    waits = opening.is_alive()
    opening.kill()
    assert not waits
    assert opening.exitcode == 0


@pytest.mark.parametrize(
    "place", [r"\\host\share\a.roll", "//host/share/a.roll", r"\/host\a", r"\??\UNC\host\a", r"\a.roll"]
)
def test_on_windows_a_case_leads_to_no_other_computer(place: str) -> None:
    assert leads_off(place, "nt")
    assert not leads_off(place, "posix")
    assert not leads_off("C:\\rolls\\a.roll", "nt")
    assert not leads_off("a.roll", "nt")


def test_a_path_that_leads_off_is_not_looked_at_and_the_roll_is_found_where_it_was_attached(
    begun: Path, roll_file: Path, watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own").mkdir()
    case, roll = (
        Path(shutil.copy(begun, tmp_path / "a.case")),
        Path(shutil.copy(roll_file, tmp_path / "own" / "a.roll")),
    )
    station = Station(tmp_path / "station")
    with closing(open_again(case, watch, 4, station=station)) as office:
        Desk(office)
        assert not isinstance(office.receive.attach_roll(roll), Refusal)
    with closing(open_again(case, watch, 5)) as office:
        assert office.roll is not None
    monkeypatch.setattr(rolls, "leads_off", lambda place: place == str(roll))
    with closing(open_again(case, watch, 5)) as office:
        assert office.roll is None
    with closing(open_again(case, watch, 5, station=station)) as office:
        assert office.roll is not None
