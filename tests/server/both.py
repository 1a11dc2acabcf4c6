"""One log under the guards of a case file and under those of the server: what does each say of the next entry?"""

from __future__ import annotations

import sqlite3
from typing import Any

import psycopg
from sqlite_utils import Database

from adjudicator.casework.record.entry import read_body
from adjudicator.log.file.rights_trigger import NO_ROLE
from adjudicator.log.file.tables import make_record
from adjudicator.log.tree.acts import ActRow, put_act
from adjudicator.log.tree.merkle import leaf_hash
from tests.server.conftest import chance

RIGHT = "right"
"""Said where no role allows an entry; empty where it is let in, and otherwise some other refusal."""


class BothLogs:
    """A log in a case file in memory, and the same in a schema on the server; an entry that both let in stands in both."""

    def __init__(self, server: psycopg.Connection[Any], schema: str) -> None:
        made = Database(memory=True, execute_plugins=False)
        make_record(made)
        self.file: sqlite3.Connection = made.conn
        self.server = server
        server.execute(f"SET search_path = {schema}".encode())
        self.size = 0

    def clear(self) -> None:
        """Begin with nothing again; what the server has is the caller's transaction."""
        made = Database(memory=True, execute_plugins=False)
        make_record(made)
        self.file.close()
        self.file = made.conn
        self.size = 0

    def add(self, body: str) -> tuple[str, str]:
        """What the file says and what the server says, as texts: see RIGHT."""
        said = (self._said_by_file(body), self._said_by_server(body))
        if said == ("", ""):
            self.size += 1
            self.server.execute(
                "INSERT INTO log (seq, body, leaf) VALUES (%s, %s, %s)", (self.size, body, leaf_hash(body.encode()))
            )
        return said

    def _said_by_file(self, body: str) -> str:
        by = read_body(body).by
        row = ActRow(self.size + 1, 1, chance(16), by, self.size, bytes(32), bytes(64) if by else b"")
        self.file.execute("SAVEPOINT tried")
        try:
            put_act(self.file, row)
            values = (self.size + 1, body, leaf_hash(body.encode()))
            self.file.execute("INSERT INTO log (seq, body, leaf) VALUES (?, ?, ?)", values)
        except sqlite3.IntegrityError as error:
            self.file.execute("ROLLBACK TO tried")
            return RIGHT if NO_ROLE in str(error) else str(error)
        self.file.execute("RELEASE tried")
        return ""

    def _said_by_server(self, body: str) -> str:
        checks = "why_no_right(s, j) IS NOT NULL, coalesce(why_not(s, j), why_taken(s, j), '')"
        sql = f"SELECT {checks} FROM (SELECT %s::bigint AS s, entry_of(%s) AS j) AS given"
        row = self.server.execute(sql, (self.size + 1, body)).fetchone()
        assert row is not None
        no_right, other = row
        return RIGHT if no_right else other
