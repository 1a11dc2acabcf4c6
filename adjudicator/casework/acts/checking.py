"""A second decision on a drawn envelope: by another reviewer, who does not see the first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from adjudicator.casework.acts.act import Act, Acted, reason_missing, secret
from adjudicator.casework.acts.drawing import HUNDRED
from adjudicator.casework.acts.looking import check_of
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.state import BatchState, CaseState, DeterminationState, EnvelopeState
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

OUTCOMES = ("count_full", "count_partial", "not_counted", "held")
"""What a person may make of an envelope; of one that should be held the first determination is another."""


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """What a person makes of an envelope: `counted` has the contests that count, where only some do, `note` their words."""

    outcome: str
    counted: tuple[str, ...] = ()
    note: str = ""


def set_second_decisions(case: CaseState, percent: int, reason: str, act: Act) -> Acted:
    """Set how many of each batch, in a hundred, are decided a second time from here on.

    Refused for a number that is none of 0 to 100, without a reason, and for what would change nothing.
    """
    if not 0 <= percent <= HUNDRED:
        return Refusal("bad_percent", _("Choose a number from 0 to 100."))
    if percent == case.second_decisions:
        return Refusal("nothing_changed", _("It is set like this already."))
    if not reason.strip():
        return reason_missing("", _("Setting the second decisions"))
    return (act.entry("second_decisions.set", {"percent": percent, "reason": Secret(reason)}),)


def check(
    batch: BatchState, envelope: EnvelopeState, opinion: SecondOpinion, drawn: Collection[str], act: Act
) -> Acted:
    """Record what a person makes of a drawn envelope; whether it is what was determined follows from both.

    Refused where the batch does not wait, the envelope is not drawn or was decided a second time already, and where the
    person determined it themselves; for an unknown outcome, and for contests that are not some of the ballot's.
    """
    determination = envelope.determination
    if batch.status != "waiting":
        return Refusal("not_waiting", _("Batch {batch} is not waiting for approval.", batch=batch.id))
    if envelope.number not in drawn or determination is None or determination.seq != batch.items.get(envelope.number):
        words = _("Envelope {number} is not drawn for a second decision.", number=envelope.number)
        return Refusal("not_drawn", words, envelope.number)
    if check_of(batch, envelope.number) is not None:
        words = _("Envelope {number} was decided a second time already.", number=envelope.number)
        return Refusal("checked", words, envelope.number)
    if determination.by == act.by:
        words = _("You determined envelope {number} yourself. Another reviewer decides it.", number=envelope.number)
        return Refusal("own", words, envelope.number)
    refusal = _opinion_refused(envelope, determination, opinion)
    if refusal is not None:
        return refusal
    data = {
        "batch": batch.id,
        "envelope": envelope.number,
        "determination": determination.seq,
        "outcome": opinion.outcome,
        "counted": sorted(set(opinion.counted)),
        "agrees": agrees(determination, opinion),
        "note": secret(opinion.note),
    }
    return (act.entry("determination.checked", data),)


def agrees(determination: DeterminationState, opinion: SecondOpinion) -> bool:
    """Whether a second decision is the first: the same outcome, and of a ballot that counts in part the same contests."""
    if opinion.outcome != determination.outcome:
        return False
    return opinion.outcome != "count_partial" or set(opinion.counted) == set(determination.counted)


def _opinion_refused(
    envelope: EnvelopeState, determination: DeterminationState, opinion: SecondOpinion
) -> Refusal | None:
    number, contests = envelope.number, {*determination.counted, *determination.not_counted}
    counted = set(opinion.counted)
    if opinion.outcome not in OUTCOMES:
        return Refusal("unknown_value", _("Choose what becomes of the ballot."), number)
    if opinion.outcome != "count_partial":
        return Refusal("unknown_value", _("Contests are chosen where only some count."), number) if counted else None
    if not counted or not counted <= contests:
        return Refusal("unknown_value", _("Choose the contests that count, of those on the ballot."), number)
    return None
