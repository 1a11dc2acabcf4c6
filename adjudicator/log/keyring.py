"""The key ring: people's wrapped keys. It may change, it is no part of the record, and it never leaves the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from sqlite3 import Connection

from sqlite_utils import Database
from sqlite_utils.db import NotFoundError, Table

from adjudicator.log.file.transaction import immediate


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """One person's key, wrapped by the password; how often sign-in failed in a row, and when last (UTC instant)."""

    person: str
    wrapped: str
    failures: int = 0
    last_failure: str = ""

    def __repr__(self) -> str:
        return f"WrappedKey(person={self.person!r})"


def read(db: Database, person: str) -> WrappedKey | None:
    """A person's key, None where there is none."""
    try:
        row = _table(db).get(person)
    except NotFoundError:
        return None
    return WrappedKey(**row)


def revise(
    db: Database, person: str, revised: Callable[[WrappedKey], WrappedKey]
) -> tuple[WrappedKey, WrappedKey] | None:
    """Read a person's key and keep what `revised` makes of it, in one transaction.

    Gives the key as it was and as it is, None where the person has none. Two programs at once revise one after the other,
    each what the other has left.
    """
    with immediate(db.conn):
        before = read(db, person)
        if before is None:
            return None
        after = revised(before)
        if after != before:
            put(db.conn, after)
        return before, after


def put(connection: Connection, key: WrappedKey) -> None:
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
