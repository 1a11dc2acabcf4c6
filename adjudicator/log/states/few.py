"""A few envelopes as the log's own entries leave them: found by indexes on the log, and by no projection or look-up.

An envelope moves with the batches and releases that list it, so their entries are folded with its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from sqlite3 import Connection
from typing import TypeVar

from adjudicator.casework.record.entry import read_body
from adjudicator.casework.record.fold import InForce, every_entry, fold, listed_in
from adjudicator.casework.record.shelf import MemoryShelf
from adjudicator.casework.record.state import EnvelopeState, State
from adjudicator.log.file.schema import BATCH_KINDS, LATER_KINDS

S = TypeVar("S", bound=State)

Found = dict[int, str]
"""Seq -> body."""

_KIND, _ENVELOPE, _BATCH = (f"json_extract(body, '$.{path}')" for path in ("kind", "data.envelope", "data.batch"))
_OF_BATCHES = f"{_KIND} IN {BATCH_KINDS}"
_CLOSED = f"{_OF_BATCHES} AND {_KIND} = 'batch.closed'"
_RELEASED = f"{_KIND} = 'release.made'"
_RULED = f"{_KIND} IN {LATER_KINDS} AND {_KIND} = 'docket.voted'"
_SENT_BACK = f"{_KIND} IN {LATER_KINDS} AND {_KIND} = 'envelopes.looked_up'"
_AT_ONCE = 500


def fold_few(
    connection: Connection, numbers: Iterable[str], batch: str = "", in_force: InForce = every_entry
) -> MemoryShelf:
    """Fold what the log says of these envelopes, and of a batch with all that it ever listed.

    The shelf holds these envelopes, the batch, and whatever batches and releases have listed one of them.
    """
    wanted = {*numbers, *(_listed_in(connection, batch) if batch else ())}
    found = _about(connection, wanted, [batch] if batch else [])
    shelf = _FewEnvelopes(wanted)
    for seq in sorted(found):
        if in_force(seq):
            fold(shelf, seq, read_body(found[seq]))
    return shelf


def seqs_about(connection: Connection, number: str) -> list[int]:
    """The places of the entries that name one envelope, in order: its own, and the lists that it stands in."""
    lists = (
        *_listing(connection, _CLOSED, {number}),
        *_listing(connection, _RULED, {number}),
        *_listing(connection, _SENT_BACK, {number}),
        *_listing(connection, _RELEASED, {number}),
    )
    return sorted({*_own(connection, [number]), *(seq for seq, _ in lists)})


def own_seqs(connection: Connection, number: str) -> list[int]:
    """The places of the entries that are about one envelope alone, in order."""
    sql = f"SELECT seq FROM log WHERE {_ENVELOPE} = ? ORDER BY seq"
    return [seq for (seq,) in connection.execute(sql, (number,))]


class _FewEnvelopes(MemoryShelf):
    """A shelf for some envelopes. Of others in the same lists it knows only that they are there, and keeps nothing."""

    def __init__(self, wanted: set[str]) -> None:
        super().__init__()
        self._wanted = wanted

    def get(self, what: type[S], key: str) -> S | None:
        """The state of one subject, None where there is none."""
        if issubclass(what, EnvelopeState) and key not in self._wanted:
            return what(key, 0, 0, "")
        return super().get(what, key)

    def put(self, key: str, state: State) -> None:
        """Leave a subject's new state in place of the old one."""
        if not isinstance(state, EnvelopeState) or key in self._wanted:
            super().put(key, state)


def _about(connection: Connection, wanted: set[str], batches: Iterable[str]) -> Found:
    found = _own(connection, sorted(wanted))
    named = {*batches, *(str(batch) for batch in _batches_in(found.values()) if batch)}
    for _, body in _listing(connection, _CLOSED, wanted):
        named |= {str(batch) for batch in _batches_in([body])}
    found |= _where(connection, f"{_OF_BATCHES} AND {_BATCH}", sorted(named))
    found |= dict(_listing(connection, _RULED, wanted))
    found |= dict(_listing(connection, _SENT_BACK, wanted))
    return found | dict(_listing(connection, _RELEASED, wanted))


def _own(connection: Connection, numbers: Sequence[str]) -> Found:
    return _where(connection, _ENVELOPE, numbers)


def _where(connection: Connection, left: str, values: Sequence[str]) -> Found:
    found: Found = {}
    for at in range(0, len(values), _AT_ONCE):
        part = values[at : at + _AT_ONCE]
        sql = f"SELECT seq, body FROM log WHERE {left} IN ({', '.join('?' * len(part))})"
        found.update(connection.execute(sql, part))
    return found


def _listing(connection: Connection, where: str, wanted: set[str]) -> Iterator[tuple[int, str]]:
    """The entries of a kind whose list has one of the envelopes. JSON cannot be indexed by what a list holds."""
    for seq, body in connection.execute(f"SELECT seq, body FROM log WHERE {where}"):
        if not wanted.isdisjoint(listed_in(read_body(body))):
            yield seq, body


def _listed_in(connection: Connection, batch: str) -> Iterator[str]:
    bodies = _where(connection, f"{_CLOSED} AND {_BATCH}", [batch]).values()
    yield from (number for body in bodies for number in listed_in(read_body(body)))


def _batches_in(bodies: Iterable[str]) -> Iterator[object]:
    yield from (read_body(body).data.get("batch") for body in bodies)
