"""How many envelopes stand where: counted once, then kept up with what this program appends.

A list of a hundred thousand envelopes is counted a dozen times for every one that is recorded; counting rows each time
would make the window wait. Nothing of this is stored: after another program has recorded something, everything is counted
afresh.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from sqlite3 import Connection

from adjudicator.casework.state import EnvelopeState
from adjudicator.log.projections import BY_TYPE, ENVELOPE_COLUMNS, Values, envelope_values
from adjudicator.log.rows import QueueQuery

GROUPED = ("status", "outcome", "kept_apart", "referred", "returned", "returned_to", "reopened", "taken_by")
"""The columns by which envelopes are grouped, in the order of a group's values."""

_AT = tuple(list(ENVELOPE_COLUMNS).index(name) for name in GROUPED)
_TAKEN_BY = GROUPED.index("taken_by")
_UNGROUPED = ("stream", "place", "precinct_cast", "reviewer", "not_reviewer", "batch", "words")

Change = tuple[EnvelopeState, EnvelopeState]
"""An envelope's state before and after."""


class Census:
    """The numbers of envelopes in each group, as one connection sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._groups: Counter[Values] | None = None
        self._size = -1

    def groups(self) -> Mapping[Values, int]:
        """Group -> envelopes in it, read afresh where another connection has recorded something since.

        What it writes beside the record, such as drafts, makes no difference: the size of the log tells.
        """
        size = self._connection.execute("SELECT size FROM head").fetchone()[0]
        if self._groups is None or size != self._size:
            self._groups, self._size = self._counted(), size
        return self._groups

    def count(self, query: QueueQuery) -> int | None:
        """How many envelopes pass a query, whatever its `without` leaves out; None where groups cannot tell."""
        if any(getattr(query, name) for name in _UNGROUPED):
            return None
        passes = _test_of(query)
        return sum(number for group, number in self.groups().items() if passes(group))

    def follow(self, changes: Iterable[Change] | None, before: int, size: int) -> None:
        """Take over what was appended and is durable: the log had `before` entries and has `size` now.

        No changes (None) where it is easier to count afresh; so it is where others had recorded something before.
        """
        if changes is None or self._groups is None or self._size != before:
            self._groups = None
            return
        self._size = size
        for old, new in changes:
            self._groups[_group_of(old)] -= 1
            self._groups[_group_of(new)] += 1

    def _counted(self) -> Counter[Values]:
        over = ", ".join(GROUPED)
        sql = f"SELECT {over}, count(*) FROM {BY_TYPE[EnvelopeState].light} GROUP BY {over}"
        return Counter({tuple(row[:-1]): row[-1] for row in self._connection.execute(sql)})


def _group_of(state: EnvelopeState) -> Values:
    values = envelope_values(state)
    return tuple([values[at] for at in _AT])


def _test_of(query: QueueQuery) -> Callable[[Values], bool]:
    wanted: list[tuple[int, frozenset[str | int]]] = []
    for at, name in enumerate(GROUPED[:_TAKEN_BY]):
        asked = getattr(query, name)
        if isinstance(asked, tuple) and asked:
            wanted.append((at, frozenset(asked)))
        elif isinstance(asked, bool):
            wanted.append((at, frozenset({int(asked)})))
        elif isinstance(asked, str) and asked:
            wanted.append((at, frozenset({asked})))
    taken, mine = query.taken, query.free_for

    def passes(group: Values) -> bool:
        whose = group[_TAKEN_BY]
        free = (taken is None or bool(whose) == taken) and (not mine or whose in ("", mine))
        return free and all(group[at] in values for at, values in wanted)

    return passes
