"""A case file of an older form raised to this program's: a new file in place of the old one, entry for entry the same.

Nobody else may have the file open, by SQLite's own exclusive hold, which windows of the older program keep, too. The
entries, sealed values, documents and checkpoints stay byte for byte; guards and projections are made anew; one entry
notes the raising.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

from sqlite_utils import Database

from adjudicator.at_rest import durable, files
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.at_rest.rewriting import Progress
from adjudicator.casework.record.entry import read_body
from adjudicator.casework.record.fold import fold
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.backup import verified
from adjudicator.log.copies.rekeying import written_anew
from adjudicator.log.file import errors, schema
from adjudicator.log.file.forms import form_name, user_version
from adjudicator.log.file.projections import PROJECTIONS
from adjudicator.log.file.tables import make_guards, make_missing, make_projections_only
from adjudicator.log.file.transaction import immediate
from adjudicator.log.states.shelf import SqlShelf


def form_of(path: Path, passphrase: Passphrase | None = None) -> str:
    """The form that a case file is of ("3.0"). Raises WorldError as opening it to read does."""
    with CaseLog.open(path, read_only=True, passphrase=passphrase) as log:
        return form_name(log.db.conn)


def raise_form(
    path: Path,
    note: Callable[[CaseLog, str], None],
    progress: Progress | None = None,
    passphrase: Passphrase | None = None,
) -> None:
    """Raise a case file in its place; `note` records the raising in the new file, given the form that it had.

    The new file is verified before it takes the place of the old one; whatever is raised before, a crash too, leaves the old
    one whole. Raises WorldError: "locked" where anybody has the file open, "damaged" where it does not verify.
    """
    verified(path, "deep", passphrase)
    was = form_of(path, passphrase)

    def complete(unfinished: Path) -> None:
        upgrade(unfinished, passphrase)
        with CaseLog.open(unfinished, passphrase=passphrase) as log:
            note(log, was)
            log.fold_back()
        durable.refuse_parts(unfinished)
        verified(unfinished, "deep", passphrase)

    with written_anew(path, passphrase, passphrase, complete, progress) as put_in_place:
        put_in_place()


def upgrade(path: Path, passphrase: Passphrase | None) -> None:
    """Give a file that nobody else has, a copy, the tables and guards of this form; its entries still have to say so."""
    with errors.the_world(path), closing(files.connect(path, passphrase, mode="rw")) as connection:
        _upgrade(Database(connection, execute_plugins=False))


def _upgrade(db: Database) -> None:
    connection = db.conn
    with immediate(connection):
        for kind in ("trigger", "index"):
            _drop_all(connection, kind)
        for projection in PROJECTIONS:
            connection.execute(f"DROP TABLE IF EXISTS {projection.table}")
        make_missing(db)
        make_projections_only(db)
        shelf = SqlShelf(lambda: connection)
        for seq, body in connection.execute("SELECT seq, body FROM log ORDER BY seq"):
            fold(shelf, seq, read_body(body))
        shelf.flush()
        make_guards(db)
        connection.execute(f"PRAGMA user_version = {user_version(schema.VERSION)}")


def _drop_all(connection: Connection, kind: str) -> None:
    """Drop all triggers or indexes, the automatic ones of keys excepted."""
    sql = "SELECT name FROM sqlite_master WHERE type = ? AND sql IS NOT NULL"
    for (name,) in connection.execute(sql, (kind,)).fetchall():
        connection.execute(f"DROP {kind.upper()} {name}")
