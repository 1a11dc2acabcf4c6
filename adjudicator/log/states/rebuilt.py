"""The states of a whole log, folded anew: in memory while they are few, else in a scratch database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from operator import itemgetter
from sqlite3 import Connection
from types import TracebackType
from typing import Any, TypeVar, cast

from msgspec import Raw, defstruct
from sqlite_utils import Database

from adjudicator.casework.record.state import EnvelopeState, State
from adjudicator.log.file.projections import BY_TYPE, Projection, decode, encode
from adjudicator.log.file.tables import make_projections
from adjudicator.log.states.shelf import SqlShelf
from adjudicator.records.envelope import ordinal_of

S = TypeVar("S", bound=State)

_CHUNK = 500

_PASSED_OVER = ("sealed", "elector", "answers", "research")
"""What takes most of the time to read of an envelope's state, and no release names."""

# a raw field has no attributes, so that nobody takes one that was not read for an empty one
_BriefEnvelope = cast(
    "type[EnvelopeState]",
    defstruct(
        "BriefEnvelope",
        [(name, Raw, Raw(b"null")) for name in _PASSED_OVER],
        bases=(EnvelopeState,),
        frozen=True,
        gc=False,
    ),
)

LEAN = 500
"""So many states of a kind are held in memory where people work at the same time, an envelope's with some 12 KB; fewer are
no slower, since the entries about an envelope stand close together.
"""


class RebuiltShelf(SqlShelf):
    """A shelf that begins empty and never fills the memory; afterwards it gives all states and rows, in order of key."""

    most = 20_000

    def __init__(self, in_memory: bool = False, most: int = 0) -> None:
        """Begin empty; `in_memory` keeps everything off the disk, where nothing of an encrypted case may lie in the clear.

        More states of a kind than `most` lie in the scratch database; 0 takes the number of the class.
        """
        self.most = most or self.most
        self._scratch: Connection | None = None
        super().__init__(lambda: self._begun(in_memory))

    def _begun(self, in_memory: bool) -> Connection:
        """The scratch database, made when it is needed: few cases have so many states."""
        # an empty name is SQLite's private database: in memory while small, else in a file that no one else can open
        name = ":memory:" if in_memory else ""
        self._scratch = sqlite3.connect(name, isolation_level=None)
        if in_memory:
            self._scratch.execute("PRAGMA temp_store = MEMORY")  # else a long sort is written to a file of its own
        make_projections(Database(self._scratch, execute_plugins=False), indexes=False)
        self._scratch.text_factory = bytes
        self._scratch.execute("BEGIN")
        return self._scratch

    def __enter__(self) -> RebuiltShelf:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._scratch is not None:
            self._scratch.close()

    def get(self, what: type[S], key: str) -> S | None:
        """The state of one subject, None where there is none; the scratch database is asked only once it holds some."""
        found = super().get(what, key) if self.spilled else self._held[what].get(key)
        return found if isinstance(found, what) else None

    def states(self, what: type[S]) -> Iterator[S]:
        """All states of one kind, by key."""
        if not self.spilled:
            yield from (state for _, state in self._in_memory(what))
            return
        self.flush()
        projection = BY_TYPE[what]
        sql = f"SELECT state FROM {projection.table} ORDER BY {projection.key}"
        yield from (decode(what, stored) for (stored,) in self._connection.execute(sql))

    def envelopes(self, status: str = "", *, brief: bool = False) -> Iterator[EnvelopeState]:
        """All envelopes, or those of one status, as their numbers sort; a chunk at a time.

        `brief` leaves papers, elector, answers and research of each unread, which takes a quarter of the time; they cannot
        be used then.
        """
        if not self.spilled:
            found = (state for _, state in self._in_memory(EnvelopeState))
            among = [state for state in found if not status or state.status == status]
            yield from sorted(among, key=lambda state: (ordinal_of(state.number), state.number))
            return
        self.flush()
        sql = "SELECT number FROM envelope WHERE status = ? OR ? = '' ORDER BY ordinal, number"
        numbers = self._connection.execute(sql, (status, status))
        while chunk := [number for (number,) in numbers.fetchmany(_CHUNK)]:
            yield from self._read_envelopes(chunk, _BriefEnvelope if brief else EnvelopeState)

    def _read_envelopes(self, numbers: list[bytes], what: type[EnvelopeState]) -> Iterator[EnvelopeState]:
        sql = f"SELECT number, state FROM envelope WHERE number IN ({', '.join('?' * len(numbers))})"
        stored = dict(self._connection.execute(sql, [number.decode() for number in numbers]))
        yield from (decode(what, stored[number]) for number in numbers)

    def rows(self, projection: Projection) -> Iterator[tuple[Any, ...]]:
        """All rows of one projection, by key, with text as bytes."""
        if not self.spilled:
            yield from (_row(projection, key, state) for key, state in self._in_memory(projection.what))
            return
        self.flush()
        sql = f"SELECT {', '.join(projection.names)} FROM {projection.table} ORDER BY {projection.key}"
        yield from self._connection.execute(sql)

    def _in_memory(self, what: type[S]) -> list[tuple[str, Any]]:
        # text sorts by code points as its UTF-8 does by bytes, which is SQLite's order
        return sorted(self._changed[what].items(), key=itemgetter(0))


def _row(projection: Projection, key: str, state: State) -> tuple[Any, ...]:
    """What `projection.row` gives, with text as bytes."""
    values = [value.encode() if isinstance(value, str) else value for value in projection.values(state)]
    return (key.encode(), *values, encode(state))
