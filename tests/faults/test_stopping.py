"""After the disk failed while something was recorded nothing more is, reading goes on, and the next opening settles it."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.log.file.place import wal_of
from adjudicator.port.answers import Head
from adjudicator.records.trouble import WorldError
from tests.log.conftest import SigningLog

from .conftest import received


class Disk:
    """A connection whose COMMIT fails with a code of SQLite, before or after it has reached the disk."""

    def __init__(self, real: sqlite3.Connection, code: int, *, persisted: bool) -> None:
        self._real, self._code, self._persisted = real, code, persisted

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if sql != "COMMIT":
            return self._real.execute(sql, *values)
        if self._persisted:
            self._real.execute(sql)
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = self._code
        raise error


def failing(log: CaseLog, code: int, *, persisted: bool = False) -> None:
    """From now on no commit of the log succeeds."""
    log.db.conn = Disk(log.db.conn, code, persisted=persisted)  # pyright: ignore[reportAttributeAccessIssue]


def code_of(act: Any, *values: Any) -> str:
    """The code of the world's fault that an act meets."""
    with pytest.raises(WorldError) as caught:
        act(*values)
    return caught.value.code


@contextmanager
def no_more_than(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes: the system fails the write as a broken disk does."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_fails_a_write_stops_every_further_act(case: Path) -> None:
    with SigningLog.open(case) as log:
        log.append([received("0002")])
        before = log.head()
        with no_more_than(wal_of(case).stat().st_size):
            assert code_of(log.append, [received("0003")]) == "io"
        assert code_of(log.append, [received("0003")]) == "stopped"
        assert code_of(log.attempt, "mo", datetime.now(UTC)) == "stopped"
        assert log.head() == before
        assert [logged.seq for logged in log.entries()] == [1, 2, 3, 4]
    with SigningLog.open(case) as log:
        assert log.head() == before
        log.append([received("0003")])
    assert verify(case).findings == ()


@pytest.mark.parametrize("persisted", [False, True], ids=["lost", "persisted"])
@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOMEM])
def test_a_commit_of_unknown_fate_stops_and_the_next_opening_settles_it(case: Path, code: int, persisted: bool) -> None:
    with SigningLog.open(case) as log:
        failing(log, code, persisted=persisted)
        assert code_of(log.append, [received("0002")]) == "io"
        assert log.stopped is not None
        assert code_of(log.append, [received("0002")]) == "stopped"
    with SigningLog.open(case) as log:
        assert log.head().size == (4 if persisted else 3)
        assert log.stopped is None
        assert isinstance(log.append([received("0009")]), Head)
    assert verify(case).findings == ()


@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY])
def test_after_a_full_disk_or_a_lock_the_act_may_be_tried_again(case: Path, code: int) -> None:
    with SigningLog.open(case) as log:
        sound = log.db.conn
        failing(log, code)
        assert code_of(log.append, [received("0002")]) in ("disk_full", "locked")
        assert log.stopped is None
        log.db.conn = sound
        assert log.append([received("0002")]) == log.head()
    assert verify(case).findings == ()


def test_what_stopped_it_is_told_with_the_file_and_a_remedy(case: Path) -> None:
    with SigningLog.open(case) as log:
        failing(log, sqlite3.SQLITE_IOERR)
        code_of(log.append, [received("0002")])
        with pytest.raises(
            WorldError, match=r"Nothing more is recorded in practice\.case\. The disk reported an error"
        ) as caught:
            log.append([received("0002")])
    assert "open the case again" in caught.value.remedy
    assert "that the program confirmed is safe" in caught.value.remedy


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
@pytest.mark.parametrize("suffix", ["", "-wal"])
def test_a_file_that_was_moved_while_open_takes_nothing_more(case: Path, suffix: str) -> None:
    moved = case.with_name(f"elsewhere{suffix}")
    with SigningLog.open(case) as log:
        log.append([received("0002")])
        Path(f"{case}{suffix}").rename(moved)
        assert code_of(log.append, [received("0003")]) == "vanished"
        moved.rename(f"{case}{suffix}")
        assert code_of(log.append, [received("0003")]) == "stopped"
        assert log.head().size == 4
    with SigningLog.open(case) as log:
        assert log.head().size == 4
    assert verify(case).findings == ()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be replaced there")
def test_a_file_that_was_replaced_while_open_is_noticed_before_the_next_act(case: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.case"
    other.write_bytes(case.read_bytes())
    with SigningLog.open(case) as log:
        assert log.stopped is None
        other.rename(case)
        assert log.stopped is not None
        assert log.stopped.code == "vanished"
