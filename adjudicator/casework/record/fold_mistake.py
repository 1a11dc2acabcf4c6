"""Fold steps of an envelope that was entered by mistake: asked by one person, answered by another."""

from __future__ import annotations

from typing import Any

from adjudicator.casework.record.entry import Entry, commitment_in
from adjudicator.casework.record.fold_batch import move
from adjudicator.casework.record.fold_case import change_case
from adjudicator.casework.record.shelf import CASE_KEY, Shelf
from adjudicator.casework.record.state import BY_MISTAKE, CaseState, EnvelopeState, Mistake, changed
from adjudicator.records.mistakes import STANDS


def asked(shelf: Shelf, seq: int, entry: Entry) -> None:
    """What was said of the entry waits for another person's answer."""
    data = entry.data
    said = Mistake(seq, entry.by, entry.at, data["what"], data["same_as"], commitment_in(data["reason"]))
    move(shelf, seq, [data["envelope"]], mistake_asked=said)
    _wait(shelf, data["envelope"], seq)


def answered(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Agreed: the envelope is none from here on, or is to do again with nothing decided; else it stands as it did."""
    data, number = entry.data, entry.data["envelope"]
    envelope = shelf.get(EnvelopeState, number)
    if envelope is None:
        raise LookupError(f"an entry speaks of envelope {number}, which was never received")
    changes: dict[str, Any] = {"mistake_asked": None}
    if data["agreed"]:
        stands, said = data["what"] == STANDS, envelope.mistake_asked
        agreed = changed(said, agreed_by=entry.by, agreed_at=entry.at) if said is not None and not stands else None
        changes |= {"status": "to_do" if stands else BY_MISTAKE, "mistake": agreed}
        changes |= NOTHING_DECIDED
    move(shelf, seq, [number], **changes)
    _wait(shelf, number, 0)


NOTHING_DECIDED: dict[str, Any] = {
    "determination": None,
    "batch": "",
    "referred": "",
    "referred_by": "",
    "returned": "",
    "returned_to": "",
    "reopened": "",
    "set_aside": None,
    "taken_by": "",
    "taken_at": "",
}
"""An envelope of which nothing is decided and nothing is asked. The seqs of its determinations stay."""


def _wait(shelf: Shelf, number: str, seq: int) -> None:
    """Keep in the case what waits for an answer: envelope -> the seq of what was asked, 0 once it is answered."""
    case = shelf.get(CaseState, CASE_KEY)
    if case is None:
        return
    waiting = {each: at for each, at in case.mistakes.items() if each != number}
    change_case(shelf, case.version, mistakes={**waiting, number: seq} if seq else waiting)


STEPS = {
    "mistake.asked": asked,
    "mistake.answered": answered,
}
