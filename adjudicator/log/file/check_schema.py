"""The file's tables, indexes and triggers, compared with those of its form.

SQLite runs what the schema of a file says: reading a view runs its query, writing a row runs triggers and expressions. So the
schema of a file is compared before any of its rows is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from sqlite3 import Connection
from typing import NamedTuple

from adjudicator.at_rest.own_schema import answers_for_sqlite, is_plain, quoted
from adjudicator.casework.record.catalogue import is_after
from adjudicator.log.file.aside import SINCE, has_aside
from adjudicator.log.file.findings import Findings
from adjudicator.log.file.forms import form_name, reference
from adjudicator.log.file.projections import PROJECTIONS
from adjudicator.words import _

_PROJECTED = frozenset(projection.table for projection in PROJECTIONS)


def check_schema(connection: Connection, findings: Findings, *, observers: bool = False, station: bool = False) -> bool:
    """Name every table, index and trigger that is missing, altered or foreign; observers' and stations' copies have fewer.

    Gives whether the rows may be read: nothing that runs on reading is foreign. Triggers run on writing alone.
    """
    whole, rows = _due_of(connection, observers=observers, station=station), _rows(connection)
    if rows == whole.rows:  # nearly every file; to ask SQLite for each table and index takes far longer
        return True
    due, have = whole.described, _described(connection, rows)
    for name in sorted(due.keys() | have.keys()):
        if name not in have:
            findings.add("schema.differs", name, _("It is missing."))
        elif name not in due:
            findings.add("schema.differs", name, _("It does not belong here."))
        elif have[name] != due[name]:
            findings.add("schema.differs", name, _("It is not as this program makes it."))
    return all(name.startswith("trigger ") for name in _foreign(due, have))


def foreign(connection: Connection, *, observers: bool = False, station: bool = False) -> list[str]:
    """Tables, views, indexes and triggers with which SQLite would run what this program has not written.

    What is missing is not among them, nor a table beside those of the program that neither it nor SQLite
    reads.
    """
    due, rows = _due_of(connection, observers=observers, station=station), _rows(connection)
    return [] if rows == due.rows else _foreign(due.described, _described(connection, rows))


def _foreign(due: Described, have: Described) -> list[str]:
    return sorted(name for name, found in have.items() if due.get(name) != found and not _is_idle(name, due, found))


def _is_idle(name: str, due: Described, found: tuple[object, ...]) -> bool:
    """Whether it is a table, or the index of its key, that no query of the program reads."""
    sql, (kind, __, own) = found[-1], name.partition(" ")
    a_table = kind == "table" and isinstance(sql, str) and sql.startswith("CREATE TABLE ")
    if not all(map(is_plain, found[:2])) or (a_table and answers_for_sqlite(own)):
        return False
    return name.lower() not in due and (a_table or sql is None)  # to SQLite LOG and log are one name


Described = Mapping[str, tuple[object, ...]]
"""Kind and name -> its name, the table it is on, types of its row of the schema, and its shape or wording."""

SchemaRows = list[tuple[str, str, str, str, str]]
"""Kind, name, the table it is on, its statement, and the types of its row, in order of kind and name."""

_FORM = " || ' ' || ".join(
    [*(f"typeof({name})" for name in ("type", "name", "tbl_name", "sql", "rootpage")), "(rootpage = 0)"]
)
"""What SQLite does not look at when it reads a row of the schema: types, and the page of what has none."""


class _Due(NamedTuple):
    rows: SchemaRows
    described: Described


def _due_of(connection: Connection, *, observers: bool, station: bool) -> _Due:
    """What a file of its form is to have."""
    form = form_name(connection)
    with_aside = not (observers or station or is_after(SINCE, form)) and has_aside(connection)
    return _due(form, observers, station, with_aside)


@cache
def _due(form: str, observers: bool, station: bool, with_aside: bool) -> _Due:
    """What a form has: as SQLite describes it, so made once."""
    connection = reference(form, observers=observers, station=station, with_aside=with_aside).conn
    rows = _rows(connection)
    return _Due(rows, _described(connection, rows))


def _rows(connection: Connection) -> SchemaRows:
    """What SQLite makes the tables, indexes and triggers of, but for the pages on which they lie."""
    sql = f"SELECT type, name, tbl_name, sql, {_FORM} FROM sqlite_master ORDER BY type, name"
    return connection.execute(sql).fetchall()


def _described(connection: Connection, rows: SchemaRows) -> Described:
    return {
        f"{kind} {name}": (name, table, form, _shape(connection, (kind, name, table, sql)))
        for kind, name, table, sql, form in rows
    }


def _shape(connection: Connection, described: tuple[str, str, str, str]) -> object:
    kind, name, table, sql = described
    # the wording of a projection's tables and indexes is the library's, and may differ between its versions
    if table not in _PROJECTED or kind == "trigger" or not is_plain(name):
        return sql
    # statements, never functions like pragma_table_xinfo: SQLite reads a table of that name in the file instead
    if kind == "index":
        found = connection.execute(f"PRAGMA main.index_xinfo({quoted(name)})")
        return [(place, column, descending, order) for place, __, column, descending, order, __ in found]
    found = connection.execute(f"PRAGMA main.table_list({quoted(name)})").fetchone()
    kept_as = None if found is None else (found[2], found[5])
    # the library's wording has brackets around the columns alone: a check or a default would bring its own
    columns = connection.execute(f"PRAGMA main.table_xinfo({quoted(name)})")
    return [kept_as, str(sql).count("("), *columns]
