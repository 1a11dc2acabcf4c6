"""The key ring of a case file (see port.keys.KeyRing): its one table that may change and is not written with an act alone."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from sqlite3 import Connection

from adjudicator.log.file.transaction import immediate
from adjudicator.port.keys import Attempt, WrappedKey


def read(connection: Connection, person: str) -> WrappedKey | None:
    """A person's key, None where there is none."""
    sql = "SELECT person, wrapped, failures, last_failure FROM keyring WHERE person = ?"
    row = connection.execute(sql, (person,)).fetchone()
    return None if row is None else WrappedKey(*row)


def attempt(connection: Connection, person: str, now: datetime) -> Attempt | None:
    """Count a try in one transaction: two programs at once count one after the other, each what the other has left."""
    with immediate(connection):
        before = read(connection, person)
        if before is None:
            return None
        after = before.tried(now)
        if after != before:
            put(connection, after)
        return Attempt(after, after.failures == before.failures)


def keep(connection: Connection, key: WrappedKey) -> None:
    """Keep the failures of a key that is still the person's."""
    sql = "UPDATE keyring SET failures = ?, last_failure = ? WHERE person = ? AND wrapped = ?"
    with immediate(connection):
        connection.execute(sql, (key.failures, key.last_failure, key.person, key.wrapped))


def put(connection: Connection, key: WrappedKey) -> None:
    """Give a person a key in place of the one before, in the transaction of the act that gives it."""
    connection.execute(
        "INSERT INTO keyring (person, wrapped, failures, last_failure) VALUES (:person, :wrapped, :failures, :last_failure) "
        "ON CONFLICT (person) DO UPDATE SET wrapped = :wrapped, failures = :failures, last_failure = :last_failure",
        asdict(key),
    )
