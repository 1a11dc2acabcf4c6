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
    for_the_board,
    hold,
    limit,
    mark,
    not_counted,
    note,
    on_the_clock,
    reason,
    rule,
)

_UNCLEAR: Mapping[str, str] = {"not_found": law.GOOD_FAITH_EFFORT, "pending": law.APPLICATION_COMPLETE}
_MOVED_EARLY: Mapping[str, str] = {"moved_county_early": law.COUNTY_OF_RESIDENCE, "moved_state_early": law.RESIDENT}
_MOVED_LATE: Mapping[str, tuple[str, str]] = {
    "moved_in_county_unreported": ("former_precinct", law.FORMER_PRECINCT),
    "moved_county_late": ("former_county", law.MOVED_COUNTY_LATE),
}
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
def after_last_day(timing: str, ruling: str, *, after_last_day: str) -> Effects:
    """O.C.G.A. 21-2-419(c)(1) to (3): counted if determined not later than three days after; silent on what comes later."""
    if timing == "in_time":
        return ()
    if after_last_day == "board":
        return for_the_board(ruling, "after_last_day", law.COUNTED)
    if after_last_day == "not_counted":
        return not_counted("unable_to_determine", law.NOT_COUNTED)
    return mark("after_last_day", law.COUNTED)


@rule()
def completed_late(registration: str, ruling: str, *, completed_late: str) -> Effects:
    """O.C.G.A. 21-2-220(d): what is missing is to be supplied on or before the day of the election."""
    if registration != "completed_late":
        return ()
    if completed_late == "not_counted":
        return not_counted("completed_late", law.NOT_COUNTED, law.APPLICATION_COMPLETE)
    return as_decided(completed_late, ruling, "completed_late", law.APPLICATION_COMPLETE)


@rule()
def not_registered(registration: str) -> Effects:
    """O.C.G.A. 21-2-419(c)(3): the person did not timely register."""
    return not_counted("not_registered", law.NOT_COUNTED) if registration in {"cancelled", "never"} else ()


@rule()
def registered_late(registration: str) -> Effects:
    """O.C.G.A. 21-2-224(a): application by the close of business on the fifth Monday before the election."""
    if registration != "late":
        return ()
    return not_counted("registered_late", law.NOT_COUNTED, law.CLOSING_OF_REGISTRATION)


@rule()
def not_resident(registration: str, residence: str) -> Effects:
    """O.C.G.A. 21-2-218(f), 216(a)(4): nobody votes where they do not live."""
    if registration != "registered" or residence not in _MOVED_EARLY:
        return ()
    return not_counted("not_resident", law.NOT_COUNTED, _MOVED_EARLY[residence])


@rule()
def president_only(registration: str, residence: str) -> Effects:
    """O.C.G.A. 21-2-216(e): who left the state within thirty days may vote for President."""
    if registration != "registered" or residence != "moved_state_late":
        return ()
    return limit("president_only", PRESIDENT, law.MOVED_STATE_LATE)


@rule()
def moved_late(registration: str, residence: str) -> Effects:
    """O.C.G.A. 21-2-218(d), (e): who moved too late to report it or to register anew votes where they are registered."""
    if registration != "registered" or residence not in _MOVED_LATE:
        return ()
    return note(*_MOVED_LATE[residence])


@rule()
def residence_unclear(registration: str, residence: str, deadline: str) -> Effects:
    """O.C.G.A. 21-2-419(b), (c)(3): where the voter lives must be established in time."""
    if registration != "registered" or residence != "unclear":
        return ()
    waiting = hold("residence_unclear", law.GOOD_FAITH_EFFORT)
    return on_the_clock(deadline, waiting, reason("unable_to_determine", law.NOT_COUNTED))


@rule(rests_on=("died_after_casting",))
def not_eligible(eligibility: str) -> Effects:
    """O.C.G.A. 21-2-216(a), (b): the qualifications of electors."""
    if eligibility not in _NOT_ELIGIBLE:
        return ()
    return not_counted("not_eligible", law.NOT_COUNTED, _NOT_ELIGIBLE[eligibility])


@rule()
def eligibility_unclear(eligibility: str, deadline: str) -> Effects:
    """O.C.G.A. 21-2-419(b), (c)(3): a question of eligibility must be settled in time."""
    if eligibility != "in_question":
        return ()
    waiting = hold("eligibility_unclear", law.GOOD_FAITH_EFFORT)
    return on_the_clock(deadline, waiting, reason("unable_to_determine", law.NOT_COUNTED))


@rule(name="registered_too_late_for")
def _too_late_2020(registration: str, *, registered_too_late_for: str) -> Effects:
    """O.C.G.A. 21-2-501(a)(10), Release 78: in a runoff vote the electors who were registered for the first election."""
    return _too_late(registration, registered_too_late_for, law.RUNOFF_ELECTORS_2020)


@rule(name="registered_too_late_for")
def _too_late_2021(registration: str, *, registered_too_late_for: str) -> Effects:
    """O.C.G.A. 21-2-501(a)(5), Release 86: who is registered "for candidates for that particular office" votes for it."""
    return _too_late(registration, registered_too_late_for, law.RUNOFF_ELECTORS_2021)


def _too_late(registration: str, choice: str, citation: str) -> Effects:
    """What becomes of a ballot with contests whose registration closed before the voter applied."""
    if registration != "registered":
        return ()
    if choice == "not_counted":
        return not_counted("registered_late", law.NOT_COUNTED, citation, TOO_LATE_CONTEST)
    return limit("registered_too_late_for", IN_TIME, citation, TOO_LATE_CONTEST)


@rule()
def no_entitled_contest(registration: str) -> Effects:
    """O.C.G.A. 21-2-419(c)(3): not entitled to vote in any contest of the ballot that was cast."""
    if registration != "registered":
        return ()
    return not_counted("no_entitled_contest", law.NOT_COUNTED, when=NOTHING_LEFT)


TOO_LATE_2020 = (_too_late_2020,)
TOO_LATE_2021 = (_too_late_2021,)
