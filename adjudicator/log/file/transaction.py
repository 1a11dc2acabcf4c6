"""One transaction, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from sqlite3 import Connection


class Unsettled(Exception):  # noqa: N818
    """A COMMIT failed in such a way that nobody knows whether it is on the disk."""


NOTHING_WRITTEN = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY})
"""Primary codes of a failed COMMIT after which the transaction is certainly not in the file."""


@contextmanager
def immediate(connection: Connection) -> Generator[None]:
    """One transaction that holds the right to write from its first statement; whole, or rolled back whole.

    Raises Unsettled where its COMMIT failed and may or may not be on the disk.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        _commit(connection)
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _commit(connection: Connection) -> None:
    try:
        connection.execute("COMMIT")
    except Exception as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in NOTHING_WRITTEN:
            raise
        raise Unsettled from error
