"""The Batches desk: close determinations into a batch, look through it as another person, approve or return.

What a person looks through and signs for is folded from the log's own entries. Lists rest on projections; where these say
something else of an envelope in the batch, it is not approved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from adjudicator.canvass.batch_way import AfterApproval, BatchWay, after_approval, way_of
from adjudicator.canvass.tally import COUNTING
from adjudicator.casework.acts import batching
from adjudicator.casework.acts.act import Acted
from adjudicator.casework.acts.looking import LookingView, to_look_at, view_of
from adjudicator.casework.record.count_state import CountState, DocketState
from adjudicator.casework.record.shelf import COUNT_KEY, MemoryShelf
from adjudicator.casework.record.state import BatchState, EnvelopeState
from adjudicator.office.behind.count.standing_states import StandingStates
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.meanwhile import CHANGED
from adjudicator.office.behind.room import Done, Room
from adjudicator.office.behind.shown import without_decision
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

LISTS_DIFFER = Refusal(
    "lists_differ",
    _(
        "The lists on screen do not say what the record says, so nothing is signed. Run verify on the Record: it "
        "names what differs."
    ),
)

TRIES = 5
"""How often a batch is closed under the next number, where others take numbers at the same moment."""


class BatchDesk(OfficeDesk):
    """Acts of reviewers (close) and supervisors (approve, return)."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._folded: tuple[tuple[object, ...], MemoryShelf] = ((), MemoryShelf())
        self._roots: dict[int, str] = {}
        self._looked: dict[tuple[str, str], dict[str, int]] = {}
        self._after: tuple[int, AfterApproval | None, Mapping[tuple[str | int, ...], int]] = (-1, None, {})

    def closable(self) -> tuple[EnvelopeState, ...]:
        """The signed-in person's determinations that are in no batch yet, by envelope number."""
        person = self._room.person
        mine = person.id if person else ""
        return tuple(self._room.log.states(EnvelopeState, status="determined", reviewer=mine))

    @needs("close_batch")
    def close(self, numbers: Sequence[str] | None = None) -> Done | Refusal:
        """Close the person's determinations into a batch; all of them, or only those numbered."""
        envelopes = self.closable()
        if numbers is not None:
            envelopes = tuple(envelope for envelope in envelopes if envelope.number in set(numbers))
        unsigned = next(filter(None, (self._room.unsigned(envelope.number) for envelope in envelopes)), None)
        return unsigned or self._numbered(envelopes)

    def _numbered(self, envelopes: Sequence[EnvelopeState]) -> Done | Refusal:
        """Close under the next number; where another person took that at this moment, under the one after it."""
        seen = {f"envelope {envelope.number}": envelope.version for envelope in envelopes}
        done: Done | Refusal = LISTS_DIFFER
        for __ in range(TRIES):
            acted = batching.close(self._room.case, envelopes, self._room.act())
            if isinstance(acted, Refusal):
                return acted
            number = f"batch {acted[0].data['batch']}"
            done = self._room.put(acted, seen={**seen, number: 0})
            if isinstance(done, Done) or done.code != CHANGED or done.envelope:
                return done
        return done

    def batches(self) -> tuple[BatchState, ...]:
        """All batches, newest first."""
        return tuple(sorted(self._room.log.states(BatchState), key=lambda batch: batch.id, reverse=True))

    def batch(self, batch_id: str) -> BatchState | None:
        """One batch."""
        return self._room.log.state(BatchState, batch_id)

    def envelopes(self, batch: BatchState) -> tuple[EnvelopeState, ...]:
        """The envelopes of a batch's list, by number, as the log's own entries leave them; without the first decision on what
        the signed-in person is to decide a second time.
        """
        blind = self._room.blind() if batch.second else frozenset[str]()
        return tuple(without_decision(each) if each.number in blind else each for each in self._envelopes(batch))

    def _envelopes(self, batch: BatchState) -> tuple[EnvelopeState, ...]:
        return _listed(batch, self._shelf_of(batch))

    def departing(self, batch: BatchState) -> int:
        """How many of a batch's list depart from the recommendation, as the lists have them; of what the signed-in person is
        to decide a second time, nothing is told.
        """
        blind = self._room.blind() if batch.second else frozenset[str]()
        found = (self._room.log.state(EnvelopeState, number) for number in batch.items if number not in blind)
        return sum(each.determination.departs for each in found if each is not None and each.determination is not None)

    @needs("approve")
    def may_approve(self, batch: BatchState) -> Refusal | None:
        """Why the signed-in person cannot approve a batch, None where they can once they have looked at what is to be."""
        view = replace(self.view(batch), looked_at=tuple(batch.items))
        acted = self._approval(batch, self._shelf_of(batch), view)
        return acted if isinstance(acted, Refusal) else None

    def view(self, batch: BatchState) -> LookingView:
        """What is drawn from a batch, and what the signed-in person has looked at since the program was started."""
        seen = self._looked.get(self._who(batch), {})
        looked_at = (number for number, seq in seen.items() if batch.items.get(number) == seq)
        return view_of(batch, self._root(batch), sorted(looked_at))

    def voted(self, batch: BatchState) -> int | None:
        """How many of a batch's determinations the board took as they are; None where it neither votes nor was asked."""
        dockets = [docket for docket in self._room.log.states(DocketState) if batch.id in docket.batches]
        passed = {item for docket in dockets for item in docket.passed.items()}
        count = self._room.log.state(CountState, COUNT_KEY) or CountState(0)
        return sum(item in passed for item in batch.items.items()) if dockets or count.board_votes != "off" else None

    def way(self, batch: BatchState) -> BatchWay | None:
        """How far a batch's ballots have come after it was approved; None for one that has gone back whole."""
        log, size = self._room.log, self._room.log.head().size
        if self._after[0] != size:  # a list asks for each of its batches
            self._after = (size, after_approval(StandingStates(log)), log.counts_by("batch", "outcome"))
        __, after, counted = self._after
        if batch.status == "returned" or after is None:
            return None
        return way_of(batch, sum(counted.get((batch.id, outcome), 0) for outcome in COUNTING), after)

    def to_look_at(self, batch: BatchState) -> tuple[str, ...]:
        """What the person who approves a batch has to look at, by number."""
        return to_look_at(batch, self._envelopes(batch), self.view(batch).sample)

    def left_to_look_at(self, batch: BatchState) -> tuple[str, ...]:
        """What the signed-in person has still to look at before they can approve a batch, by number."""
        seen = frozenset(self.view(batch).looked_at)
        return tuple(number for number in self.to_look_at(batch) if number not in seen)

    @needs("approve")
    def looked(self, batch: BatchState, number: str) -> Refusal | None:
        """The signed-in person has looked at an envelope of a batch; a desk says so once it was long enough before them.

        It is kept by the determination that they saw: what is determined anew is to be looked at again.
        """
        if number not in batch.items:
            words = _("Envelope {number} is not in batch {batch}.", number=number, batch=batch.id)
            return Refusal("not_in_batch", words, number)
        self._looked.setdefault(self._who(batch), {})[number] = batch.items[number]
        return None

    def _who(self, batch: BatchState) -> tuple[str, str]:
        person = self._room.person
        return (person.id if person else "", batch.id)

    def _root(self, batch: BatchState) -> str:
        """The root behind the act that closed a batch; kept, since it never changes."""
        if batch.closing not in self._roots:
            self._roots[batch.closing] = self._room.log.root_behind(batch.closing)
        return self._roots[batch.closing]

    @needs("approve")
    def approve(self, batch: BatchState) -> Done | Refusal:
        """Approve exactly the list of a batch as it was seen. The database refuses it too where four eyes are missing.

        Refused while something is still to be looked at. Each determination is folded anew from the log; refused where the
        lists on screen say something else of one.
        """
        acted = self._approval(batch, self._in_force(batch), self.view(batch))
        return self._room.put(acted, seen={f"batch {batch.id}": batch.version})

    def _approval(self, batch: BatchState, shelf: MemoryShelf, view: LookingView) -> Acted:
        envelopes = _listed(batch, shelf)
        acted = self._not_yet(batch, envelopes) or batching.approve(batch, envelopes, self._room.act(), view)
        if isinstance(acted, Refusal):
            return acted
        recorded = shelf.get(BatchState, batch.id)
        if recorded is None or (recorded.version == batch.version and recorded != batch):
            return LISTS_DIFFER
        states = [(batch.id, recorded), *((envelope.number, envelope) for envelope in envelopes)]
        return LISTS_DIFFER if self._room.log.first_other_row(states) else acted

    def _not_yet(self, batch: BatchState, envelopes: Sequence[EnvelopeState]) -> Refusal | None:
        """Why nobody may approve yet what rests on these people: those who determined, who closed, and who would approve."""
        people = {each.determination.by for each in envelopes if each.determination is not None}
        return self._room.not_yet({*people, batch.closed_by, self._room.act().by})

    def resting_on_one(self, batch: BatchState) -> int:
        """How many of a batch's determinations are by people who have something that one person alone gave."""
        one = self._room.by_one_person()
        found = (envelope.determination for envelope in self._envelopes(batch))
        return sum(1 for each in found if each is not None and each.by in one)

    def _shelf_of(self, batch: BatchState) -> MemoryShelf:
        """The batch folded from the log, kept while nobody has written to the file."""
        log = self._room.log
        key = (batch.id, batch.version, *batch.items, *log.stamp())
        if self._folded[0] != key:
            self._folded = (key, self._in_force(batch))
        return self._folded[1]

    def _in_force(self, batch: BatchState) -> MemoryShelf:
        """The batch folded from those entries of the log that their people signed."""
        return self._room.log.folded(batch.items, batch.id, self._room.log.is_signed)

    @needs("return")
    def give_back(self, batch: BatchState, numbers: Sequence[str], reason: str) -> Done | Refusal:
        """Return envelopes of a batch to their reviewers, with a reason."""
        acted = batching.return_envelopes(batch, numbers, reason, self._room.act())
        return self._room.put(acted, seen={f"batch {batch.id}": batch.version})


def _listed(batch: BatchState, shelf: MemoryShelf) -> tuple[EnvelopeState, ...]:
    found = (shelf.get(EnvelopeState, number) for number in sorted(batch.items))
    return tuple(envelope for envelope in found if envelope is not None)
