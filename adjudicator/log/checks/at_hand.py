"""What verify holds entries against, read from the file itself: sealed values, signed acts, other entries, older roots."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence, Set
from functools import partial
from sqlite3 import Connection

from adjudicator.casework.admission.context import ActOf, CaseLaw, Surroundings, Unexplained
from adjudicator.casework.record.catalogue import UNFIT, upcast
from adjudicator.casework.record.entry import Entry, read_body
from adjudicator.log.checks.entries import CHUNK
from adjudicator.log.file.connection import is_for_observers
from adjudicator.log.tree.merkle import Frontier, Growth, leaf_hash

MARK = CHUNK
"""The tree is kept in mind every so many entries, so that its root at any size is had by reading a few leaves again."""


def at_hand(
    connection: Connection,
    law: CaseLaw | None,
    root_at: Callable[[int], str],
    passed_over: Set[int] = frozenset(),
    unexplained: Unexplained | None = None,
) -> Surroundings:
    """The surroundings of a log's entries, of which some are in force nowhere; an observer's copy has no sealed values."""
    unseal = None if is_for_observers(connection) else partial(_unsealed, connection)
    entries = partial(_entries, connection, passed_over)
    return Surroundings(law, unseal, root_at, _act_of(connection), entries, unexplained)


class MarkedRoots:
    """Roots of the tree at older sizes, from `marks`: the tree at every MARK leaves, as far as it is known.

    The leaves behind a mark are read at once, since who asks for one size often asks for others near it.
    """

    def __init__(self, connection: Connection, marks: Sequence[Frontier]) -> None:
        self._connection, self._marks = connection, marks
        self._behind: Growth | None = None

    def at(self, size: int) -> bytes:
        """The root at a size; of a log that ends before it, its own. Raises IndexError where no mark is near."""
        mark = self._marks[size // MARK]
        if self._behind is None or self._behind.before is not mark:
            sql = "SELECT leaf FROM log WHERE seq BETWEEN ? AND ? ORDER BY seq"
            leaves = self._connection.execute(sql, (mark.size + 1, mark.size + MARK))
            self._behind = Growth(mark, [leaf for (leaf,) in leaves])
        return self._behind.at(min(size, self._behind.end)).root()


class OlderRoots:
    """Roots of the tree at older sizes, by the bodies; the log is read as far as somebody asks."""

    def __init__(self, connection: Connection) -> None:
        self._rows = connection.execute("SELECT body FROM log ORDER BY seq")
        self._marks = [Frontier()]
        self._roots = MarkedRoots(connection, self._marks)

    def at(self, size: int) -> str:
        """The root at a size, hexadecimal. Raises IndexError for one that the log does not have."""
        while len(self._marks) <= size // MARK and (chunk := self._rows.fetchmany(MARK)):
            tree = self._marks[-1].copy()
            tree.extend([leaf_hash(body) for (body,) in chunk])
            self._marks.append(tree)
        return self._roots.at(size).hex()


def _unsealed(connection: Connection, commitment: str) -> str:
    """The value under a commitment. Raises LookupError where it is not there, which is a finding of its own."""
    row = connection.execute("SELECT value FROM sealed WHERE commitment = ?", (bytes.fromhex(commitment),)).fetchone()
    if row is None:
        raise LookupError("a sealed value is not there")
    return row[0].decode()


def _entries(connection: Connection, passed_over: Set[int], first: int, last: int) -> Iterator[Entry]:
    """The entries of a stretch of the log that are in force; one that cannot be read has a finding of its own."""
    rows = connection.execute("SELECT seq, body FROM log WHERE seq BETWEEN ? AND ? ORDER BY seq", (first, last))
    while chunk := rows.fetchmany(CHUNK):
        entries = (_entry(body) for seq, body in chunk if seq not in passed_over)
        yield from (entry for entry in entries if entry is not None)


def _entry(body: bytes) -> Entry | None:
    try:
        return upcast(read_body(body.decode()))
    except UNFIT:
        return None


def _act_of(connection: Connection) -> ActOf | None:
    """The bounds of the signed act that an entry is of; None where the file has no signatures."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'signature'").fetchone():
        return None
    firsts, lasts = array("q"), array("q")  # some five acts an envelope: as tuples they would take ten times the memory
    for first, entries in connection.execute("SELECT first_seq, entries FROM signature ORDER BY first_seq"):
        firsts.append(first)
        lasts.append(first + entries - 1)

    def act_of(seq: int) -> tuple[int, int] | None:
        at = bisect_right(firsts, seq) - 1
        return (firsts[at], lasts[at]) if at >= 0 and seq <= lasts[at] else None

    return act_of
