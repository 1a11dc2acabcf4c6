"""The account of a record, and what was voted on in it."""

from __future__ import annotations

from collections.abc import Iterator

from adjudicator.canvass.account import CountAccount, Voted, account
from adjudicator.canvass.standing import CountStates
from adjudicator.canvass.tally import COUNTING
from adjudicator.casework.acts.count.board import voted
from adjudicator.casework.record.count_state import CountState, DocketState
from adjudicator.casework.record.shelf import COUNT_KEY
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.office.behind.count.standing_states import StandingStates
from adjudicator.port.states import States


def voting(standing: CountStates) -> Voted:
    """How it is told whether the determination in force of an envelope was voted on, or needs no vote."""
    count = standing.get(CountState, COUNT_KEY) or CountState(0)
    dockets = tuple(standing.states(DocketState))
    return lambda envelope: voted(envelope, dockets, count)


def account_of(log: States) -> CountAccount:
    """The account from the states of a record as they stand."""
    stored = StandingStates(log)
    seen: dict[int, bool] = {}

    def envelopes() -> Iterator[EnvelopeState]:
        for state in log.states(EnvelopeState):
            if state.determination is not None and state.releases:
                seen[state.determination.seq] = state.determination.outcome in COUNTING
            yield state

    def counts(seq: int) -> bool:
        if seq not in seen:
            logged = next(iter(log.entries(seq, 1)), None)
            seen[seq] = logged is not None and logged.entry.data.get("outcome") in COUNTING
        return seen[seq]

    return account(envelopes(), stored, voting(stored), counts)
