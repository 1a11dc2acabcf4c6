"""Second decisions: of each batch some envelopes are drawn; another reviewer decides them and does not see the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adjudicator.casework.acts import checking
from adjudicator.casework.acts.checking import SecondOpinion
from adjudicator.casework.acts.looking import still_to_check
from adjudicator.casework.record.state import BatchState, EnvelopeState, changed
from adjudicator.casework.sheet.making import make_sheet
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.evidence.reader import AtHand
from adjudicator.office.behind.room import Done, Room
from adjudicator.office.behind.shown import masked, without_decision
from adjudicator.office.desks.batches import BatchDesk
from adjudicator.records.trouble import Refusal
from adjudicator.words import _


@dataclass(frozen=True, slots=True)
class Drawn:
    """An envelope of a batch that is to be decided a second time."""

    batch: str
    envelope: str


class SecondDesk(OfficeDesk):
    """Acts of reviewers (decide a second time) and supervisors (how many are)."""

    def __init__(self, room: Room, batches: BatchDesk) -> None:
        super().__init__(room)
        self._batches = batches
        self._at_hand = AtHand(room)

    @property
    def percent(self) -> int:
        """Of each batch that is closed, so many in a hundred are decided a second time; 0 for none."""
        return self._room.case.second_decisions

    @needs("set_second_decisions")
    def set_percent(self, percent: int, reason: str) -> Done | Refusal:
        """Set how many in a hundred are decided a second time, with a reason; batches that are closed stay as they are."""
        return self._room.put(checking.set_second_decisions(self._room.case, percent, reason, self._room.act()))

    def waiting(self) -> tuple[Drawn, ...]:
        """What the signed-in person can decide a second time, the oldest batch first: nothing that they determined."""
        person = self._room.person
        if person is None or self._room.allowed("check") is not None:
            return ()
        found = self._room.log.states(BatchState, status="waiting")
        return tuple(drawn for batch in found if batch.second for drawn in self._of(batch, person.id))

    def blind(self) -> frozenset[str]:
        """The envelopes that wait for a second decision of the signed-in person: of these they see no first one before."""
        return frozenset(drawn.envelope for drawn in self.waiting())

    @needs("check")
    def papers(self, number: str) -> Sheet | Refusal:
        """The papers of a drawn envelope and what the files say, as if nobody had answered anything about it.

        Refused with "lists_unread" while long lists are still to be read for its voter.
        """
        state = self._drawn(number)
        if isinstance(state, Refusal):
            return state
        blind = without_answers(state)
        unread = self._at_hand.lists_unread(blind)
        if unread is not None:
            return unread
        sheet = make_sheet(self._room.case, blind, self._at_hand.evidence(blind), self._room.recommender)
        return sheet if self._room.sees("read_names") else masked(sheet)

    @needs("check")
    def contests(self, number: str) -> tuple[str, ...] | Refusal:
        """The contests on the ballot of a drawn envelope, in the election's order."""
        state = self._drawn(number)
        if isinstance(state, Refusal):
            return state
        determination = state.determination
        found = {*determination.counted, *determination.not_counted} if determination is not None else set[str]()
        return tuple(contest for contest in self._room.election.contests if contest in found)

    @needs("check")
    def check(self, number: str, opinion: SecondOpinion) -> Done | Refusal:
        """Record what the signed-in person makes of a drawn envelope. The database refuses their own determination, too.

        Refused as `papers` is: nobody decides on what they were not shown.
        """
        state = self._drawn(number)
        if isinstance(state, Refusal):
            return state
        unread = self._at_hand.lists_unread(without_answers(state))
        if unread is not None:
            return unread
        batch = self._batches.batch(state.batch)
        assert batch is not None, "a drawn envelope is in a batch"  # noqa: S101
        drawn = self._batches.view(batch).second
        acted = checking.check(batch, state, opinion, drawn, self._room.act())
        return self._room.put(acted, seen={f"envelope {number}": state.version})

    def _drawn(self, number: str) -> EnvelopeState | Refusal:
        """The envelope, where the person may decide it a second time now."""
        if not any(drawn.envelope == number for drawn in self.waiting()):
            words = _("Envelope {number} does not wait for a second decision of yours.", number=number)
            return Refusal("not_drawn", words, number)
        state = self._room.log.folded_envelope(number)
        assert state is not None, "what is drawn was received"  # noqa: S101
        return state

    def _of(self, batch: BatchState, person: str) -> Iterator[Drawn]:
        for number in still_to_check(batch, self._batches.view(batch).second):
            state = self._room.log.state(EnvelopeState, number)
            if state is not None and state.determination is not None and state.determination.by != person:
                yield Drawn(batch.id, number)


def without_answers(state: EnvelopeState) -> EnvelopeState:
    """An envelope as it was received: nobody has answered, looked up or determined anything."""
    return changed(
        without_decision(state),
        status="to_do",
        batch="",
        referred="",
        returned="",
        reopened="",
        applied_on="",
        applied_source=None,
    )
