"""Fold steps of an envelope: received, corrected, taken, answered, determined, referred, cured, reopened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import convert

from adjudicator.casework.record.entry import Entry, commitment_in
from adjudicator.casework.record.shelf import Shelf
from adjudicator.casework.record.state import (
    ByAct,
    DeterminationState,
    ElectorChoice,
    EnvelopeState,
    ResearchLine,
    changed,
)
from adjudicator.records.envelope import SEALED_FIELDS
from adjudicator.records.facts import Answer, Source

OPEN_FIELDS = (
    "stream", "place", "precinct_cast", "style_cast", "party", "reasons", "oath_signed", "id_shown", "statement",
    "sheets", "box",
)  # fmt: skip
"""Fields of the papers that stand in the body in the clear."""

WITH_NOBODY: Mapping[str, str] = {"taken_by": "", "taken_at": ""}


def received(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A new envelope, to do."""
    papers: Mapping[str, Any] = entry.data["papers"]
    state = EnvelopeState(
        number=entry.data["envelope"],
        version=seq,
        received=seq,
        received_at=entry.at,
        sealed=_sealed_of(papers),
        file=entry.data.get("file", ""),
        **_open_of(papers),
    )
    shelf.put(state.number, state)


def corrected(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Fields of the papers as they really stand; what had been received stays in its own entry."""
    papers: Mapping[str, Any] = entry.data["papers"]
    envelope = _envelope(shelf, entry)
    sealed = {key: value for key, value in envelope.sealed.items() if key not in papers} | _sealed_of(papers)
    _put(shelf, seq, envelope, sealed=sealed, set_aside=None, **_open_of(papers))


def taken(shelf: Shelf, seq: int, entry: Entry) -> None:
    """The person who took it, or took it over, has it from here on."""
    _put(shelf, seq, _envelope(shelf, entry), taken_by=entry.by, taken_at=entry.at)


def put_back(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Nobody has it."""
    _put(shelf, seq, _envelope(shelf, entry), **WITH_NOBODY)


def facts_recorded(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Answers, each in place of an earlier one to the same fact; those to be asked again are forgotten.

    And the elector, where one was chosen or let go, and the day on which the voter applied to register, where a person
    said it. A day that was said with an answer about the registration goes when that is answered anew.
    """
    envelope = _envelope(shelf, entry)
    forgotten = entry.data.get("forgotten", ())
    kept = {fact: answer for fact, answer in envelope.answers.items() if fact not in forgotten}
    given = answers_of(entry)
    changes: dict[str, Any] = {"answers": {**kept, **given}}
    if envelope.set_aside != ByAct(entry.at, entry.by):  # else it follows from the act that took the determination back
        changes["set_aside"] = None
    if "elector" in entry.data:
        changes["elector"] = _elector_of(entry)
    if "registration" in {*given, *forgotten}:
        changes |= without_application(envelope)
    if "applied" in entry.data:
        applied: Mapping[str, Any] = entry.data["applied"]
        changes["applied_on"] = commitment_in(applied["on"])
        changes["applied_source"] = convert(applied["source"], Source)
    _put(shelf, seq, envelope, **changes)


def without_application(envelope: EnvelopeState) -> dict[str, Any]:
    """What an envelope loses whose registration is answered anew: the application that the last answer rested on."""
    source = envelope.applied_source
    return {"applied_on": "", "applied_source": None} if source is not None and source.kind == "paper" else {}


def research_recorded(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Lines of the research list, each in place of an earlier one for the same place; the program's own bear no name."""
    envelope, by = _envelope(shelf, entry), "" if entry.data["by_program"] else entry.by
    lines = {line.where: line for line in envelope.research}
    for raw in entry.data["lines"]:
        note = commitment_in(raw.get("note"))
        lines[raw["where"]] = ResearchLine(raw["where"], raw["result"], by, entry.at, note)
    _put(shelf, seq, envelope, research=tuple(lines.values()), set_aside=None)


def cured(shelf: Shelf, seq: int, entry: Entry) -> None:
    """What was waited for has come: its answers hold, and the envelope is to do again."""
    envelope = _envelope(shelf, entry)
    given = answers_of(entry)
    gone = without_application(envelope) if "registration" in given else {}
    _put(shelf, seq, envelope, answers={**envelope.answers, **given}, status="to_do", set_aside=None, **gone)


def determined(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A determination in force; an earlier one stays in the list. What the envelope was sent back for is answered.

    The person who had taken the envelope has it no longer.
    """
    envelope = _envelope(shelf, entry)
    determination = _determination_of(seq, entry)
    status = "held" if determination.outcome == "held" else "determined"
    _put(
        shelf,
        seq,
        envelope,
        status=status,
        determination=determination,
        determinations=(*envelope.determinations, seq),
        referred="",
        referred_by="",
        returned="",
        returned_to="",
        reopened="",
        batch="",
        set_aside=None,
        **WITH_NOBODY,
    )


def referred(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A supervisor is asked; the reviewer has it no longer."""
    reason = commitment_in(entry.data["reason"])
    envelope = _envelope(shelf, entry)
    asked: dict[str, Any] = {"referred": reason, "referred_by": entry.by, "set_aside": None}
    _put(shelf, seq, envelope, status="to_do", **asked, **WITH_NOBODY)


def referral_answered(shelf: Shelf, seq: int, entry: Entry) -> None:
    """The supervisor's answer goes back to the reviewer as a reason."""
    envelope = _envelope(shelf, entry)
    answer = commitment_in(entry.data["answer"])
    _put(shelf, seq, envelope, referred="", referred_by="", returned=answer, returned_to=envelope.referred_by)


def referral_taken_back(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Nothing is asked any more: the envelope is to do as before."""
    _put(shelf, seq, _envelope(shelf, entry), referred="", referred_by="")


def reopened(shelf: Shelf, seq: int, entry: Entry) -> None:
    """An approved envelope is to do again; the determination that was approved stays in the list.

    How one left in a release is kept: the next release takes it away by that.
    """
    reason, envelope = commitment_in(entry.data["reason"]), _envelope(shelf, entry)
    aside = ByAct(entry.at, entry.by)
    _put(shelf, seq, envelope, status="to_do", reopened=reason, batch="", set_aside=aside, left_as=envelope.behind)


def _envelope(shelf: Shelf, entry: Entry) -> EnvelopeState:
    number = str(entry.data["envelope"])
    found = shelf.get(EnvelopeState, number)
    if found is None:
        raise LookupError(f"an entry speaks of envelope {number}, which was never received")
    return found


def _put(shelf: Shelf, seq: int, envelope: EnvelopeState, **changes: Any) -> None:
    shelf.put(envelope.number, changed(envelope, version=seq, **changes))


def _open_of(papers: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: papers[name] for name in OPEN_FIELDS if name in papers}
    if "reasons" in found:
        found["reasons"] = tuple(found["reasons"])
    if "position" in papers:
        found["position"] = papers["position"] or 0
    return found


def _sealed_of(papers: Mapping[str, Any]) -> dict[str, str]:
    there = sorted(SEALED_FIELDS & papers.keys())
    return {name: commitment for name in there if (commitment := commitment_in(papers[name]))}


def answers_of(entry: Entry) -> dict[str, Answer]:
    """The answers that an entry records, by fact; a note and a moment are their commitments."""
    return {raw["fact"]: _answer_of(raw) for raw in entry.data["facts"]}


def _answer_of(raw: Mapping[str, Any]) -> Answer:
    sealed = {name: commitment_in(raw[name]) for name in ("note", "moment") if name in raw}
    return convert({**raw, **sealed} if sealed else raw, Answer)


def _elector_of(entry: Entry) -> ElectorChoice | None:
    raw = entry.data["elector"]
    if raw is None:
        return None
    sealed = {name: commitment_in(raw.get(name)) for name in ("registration_number", "registered_on", "note")}
    return convert({**raw, **sealed, "by": entry.by}, ElectorChoice)


def _determination_of(seq: int, entry: Entry) -> DeterminationState:
    reason = commitment_in(entry.data.get("reason"))
    return convert({**entry.data, "seq": seq, "by": entry.by, "at": entry.at, "reason": reason}, DeterminationState)


STEPS = {
    "envelope.received": received,
    "envelope.corrected": corrected,
    "envelope.taken": taken,
    "envelope.taken_over": taken,
    "envelope.put_back": put_back,
    "facts.recorded": facts_recorded,
    "research.recorded": research_recorded,
    "cure.recorded": cured,
    "envelope.determined": determined,
    "envelope.referred": referred,
    "referral.answered": referral_answered,
    "referral.taken_back": referral_taken_back,
    "envelope.reopened": reopened,
}
