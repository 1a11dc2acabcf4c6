"""Opening the SQLite file behind a case: the right kind of file, of a known form, durable at every commit."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection

from sqlite_utils import Database

from adjudicator.at_rest import files
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.casework.record.catalogue import FORM
from adjudicator.log.file import errors
from adjudicator.log.file.check_schema import foreign
from adjudicator.log.file.forms import FORMS, form_name, is_newer
from adjudicator.log.file.place import may_write
from adjudicator.log.file.schema import APPLICATION_ID, OBSERVERS_ID, STATION_ID
from adjudicator.words import _

PATIENCE = 5.0
"""Seconds to wait while another program writes to the same file."""

WAL_BYTES = 8 << 20
"""What a write-ahead log that has grown under a long reader is cut back to, once it is folded into the file."""

_KIB, _KIB_OF_A_PASS = 64 << 10, 8 << 10
"""Pages that a connection keeps, and one that goes through the file from end to end: more than these are gone before they are
wanted again.
"""


def connect(
    path: Path, read_only: bool, patience: float, passphrase: Passphrase | None = None, *, as_it_is: bool = False,
    pulling: bool = False,
) -> Database:  # fmt: skip
    """Open an existing case file; `patience` is how many seconds to wait for another writer.

    `as_it_is` opens also a file whose schema is foreign: verify names what is foreign, a copy is made page by page.
    `pulling` opens a station's copy, and nothing else, to write what the server has.
    Raises WorldError: missing, not_a_case, newer_version, older_form, read_only, locked, damaged, io; "for_observers"
    where an observer's copy would be written to, "of_a_station" where a station's would; for an encrypted file also those
    of `at_rest.files.connect`.
    """
    with errors.the_world(path):
        if not path.is_file():
            raise errors.missing(path)
        if not read_only and not may_write(path):
            raise errors.read_only(path)
        try:
            db = Database(_open(path, read_only, patience, passphrase), execute_plugins=False)
        except UnicodeDecodeError as error:  # SQLite names what is wrong with a schema that is no text any more
            raise errors.damaged(path, _("its schema is no text")) from error
        try:
            _check_form(db, path, read_only, pulling)
            if not as_it_is:
                _refuse_foreign(db, path)
            (_prepare_to_read if read_only else prepare_to_write)(db)
        except BaseException:
            db.close()
            raise
    return db


def is_for_observers(connection: Connection) -> bool:
    """Whether the file is an observer's copy."""
    return connection.execute("PRAGMA application_id").fetchone()[0] == OBSERVERS_ID


def is_of_a_station(connection: Connection) -> bool:
    """Whether the file is a station's copy of a record that many stations share."""
    return connection.execute("PRAGMA application_id").fetchone()[0] == STATION_ID


def _open(path: Path, read_only: bool, patience: float, passphrase: Passphrase | None) -> Connection:
    if not read_only:
        return files.connect(path, passphrase, mode="rw", patience=patience)
    try:
        return files.connect(path, passphrase, mode="ro", patience=patience)
    except files.faults("OperationalError"):
        # on a read-only disk SQLite cannot share memory with other programs; without a WAL there are none to share with
        if _has_wal(path):
            raise
        return files.connect(path, passphrase, mode="immutable", patience=patience)


def _has_wal(path: Path) -> bool:
    wal = Path(f"{path}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _check_form(db: Database, path: Path, read_only: bool, pulling: bool) -> None:
    if is_for_observers(db.conn):
        if not read_only:
            raise errors.for_observers(path)
    elif is_of_a_station(db.conn):
        if not (read_only or pulling):
            raise errors.of_a_station(path)
    elif _pragma(db, "application_id") != APPLICATION_ID or pulling:
        raise errors.not_a_case(path)
    found = form_name(db.conn)
    if found not in FORMS:
        raise errors.newer_version(path, found, FORM) if is_newer(found) else errors.not_a_case(path)
    if found != FORM and not read_only:
        raise errors.older_form(path, found, FORM)


def _refuse_foreign(db: Database, path: Path) -> None:
    """Before any row is read: a view in a table's place would run whatever its maker wrote."""
    for name in foreign(db.conn, observers=is_for_observers(db.conn), station=is_of_a_station(db.conn)):
        raise errors.foreign_schema(path, name)


def _pragma(db: Database, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def _prepare_to_read(db: Database) -> None:
    db.execute("PRAGMA query_only = ON")
    _prepare(db)


def prepare_to_write(db: Database) -> None:
    """Make each commit durable before it is acknowledged: WAL, synchronous FULL, on macOS a full fsync."""
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute(f"PRAGMA journal_size_limit = {WAL_BYTES}")
    if sys.platform == "darwin":
        db.execute("PRAGMA fullfsync = ON")
        db.execute("PRAGMA checkpoint_fullfsync = ON")
    _prepare(db)


def cut_back(db: Database) -> None:
    """Fold the write-ahead log into the file and cut it to nothing, where nobody is in it just now; quiet otherwise."""
    with suppress(*files.faults()):
        patience = _pragma(db, "busy_timeout")
        db.execute("PRAGMA busy_timeout = 0")  # it can wait: the next backup or closing does it
        try:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            db.execute(f"PRAGMA busy_timeout = {patience}")


def _prepare(db: Database) -> None:
    db.execute("PRAGMA recursive_triggers = ON")
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute(f"PRAGMA cache_size = -{_KIB}")


def keep_few_pages(connection: Connection) -> None:
    """Keep no more pages in memory than a pass over the whole file wants."""
    connection.execute(f"PRAGMA cache_size = -{_KIB_OF_A_PASS}")


@contextmanager
def few_pages(connection: Connection) -> Generator[None]:
    """The same while something goes through the file; what was kept of it before is read again afterwards."""
    (kept,) = connection.execute("PRAGMA cache_size").fetchone()
    keep_few_pages(connection)
    try:
        yield
    finally:
        with suppress(*files.faults()):  # after an error of the disk, which is told already; few pages do no harm
            connection.execute(f"PRAGMA cache_size = {kept}")
