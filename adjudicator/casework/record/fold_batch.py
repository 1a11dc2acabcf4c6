"""Fold steps of batches, which move many envelopes at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from adjudicator.casework.record.entry import Entry, commitment_in
from adjudicator.casework.record.fold_case import change_case
from adjudicator.casework.record.shelf import CASE_KEY, Shelf
from adjudicator.casework.record.state import (
    BatchState,
    ByAct,
    CaseState,
    EnvelopeState,
    SecondDecision,
    changed,
)


def closed(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A batch waits for another person's approval."""
    data = entry.data
    second = int(data["second_decisions"])
    batch = BatchState(
        data["batch"], seq, "waiting", entry.by, entry.at, dict(data["items"]), closing=seq, second=second
    )
    shelf.put(batch.id, batch)
    move(shelf, seq, batch.items, status="in_batch", batch=batch.id)
    case = shelf.get(CaseState, CASE_KEY)
    if case is not None:
        change_case(shelf, case.version, next_batch=case.next_batch + 1)


def envelope_returned(shelf: Shelf, seq: int, entry: Entry) -> None:
    """One envelope leaves the batch and goes back to its reviewer with the reason; an emptied batch is returned."""
    batch = shelf.get(BatchState, entry.data["batch"])
    envelope = shelf.get(EnvelopeState, entry.data["envelope"])
    if batch is None or envelope is None:
        raise LookupError("an entry returns an envelope that is in no batch")
    reason = commitment_in(entry.data["reason"])
    reviewer = envelope.determination.by if envelope.determination else ""
    items = {number: item for number, item in batch.items.items() if number != envelope.number}
    returned = {**batch.returned, envelope.number: reason}
    status = batch.status if items else "returned"
    decided = {"decided_by": entry.by, "decided_at": entry.at} if not items else {}
    shelf.put(batch.id, changed(batch, version=seq, items=items, returned=returned, status=status, **decided))
    move(shelf, seq, [envelope.number], status="to_do", batch="", returned=reason, returned_to=reviewer)


def withdrawn(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A determination is taken back; the envelope is to do again with the same answers, and leaves a waiting batch."""
    number = entry.data["envelope"]
    envelope = shelf.get(EnvelopeState, number)
    reason = commitment_in(entry.data["reason"])
    reviewer = (
        envelope.determination.by if envelope is not None and envelope.determination is not None and reason else ""
    )
    batch = shelf.get(BatchState, entry.data["batch"]) if entry.data["batch"] else None
    if batch is not None:
        items = {envelope: item for envelope, item in batch.items.items() if envelope != number}
        shelf.put(batch.id, changed(batch, version=seq, items=items, status=batch.status if items else "returned"))
    aside = ByAct(entry.at, entry.by)
    move(shelf, seq, [number], status="to_do", batch="", returned=reason, returned_to=reviewer, set_aside=aside)


def checked(shelf: Shelf, seq: int, entry: Entry) -> None:
    """An envelope of a batch was decided a second time; its determination stays as it is."""
    data = entry.data
    batch = shelf.get(BatchState, data["batch"])
    if batch is None:
        raise LookupError("an entry checks a determination of a batch that was never closed")
    check = SecondDecision(
        seq=seq,
        by=entry.by,
        at=entry.at,
        determination=data["determination"],
        outcome=data["outcome"],
        counted=tuple(data["counted"]),
        agrees=data["agrees"],
        note=commitment_in(data["note"]),
    )
    shelf.put(batch.id, changed(batch, version=seq, checks={**batch.checks, data["envelope"]: check}))
    move(shelf, seq, [data["envelope"]])


def approved(shelf: Shelf, seq: int, entry: Entry) -> None:
    """The batch's list is approved as it stands."""
    batch = shelf.get(BatchState, entry.data["batch"])
    if batch is None:
        raise LookupError("an entry approves a batch that was never closed")
    decided = {"decided_by": entry.by, "decided_at": entry.at, "looked_at": tuple(entry.data["looked_at"])}
    shelf.put(batch.id, changed(batch, version=seq, status="approved", **decided))
    move(shelf, seq, batch.items, status="approved")


def move(shelf: Shelf, seq: int, numbers: Iterable[str], **changes: Any) -> None:
    """Put envelopes back with some fields changed."""
    for number in numbers:
        envelope = shelf.get(EnvelopeState, number)
        if envelope is not None:
            shelf.put(number, changed(envelope, version=seq, **changes))


STEPS = {
    "batch.closed": closed,
    "envelope.returned": envelope_returned,
    "determination.withdrawn": withdrawn,
    "determination.checked": checked,
    "batch.approved": approved,
}
