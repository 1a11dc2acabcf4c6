"""The key ring: people's wrapped keys. It may change, it is no part of the record, and it never leaves the file."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from sqlite3 import Connection

from sqlite_utils import Database
from sqlite_utils.db import NotFoundError, Table

from adjudicator.log.transaction import immediate


@dataclass(frozen=True, slots=True)
class Key:
    """One person's key, wrapped by the password; how often sign-in failed in a row, and when last (UTC instant)."""

    person: str
    wrapped: str
    failures: int = 0
    last_failure: str = ""

    def __repr__(self) -> str:
        return f"Key(person={self.person!r})"


def read(db: Database, person: str) -> Key | None:
    """A person's key, None where there is none."""
    try:
        row = _table(db).get(person)
    except NotFoundError:
        return None
    return Key(**row)


def write(db: Database, key: Key) -> None:
    """Keep a person's key in place of the old one, in a transaction of its own."""
    with immediate(db.conn):
        put(db.conn, key)


def put(connection: Connection, key: Key) -> None:
    """Write the row."""
    connection.execute(
        "INSERT INTO keyring (person, wrapped, failures, last_failure) VALUES (:person, :wrapped, :failures, :last_failure) "
        "ON CONFLICT (person) DO UPDATE SET wrapped = :wrapped, failures = :failures, last_failure = :last_failure",
        asdict(key),
    )


def _table(db: Database) -> Table:
    table = db.table("keyring")
    assert isinstance(table, Table)  # noqa: S101 - sqlite-utils says Table or View
    return table
