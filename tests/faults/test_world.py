"""The world fails: the disk is full, the file locked, read-only, newer, elsewhere. Each says so, and nothing is written."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.log.file import place
from adjudicator.log.file.errors import SQLITE_WORDS, SYSTEM_WORDS, the_world
from adjudicator.log.file.forms import user_version
from adjudicator.log.file.schema import VERSION
from adjudicator.records.trouble import WorldError
from tests.log.conftest import SigningLog

from .conftest import received

GOLDEN = Path(__file__).parents[1] / "golden" / "3.0" / "small.case"

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
server:/offices /mnt/offices nfs4 rw 0 0
//server/share /mnt/my\\040share cifs rw 0 0
/dev/sdb1 /mnt/offices/local ext4 rw 0 0
"""


@contextmanager
def refused(code: str, path: Path) -> Iterator[None]:
    """The world's fault of that code, told with the file's name and a remedy, without a trace in the file."""
    before = path.read_bytes()
    with pytest.raises(WorldError) as caught:
        yield
    assert caught.value.code == code
    assert path.name in caught.value.what
    assert caught.value.remedy.endswith(".")
    assert path.read_bytes() == before


def many() -> list[object]:
    """What takes six megabytes."""
    return [received(f"{number:05d}") for number in range(1000)]


def test_a_full_disk_takes_nothing_and_what_was_there_stays(case: Path) -> None:
    with SigningLog.open(case) as log:
        before = log.head()
        pages = log.db.execute("PRAGMA page_count").fetchone()[0]
        log.db.execute(f"PRAGMA max_page_count = {pages + 10}")
        with pytest.raises(WorldError) as caught:
            log.append(many())  # pyright: ignore[reportArgumentType]
        assert caught.value.code == "disk_full"
        assert log.head() == before
        log.db.execute("PRAGMA max_page_count = 1000000")
        log.append(many())  # pyright: ignore[reportArgumentType]
    assert verify(case).findings == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, where the tests may make one."""
    place_of = tmp_path / "disk"
    place_of.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place_of)], capture_output=True, check=False
    ) if sys.platform == "linux" else None  # fmt: skip
    if made is None or made.returncode:
        pytest.skip("only root on Linux may mount a small disk")
    yield place_of
    subprocess.run(["umount", str(place_of)], check=True)


def test_a_disk_that_is_really_full_takes_nothing(small_disk: Path, case: Path) -> None:
    path = small_disk / "practice.case"
    path.write_bytes(case.read_bytes())
    with SigningLog.open(path) as log:
        before = log.head()
        with pytest.raises(WorldError) as caught:
            log.append(many())  # pyright: ignore[reportArgumentType]
        assert caught.value.code == "disk_full"
        assert log.head() == before
    assert verify(path).findings == ()


def test_a_case_that_finds_no_room_leaves_no_file(small_disk: Path) -> None:
    (small_disk / "other").write_bytes(b"x" * (1 << 20))
    with pytest.raises(WorldError) as caught:
        CaseLog.create(small_disk / "new.case")
    assert caught.value.code == "disk_full"
    assert [path.name for path in small_disk.iterdir()] == ["other"]


def test_a_read_only_file_is_not_opened_to_write_but_can_be_read(case: Path) -> None:
    case.chmod(0o400)
    with refused("read_only", case):
        CaseLog.open(case)
    with CaseLog.open(case, read_only=True) as log:
        assert log.head().size == 3
        with pytest.raises(WorldError) as caught:
            log.append([received("0002")])
        assert caught.value.code == "read_only"
    assert verify(case).findings == ()


def test_a_file_that_another_program_writes_to_is_locked(case: Path) -> None:
    holder = sqlite3.connect(case, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with SigningLog.open(case, patience=0.05) as log:
        with refused("locked", case):
            log.append([received("0002")])
        assert log.head().size == 3
        holder.execute("ROLLBACK")
        log.append([received("0002")])
        assert log.head().size == 4
    holder.close()


def test_a_file_of_a_newer_version_is_left_alone(case: Path) -> None:
    with sqlite3.connect(case) as raw:
        raw.execute(f"PRAGMA user_version = {user_version((VERSION[0] + 1, 0))}")
    raw.close()
    for read_only in (False, True):
        with refused("newer_version", case), CaseLog.open(case, read_only=read_only):
            pass


@pytest.mark.parametrize(
    ("stored", "code"),
    [(user_version(VERSION) + 1, "newer_version"), (99, "not_a_case"), (0, "not_a_case")],
    ids=["the next", "of another count", "none"],
)
def test_a_file_of_a_form_that_there_never_was_is_refused(case: Path, stored: int, code: str) -> None:
    with sqlite3.connect(case) as raw:
        raw.execute(f"PRAGMA user_version = {stored}")
    raw.close()
    with refused(code, case), CaseLog.open(case):
        pass


def test_a_file_of_an_older_form_is_read_and_never_written_to(case: Path) -> None:
    shutil.copy(GOLDEN, case)
    with refused("older_form", case), CaseLog.open(case):
        pass
    with CaseLog.open(case, read_only=True) as log:
        assert log.head().size > 0


@pytest.mark.parametrize("content", [b"", b"words\n" * 500], ids=["empty", "text"])
def test_another_file_is_no_case(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.case"
    path.write_bytes(content)
    with refused("not_a_case", path):
        CaseLog.open(path)


def test_another_database_is_no_case(tmp_path: Path) -> None:
    path = tmp_path / "other.case"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE log (seq)")
    raw.close()
    with refused("not_a_case", path):
        CaseLog.open(path)


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match=r"gone\.case") as caught:
        CaseLog.open(tmp_path / "gone.case")
    assert caught.value.code == "missing"
    with pytest.raises(WorldError) as caught:
        CaseLog.create(tmp_path / "nowhere" / "new.case")
    assert caught.value.code == "missing"


def test_a_network_drive_is_refused_before_anything_is_made(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = case.with_name("mounts")
    mounts.write_text(f"server:/offices {case.parent} nfs4 rw 0 0\n")
    monkeypatch.setattr(place, "_MOUNTS", mounts)
    with refused("network_drive", case):
        CaseLog.open(case)
    with pytest.raises(WorldError, match="this computer"):
        CaseLog.create(case.with_name("new.case"))
    assert not case.with_name("new.case").exists()
    assert CaseLog.open(case, read_only=True).close() is None


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/mnt/offices/a.case", "nfs4"),
        ("/mnt/offices/2020/a.case", "nfs4"),
        ("/mnt/offices/local/a.case", "ext4"),
        ("/mnt/my share/a.case", "cifs"),
        ("/mnt/officesque/a.case", "ext4"),
        ("/a.case", "ext4"),
    ],
)
def test_a_path_lies_on_the_nearest_mount(path: str, kind: str) -> None:
    assert place.kind_of_file_system(Path(path), MOUNTS) == kind


@pytest.mark.parametrize("code", SQLITE_WORDS)
def test_every_fault_of_sqlite_in_the_table_is_told_with_a_remedy(code: int) -> None:
    error = sqlite3.OperationalError("as SQLite has it")
    error.sqlite_errorcode = code | (5 << 8)
    with pytest.raises(WorldError) as caught, the_world(Path("practice.case")):
        raise error
    assert caught.value.code == SQLITE_WORDS[code][0]
    assert "practice.case" in str(caught.value)


@pytest.mark.parametrize("number", SYSTEM_WORDS)
def test_every_fault_of_the_system_in_the_table_is_told_with_a_remedy(number: int) -> None:
    with pytest.raises(WorldError) as caught, the_world(Path("practice.case")):
        raise OSError(number, "as the system has it")
    assert caught.value.code == SYSTEM_WORDS[number][0]


@pytest.mark.parametrize(
    "bug", [sqlite3.IntegrityError("constraint"), sqlite3.ProgrammingError("closed"), OSError(errno.EBADF, "bad")]
)
def test_everything_else_is_a_bug_and_passes_through(bug: Exception) -> None:
    with pytest.raises(type(bug)) as caught, the_world(Path("practice.case")):
        raise bug
    assert caught.value is bug
