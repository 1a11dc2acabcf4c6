"""Who has a file open is seen by everybody else until they close it or die, whatever is done with the file meanwhile."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

import pytest

from adjudicator.at_rest import presence
from adjudicator.at_rest.presence import alone, lock_of, nobody_else, shared
from adjudicator.log.case_log import CaseLog
from adjudicator.records.trouble import WorldError

HOLDER = """
import sys
from pathlib import Path
from adjudicator.at_rest.presence import nobody_else, shared
with shared(Path(sys.argv[2]), 0.0) if sys.argv[1] == "shared" else nobody_else(Path(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for another window."""
    monkeypatch.setattr(presence, "PATIENCE", 0.0)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case that nobody has open."""
    CaseLog.create(tmp_path / "a.case").close()
    return tmp_path / "a.case"


@contextmanager
def another(how: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has a file open."""
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, how, str(path)],
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    try:
        yield process
    finally:
        process.communicate("\n")


def may_be_alone(path: Path) -> bool:
    try:
        with alone(path):
            return True
    except WorldError as error:
        return error.code != "locked"


def test_many_have_a_file_open_together_and_nobody_is_alone_beside_them(case: Path) -> None:
    with another("shared", case), shared(case, 0.0) as held:
        assert held
        assert not may_be_alone(case)
    assert may_be_alone(case)
    assert not lock_of(case).exists()


def test_whoever_is_alone_keeps_the_others_out(case: Path) -> None:
    with another("alone", case):
        for opens in (lambda: CaseLog.open(case, patience=0), lambda: CaseLog.open(case, read_only=True, patience=0)):
            with pytest.raises(WorldError, match=r"Another program is writing a\.case anew"):
                opens()
    CaseLog.open(case).close()


def test_an_open_case_stays_seen_when_the_file_is_read_and_closed_beside_it(case: Path) -> None:
    with CaseLog.open(case) as log:
        log.head()
        for part in ("", "-wal", "-shm", "-lock"):
            Path(f"{case}{part}").read_bytes()  # takes SQLite's locks away
        assert not may_be_alone(case)
        env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
        tries = "import sys; from pathlib import Path; from adjudicator.at_rest.presence import alone\n"
        tries += "with alone(Path(sys.argv[1])): pass"
        other = subprocess.run([sys.executable, "-c", tries, str(case)], check=False, env=env, capture_output=True)
        assert b"is open in another window or command" in other.stderr


def test_by_another_name_it_is_the_same_file(case: Path) -> None:
    case.with_name("link.case").symlink_to(case)
    with shared(case.with_name("link.case"), 0.0):
        assert not may_be_alone(case)


def test_programs_that_know_only_sqlites_locks_are_kept_out_and_keep_out(case: Path) -> None:
    with closing(sqlite3.connect(case)) as old:
        old.execute("SELECT * FROM log").fetchall()
        with pytest.raises(sqlite3.OperationalError, match="locked"), alone(case):
            pass
    with (
        alone(case), closing(sqlite3.connect(case, timeout=0)) as old,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):  # fmt: skip
        old.execute("SELECT * FROM log")


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
def test_a_lock_file_left_by_a_kill_is_in_nobodys_way(case: Path) -> None:
    with another("shared", case) as process:
        process.kill()
        process.wait()
    assert lock_of(case).exists()
    assert may_be_alone(case)
    assert not lock_of(case).exists()


def test_without_a_lock_file_it_goes_on_as_in_a_folder_that_may_not_be_written(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_place: Path) -> int:
        raise PermissionError

    monkeypatch.setattr(presence, "_opened", refuses)
    with shared(case, 0.0) as held, CaseLog.open(case, read_only=True) as log:
        assert not held
        assert log.head().size == 0


def test_a_lock_file_that_is_a_link_or_a_folder_is_not_followed(case: Path, tmp_path: Path) -> None:
    lock_of(case).symlink_to(tmp_path / "elsewhere")
    with shared(case, 0.0) as held:
        assert not held
    assert not (tmp_path / "elsewhere").exists()


def test_the_lock_file_is_for_its_owner_alone(case: Path) -> None:
    before = os.umask(0)
    try:
        with shared(case, 0.0):
            assert stat.S_IMODE(lock_of(case).stat().st_mode) == 0o600
    finally:
        os.umask(before)


def test_opening_and_closing_at_once_keeps_nobody_out(case: Path) -> None:
    refused: list[BaseException] = []

    def come_and_go() -> None:
        until = time.monotonic() + 1
        try:
            while time.monotonic() < until:
                with shared(case, 0.0):
                    time.sleep(0.001)
        except BaseException as error:  # told by the test below
            refused.append(error)

    threads = [Thread(target=come_and_go) for _ in range(6)]
    for each in threads:
        each.start()
    with nobody_else(case.with_name("b.case")):  # another file is nobody's business
        for each in threads:
            each.join()
    assert refused == []
    assert not lock_of(case).exists()
