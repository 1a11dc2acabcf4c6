"""The Batches desk: close determinations into a batch, look through it as another person, approve or return."""

from __future__ import annotations

from collections.abc import Sequence

from adjudicator.casework import batching
from adjudicator.casework.state import BatchState, EnvelopeState
from adjudicator.office.room import Done, Room
from adjudicator.records.trouble import Refusal


class BatchDesk:
    """Acts of reviewers (close) and supervisors (approve, return)."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def closable(self) -> tuple[EnvelopeState, ...]:
        """The signed-in person's determinations that are in no batch yet, by envelope number."""
        person = self._room.person
        mine = person.id if person else ""
        return tuple(self._room.log.states(EnvelopeState, status="determined", reviewer=mine))

    def close(self, numbers: Sequence[str] | None = None) -> Done | Refusal:
        """Close the person's determinations into a batch; all of them, or only those numbered."""
        refusal = self._room.allowed("close_batch")
        if refusal is not None:
            return refusal
        envelopes = self.closable()
        if numbers is not None:
            envelopes = tuple(envelope for envelope in envelopes if envelope.number in set(numbers))
        seen = {f"envelope {envelope.number}": envelope.version for envelope in envelopes}
        return self._room.put(batching.close(self._room.case, envelopes, self._room.act()), seen=seen)

    def batches(self) -> tuple[BatchState, ...]:
        """All batches, newest first."""
        return tuple(sorted(self._room.log.states(BatchState), key=lambda batch: batch.id, reverse=True))

    def batch(self, batch_id: str) -> BatchState | None:
        """One batch."""
        return self._room.log.state(BatchState, batch_id)

    def envelopes(self, batch: BatchState) -> tuple[EnvelopeState, ...]:
        """The envelopes of a batch's list, by number."""
        found = (self._room.log.state(EnvelopeState, number) for number in sorted(batch.items))
        return tuple(envelope for envelope in found if envelope is not None)

    def may_approve(self, batch: BatchState) -> Refusal | None:
        """Why the signed-in person cannot approve a batch, None where they can."""
        refusal = self._room.allowed("approve")
        if refusal is not None:
            return refusal
        acted = batching.approve(batch, self.envelopes(batch), self._room.act())
        return acted if isinstance(acted, Refusal) else None

    def approve(self, batch: BatchState) -> Done | Refusal:
        """Approve exactly the list of a batch as it was seen. The database refuses it too where four eyes are missing."""
        refusal = self._room.allowed("approve")
        if refusal is not None:
            return refusal
        acted = batching.approve(batch, self.envelopes(batch), self._room.act())
        return self._room.put(acted, seen={f"batch {batch.id}": batch.version})

    def give_back(self, batch: BatchState, numbers: Sequence[str], reason: str) -> Done | Refusal:
        """Return envelopes of a batch to their reviewers, with a reason."""
        refusal = self._room.allowed("return")
        if refusal is not None:
            return refusal
        acted = batching.return_envelopes(batch, numbers, reason, self._room.act())
        return self._room.put(acted, seen={f"batch {batch.id}": batch.version})
