"""What stood in the way of certification, told from the states before it, so that verify can look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from adjudicator.canvass.counts_as import CountsAs
from adjudicator.canvass.standing import CountStates
from adjudicator.canvass.steps import still_to_come
from adjudicator.canvass.tally import APPROVED, COUNTING
from adjudicator.canvass.troubles import open_troubles
from adjudicator.casework.admission.context import Before, EntriesOf
from adjudicator.casework.record.catalogue import is_after
from adjudicator.casework.record.shelf import CASE_KEY
from adjudicator.casework.record.state import CaseState, EnvelopeState, State

S = TypeVar("S", bound=State)

SEEN_SINCE = "6.0"
"""Since this form it stands in the way that an opened envelope was decided otherwise; earlier programs did not see it."""


def unexplained(before: Before, entries: EntriesOf | None) -> tuple[str, ...]:
    """What did not fit and nobody had explained, and what had not come as far as the state's site, a sentence each."""
    standing = _StandingBefore(before, entries)
    return of_the_account(standing, sum(map(_may_count, before.states(EnvelopeState))))


def _may_count(envelope: EnvelopeState) -> bool:
    return envelope.status in APPROVED and envelope.outcome in COUNTING


def of_the_account(standing: CountStates, may_count: int) -> tuple[str, ...]:
    """The same, for a number of ballots that may count. A person who certifies is told this."""
    return (*(each.sentence for each in open_troubles(standing)), *still_to_come(standing, may_count))


@dataclass(frozen=True, slots=True)
class _StandingBefore:
    """States before an entry as the account asks them. Few records are certified more than once, so all are read."""

    before: Before
    entries: EntriesOf | None

    def get(self, what: type[S], key: str) -> S | None:
        return self.before.get(what, key)

    def states(self, what: type[S]) -> Iterator[S]:
        return self.before.states(what)

    def open_again(self) -> Iterator[EnvelopeState]:
        return (each for each in self.before.states(EnvelopeState) if each.open_again)

    def not_counting(self) -> Iterator[str]:
        return (each.number for each in self.before.states(EnvelopeState) if not _may_count(each))

    def decided_again(self, since: int) -> Iterator[tuple[str, int]]:
        case = self.before.get(CaseState, CASE_KEY)
        if case is None or is_after(SEEN_SINCE, case.form):
            return
        for each in self.before.states(EnvelopeState):
            if each.determination is not None and each.determination.seq > since and _may_count(each):
                yield each.number, each.determination.seq

    def counts_as(self, seq: int) -> CountsAs | None:
        found = self.entries(seq, seq) if self.entries is not None and seq else ()
        return CountsAs.of(next(iter(found), None))

    def received_by_place(self) -> Mapping[str, int]:
        return Counter(each.place for each in self.before.states(EnvelopeState) if not each.is_none)
