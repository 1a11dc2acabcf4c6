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

    By the day that a person said, else by the roll's date. A date on the roll that is later than the last of all closings is
    a question of its own, so that those which close last count against a person's day alone.
    """
    elector, said = evidence.elector, evidence.applied_on
    on = said or (elector.registered_on if elector is not None else None)
    if on is None or not has_own_closings(evidence):
        return ()
    last = closes_last(evidence)
    closes = _closings(evidence, evidence.election.contests)
    return tuple(contest for contest, day in closes.items() if on > day and (said or day < last))


def closes_last(evidence: Evidence) -> date:
    """The last day on which anybody could still apply for any contest of the election."""
    days = _closings(evidence, evidence.election.contests).values()
    return max((evidence.calendar.registration_closes, *days))


def closings_on(evidence: Evidence, style: str) -> Mapping[str, date]:
    """The contests of a ballot style that closed before the last of the election's, and when, in ballot order."""
    last = closes_last(evidence)
    closes = _closings(evidence, evidence.election.styles.get(style, ()))
    return {contest: day for contest, day in closes.items() if day < last}


def has_own_closings(evidence: Evidence) -> bool:
    """Whether registration closed at another day for some contest of the election."""
    return any(map(evidence.calendar.own_closing, evidence.election.contests.values()))


def _closings(evidence: Evidence, contests: Iterable[str]) -> dict[str, date]:
    """The last day to register for each of some contests, by their ids."""
    known, calendar = evidence.election.contests, evidence.calendar
    return {contest: calendar.own_closing(known[contest]) or calendar.registration_closes for contest in contests}


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
