"""Whose an envelope is while it is worked on: a person takes it, puts it back, or takes it over from another.

An envelope that nobody has taken may be worked on by anybody; one that another person has taken only by that person. What
takes it out of review (a determination, a hold, a referral) ends the taking by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from adjudicator.casework.acts.act import Act, Acted, closed_to, not_open
from adjudicator.casework.acts.review.whys import OTHER, Why, why_data
from adjudicator.casework.record.entry import moment_of
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

IDLE = timedelta(minutes=20)
"""After so long without an entry of theirs, a person is no longer thought to be working on what they took."""

AT_WORK = "at_work"
"""The refusal of taking over from a person who is working."""

TAKE_OVER_WHYS: Mapping[str, str] = {
    "left": _("They have left, or work on something else"),
    "agreed": _("They asked for it"),
    "breakdown": _("Their computer or program broke down"),
    "urgent": _("It cannot wait"),
    OTHER: _("Something else: write it"),
}
"""Why an envelope is taken over: code -> words, in the order of their keys. The last wants the person's own words."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The person who has taken an envelope: the instant of their newest entry, and whether they have signed out since."""

    last_act: str
    signed_out: bool = False

    def is_at_work(self, now: str) -> bool:
        """Whether they are thought to be working still, at an instant."""
        return not self.signed_out and moment_of(now) - moment_of(self.last_act) <= IDLE


def take(state: EnvelopeState, act: Act) -> Acted:
    """Take an envelope to work on it; nothing is recorded where the person has it already.

    Refused where another person has it, and for one that is not to do or is with a supervisor.
    """
    refusal = closed_to(state, act)
    if refusal is not None:
        return refusal
    if state.status != "to_do":
        return not_open(state)
    if state.referred:
        return Refusal(
            "with_supervisor", _("Envelope {number} is with a supervisor.", number=state.number), state.number
        )
    return () if state.taken_by == act.by else (act.entry("envelope.taken", {"envelope": state.number}),)


def put_back(state: EnvelopeState, act: Act) -> Acted:
    """Put an envelope back that the person has taken. Refused where they have not."""
    if state.taken_by != act.by:
        return Refusal("not_taken", _("Envelope {number} is not taken by you.", number=state.number), state.number)
    return (act.entry("envelope.put_back", {"envelope": state.number}),)


def take_over(state: EnvelopeState, holder: Holder, why: Why, act: Act, *, at_any_time: bool) -> Acted:
    """Take an envelope over from the person who has it, who is not asked; `at_any_time`: even from one who is working.

    Refused where no other person has it, from a person who is working, and without a reason of the closed table.
    """
    if state.taken_by in ("", act.by):
        return Refusal(
            "not_taken", _("Envelope {number} is with nobody else. Open it again.", number=state.number), state.number
        )
    if holder.is_at_work(act.at) and not at_any_time:
        words = _(
            "Envelope {number} is being worked on. You can take it over after {minutes} minutes without an entry of "
            "theirs; a supervisor can at any time.",
            number=state.number,
            minutes=IDLE.seconds // 60,
        )
        return Refusal(AT_WORK, words, state.number)
    if why.code not in TAKE_OVER_WHYS or (why.code == OTHER and not why.words.strip()):
        words = _("Taking over needs a reason. Choose one from the list, or write it in a sentence.")
        return Refusal("reason_missing", words, state.number)
    data = {"envelope": state.number, "from": state.taken_by, **why_data(why)}
    return (act.entry("envelope.taken_over", data),)
