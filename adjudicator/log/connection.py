"""Opening the SQLite file behind a case: the right kind of file, of a known form, durable at every commit."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from sqlite_utils import Database

from adjudicator.log import errors
from adjudicator.log.place import may_write
from adjudicator.log.schema import APPLICATION_ID, OBSERVERS_ID, VERSION

_MINOR_BITS = 16


def user_version(version: tuple[int, int]) -> int:
    """The form of the file as SQLite stores it: major in the high half, minor in the low."""
    return version[0] << _MINOR_BITS | version[1]


def connect(path: Path, read_only: bool, patience: float) -> Database:
    """Open an existing case file; `patience` is how many seconds to wait for another writer.

    Raises WorldError: missing, not_a_case, newer_version, read_only, locked, damaged, io; "for_observers" where an observer's
    copy would be written to.
    """
    with errors.the_world(path):
        if not path.is_file():
            raise errors.missing(path)
        if not read_only and not may_write(path):
            raise errors.read_only(path)
        db = Database(_open(path, read_only, patience), execute_plugins=False)
        try:
            _check_form(db, path, read_only)
            (_prepare_to_read if read_only else prepare_to_write)(db)
        except BaseException:
            db.close()
            raise
    return db


def is_for_observers(connection: sqlite3.Connection) -> bool:
    """Whether the file is an observer's copy."""
    return connection.execute("PRAGMA application_id").fetchone()[0] == OBSERVERS_ID


def _open(path: Path, read_only: bool, patience: float) -> sqlite3.Connection:
    if not read_only:
        return _connection(f"{_uri(path)}?mode=rw", patience)
    connection = _connection(f"{_uri(path)}?mode=ro", patience)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        # on a read-only disk SQLite cannot share memory with other programs; without a WAL there are none to share with
        if _has_wal(path):
            raise
        return _connection(f"{_uri(path)}?immutable=1", patience)
    return connection


def _connection(uri: str, patience: float) -> sqlite3.Connection:
    # isolation_level None: no transaction begins but those this package begins itself
    return sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None)


def _uri(path: Path) -> str:
    return path.absolute().as_uri()


def _has_wal(path: Path) -> bool:
    wal = Path(f"{path}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _check_form(db: Database, path: Path, read_only: bool) -> None:
    if is_for_observers(db.conn):
        if not read_only:
            raise errors.for_observers(path)
    elif _pragma(db, "application_id") != APPLICATION_ID:
        raise errors.not_a_case(path)
    stored = _pragma(db, "user_version")
    major, minor = stored >> _MINOR_BITS, stored & ((1 << _MINOR_BITS) - 1)
    if (major, minor) != VERSION:  # there is no older form yet
        raise errors.newer_version(path, f"{major}.{minor}", f"{VERSION[0]}.{VERSION[1]}")


def _pragma(db: Database, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def _prepare_to_read(db: Database) -> None:
    db.execute("PRAGMA query_only = ON")
    _prepare(db)


def prepare_to_write(db: Database) -> None:
    """Make each commit durable before it is acknowledged: WAL, synchronous FULL, on macOS a full fsync."""
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    if sys.platform == "darwin":
        db.execute("PRAGMA fullfsync = ON")
        db.execute("PRAGMA checkpoint_fullfsync = ON")
    _prepare(db)


def _prepare(db: Database) -> None:
    db.execute("PRAGMA recursive_triggers = ON")
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("PRAGMA cache_size = -65536")  # 64 MiB
