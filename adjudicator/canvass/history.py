"""A log read from its beginning: the account at its end, and all that ever did not fit, whether or not it was put right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from adjudicator.canvass.account import CountAccount, Voting, account
from adjudicator.canvass.counts_as import CountsAs
from adjudicator.canvass.standing import CountStates
from adjudicator.canvass.tally import APPROVED, COUNTING
from adjudicator.canvass.trouble import Trouble
from adjudicator.canvass.troubles import troubles
from adjudicator.casework.record import fold_count
from adjudicator.casework.record.count_state import PileState, SessionState
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.fold import apply
from adjudicator.casework.record.shelf import MemoryShelf
from adjudicator.casework.record.state import EnvelopeState, State, changed

S = TypeVar("S", bound=State)

_MAY_TELL = fold_count.STEPS.keys() | {"envelope.reopened", "release.made", "mistake.answered"}
"""Kinds after which something may not fit any more; others only put right what does not."""


class History:
    """The entries in force, taken in order. Of an envelope it keeps what the account needs, which is little."""

    def __init__(self) -> None:
        self._shelf = _LightShelf()
        self._ever: dict[str, Trouble] = {}

    def take(self, seq: int, entry: Entry) -> None:
        """Go on with an entry in its newest version. Raises as the fold does for one that no program wrote."""
        apply(self._shelf, seq, entry)
        if (counts_as := CountsAs.of(entry)) is not None:
            self._shelf.determined(seq, counts_as)
        if entry.kind in _MAY_TELL:
            self._ever |= {each.about: each for each in troubles(self._shelf)}

    @property
    def standing(self) -> CountStates:
        """The states so far."""
        return self._shelf

    def account(self, voting: Voting) -> CountAccount:
        """The account at the end; of what did not fit, what fits now is settled."""
        found = account(
            self._shelf.states(EnvelopeState),
            self._shelf,
            voting(self._shelf),
            lambda seq: self._shelf.counts_as(seq).counts,
        )
        now = {each.about: each for each in found.troubles}
        ever = (now.get(about) or replace(trouble, settled=True) for about, trouble in (self._ever | now).items())
        return replace(found, troubles=tuple(ever))


class _LightShelf(MemoryShelf):
    """A shelf on which an envelope is without its answers, papers and contests."""

    def __init__(self) -> None:
        super().__init__()
        self._ways: dict[CountsAs, CountsAs] = {}
        self._counts_as: dict[int, CountsAs] = {}
        self.received: Counter[str] = Counter()
        self._open_again: dict[str, EnvelopeState] = {}
        self._not_counting: set[str] = set()
        self._opened: set[str] = set()
        self._decided_again: dict[str, int] = {}

    def determined(self, seq: int, counts_as: CountsAs) -> None:
        """Keep how a ballot counts; of many that count alike, once."""
        self._counts_as[seq] = self._ways.setdefault(counts_as, counts_as)

    def put(self, key: str, state: State) -> None:
        """Leave a subject's new state in place of the old one."""
        if isinstance(state, EnvelopeState):
            before = self.get(EnvelopeState, key)
            if before is not None and not before.is_none:
                self.received[before.place] -= 1
            if not state.is_none:
                self.received[state.place] += 1
            if state.open_again:
                self._open_again[key] = state
            else:
                self._open_again.pop(key, None)
            if state.status in APPROVED and state.outcome in COUNTING:
                self._not_counting.discard(key)
                if len(state.determinations) > 1:
                    self._decided_again[key] = state.determinations[-1]
            else:
                self._not_counting.add(key)
                self._decided_again.pop(key, None)
            state = _light(state)
        elif isinstance(state, SessionState) and state.what == "opened" and self.get(SessionState, key) is None:
            pile = self.get(PileState, state.pile)
            self._opened |= (pile.items.keys() if pile is not None else set[str]()) - set(state.left)
        super().put(key, state)

    def open_again(self) -> Iterable[EnvelopeState]:
        """The envelopes that have left in a release and are open again."""
        return self._open_again.values()

    def not_counting(self) -> Iterable[str]:
        """The opened envelopes that may not count as they stand: undecided, held, not counted, or not approved."""
        return self._not_counting & self._opened

    def decided_again(self, since: int) -> Iterable[tuple[str, int]]:
        """The envelopes that may count, by a second determination or later one behind that place: number and place."""
        return ((number, seq) for number, seq in self._decided_again.items() if seq > since)

    def counts_as(self, seq: int) -> CountsAs:
        """How the determination at that place lets its ballot count. Raises KeyError where there is none."""
        return self._counts_as[seq]

    def received_by_place(self) -> Mapping[str, int]:
        """Place -> envelopes received from it."""
        return self.received


def _light(state: EnvelopeState) -> EnvelopeState:
    decided = state.determination
    if decided is not None:
        facts = {"ruling": decided.facts["ruling"]} if "ruling" in decided.facts else {}
        decided = changed(decided, facts=facts, counted=(), marks=(), holds=())
    return changed(state, answers={}, sealed={}, research=(), elector=None, determination=decided)
