"""An entry that should not be there: an envelope that was entered twice, or that belongs to no envelope at all.

One person asks, with a reason; a supervisor who is another person answers. Nothing is deleted: the number stays, and says
what it is. Two people take it back in the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from adjudicator.casework.acts.act import Act, Acted, reason_missing, secret, with_another
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.state import BY_MISTAKE, EnvelopeState
from adjudicator.records.mistakes import SAME_AS, STANDS, WHAT_IT_IS
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

ASKED = "mistake_asked"
"""The refusal where it was asked already, or where something else waits until it is answered."""

StateOf = Callable[[str], EnvelopeState | None]


@dataclass(frozen=True, slots=True)
class SaidMistake:
    """What a person says of an entry: a code of `records.mistakes.WHAT_IT_IS`, the other envelope, and why in words."""

    what: str
    reason: str
    same_as: str = ""


def ask(state: EnvelopeState, said: SaidMistake, state_of: StateOf, act: Act, *, opened: bool) -> Acted:
    """Say that an envelope was entered by mistake, or that one of which that was agreed stands all the same.

    Refused without a reason, where the other envelope is none, once the envelope is approved or `opened`, and while the same
    was asked and not answered.
    """
    if state.mistake_asked is not None:
        words = _("Envelope {number}: this was asked already, and a supervisor has not answered.", number=state.number)
        return Refusal(ASKED, words, state.number)
    refusal = _unfit(state, said.what, said.same_as, state_of, opened=opened)
    if refusal is not None:
        return refusal
    if not said.reason.strip():
        return reason_missing(state.number, _("This"))
    data = {"envelope": state.number, "what": said.what, "same_as": said.same_as, "reason": Secret(said.reason)}
    return (act.entry("mistake.asked", data),)


def answer(state: EnvelopeState, agreed: bool, reason: str, state_of: StateOf, act: Act, *, opened: bool) -> Acted:
    """Agree as another person that an envelope was entered by mistake, or that it stands; or do not agree, with a reason.

    Refused to the person who asked, and to agree to what can no longer be said of the envelope; one in a batch is returned
    from it first.
    """
    asked = state.mistake_asked
    if asked is None:
        words = _("Nobody asks about envelope {number} any more. Look again.", number=state.number)
        return Refusal("not_asked", words, state.number)
    if asked.by == act.by:
        words = _("You asked this about envelope {number} yourself. Another supervisor answers.", number=state.number)
        return Refusal("four_eyes", words, state.number)
    if agreed:
        refusal = _unfit(state, asked.what, asked.same_as, state_of, opened=opened) or with_another(state, act.by)
        if refusal is not None:
            return refusal
        if state.status == "in_batch":
            words = _("Envelope {number} is in a batch. Return it from there first.", number=state.number)
            return Refusal("in_batch", words, state.number)
    elif not reason.strip():
        return reason_missing(state.number, _("Not agreeing"))
    data = {
        "envelope": state.number,
        "asked": asked.seq,
        "what": asked.what,
        "same_as": asked.same_as,
        "agreed": agreed,
        "reason": secret(reason),
    }
    return (act.entry("mistake.answered", data),)


def _unfit(state: EnvelopeState, what: str, same_as: str, state_of: StateOf, *, opened: bool) -> Refusal | None:
    """Why something cannot be said of an envelope as it stands, None where it can."""
    number = state.number
    if what not in WHAT_IT_IS or (what == SAME_AS) != bool(same_as):
        return Refusal("unknown_value", _("Say which other envelope it is, or that it is none at all."), number)
    if what == STANDS:
        if state.status == BY_MISTAKE:
            return None
        return Refusal("stands", _("Envelope {number} stands as it is: there is nothing to take back.", number=number))
    return _not_now(state, opened=opened) or (_other(number, same_as, state_of) if what == SAME_AS else None)


def _not_now(state: EnvelopeState, *, opened: bool) -> Refusal | None:
    number = state.number
    if state.status == BY_MISTAKE:
        words = _("Of envelope {number} it is recorded already that it was entered by mistake.", number=number)
        return Refusal("by_mistake", words, number)
    if opened:
        words = _(
            "Envelope {number} was opened, so there is an envelope. If the paper that was opened is another one's, a "
            "supervisor reopens the envelope and explains the difference.",
            number=number,
        )
        return Refusal("opened_already", words, number)
    if state.status in ("approved", "released"):
        words = _(
            "Envelope {number} is approved. A supervisor reopens it first (Batches, Approved and returned); then this can be "
            "asked again.",
            number=number,
        )
        return Refusal("approved_already", words, number)
    return None


def _other(number: str, same_as: str, state_of: StateOf) -> Refusal | None:
    other = state_of(same_as)
    if same_as == number:
        return Refusal("same_number", _("Give the number of the other envelope, not this one's."), number)
    if other is None:
        return Refusal("unknown_envelope", _("There is no envelope {number}.", number=same_as), number)
    if other.status == BY_MISTAKE:
        words = _("Envelope {number} was itself entered by mistake. Name the one that stands.", number=same_as)
        return Refusal("by_mistake", words, number)
    return None
