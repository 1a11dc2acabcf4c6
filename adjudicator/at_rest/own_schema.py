"""The tables of a file of ours, told from those of somebody else: SQLite runs what the schema of a file says."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection
from contextlib import closing
from functools import cache
from sqlite3 import Connection
from typing import Any

_ANSWERS_FOR = ("json_", "jsonb_", "pragma_", "sqlite_")
"""How the names of SQLite's own functions and tables begin that a query may read from."""

_STATISTICS = re.compile(r"sqlite_(stat[1-4]|sequence)")
"""Tables that SQLite itself makes in a file."""


def answers_for_sqlite(name: str) -> bool:
    """Whether SQLite may read a table of this name where a query means something of SQLite's own, such as `json_each`."""
    return name.lower().startswith(_ANSWERS_FOR) and not _STATISTICS.fullmatch(name)


def is_plain(name: object) -> bool:
    """Whether SQLite reads the same name in a row of the schema as we do: it takes bytes for text, and stops at a zero."""
    return isinstance(name, str) and "\0" not in name


def quoted(name: str) -> str:
    """A name as a statement has it, whatever its characters are."""
    return '"' + name.replace('"', '""') + '"'


def column_names(connection: Connection, table: str) -> list[str]:
    """The columns of a table in order, none where there is no such table; those that are computed on reading are left out."""
    return [row[1] for row in connection.execute(f"PRAGMA main.table_info({quoted(table)})")]


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
    return next((str(name) for name, sql in rows if sql not in own and not _is_idle(name, sql)), "")


def _is_idle(name: Any, sql: object) -> bool:
    """Whether it is a table that computes nothing: a check, a default or a computed column has brackets of its own."""
    computes_nothing = isinstance(sql, str) and sql.startswith("CREATE TABLE ") and sql.count("(") == 1
    return computes_nothing and is_plain(name) and not answers_for_sqlite(name)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
