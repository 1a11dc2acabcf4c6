"""How many ballots may count in each contest and precinct: computed from decisions, and from nothing on a ballot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from adjudicator.canvass.tally import COUNTING, Canvass, approved_outcome
from adjudicator.casework.record.state import DeterminationState, EnvelopeState
from adjudicator.records.election import Election
from adjudicator.records.results import VoteCell


def ceilings(canvass: Canvass) -> dict[VoteCell, int]:
    """How many ballots may count in each contest and precinct, by the precinct in which each was cast."""
    found = Counter[VoteCell]()
    for cell, ballots in canvass.contest_cells.items():
        found[VoteCell(cell.contest, cell.precinct)] += ballots
    return dict(found)


@dataclass(slots=True)
class MayCount:
    """Ballots that may count, as they are scanned: in each contest, on styles that have the contest, and by precinct."""

    ceilings: Counter[VoteCell] = field(default_factory=Counter[VoteCell])
    on_ballot: Counter[VoteCell] = field(default_factory=Counter[VoteCell])
    ballots_in: Counter[str] = field(default_factory=Counter[str])


def may_count(
    states: Iterable[EnvelopeState], election: Election, *, on_own_style: bool = False, approved_only: bool = False
) -> MayCount:
    """The ballots that may count, by the precinct of their style as it is scanned.

    A ballot that counts in full is scanned as it is, on the style that was cast. One that counts in part is a duplicate: on
    the style that was cast too, or with `on_own_style` on the voter's own, where the voter has one in this county. Raises
    KeyError for a style or contest that the election does not have.
    """
    ballots = Counter[tuple[str, str, tuple[str, ...]]]()
    for state in states:
        outcome = approved_outcome(state) if approved_only else state.outcome
        determination = state.determination
        if outcome in COUNTING and determination is not None:
            own = on_own_style and outcome == "count_partial"
            ballots[*_scanned_on(state, determination, own=own), determination.counted] += 1
    found = MayCount()
    for (precinct, style, counted), number in ballots.items():
        found.ballots_in[precinct] += number
        for contest in counted:
            found.ceilings[VoteCell(contest, precinct)] += number
        for contest in election.styles[style]:
            found.on_ballot[VoteCell(contest, precinct)] += number
    return found


def _scanned_on(state: EnvelopeState, determination: DeterminationState, *, own: bool) -> tuple[str, str]:
    """The precinct and style on which a ballot is scanned."""
    elector = state.elector
    if own and elector is not None and elector.portion and determination.home_style:
        return elector.precinct, determination.home_style
    return state.precinct_cast, determination.cast_style
