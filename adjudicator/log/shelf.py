"""The shelf over a case file: states are read from their projections, changed in memory, and written back at once."""

from __future__ import annotations

from sqlite3 import Connection
from typing import TypeVar

from adjudicator.casework.state import State
from adjudicator.log.projections import BY_TYPE, Projection, decode

S = TypeVar("S", bound=State)


class SqlShelf:
    """The states of one case file during one transaction; nothing is written before `flush`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: dict[tuple[type[State], str], State | None] = {}
        self._changed: dict[type[State], dict[str, State]] = {}

    def get(self, what: type[S], key: str) -> S | None:
        """The state of one subject, None where there is none."""
        if (what, key) not in self._held:
            self._held[what, key] = load_state(self._connection, what, key)
        found = self._held[what, key]
        return found if isinstance(found, what) else None

    def put(self, key: str, state: State) -> None:
        """Leave a subject's new state in place of the old one."""
        self._held[type(state), key] = state
        self._changed.setdefault(type(state), {})[key] = state

    def flush(self) -> None:
        """Write every changed state to its projection and forget that it was changed."""
        for what, states in self._changed.items():
            projection = BY_TYPE[what]
            rows = [projection.row(key, state) for key, state in states.items()]
            self._connection.executemany(upsert(projection), rows)
        self._changed.clear()

    def drop(self) -> None:
        """Write what has changed and hold nothing in memory any longer."""
        self.flush()
        self._held.clear()

    def __len__(self) -> int:
        """How many states are held in memory."""
        return len(self._held)


def load_state(connection: Connection, what: type[S], key: str) -> S | None:
    """Read one state from its projection; None where there is none."""
    projection = BY_TYPE[what]
    sql = f"SELECT state FROM {projection.table} WHERE {projection.key} = ?"
    row = connection.execute(sql, (key,)).fetchone()
    return None if row is None else decode(what, row[0])


def upsert(projection: Projection) -> str:
    """The statement that writes a row of a projection in the order of its `names`."""
    marks = ", ".join("?" * len(projection.names))
    # an update in place leaves the key's own index alone, which REPLACE would write twice
    changes = ", ".join(f"{name} = excluded.{name}" for name in projection.names[1:])
    return (
        f"INSERT INTO {projection.table} ({', '.join(projection.names)}) VALUES ({marks}) "
        f"ON CONFLICT ({projection.key}) DO UPDATE SET {changes}"
    )
