"""The file's tables, indexes and triggers, compared with those that this program makes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from sqlite3 import Connection

from sqlite_utils import Database

from adjudicator.log.findings import Findings
from adjudicator.log.projections import PROJECTIONS
from adjudicator.log.tables import guard_for_observers, make_for_observers, make_projections, make_record

_PROJECTED = frozenset(projection.table for projection in PROJECTIONS)


def check_schema(connection: Connection, findings: Findings, *, observers: bool = False) -> None:
    """Name every table, index and trigger that is missing, altered or foreign; an observer's copy has fewer of them."""
    due, have = _due(observers), _described(connection)
    for name in sorted(due.keys() | have.keys()):
        if name not in have:
            findings.add("schema.differs", name, "It is missing.")
        elif name not in due:
            findings.add("schema.differs", name, "It does not belong here.")
        elif have[name] != due[name]:
            findings.add("schema.differs", name, "It is not as this program makes it.")


_FORM = " || ' ' || ".join(
    [*(f"typeof({name})" for name in ("type", "name", "tbl_name", "sql", "rootpage")), "(rootpage = 0)"]
)
"""What SQLite does not look at when it reads a row of the schema: types, and the page of what has none."""


@cache
def _due(observers: bool) -> Mapping[str, object]:
    """What this program makes: as SQLite describes it, so made once."""
    reference = Database(memory=True, execute_plugins=False)
    if observers:
        make_for_observers(reference)
        guard_for_observers(reference)
    else:
        make_record(reference)
        make_projections(reference)
    described = _described(reference.conn)
    reference.close()
    return described


def _described(connection: Connection) -> dict[str, object]:
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
    strict = connection.execute("SELECT strict FROM pragma_table_list WHERE name = ?", (name,)).fetchone()
    return [strict, *connection.execute("SELECT * FROM pragma_table_xinfo(?)", (name,))]
