"""Projections compared with states that were folded from the log, where something is about to be signed or released."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from sqlite3 import Connection

from adjudicator.casework.record.state import EnvelopeState, State
from adjudicator.log.file.projections import BY_TYPE
from adjudicator.log.states.rebuilt import RebuiltShelf


def first_other_row(connection: Connection, states: Iterable[tuple[str, State]]) -> str:
    """The key of the first state, by key, whose projection is not what the state gives; empty where all are."""
    for key, state in states:
        projection = BY_TYPE[type(state)]
        sql = f"SELECT {', '.join(projection.names)} FROM {projection.table} WHERE {projection.key} = ?"
        if connection.execute(sql, (key,)).fetchone() != projection.row(key, state):
            return key
    return ""


def first_other_envelope(connection: Connection, shelf: RebuiltShelf, status: str) -> str:
    """The number of the first envelope that has a status in one of the two alone, or another row; empty where none has."""
    projection = BY_TYPE[EnvelopeState]
    # the plus keeps SQLite from the index by status, by which it would sort all rows, states and all, in memory
    sql = f"SELECT {', '.join(projection.names)} FROM envelope WHERE +status = ? ORDER BY number"
    where = projection.names.index("status")
    due = (row for row in shelf.rows(projection) if row[where] == status.encode())
    for have, wanted in zip_longest(connection.execute(sql, (status,)), due):
        if have is None:
            return str(wanted[0], "utf-8", "replace")
        if wanted is None or _bytes(have) != tuple(wanted):
            return str(have[0])
    return ""


def _bytes(row: Iterable[object]) -> tuple[object, ...]:
    return tuple(value.encode() if isinstance(value, str) else value for value in row)
