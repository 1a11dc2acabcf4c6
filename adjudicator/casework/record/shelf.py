"""Where the fold finds and leaves states: the case file's projections in use, a dictionary in tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Protocol, TypeVar

from adjudicator.casework.record.state import State

S = TypeVar("S", bound=State)


class Shelf(Protocol):
    """One state per subject, by type and key. The case is kept under the key "case"."""

    def get(self, what: type[S], key: str) -> S | None:
        """The state of one subject, None where there is none."""
        ...

    def put(self, key: str, state: State) -> None:
        """Leave a subject's new state in place of the old one."""
        ...


class MemoryShelf:
    """A shelf in memory."""

    def __init__(self) -> None:
        self._states: defaultdict[type[State], dict[str, State]] = defaultdict(dict)

    def get(self, what: type[S], key: str) -> S | None:
        """The state of one subject, None where there is none."""
        found = self._states[what].get(key)
        return found if isinstance(found, what) else None

    def put(self, key: str, state: State) -> None:
        """Leave a subject's new state in place of the old one."""
        self._states[type(state)][key] = state

    def states(self, what: type[S]) -> Iterator[S]:
        """All states of one kind, in the order in which the subjects first came up."""
        return (state for _, state in self.all(what))

    def all(self, what: type[S]) -> Iterator[tuple[str, S]]:
        """All states of one type with their keys, in the order in which the subjects first came up."""
        for key, state in self._states[what].items():
            if isinstance(state, what):
                yield key, state


CASE_KEY = "case"
CASE_SUBJECT = f"case {CASE_KEY}"
"""The subject of an act that rests on the case itself."""

COUNT_KEY = "count"
COUNT_SUBJECT = f"count {COUNT_KEY}"
"""The subject of an act that rests on what stands of the count."""
