"""How many envelopes stand where: counted once, then kept up with what this program appends.

A list of a hundred thousand envelopes is counted a dozen times for every one that is recorded; counting rows each time
would make the window wait. Nothing of this is stored. What other programs recorded is followed in the log.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from sqlite3 import Connection

from adjudicator.casework.record.catalogue import UNFIT
from adjudicator.casework.record.entry import read_body
from adjudicator.casework.record.fold import subjects_of
from adjudicator.casework.record.state import EnvelopeState, is_open_again
from adjudicator.log.file.projections import BY_TYPE, ENVELOPE_COLUMNS, Values, columns_in, envelope_values
from adjudicator.port.rows import QueueQuery

GROUPED = (
    "status", "outcome", "kept_apart", "referred", "returned", "returned_to", "reopened", "taken_by", "released_in",
)  # fmt: skip
"""The columns by which envelopes are grouped, in the order of a group's values."""

MOST_FOLLOWED = 1_000
"""Of so many entries that others recorded at once each is looked at; of more, everything is counted afresh."""

_AT = tuple(list(ENVELOPE_COLUMNS).index(name) for name in GROUPED)
_STATUS, _TAKEN_BY, _RELEASED_IN = (GROUPED.index(name) for name in ("status", "taken_by", "released_in"))
_UNGROUPED = (
    "stream", "place", "precinct_cast", "reviewer", "not_reviewer", "batch", "numbers", "box", "ticked", "received_before",
    "words",
)  # fmt: skip

Change = tuple[EnvelopeState, EnvelopeState]
"""An envelope's state before and after."""


class Census:
    """The numbers of envelopes in each group, as one connection sees them; `_size` is how far the log they are of went."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._groups: Counter[Values] | None = None
        self._of: dict[str, Values] | None = None
        self._size = -1

    def groups(self) -> Mapping[Values, int]:
        """Group -> envelopes in it, brought up to the log's size.

        What others write beside the record, such as drafts, makes no difference: the size of the log tells.
        """
        size = int(self._connection.execute("SELECT size FROM head").fetchone()[0])
        if self._groups is None:
            self._groups, self._of = self._counted(), None
        elif size != self._size:
            self._catch_up(self._groups, size)
        self._size = size
        return self._groups

    def count(self, query: QueueQuery) -> int | None:
        """How many envelopes pass a query, whatever its `without` leaves out; None where groups cannot tell."""
        if any(getattr(query, name) for name in _UNGROUPED):
            return None
        passes = _test_of(query)
        return sum(number for group, number in self.groups().items() if passes(group))

    def follow(self, changes: Iterable[Change] | None, before: int, size: int) -> None:
        """Take over what was appended and is durable: the log had `before` entries and has `size` now.

        Where there are no changes (None), or others had recorded something before, it is caught up with at the next question.
        """
        if changes is None or self._groups is None or self._size != before:
            return
        self._size = size
        for old, new in changes:
            self._move(self._groups, new.number, _group_of(old), _group_of(new))

    def _catch_up(self, groups: Counter[Values], size: int) -> None:
        """Follow the log from where it was; from the first time on it is known in which group each envelope is."""
        if self._of is None or not 0 < size - self._size <= MOST_FOLLOWED:
            self._of = self._placed()
            groups.clear()
            groups.update(self._of.values())
            return
        sql = "SELECT body FROM log WHERE seq > ? AND seq <= ?"
        bodies = self._connection.execute(sql, (self._size, size)).fetchall()
        changed = {subject for (body,) in bodies for subject in _subjects_in(body)}
        for subject in changed:
            kind, _, number = subject.partition(" ")
            group = self._group_now(number) if kind == "envelope" else None
            if group is not None:
                self._move(groups, number, self._of.get(number), group)

    def _move(self, groups: Counter[Values], number: str, old: Values | None, new: Values) -> None:
        if old is not None:
            groups[old] -= 1
        groups[new] += 1
        if self._of is not None:
            self._of[number] = new

    def _counted(self) -> Counter[Values]:
        over = columns_in(self._connection, GROUPED)
        sql = f"SELECT {over}, count(*) FROM {BY_TYPE[EnvelopeState].light} GROUP BY {', '.join(GROUPED)}"
        return Counter({tuple(row[:-1]): row[-1] for row in self._connection.execute(sql)})

    def _placed(self) -> dict[str, Values]:
        """The group of every envelope; one tuple stands for all of a group."""
        one: dict[Values, Values] = {}
        sql = f"SELECT number, {columns_in(self._connection, GROUPED)} FROM {BY_TYPE[EnvelopeState].light}"
        placed: dict[str, Values] = {}
        for number, *values in self._connection.execute(sql):
            group = tuple(values)
            placed[number] = one.setdefault(group, group)
        return placed

    def _group_now(self, number: str) -> Values | None:
        over = columns_in(self._connection, GROUPED)
        row = self._connection.execute(f"SELECT {over} FROM envelope WHERE number = ?", (number,)).fetchone()
        return None if row is None else tuple(row)


def _subjects_in(body: str) -> tuple[str, ...]:
    """What an entry is about; nothing for one that a stranger put into a shared record, which is in force nowhere."""
    try:
        return subjects_of(read_body(body))
    except UNFIT:
        return ()


def _group_of(state: EnvelopeState) -> Values:
    values = envelope_values(state)
    return tuple([values[at] for at in _AT])


def open_again(group: Values) -> bool:
    """Whether the envelopes of a group are open again, as `state.is_open_again` says it."""
    return is_open_again(released_in(group), str(group[_STATUS]))


def released_in(group: Values) -> str:
    """The newest release that carried the envelopes of a group, empty while none has."""
    return str(group[_RELEASED_IN])


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
    taken, mine, again = query.taken, query.free_for, query.open_again

    def passes(group: Values) -> bool:
        whose = group[_TAKEN_BY]
        free = (taken is None or bool(whose) == taken) and (not mine or whose in ("", mine))
        as_asked = again is None or open_again(group) == again
        return free and as_asked and all(group[at] in values for at, values in wanted)

    return passes
