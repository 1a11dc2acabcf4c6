"""Drafts in a case file: they never leave it, and when one is removed its bytes are overwritten.

Each is kept in a small transaction of its own that waits for nobody, so that typing never does.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection

from sqlite_utils import Database

from adjudicator.log.file import errors
from adjudicator.log.file.brake import Brake
from adjudicator.log.file.connection import is_for_observers
from adjudicator.log.file.transaction import immediate
from adjudicator.port.drafts import Draft


class DraftTable:
    """The drafts in one open case file (see port.drafts.Drafts)."""

    def __init__(self, db: Database, brake: Brake, path: Path) -> None:
        self._db, self._brake, self._path = db, brake, path

    def of(self, person: str) -> list[Draft]:
        sql = "SELECT person, desk, value, saved_at FROM draft WHERE person = ? ORDER BY saved_at DESC, desk"
        with errors.the_world(self._path):
            if is_for_observers(self._db.conn):
                return []
            return [Draft(*row) for row in self._db.conn.execute(sql, (person,))]

    def keep(self, draft: Draft) -> None:
        with self._brake.writing(), _at_once(self._db.conn) as connection:
            connection.execute(
                "INSERT INTO draft (person, desk, value, saved_at) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (person, desk) DO UPDATE SET value = excluded.value, saved_at = excluded.saved_at",
                (draft.person, draft.desk, draft.value, draft.saved_at),
            )

    def drop(self, person: str, desk: str) -> None:
        with self._brake.writing(), _at_once(self._db.conn) as connection:
            connection.execute("DELETE FROM draft WHERE person = ? AND desk = ?", (person, desk))


@contextmanager
def _at_once(connection: Connection) -> Generator[Connection]:
    """One transaction that does not wait for another writer, and overwrites what was there."""
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    connection.execute("PRAGMA secure_delete = ON")
    try:
        with immediate(connection):
            yield connection
    finally:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute(f"PRAGMA busy_timeout = {patience}")
