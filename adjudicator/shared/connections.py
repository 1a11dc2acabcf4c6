"""The connections to a server: a few that are lent for one statement each, opened when they are needed.

One that was cut while it lay idle is opened anew, and the statement is asked once more: an act has an id, so it is recorded
once whatever was lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

import psycopg
from psycopg import sql

from adjudicator.shared.address import ServerAddress
from adjudicator.shared.server_trouble import away, the_server

Rows = list[tuple[Any, ...]]
Connection = psycopg.Connection[tuple[Any, ...]]
MOST_KEPT = 3
"""So many are kept open between two statements."""


class Connections:
    """Connections by one login; `prepare` looks at each new one, and may raise WorldError. Any thread may ask."""

    def __init__(self, address: ServerAddress, conninfo: str, prepare: Callable[[Connection], None]) -> None:
        self.address = address
        self._conninfo = conninfo
        self._prepare = prepare
        self._idle: list[Connection] = []
        self._lock = Lock()
        self._closed = False

    def ask(self, statement: sql.Composed, values: Sequence[Any] = (), unblock: sql.Composed | None = None) -> Rows:
        """The rows of one statement, which is a transaction of its own. Where it waits for a lock in vain, `unblock` is asked
        and then the statement again. Raises WorldError.
        """
        with the_server(self.address):
            try:
                return self._once(statement, values)
            except psycopg.errors.LockNotAvailable:
                if unblock is None:
                    raise
                self._once(unblock, ())
                return self._once(statement, values)

    def open(self) -> Connection:
        """A new connection, which is the caller's. Raises WorldError."""
        if self._closed:
            raise away(self.address)
        with the_server(self.address):
            connection: Connection = psycopg.connect(self._conninfo, autocommit=True)
            try:
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
            return connection

    def close(self) -> None:
        """Close all that are idle; what is asked afterwards finds no server."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _once(self, statement: sql.Composed, values: Sequence[Any]) -> Rows:
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        if connection is not None:
            try:
                return self._lend(connection, statement, values)
            except psycopg.OperationalError:
                if not connection.closed:
                    raise
        return self._lend(self.open(), statement, values)

    def _lend(self, connection: Connection, statement: sql.Composed, values: Sequence[Any]) -> Rows:
        try:
            return connection.execute(statement, values, binary=True).fetchall()
        finally:
            with self._lock:
                keeps = not connection.closed and not self._closed and len(self._idle) < MOST_KEPT
                if keeps:
                    self._idle.append(connection)
            if not keeps:
                connection.close()
