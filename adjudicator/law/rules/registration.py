"""Rules on registration, residence and eligibility."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.law.rules import citations as law
from adjudicator.law.rules.rule import (
    IN_TIME,
    NOTHING_LEFT,
    PRESIDENT,
    TOO_LATE_CONTEST,
    Effects,
    as_decided,
    hold,
    limit,
    not_counted,
    on_the_clock,
    reason,
    rule,
)

_UNCLEAR: Mapping[str, str] = {"not_found": law.GOOD_FAITH_EFFORT, "pending": law.APPLICATION_COMPLETE}
_MOVED_EARLY: Mapping[str, str] = {"moved_county_early": law.COUNTY_OF_RESIDENCE, "moved_state_early": law.RESIDENT}
_NOT_ELIGIBLE: Mapping[str, str] = {
    "felony": law.FELONY_OR_INCOMPETENCE,
    "under_age": law.AGE,
    "not_citizen": law.CITIZEN,
    "incompetent": law.FELONY_OR_INCOMPETENCE,
    "deceased": law.QUALIFIED,
}


@rule()
def registration_unclear(registration: str, deadline: str) -> Effects:
    """O.C.G.A. 21-2-419(b), 220(d), 419(c)(3): held until the registration is clarified, at most to the last day."""
    if registration not in _UNCLEAR:
        return ()
    waiting = hold("registration_unclear", _UNCLEAR[registration])
    return on_the_clock(deadline, waiting, reason("unable_to_determine", law.NOT_COUNTED))


@rule()
def completed_late(registration: str, ruling: str, *, completed_late: str) -> Effects:
    """O.C.G.A. 21-2-220(d): what is missing is to be supplied on or before the day of the election."""
    if registration != "completed_late":
        return ()
    if completed_late == "not_counted":
        return not_counted("completed_late", law.APPLICATION_COMPLETE)
    return as_decided(completed_late, ruling, "completed_late", law.APPLICATION_COMPLETE)


@rule()
def not_registered(registration: str) -> Effects:
    """O.C.G.A. 21-2-419(c)(3): the person did not timely register."""
    return not_counted("not_registered", law.NOT_COUNTED) if registration in {"cancelled", "never"} else ()


@rule()
def registered_late(registration: str) -> Effects:
    """O.C.G.A. 21-2-224(a): application by the close of business on the fifth Monday before the election."""
    return not_counted("registered_late", law.CLOSING_OF_REGISTRATION) if registration == "late" else ()


@rule()
def not_resident(registration: str, residence: str) -> Effects:
    """O.C.G.A. 21-2-218(f), 216(a)(4): nobody votes where they do not live."""
    if registration != "registered" or residence not in _MOVED_EARLY:
        return ()
    return not_counted("not_resident", _MOVED_EARLY[residence])


@rule()
def president_only(registration: str, residence: str) -> Effects:
    """O.C.G.A. 21-2-216(e): who left the state within thirty days may vote for President."""
    if registration != "registered" or residence != "moved_state_late":
        return ()
    return limit("president_only", PRESIDENT, law.MOVED_STATE_LATE)


@rule()
def residence_unclear(registration: str, residence: str, deadline: str) -> Effects:
    """O.C.G.A. 21-2-235(c), 419(c)(3): where the voter lives must be established in time."""
    if registration != "registered" or residence != "unclear":
        return ()
    waiting = hold("residence_unclear", law.INACTIVE_ELECTOR)
    return on_the_clock(deadline, waiting, reason("unable_to_determine", law.NOT_COUNTED))


@rule(rests_on=("died_after_casting",))
def not_eligible(eligibility: str) -> Effects:
    """O.C.G.A. 21-2-216(a), (b): the qualifications of electors."""
    return not_counted("not_eligible", _NOT_ELIGIBLE[eligibility]) if eligibility in _NOT_ELIGIBLE else ()


@rule()
def eligibility_unclear(eligibility: str, deadline: str) -> Effects:
    """O.C.G.A. 21-2-419(b), (c)(3): a question of eligibility must be settled in time."""
    if eligibility != "in_question":
        return ()
    waiting = hold("eligibility_unclear", law.GOOD_FAITH_EFFORT)
    return on_the_clock(deadline, waiting, reason("unable_to_determine", law.NOT_COUNTED))


@rule()
def registered_too_late_for(registration: str, *, registered_too_late_for: str) -> Effects:
    """O.C.G.A. 21-2-224(b): a special election on the same ballot may have an earlier closing of its own."""
    if registration != "registered":
        return ()
    if registered_too_late_for == "not_counted":
        return not_counted("registered_late", law.CLOSING_FOR_SPECIAL, TOO_LATE_CONTEST)
    return limit("registered_too_late_for", IN_TIME, law.CLOSING_FOR_SPECIAL, TOO_LATE_CONTEST)


@rule()
def no_entitled_contest(registration: str) -> Effects:
    """O.C.G.A. 21-2-419(c)(3): not entitled to vote in any contest of the ballot that was cast."""
    if registration != "registered":
        return ()
    return not_counted("no_entitled_contest", law.NOT_COUNTED, NOTHING_LEFT)
