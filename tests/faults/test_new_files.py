"""New files are whole or not there: killed at any step of making a case, a copy or a release, none has its name half-made."""

from __future__ import annotations

import errno
import shutil
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adjudicator.at_rest import durable, presence
from adjudicator.at_rest.durable import UNFINISHED, remove, whole_or_nothing
from adjudicator.at_rest.leftovers import clear_beside
from adjudicator.casework.record.signing import ACT_BYTES
from adjudicator.export.checking import check_release
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.log.copies.observers import copy_for_observers
from adjudicator.office.restoring import back_up, restore
from adjudicator.port.acts import NewAct
from adjudicator.records.trouble import WorldError

from .conftest import DEFINITION, PACK, opened
from .disk import Disk, Fate, Step
from .life import CASE, Chapter
from .life import opened as open_for
from .trial import FailingOnce, put

pytestmark = pytest.mark.usefixtures("cheap")

Tree = tuple[tuple[str, bytes], ...]
"""A file, or the files of a folder, by name."""

STEPS = frozenset({"open", "os.link", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree"})
"""What Python tells of before it is done; SQLite's own steps are told by the disk."""


class Witness:
    """Notes what lies under a name, before each step of SQLite and of the file system."""

    def __init__(self) -> None:
        self.name: Path | None = None
        self.seen: set[Tree] = set()
        self.steps = 0

    def __call__(self, _step: Step) -> Fate:
        """Before a step of SQLite."""
        self._look()
        return Fate.DONE

    def told(self, event: str, _given: Any) -> None:
        """Before a step of Python."""
        if event in STEPS:
            self._look()

    def _look(self) -> None:
        name, self.name = self.name, None  # looking is a step, too
        if name is not None:
            self.steps += 1
            if name.exists():
                self.seen.add(tree(name))
            self.name = name


def tree(path: Path) -> Tree:
    """What lies there."""
    if path.is_file():
        return ((path.name, path.read_bytes()),)
    files = sorted(each for each in path.rglob("*") if each.is_file())
    return tuple((each.relative_to(path).as_posix(), each.read_bytes()) for each in files)


WITNESS = Witness()


@cache
def listen() -> None:
    """Have Python tell of its steps: nothing takes this back, and whatever is tested from then on pays for it."""
    sys.addaudithook(WITNESS.told)


@contextmanager
def witnessed(name: Path, disk: Disk) -> Iterator[Witness]:
    """Watch that name."""
    listen()
    WITNESS.name, WITNESS.seen, WITNESS.steps = name, set(), 0
    disk.watch = WITNESS
    try:
        yield WITNESS
    finally:
        WITNESS.name = disk.watch = None


@pytest.fixture
def whole(life: dict[str, Chapter], place: Path) -> Path:
    """A case with a whole life in it."""
    put({CASE: life["the file is closed"].before}, place)
    return place / CASE


def make(_case: Path, out: Path) -> None:
    """Make a new case."""
    CaseLog.create(out, NewAct(bytes(ACT_BYTES), [opened()], documents=[DEFINITION, PACK])).close()


def incarnation(path: Path) -> str:
    """Which life of the case it is."""
    with CaseLog.open(path, read_only=True) as log:
        return log.case().incarnation.partition("-")[0]


MAKERS: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "a case": (make, "1"),
    "a backup": (back_up, "1"),
    "a restored case": (restore, "2"),
    "an observer's copy": (copy_for_observers, "1"),
}


@pytest.mark.parametrize("what", MAKERS)
def test_killed_at_any_step_a_new_file_is_whole_or_not_there(
    watched: Disk, whole: Path, after: Path, what: str
) -> None:
    write, life = MAKERS[what]
    out = whole.with_name("new.case")
    with witnessed(out, watched) as witness:
        write(whole, out)
    assert witness.steps > 10
    assert [path.name for path in whole.parent.glob("new*")] == ["new.case"]
    witness.seen.add(tree(out))
    for (_, content), *_ in witness.seen:
        put({CASE: content}, after)
        assert verify(after / CASE).findings == ()
        assert incarnation(after / CASE) == life


@pytest.mark.parametrize("what", MAKERS)
def test_what_a_killed_run_left_is_in_nobodys_way(whole: Path, what: str) -> None:
    out = whole.with_name("new.case")
    for suffix in ("", "-wal", "-shm", "-journal"):
        out.with_name(f"new.case.unfinished{suffix}").write_bytes(b"half of something" * 100)
    MAKERS[what][0](whole, out)
    assert [path.name for path in whole.parent.glob("new*")] == ["new.case"]
    assert verify(out).findings == ()


@pytest.mark.parametrize("name", ["release", "release.zip"])
def test_killed_at_any_step_a_release_is_whole_or_not_there(
    life: dict[str, Chapter], watched: Disk, place: Path, after: Path, name: str
) -> None:
    chapter = life["a release is made"]
    put({CASE: chapter.before}, place)
    with open_for(chapter, place) as office, witnessed(place / name, watched) as witness:
        chapter.deed.act(office)
    assert witness.steps > 40
    witness.seen.add(tree(place / name))
    for files in witness.seen:
        folder = after / "seen"
        folder.mkdir()
        for file, content in files:
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_bytes(content)
        assert check_release(folder / name if name.endswith("zip") else folder) == ()
        shutil.rmtree(folder)


def test_a_release_is_in_the_record_only_once_its_files_are_there(
    life: dict[str, Chapter], watched: Disk, place: Path
) -> None:
    chapter, said = life["a release is made"], []
    put({CASE: chapter.before}, place)
    with open_for(chapter, place) as office:
        watched.watch = lambda step: said.append((place / "release.zip").exists()) or Fate.DONE
        chapter.deed.act(office)
        watched.watch = None
    assert said
    assert all(said)


@pytest.mark.slow
@pytest.mark.parametrize("what", MAKERS)
def test_failed_at_any_step_a_new_file_is_whole_or_not_there(
    watched: Disk, whole: Path, after: Path, what: str
) -> None:
    """Also where SQLite says nothing of the failure: folding its log back into a file that is closed."""
    write, life = MAKERS[what]
    out, at, failed = whole.with_name("new.case"), 0, True
    while failed:
        watched.watch = FailingOnce(at, Fate.LOST)
        try:
            write(whole, out)
        except WorldError:
            assert not list(whole.parent.glob("new*"))
        failed, watched.watch = watched.watch.count > at, None
        if out.exists():
            assert verify(out).findings == ()
            assert incarnation(out) == life
            remove(out)
        at += 1
    assert at > 10


def test_two_programs_that_write_one_file_do_not_touch_each_others_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "PATIENCE", 0.0)
    out = tmp_path / "a.case"
    with whole_or_nothing(out) as unfinished:
        unfinished.write_bytes(b"whole")
        with pytest.raises(WorldError, match="Another program is writing") as caught, whole_or_nothing(out):
            pass
        assert caught.value.code == "locked"
        assert clear_beside(out, (UNFINISHED,), overwrite=True) == ()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.case", b"whole")]


def test_on_a_disk_without_locks_a_file_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(_: Path, _patience: float | None) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(durable, "nobody_else", no_locks)
    with whole_or_nothing(tmp_path / "a.case") as unfinished:
        unfinished.write_bytes(b"whole")
    assert [path.name for path in tmp_path.iterdir()] == ["a.case"]


def test_a_file_that_came_there_while_the_other_program_was_waited_for_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.case"

    @contextmanager
    def waiting(_: Path, _patience: float | None) -> Generator[None]:
        out.write_bytes(b"of the other")
        yield

    monkeypatch.setattr(durable, "nobody_else", waiting)
    with pytest.raises(FileExistsError), whole_or_nothing(out):
        pytest.fail("nothing is to be written")
    assert out.read_bytes() == b"of the other"
