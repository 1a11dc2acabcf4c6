"""Acts on batches: close one, return from it, approve it. Four eyes: nobody approves a determination of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from adjudicator.casework.acts.act import Act, Acted, reason_missing
from adjudicator.casework.acts.looking import LookingView, still_to_check, to_look_at
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.state import BatchState, CaseState, EnvelopeState
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, n_

FOUR_EYES = "four_eyes"
NOT_LOOKED_AT = "not_looked_at"
NOT_CHECKED = "not_checked"


def close(case: CaseState, envelopes: Sequence[EnvelopeState], act: Act) -> Acted:
    """Close determinations into a batch for another person's approval.

    Refused when there is none, and when one is not determined (a held envelope waits for its cure).
    """
    if not envelopes:
        return Refusal("nothing_to_close", _("There is nothing to close: record determinations first."))
    items: dict[str, int] = {}
    for envelope in envelopes:
        if envelope.status != "determined" or envelope.determination is None:
            words = _("Envelope {number} is not determined and cannot be closed into a batch.", number=envelope.number)
            return Refusal("not_determined", words, envelope.number)
        items[envelope.number] = envelope.determination.seq
    data = {"batch": f"B{case.next_batch:04d}", "items": items, "second_decisions": case.second_decisions}
    return (act.entry("batch.closed", data),)


def approve(batch: BatchState, envelopes: Sequence[EnvelopeState], act: Act, view: LookingView | None) -> Acted:
    """Approve exactly the batch's list. `envelopes` are the states of its items, `view` what is drawn and was looked at.

    The entry names the departures from the recommendation among them, and what was looked at. Refused when the batch does not
    wait, when its list has moved on, when it contains a determination of the person's own or one that they decided a second
    time (the database refuses both, too), and while something of it is to be looked at or decided a second time. Only an
    approval of an older form has no `view`: nothing is known of what was looked at.
    """
    if batch.status != "waiting":
        return Refusal("not_waiting", _("Batch {batch} is not waiting for approval.", batch=batch.id))
    found = {e.number: e.determination.seq for e in envelopes if e.determination is not None}
    if found != dict(batch.items):
        return Refusal("list_changed", _("The list of batch {batch} has changed. Open it again.", batch=batch.id))
    doubted = next((e.number for e in envelopes if e.mistake_asked is not None), "")
    if doubted:
        words = _(
            "Somebody says that envelope {number} was entered by mistake. Answer that first (Batches, Mistakes).",
            number=doubted,
        )
        return Refusal("mistake_asked", words, doubted)
    own = sum(1 for e in envelopes if e.determination is not None and e.determination.by == act.by)
    if own:
        words = n_(
            "Batch {batch} contains {count} determination of your own. Another supervisor has to approve it.",
            "Batch {batch} contains {count} determinations of your own. Another supervisor has to approve it.",
            own,
            batch=batch.id,
        )
        return Refusal(FOUR_EYES, words)
    refusal = _not_whole(batch, envelopes, act, view) if view is not None else None
    if refusal is not None:
        return refusal
    looked_at = sorted(set(view.looked_at).intersection(batch.items)) if view is not None else []
    sample = list(view.sample) if view is not None else []
    data: dict[str, Any] = {
        "batch": batch.id,
        "approved": dict(batch.items),
        "looked_at": looked_at,
        "sample": sample,
    }
    departures = sorted(e.number for e in envelopes if e.determination is not None and e.determination.departs)
    return (act.entry("batch.approved", {**data, "departures": departures} if departures else data),)


def _not_whole(batch: BatchState, envelopes: Sequence[EnvelopeState], act: Act, view: LookingView) -> Refusal | None:
    """Why a person may not approve yet, or not they: by what they decided a second time, is undecided, or not looked at."""
    if any(check.by == act.by for check in batch.checks.values()):
        words = _(
            "You have decided an envelope of batch {batch} a second time. Another supervisor has to approve it.",
            batch=batch.id,
        )
        return Refusal(FOUR_EYES, words)
    waiting = len(still_to_check(batch, view.second))
    if waiting:
        words = n_(
            "{count} envelope of batch {batch} still has to be decided a second time, by another reviewer.",
            "{count} envelopes of batch {batch} still have to be decided a second time, by another reviewer.",
            waiting,
            batch=batch.id,
        )
        return Refusal(NOT_CHECKED, words)
    left = len(set(to_look_at(batch, envelopes, view.sample)).difference(view.looked_at))
    if left:
        words = n_(
            "{count} envelope of batch {batch} still has to be looked at before it is approved.",
            "{count} envelopes of batch {batch} still have to be looked at before it is approved.",
            left,
            batch=batch.id,
        )
        return Refusal(NOT_LOOKED_AT, words)
    return None


def return_envelopes(batch: BatchState, numbers: Sequence[str], reason: str, act: Act) -> Acted:
    """Return envelopes of a waiting batch to their reviewers, with a reason; the rest keeps waiting."""
    if batch.status != "waiting":
        return Refusal("not_waiting", _("Batch {batch} is not waiting for approval.", batch=batch.id))
    missing = next((number for number in numbers if number not in batch.items), None)
    if missing is not None or not numbers:
        return Refusal(
            "not_in_batch",
            _("Envelope {number} is not in batch {batch}.", number=missing or "", batch=batch.id),
            missing or "",
        )
    if not reason.strip():
        return reason_missing(numbers[0], _("Returning"))
    return tuple(
        act.entry("envelope.returned", {"batch": batch.id, "envelope": number, "reason": Secret(reason)})
        for number in numbers
    )
