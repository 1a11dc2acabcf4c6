"""What the account and its troubles are made from, read from a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from adjudicator.canvass.counts_as import CountsAs
from adjudicator.canvass.tally import APPROVED, COUNTING
from adjudicator.casework.record.state import BY_MISTAKE, STATUSES, EnvelopeState, State
from adjudicator.port.rows import QueueQuery
from adjudicator.port.states import States

S = TypeVar("S", bound=State)

EVERY = 1_000_000
"""More than are ever open again at once."""

NOT_APPROVED = tuple(status for status in STATUSES if status not in APPROVED)


@dataclass(frozen=True, slots=True)
class StandingStates:
    """A record as the account asks it, on the thread that it was opened on."""

    log: States

    def get(self, what: type[S], key: str) -> S | None:
        """The state of one subject, None where there is none."""
        return self.log.state(what, key)

    def states(self, what: type[S]) -> Iterator[S]:
        """All states of one kind."""
        return self.log.states(what)

    def open_again(self) -> Iterator[EnvelopeState]:
        """The envelopes that have left in a release and are open again."""
        for row in self.log.envelope_rows(QueueQuery(open_again=True, limit=EVERY)):
            state = self.log.state(EnvelopeState, row.number)
            if state is not None:
                yield state

    def not_counting(self) -> Iterator[str]:
        """The envelopes that may not count as they stand: undecided, held, not counted, or not approved."""
        for query in (QueueQuery(status=NOT_APPROVED, limit=EVERY), QueueQuery(outcome=("not_counted",), limit=EVERY)):
            yield from (row.number for row in self.log.envelope_rows(query))

    def decided_again(self, since: int) -> Iterator[tuple[str, int]]:
        """The envelopes that may count as they stand, by determinations behind that place of the log: number and place."""
        query = QueueQuery(status=tuple(APPROVED), outcome=tuple(COUNTING), determined_after=since, limit=EVERY)
        return ((row.number, row.determined) for row in self.log.envelope_rows(query))

    def counts_as(self, seq: int) -> CountsAs | None:
        """How the determination at that place of the log lets its ballot count; None where there is none."""
        logged = next(iter(self.log.entries(seq, 1)), None) if seq else None
        return CountsAs.of(logged.entry) if logged is not None else None

    def received_by_place(self) -> Mapping[str, int]:
        """Place -> envelopes received from it."""
        counted = Counter[str]()
        for (place, status), number in self.log.counts_by("place", "status").items():
            counted[str(place)] += number if status != BY_MISTAKE else 0
        return counted
