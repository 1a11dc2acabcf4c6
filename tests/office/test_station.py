"""What a workstation remembers of a case, whatever incarnation the file gives itself."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.office import Office, station
from adjudicator.office.clock import seeded_salts
from adjudicator.office.office import Chance
from adjudicator.office.restoring import back_up, restore
from adjudicator.office.station import Station
from adjudicator.records.trouble import Refusal

from .conftest import Desk, Watch, begun, envelope, open_again, roll_file

__all__ = ["begun", "roll_file"]


@pytest.fixture
def here(tmp_path: Path) -> Station:
    """A workstation that remembers."""
    return Station(tmp_path / "station")


@pytest.fixture
def parted(office: Office, here: Station, watch: Watch, tmp_path: Path) -> Path:
    """A restored backup; after the backup five more sittings were seen here."""
    path = office.path
    office.close()
    for number in range(2):
        sitting(path, watch, here, number)
    back_up(path, tmp_path / "yesterday.case")
    for number in range(2, 7):
        sitting(path, watch, here, number)
    chance = Chance(watch, seeded_salts(50), lambda: "0a1b2c3d")
    restore(tmp_path / "yesterday.case", tmp_path / "restored.case", chance)
    path.unlink()
    return (tmp_path / "restored.case").rename(path)


def sitting(path: Path, watch: Watch, here: Station, number: int) -> None:
    with closing(open_again(path, watch, 100 + number, station=here)) as office:
        Desk(office).receive(f"{number:04d}")


def head(path: Path) -> int:
    with closing(Office.open(path, read_only=True)) as office:
        return office.record.head().size


def test_a_copy_that_lacks_entries_says_from_where_and_how_many_and_takes_no_act(
    parted: Path, watch: Watch, here: Station
) -> None:
    size = head(parted)
    with closing(open_again(parted, watch, 7, station=here)) as office:
        left = office._room.left
        assert left is not None
        assert (left.common, left.lost) == (size - 1, 10)
        assert "10 entries that this computer saw after that are not in it" in office.left_behind
        desk = Desk(office)
        refusal = office.receive.receive_one(envelope("0902"))
        assert isinstance(refusal, Refusal)
        assert refusal.code == "left_behind"
        refusal = office.go_on()
        assert isinstance(refusal, Refusal)
        assert refusal.code == "no_right"
        desk.sign_in("sue")
        closed = office.record.close_day()
        assert isinstance(closed, Refusal)
        office.people.sign_out()
    assert head(parted) == size


def test_after_going_on_it_is_the_file_of_this_workstation(parted: Path, watch: Watch, here: Station) -> None:
    size = head(parted)
    with closing(open_again(parted, watch, 7, station=here)) as office:
        desk = Desk(office)
        desk.sign_in("admin")
        assert office.go_on() is None
        assert office.left_behind == ""
        desk.receive("0902")
    assert head(parted) == size + 2  # the sign-in that could not be recorded before, and the act
    with closing(open_again(parted, watch, 8, station=here)) as office:
        assert (office.left_behind, office.is_another_story) == ("", False)


def test_a_file_cut_short_is_refused_as_before_and_cannot_be_gone_on_with(
    office: Office, watch: Watch, here: Station, tmp_path: Path
) -> None:
    path = office.path
    office.close()
    back_up(path, tmp_path / "old.case")
    sitting(path, watch, here, 1)
    path.unlink()
    (tmp_path / "old.case").rename(path)
    with closing(open_again(path, watch, 9, station=here)) as again:
        assert again.is_another_story
        Desk(again).sign_in("admin")
        assert again.go_on() is None
        refusal = again.receive.receive_one(envelope("0902"))
        assert isinstance(refusal, Refusal)
        assert refusal.code == "another_story"


def test_what_an_earlier_version_remembered_is_understood(parted: Path, watch: Watch, here: Station) -> None:
    assert here.folder is not None
    (file,) = here.folder.glob("case*.json")
    noted = json.loads(file.read_text(encoding="utf-8"))
    del noted["heads"]
    file.write_text(json.dumps(noted), encoding="utf-8")
    with closing(open_again(parted, watch, 7, station=here)) as office:
        assert office._room.left is not None
        assert office._room.left.lost == 10


def test_a_long_memory_is_thinned_and_keeps_the_newest(
    office: Office, watch: Watch, here: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(station, "MOST_HEADS", 4)
    path = office.path
    office.close()
    for number in range(12):
        sitting(path, watch, here, number)
    assert here.folder is not None
    (file,) = here.folder.glob("case*.json")
    noted = json.loads(file.read_text(encoding="utf-8"))
    assert len(noted["heads"]) <= 4
    assert noted["heads"][-1] == [noted["size"], noted["root"]] == [head(path), noted["root"]]
