"""Acts that the guards of a case file pass over: those that came with a shared record and are in force nowhere.

While a record is shared its server checks what is added, and passes over what stations found without a good signature. A copy
that goes on by itself has the guards of a case file, which check no signature, either: an entry in another's name would take
its number for good, or take roles from people. So such acts are named in a table once, when the copy leaves, and the guards
look at the view `standing` in place of the log. A file without such acts has neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from sqlite3 import Connection

from adjudicator.log.file.schema import TRIGGERS

SINCE = "6.0"
"""The form of the case file that can have the table first."""

TABLE = "CREATE TABLE aside (first INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT"
VIEW = """CREATE VIEW standing AS SELECT seq, body FROM log
WHERE NOT EXISTS (SELECT 1 FROM aside WHERE log.seq BETWEEN aside.first AND aside.last)"""

_LOOK_BACK = frozenset({"log_numbers", "log_four_eyes", "log_rights"})


def _at_standing(sql: str) -> str:
    sql = re.sub(r"\bFROM log AS\b", "FROM standing AS", sql)
    return re.sub(r"\bFROM log\b(?! AS)", "FROM standing AS log", sql)


def _stays(verb: str) -> str:
    return f"""CREATE TRIGGER aside_no_{verb.lower()} BEFORE {verb} ON aside
BEGIN SELECT RAISE(ABORT, 'what is set aside stays as it is'); END"""


GUARDS: Mapping[str, str] = {
    **{name: _at_standing(sql) if name in _LOOK_BACK else sql for name, sql in TRIGGERS.items()},
    **{f"aside_no_{verb.lower()}": _stays(verb) for verb in ("INSERT", "UPDATE", "DELETE")},
}
"""The triggers of a file that has such acts."""


def has_aside(connection: Connection) -> bool:
    """Whether a file has the table."""
    sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'aside'"
    return connection.execute(sql).fetchone() is not None


def make_aside(connection: Connection, acts: Iterable[tuple[int, int]] = ()) -> None:
    """Make the table with these acts, each by its first and last seq, and the view; the guards come behind."""
    connection.execute(TABLE)
    connection.executemany("INSERT INTO aside (first, last) VALUES (?, ?)", acts)
    connection.execute(VIEW)
