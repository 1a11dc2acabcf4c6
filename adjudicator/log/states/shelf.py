"""The shelf over a case file: states are read from their projections, changed in memory, and written back at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from sqlite3 import Connection
from typing import TypeVar

from adjudicator.at_rest.own_schema import column_names
from adjudicator.casework.record.state import EnvelopeState, State
from adjudicator.log.file.projections import BY_TYPE, Projection, decode

S = TypeVar("S", bound=State)

_CHUNK = 500


class SqlShelf:
    """The states of one case file during one transaction; written by `flush`, or before it where they become too many."""

    most = 2_000
    """States of a kind kept in memory; an envelope's takes some 12 KB."""

    def __init__(self, connect: Callable[[], Connection]) -> None:
        """`connect` gives the file's connection; it is asked when the first state is read or written there."""
        self._connect = connect
        self._held: defaultdict[type[State], dict[str, State | None]] = defaultdict(dict)
        self.spilled = False
        self._read: dict[str, EnvelopeState] = {}
        self._changed: defaultdict[type[State], dict[str, State]] = defaultdict(dict)

    @cached_property
    def _connection(self) -> Connection:
        return self._connect()

    def get(self, what: type[S], key: str) -> S | None:
        """The state of one subject, None where there is none."""
        held = self._held[what]
        if key not in held:
            self._make_room(what)
            held[key] = state = load_state(self._connection, what, key)
            if isinstance(state, EnvelopeState):
                self._read[key] = state
        found = held[key]
        return found if isinstance(found, what) else None

    def changes(self) -> list[tuple[EnvelopeState, EnvelopeState]] | None:
        """The envelopes changed, before and after; None where some were put without being read, or were too many."""
        changed = self._changed[EnvelopeState]
        before = self._read
        if self.spilled or any(key not in before for key in changed):
            return None
        return [(before[key], after) for key, after in changed.items() if isinstance(after, EnvelopeState)]

    def put(self, key: str, state: State) -> None:
        """Leave a subject's new state in place of the old one."""
        what = type(state)
        if key not in self._held[what]:
            self._make_room(what)
        self._held[what][key] = self._changed[what][key] = state

    def _make_room(self, what: type[State]) -> None:
        """Hold no more states of a kind than `most`, with the one that comes next."""
        if len(self._held[what]) >= self.most:
            self.spilled = True
            self.drop()

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
        for held in self._held.values():
            held.clear()
        self._read.clear()


def load_state(connection: Connection, what: type[S], key: str) -> S | None:
    """Read one state from its projection; None where there is none."""
    projection = BY_TYPE[what]
    if not has_table(connection, projection):
        return None
    sql = f"SELECT state FROM {projection.table} WHERE {projection.key} = ?"
    row = connection.execute(sql, (key,)).fetchone()
    return None if row is None else decode(what, row[0])


def has_table(connection: Connection, projection: Projection) -> bool:
    """Whether a file has the table of a projection: one of an older form lacks those that came later."""
    return not projection.since or bool(column_names(connection, projection.table))


def load_states(connection: Connection, what: type[S], filters: Mapping[str, str | int]) -> Iterator[S]:
    """All states of one kind whose projected columns have the values given, by key (envelopes as numbers sort).

    Raises ValueError for a column that the projection does not have.
    """
    projection = BY_TYPE[what]
    unknown = filters.keys() - {projection.key, *projection.columns}
    if unknown:
        raise ValueError(f"{projection.table} has no {', '.join(sorted(unknown))}")
    if not has_table(connection, projection):
        return
    where = f"WHERE {' AND '.join(f'{name} = :{name}' for name in filters)}" if filters else ""
    order = ", ".join(name for name in ("ordinal", projection.key) if name in projection.names)
    sql = f"SELECT {projection.key} FROM {projection.light} {where} ORDER BY {order}"
    keys = [key for (key,) in connection.execute(sql, dict(filters))]
    for at in range(0, len(keys), _CHUNK):
        yield from _load_chunk(connection, what, keys[at : at + _CHUNK])


def _load_chunk(connection: Connection, what: type[S], keys: Sequence[str]) -> Iterator[S]:
    projection = BY_TYPE[what]
    among = f"{projection.key} IN ({', '.join('?' * len(keys))})"
    stored = dict(connection.execute(f"SELECT {projection.key}, state FROM {projection.table} WHERE {among}", keys))
    for key in keys:
        yield decode(what, stored[key])


@cache
def upsert(projection: Projection) -> str:
    """The statement that writes a row of a projection in the order of its `names`."""
    marks = ", ".join("?" * len(projection.names))
    # an update in place leaves the key's own index alone, which REPLACE would write twice
    changes = ", ".join(f"{name} = excluded.{name}" for name in projection.names[1:])
    return (
        f"INSERT INTO {projection.table} ({', '.join(projection.names)}) VALUES ({marks}) "
        f"ON CONFLICT ({projection.key}) DO UPDATE SET {changes}"
    )
