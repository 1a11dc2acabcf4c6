"""When the voter applied to register, where contests on the ballot closed their registration on a day of their own.

The day that counts is the day of the application, not that on which it was keyed. So the roll's date
speaks by itself only where it is early enough; where it is late or missing, or where a person established the registration,
a person says the day. It is sealed: with a precinct, the date alone would name most electors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from adjudicator.casework.sheet.evidence import Evidence
from adjudicator.records.facts import Known, Source
from adjudicator.records.findings import ContestVerdict, Recommendation

TOO_LATE = "registered_too_late_for"
APPLIED = "applied"
"""The line for the day, which is no fact of the rules but decides about contests."""


@dataclass(frozen=True, slots=True)
class Applied:
    """The day on which the voter applied to register, and where that was seen."""

    on: date
    source: Source


def too_late_for(evidence: Evidence) -> tuple[str, ...]:
    """Contests whose registration closed before the voter applied (O.C.G.A. 21-2-501(a)), in ballot order.

    By the day that a person said, else by the roll's date; the general closing counts only against a person's day, since
    a date on the roll that is later than it is a question of its own.
    """
    elector, said = evidence.elector, evidence.applied_on
    on = said or (elector.registered_on if elector is not None else None)
    closes = _closings(evidence, evidence.election.contests)
    if on is None or not any(closes.values()):
        return ()
    general = evidence.calendar.registration_closes if said else None
    days = {contest: own or general for contest, own in closes.items()}
    return tuple(contest for contest, day in days.items() if day is not None and on > day)


def closes_last(evidence: Evidence) -> date:
    """The last day on which anybody could still apply for any contest of the election."""
    own = _closings(evidence, evidence.election.contests).values()
    return max((evidence.calendar.registration_closes, *(day for day in own if day is not None)))


def closings_on(evidence: Evidence, style: str) -> Mapping[str, date]:
    """The contests of a ballot style that closed on a day of their own, and when, in ballot order."""
    closes = _closings(evidence, evidence.election.styles.get(style, ()))
    return {contest: day for contest, day in closes.items() if day is not None}


def _closings(evidence: Evidence, contests: Iterable[str]) -> dict[str, date | None]:
    """Contests, by their ids, with the closing of their own that they may have."""
    known = evidence.election.contests
    return {contest: evidence.calendar.own_closing(known[contest]) for contest in contests}


def is_asked(
    evidence: Evidence, style: str, known: Mapping[str, Known], recommendation: Recommendation | None, registration: str
) -> bool:
    """Whether a person has to say the day, or has said it: the voter is registered, and a contest of the ballot hangs on it.

    `registration` is the fact as answered. Contests that the voter's own ballot does not have hang on nothing.
    """
    if registration != "registered" or recommendation is None:
        return False
    closings = closings_on(evidence, style)
    hanging = {
        verdict.id for verdict in recommendation.contests if verdict.counts is not False or verdict.code == TOO_LATE
    }
    days = [day for contest, day in closings.items() if contest in hanging]
    return bool(days) and (evidence.applied_on is not None or _is_open(evidence, known, days))


def while_unknown(in_time: Recommendation, too_late: Recommendation) -> Recommendation:
    """What is recommended while the day is not known: what would be said of every day; a contest that hangs on it is open."""
    if (in_time.outcome, in_time.contests) == (too_late.outcome, too_late.contests):
        return in_time
    settled = "held" if in_time.outcome == too_late.outcome == "held" else "incomplete"
    contests = tuple(
        one if one.counts is other.counts else ContestVerdict(one.id, None)
        for one, other in zip(in_time.contests, too_late.contests, strict=True)
    )
    return replace(in_time, outcome=settled, needs=(*in_time.needs, APPLIED), contests=contests)


def _is_open(evidence: Evidence, known: Mapping[str, Known], days: Iterable[date]) -> bool:
    elector, registration = evidence.elector, known.get("registration")
    on_record = registration is not None and registration.strength == "record"
    if elector is None or elector.registered_on is None or not on_record:
        return True
    return any(elector.registered_on > day for day in days)
