"""Observer's copies: the whole record in a file of its own, without what tells who the voters are.

The copy has the log, its head, the checkpoints, the documents, and the tables that follow from the log. Sealed values, key
ring and private look-ups are not cut out of a copy of the file: they are never written to it, so no free page can hold them.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection

from sqlite_utils import Database

from adjudicator.at_rest import files
from adjudicator.at_rest.files import faults
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.log.append import immediate
from adjudicator.log.copies.backup import finished
from adjudicator.log.file import errors
from adjudicator.log.file.connection import PATIENCE, connect
from adjudicator.log.file.forms import form_name, statements, table_names
from adjudicator.log.file.schema import OBSERVERS_ID
from adjudicator.port.answers import Head
from adjudicator.words import _


def copy_for_observers(path: Path, out: Path, passphrase: Passphrase | None = None) -> Head:
    """Write an observer's copy of a case file as it stands at one moment, and verify it deeply; gives its head.

    It is of the form of the case. The copy of an encrypted case is plain on purpose: it holds nothing secret, and
    everybody is to read it.

    Raises WorldError: "exists" where there is a file of that name, "damaged" where the copy does not verify, and whatever
    the disks say; nothing is left then.
    """
    return finished(out, lambda unfinished: _write(path, unfinished, passphrase), "deep")


def _write(path: Path, to: Path, passphrase: Passphrase | None) -> None:
    with (
        closing(connect(path, True, PATIENCE, passphrase)) as source,
        closing(_new(to)) as target,
        _one_moment(source.conn),
        immediate(target.conn),
        _text_of(path),
    ):
        form = form_name(source.conn)
        for sql in statements(form, "table", "index", observers=True):
            target.execute(sql)
        for table in table_names(form, observers=True):
            _copy_rows(source.conn, target.conn, table)
        for sql in statements(form, "trigger", observers=True):
            target.execute(sql)
        target.execute(f"PRAGMA user_version = {source.execute('PRAGMA user_version').fetchone()[0]}")


def _new(to: Path) -> Database:
    db = Database(files.connect(to), execute_plugins=False)
    # a file that is thrown away when anything fails needs no journal on the disk
    db.execute("PRAGMA journal_mode = MEMORY")
    db.execute(f"PRAGMA application_id = {OBSERVERS_ID}")
    return db


@contextmanager
def _one_moment(connection: Connection) -> Generator[None]:
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


@contextmanager
def _text_of(path: Path) -> Generator[None]:
    """A text that is no UTF-8 is damage of the file that is copied; SQLite has no code for it."""
    try:
        yield
    except faults("OperationalError") as error:
        if "decode" not in str(error):
            raise
        raise errors.damaged(path, _("a text in it is not UTF-8")) from error


def _copy_rows(source: Connection, target: Connection, table: str) -> None:
    rows = source.execute(f"SELECT * FROM {table} ORDER BY 1")
    cells = ", ".join("?" * len(rows.description))
    target.executemany(f"INSERT INTO {table} VALUES ({cells})", rows)
