"""The tables of a file of ours, told from those of somebody else: SQLite runs what the schema of a file says."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from functools import cache
from sqlite3 import Connection


@cache
def kept_of(*scripts: str) -> frozenset[str]:
    """The statements that SQLite keeps in the schema of a file in which these scripts were run."""
    with closing(sqlite3.connect(":memory:")) as reference:
        for script in scripts:
            reference.executescript(script)
        return frozenset(sql for (sql,) in reference.execute("SELECT sql FROM sqlite_master") if sql)


def foreign_in(connection: Connection, own: Collection[str]) -> str:
    """The name of a table, view, index or trigger that is not among our own and with which SQLite would run something.

    Empty where there is none: a table of fewer columns than ours is none, as an older program may have made it.
    """
    connection.text_factory = _text
    try:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    finally:
        connection.text_factory = str
    return next((str(name) for name, sql in rows if sql not in own and not _is_idle(sql)), "")


def _is_idle(sql: object) -> bool:
    """Whether it is a table that computes nothing: a check, a default or a computed column has brackets of its own."""
    return isinstance(sql, str) and sql.startswith("CREATE TABLE ") and sql.count("(") == 1


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
