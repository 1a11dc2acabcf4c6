"""What a workstation remembers of a case, whatever incarnation the file gives itself."""

from __future__ import annotations

import json
import multiprocessing
import os
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adjudicator.at_rest.presence import nobody_else
from adjudicator.office import Office
from adjudicator.office.behind import station
from adjudicator.office.behind.station import Station
from adjudicator.office.behind.time.clock import seeded_salts
from adjudicator.office.office import TimeAndChance
from adjudicator.office.restoring import back_up, restore
from adjudicator.records.trouble import Refusal
from tests.office.conftest import Desk, Watch, begun, envelope, open_again, roll_file
from ui.shared.standing import standing_of

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
    chance = TimeAndChance(watch, seeded_salts(50), lambda: "0a1b2c3d")
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
        closed = office.day.close()
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


def memory(here: Station) -> Path:
    """Where the memory of the only case lies."""
    assert here.folder is not None
    (file,) = here.folder.glob("case*.json")
    return file


def heads_to(size: int) -> dict[str, Any]:
    """A head of that size, as it is noted."""
    return {"origin": "o", "size": size, "root": f"{size:064x}", "heads": [[size, f"{size:064x}"]]}


def noted(file: Path) -> dict[str, Any]:
    return json.loads(file.read_text(encoding="utf-8"))


def note_heads(folder: Path, sizes: range) -> None:
    for size in sizes:
        Station(folder)._note("case", heads_to(size))


@pytest.mark.skipif(os.name == "nt", reason="fork is POSIX")
def test_two_windows_that_note_at_once_lose_nothing_and_nobody_reads_a_half(
    here: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(station, "PATIENCE", 60.0)
    assert here.folder is not None
    fork = multiprocessing.get_context("fork")
    both = [fork.Process(target=note_heads, args=(here.folder, range(first, 120, 2))) for first in (1, 2)]
    here._note("case", {"roll": "/r"})
    newest = 0
    for each in both:
        each.start()
    while any(each.is_alive() for each in both):
        seen = noted(memory(here))
        assert (seen["roll"], seen.get("size", 0) >= newest) == ("/r", True)
        newest = seen.get("size", 0)
    seen = noted(memory(here))
    assert (seen["roll"], seen["size"]) == ("/r", 119)
    assert len(seen["heads"]) >= 60  # those of a window that is behind are not added
    assert [path.name for path in here.folder.iterdir()] == ["case.json"]


def test_an_older_head_never_takes_the_place_of_a_newer_one(here: Station) -> None:
    here._note("case", heads_to(9))
    here._note("case", {**heads_to(5), "roll": "/r"})
    assert noted(memory(here)) == {**heads_to(9), "roll": "/r"}


def test_what_another_thread_notes_meanwhile_is_not_undone(here: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    here._note("case", heads_to(5))
    monkeypatch.setattr(station, "PATIENCE", 0.0)
    has_read, goes_on, read = threading.Event(), threading.Event(), station._read

    def slowly(file: Path) -> dict[str, Any] | None:
        found = read(file)
        has_read.set()
        assert goes_on.wait(20)
        return found

    monkeypatch.setattr(station, "_read", slowly)
    release = threading.Thread(target=here.keep_place, args=("case", "release", Path("/x")))
    release.start()
    assert has_read.wait(20)
    here._note("case", heads_to(9))
    goes_on.set()
    release.join()
    assert (noted(memory(here))["size"], noted(memory(here))["release"]) == (9, str(Path("/x").absolute()))


def test_what_another_window_keeps_from_being_noted_is_noted_with_the_next(
    here: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(station, "PATIENCE", 0.0)
    here._note("case", heads_to(5))
    with nobody_else(memory(here)):
        here._note("case", heads_to(7))
        assert noted(memory(here))["size"] == 5
    here._note("case", {"roll": "/r"})
    assert (noted(memory(here))["size"], noted(memory(here))["roll"]) == (7, "/r")


def test_a_memory_is_synced_before_it_takes_the_place_of_the_old_one(
    here: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert here.folder is not None
    here._note("case", heads_to(5))
    (here.folder / "case.new").write_bytes(b"left by a window that was killed")
    steps, sync, replace = list[str](), os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (steps.append("sync"), sync(handle)))
    monkeypatch.setattr(Path, "replace", lambda one, other: (steps.append("name"), replace(one, other)))
    here._note("case", heads_to(6))
    assert steps[0] == "sync"
    assert "name" in steps
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "full")))
    here._note("case", heads_to(7))
    assert noted(memory(here))["size"] == 6
    assert sorted(path.name for path in here.folder.iterdir()) == ["case.json", "case.new"]


@pytest.mark.parametrize(
    "torn", [b"", b'{"origin": "o", "si', b"[]", b'{"size": 9, "heads": [[9, "no root"]]}', b"\xff"]
)
def test_a_memory_that_cannot_be_read_is_a_doubt_and_not_a_new_case_until_somebody_goes_on(
    office: Office, watch: Watch, here: Station, torn: bytes
) -> None:
    path = office.path
    office.close()
    sitting(path, watch, here, 1)
    file = memory(here)
    file.write_bytes(torn)
    here.keep_place(file.stem, "backups", path.parent)  # another note does not make it a new case
    assert file.with_name(f"{file.name}.unreadable").read_bytes() == torn
    for _ in range(2):
        with closing(open_again(path, watch, 7, station=here)) as again:
            assert again.is_in_doubt
            assert "cannot be read" in again.left_behind
            assert refused(again) == "left_behind"
            standing = standing_of(again, "review")
            assert standing is not None
            assert standing.notice.what == "This may not be the file that was on this computer"
    with closing(open_again(path, watch, 8, station=here)) as again:
        desk = Desk(again)
        desk.sign_in("admin")
        assert again.go_on() is None
        assert not again.is_in_doubt
        desk.receive("0902")
    with closing(open_again(path, watch, 9, station=here)) as again:
        assert (again.left_behind, again.closed) == ("", None)
    assert noted(file)["backups"] == str(path.parent.absolute())


def test_a_second_memory_that_cannot_be_read_is_kept_beside_the_first(here: Station) -> None:
    for torn in (b"one", b"two"):
        here._note("case", heads_to(1))
        memory(here).write_bytes(torn)
    here._note("case", heads_to(1))
    kept = [memory(here).with_name(f"case.json.unreadable{end}").read_bytes() for end in ("", "-2")]
    assert kept == [b"one", b"two"]


def refused(office: Office) -> str:
    assert office.closed is not None
    return office.closed.code
