"""The file's tables, indexes and triggers, compared with those of its form.

SQLite runs what the schema of a file says: reading a view runs its query, writing a row runs triggers and expressions. So the
schema of a file is compared before any of its rows is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from sqlite3 import Connection

from adjudicator.log.findings import Findings
from adjudicator.log.forms import form_name, reference
from adjudicator.log.projections import PROJECTIONS

_PROJECTED = frozenset(projection.table for projection in PROJECTIONS)


def check_schema(connection: Connection, findings: Findings, *, observers: bool = False) -> bool:
    """Name every table, index and trigger that is missing, altered or foreign; an observer's copy has fewer of them.

    Gives whether the rows may be read: nothing that runs on reading is foreign. Triggers run on writing alone.
    """
    due, have = _due(form_name(connection), observers), _described(connection)
    for name in sorted(due.keys() | have.keys()):
        if name not in have:
            findings.add("schema.differs", name, "It is missing.")
        elif name not in due:
            findings.add("schema.differs", name, "It does not belong here.")
        elif have[name] != due[name]:
            findings.add("schema.differs", name, "It is not as this program makes it.")
    return all(name.startswith("trigger ") for name in _foreign(due, have))


def foreign(connection: Connection, *, observers: bool = False) -> list[str]:
    """Tables, views, indexes and triggers with which SQLite would run what this program has not written.

    What is missing is not among them, nor a table besides those of the program: nobody reads it.
    """
    return _foreign(_due(form_name(connection), observers), _described(connection))


def _foreign(due: Described, have: Described) -> list[str]:
    return sorted(name for name, found in have.items() if due.get(name) != found and not _is_idle(name, due, found))


def _is_idle(name: str, due: Described, found: tuple[object, ...]) -> bool:
    """Whether it is a table, or the index of its key, that no query of the program names."""
    sql = found[-1]
    a_table = name.startswith("table ") and isinstance(sql, str) and sql.startswith("CREATE TABLE ")
    return name.lower() not in due and (a_table or sql is None)  # to SQLite LOG and log are one name


Described = Mapping[str, tuple[object, ...]]
"""Kind and name -> the table it is on, types of its row of the schema, and its shape or wording."""

_FORM = " || ' ' || ".join(
    [*(f"typeof({name})" for name in ("type", "name", "tbl_name", "sql", "rootpage")), "(rootpage = 0)"]
)
"""What SQLite does not look at when it reads a row of the schema: types, and the page of what has none."""


@cache
def _due(form: str, observers: bool) -> Described:
    """What a form has: as SQLite describes it, so made once."""
    return _described(reference(form, observers=observers).conn)


def _described(connection: Connection) -> Described:
    rows = connection.execute(f"SELECT type, name, tbl_name, sql, {_FORM} FROM sqlite_master").fetchall()
    return {
        f"{kind} {name}": (table, form, _shape(connection, (kind, name, table, sql)))
        for kind, name, table, sql, form in rows
    }


def _shape(connection: Connection, described: tuple[str, str, str, str]) -> object:
    kind, name, table, sql = described
    # the wording of a projection's tables and indexes is the library's, and may differ between its versions
    if table not in _PROJECTED or kind == "trigger":
        return sql
    if kind == "index":
        return connection.execute("SELECT seqno, name, desc, coll FROM pragma_index_xinfo(?)", (name,)).fetchall()
    kept_as = connection.execute("SELECT type, strict FROM pragma_table_list WHERE name = ?", (name,)).fetchone()
    # the library's wording has brackets around the columns alone: a check or a default would bring its own
    return [kept_as, str(sql).count("("), *connection.execute("SELECT * FROM pragma_table_xinfo(?)", (name,))]
