"""Whether a sealed envelope may be opened, and where each lies among the piles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from adjudicator.casework.acts.count.board import APPROVED
from adjudicator.casework.record.count_state import PileState, SessionState
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.records.envelope import ordinal_of

COUNTING = frozenset({"count_full", "count_partial"})

Voted = Callable[[EnvelopeState], bool]
"""Whether the approved determination in force of an envelope may go on, as the board has it."""


def may_open(envelope: EnvelopeState, goes_on: Voted) -> bool:
    """Whether an envelope may be opened: its ballot counts, at least in part, and that was approved and may go on."""
    return envelope.status in APPROVED and envelope.outcome in COUNTING and goes_on(envelope)


def kind_of(envelope: EnvelopeState) -> tuple[bool, bool]:
    """What a pile has in common: whether its ballots are kept apart from all others, and whether they are copied."""
    return envelope.kept_apart, envelope.outcome == "count_partial"


@dataclass(frozen=True, slots=True)
class Lies:
    """The pile in which an envelope lies, and whether it was opened with it."""

    pile: str
    opened: bool


def where_they_lie(piles: Iterable[PileState], sessions: Iterable[SessionState]) -> Mapping[str, Lies]:
    """Envelope -> the newest pile that it was sorted to; one that was opened stays with the pile that it was opened with."""
    sorted_to: dict[str, list[PileState]] = {}
    for pile in in_order(piles):
        for number in pile.items:
            sorted_to.setdefault(number, []).append(pile)
    by_id = {session.id: session for session in sessions}
    found = {number: where_it_lies(number, its, by_id) for number, its in sorted_to.items()}
    return {number: lies for number, lies in found.items() if lies is not None}


def where_it_lies(number: str, sorted_to: Iterable[PileState], sessions: Mapping[str, SessionState]) -> Lies | None:
    """Where one envelope lies, by the piles that it was sorted to, in order, and all sessions by id; None: in none."""
    found: Lies | None = None
    for pile in sorted_to:
        session = sessions.get(pile.session)
        if session is not None and session.what == "opened" and number in session.left:
            continue
        if found is None or not found.opened:
            found = Lies(pile.id, bool(pile.session))
    return found


def in_order(piles: Iterable[PileState]) -> list[PileState]:
    """Piles in the order in which they were sorted."""
    return sorted(piles, key=lambda pile: ordinal_of(pile.id))


def still_in(
    pile: PileState, lying: Mapping[str, Lies], state_of: Callable[[str], EnvelopeState | None], goes_on: Voted
) -> tuple[str, ...]:
    """The envelopes of an unopened pile that lie in it now and may be opened, by number.

    The others have left it: they were sorted again, or their determination is no longer in force.
    """
    found: list[str] = []
    for number, seq in pile.items.items():
        lies, state = lying.get(number), state_of(number)
        if lies is None or lies.pile != pile.id or state is None:
            continue
        determined = state.determination.seq if state.determination is not None else 0
        if determined == seq and kind_of(state) == (pile.apart, pile.copy) and may_open(state, goes_on):
            found.append(number)
    return tuple(sorted(found, key=ordinal_of))
