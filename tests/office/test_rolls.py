"""The roll that a case names is found again, or told missing; without it nothing is assumed, and no other takes its place."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.office.station import Station
from adjudicator.records.trouble import Refusal
from adjudicator.roll import build_roll

from .conftest import Desk, Watch, begun, open_again, roll_file, roll_text

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
