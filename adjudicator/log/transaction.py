"""One transaction, whole or not at all."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from sqlite3 import Connection


@contextmanager
def immediate(connection: Connection) -> Generator[None]:
    """One transaction that holds the right to write from its first statement; whole, or rolled back whole."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
