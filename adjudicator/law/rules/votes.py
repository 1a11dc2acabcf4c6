"""Rules on other votes of the same voter in the same election."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.law.rules import citations as law
from adjudicator.law.rules.rule import Effects, as_decided, hold, mark, not_counted, on_the_clock, reason, rule

_VOTED: Mapping[str, str] = {
    "absentee_accepted": law.ABSENTEE_VOTED,
    "advance_vote": law.REPEAT_VOTING,
    "election_day": law.REPEAT_VOTING,
    "elsewhere": law.REPEAT_VOTING,
}


@rule()
def already_voted(voted_already: str) -> Effects:
    """O.C.G.A. 21-2-388, 572: one vote in one election."""
    if voted_already not in _VOTED:
        return ()
    return not_counted("already_voted", law.NOT_COUNTED, _VOTED[voted_already])


@rule()
def cancel_absentee(voted_already: str) -> Effects:
    """O.C.G.A. 21-2-388(2): an absentee ballot that never came back is cancelled."""
    return mark("cancel_absentee", law.ABSENTEE_CANCELLED) if voted_already == "absentee_outstanding" else ()


@rule()
def absentee_rejected(voted_already: str, ruling: str, *, absentee_rejected: str) -> Effects:
    """O.C.G.A. 21-2-386(a)(1)(C), 388: the remedy named is a cure; silent on a provisional ballot instead."""
    if voted_already != "absentee_rejected":
        return ()
    return as_decided(absentee_rejected, ruling, "absentee_rejected", law.ABSENTEE_CURE, law.ABSENTEE_VOTED)


@rule()
def two_envelopes(voted_already: str, ruling: str, *, two_envelopes: str) -> Effects:
    """O.C.G.A. 21-2-572 forbids voting twice and does not say which of two envelopes counts."""
    if voted_already != "other_provisional":
        return ()
    return as_decided(two_envelopes, ruling, "two_envelopes", law.REPEAT_VOTING)


@rule()
def credit_unclear(voted_already: str, deadline: str) -> Effects:
    """O.C.G.A. 21-2-419(b), (c)(3): a credit that looks wrong must be cleared up in time."""
    if voted_already != "credit_in_question":
        return ()
    waiting = hold("credit_unclear", law.GOOD_FAITH_EFFORT)
    return on_the_clock(deadline, waiting, reason("unable_to_determine", law.NOT_COUNTED))
