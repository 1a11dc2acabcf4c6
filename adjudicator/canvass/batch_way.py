"""How far the ballots of a batch have come after it was approved, as far as that can still be told of one batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adjudicator.canvass.standing import CountStates
from adjudicator.canvass.steps import still_to_come
from adjudicator.casework.acts.count.openable import Lies, where_they_lie
from adjudicator.casework.record.count_state import PileState, SessionState
from adjudicator.casework.record.state import BatchState


@dataclass(frozen=True, slots=True)
class AfterApproval:
    """What is known of the ballots of all batches: where each envelope lies, and whether all ballots that the tables gave so
    far have come as far as the state's site. Once opened, ballots are mixed: nobody can say of one batch alone that it has.
    """

    lying: Mapping[str, Lies]
    all_in_the_count: bool

    def opened(self, batch: BatchState) -> int:
        """How many envelopes of a batch were opened."""
        found = (self.lying.get(number) for number in batch.items)
        return sum(lies is not None and lies.opened for lies in found)


@dataclass(frozen=True, slots=True)
class BatchWay:
    """How many of a batch's envelopes were opened, of how many that may count, and whether they are in the count."""

    opened: int
    to_open: int
    in_the_count: bool


def after_approval(standing: CountStates) -> AfterApproval:
    """What is known of the ballots of all batches."""
    lying = where_they_lie(standing.states(PileState), standing.states(SessionState))
    return AfterApproval(lying, not any(True for __ in still_to_come(standing, 0)))


def way_of(batch: BatchState, to_open: int, found: AfterApproval) -> BatchWay:
    """How far a batch's ballots have come; `to_open` are its envelopes that count, in full or in part."""
    opened = found.opened(batch)
    return BatchWay(opened, to_open, 0 < to_open <= opened and found.all_in_the_count)
