"""When the voter applied to register, where contests on the ballot closed their registration on a day of their own.

The day that counts is the day of the application, not that on which it was keyed. So the roll's date
speaks by itself only where it is early enough; where it is late or missing, or where a person established the registration,
a person says the day. It is sealed: with a precinct, the date alone would name most electors.

That somebody applied in time against a date on the roll that is late, or too late at all, wants the day and the document
that shows it: many ballots hang on nothing else, and the voter is told the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from adjudicator.casework.sheet.evidence import Calendar, Evidence
from adjudicator.records.election import Election
from adjudicator.records.facts import Known, Source
from adjudicator.records.findings import ContestVerdict, Recommendation
from adjudicator.words import _

TOO_LATE = "registered_too_late_for"
APPLIED = "applied"
"""The line for the day, which is no fact of the rules but decides about contests."""


APPLICATIONS: Mapping[str, str] = {
    "office_stamp": _("Application with an office's stamp or date"),
    "postmark": _("Postmark of a mailed application"),
    "license_office": _("Driver's license transaction"),
    "online": _("Application online, its confirmation"),
    "state_record": _("Day of the application in the state's system"),
    "other_document": _("Another document"),
}
"""What may show on which day somebody applied (O.C.G.A. 21-2-224(a), (c)); it stands in the source of the answer."""

NEEDS_WORDS = "other_document"
"""The document of which a person has to write what it is."""

HANGS_ON_DAY = ("registered", "late")
"""The answers about the registration with which an application may be recorded."""


@dataclass(frozen=True, slots=True)
class Applied:
    """The day on which the voter applied to register, and where that was seen."""

    on: date
    source: Source


@dataclass(frozen=True, slots=True)
class Application:
    """An application to register: its day, the document that shows it (a code of APPLICATIONS), and more in own words."""

    on: date
    document: str
    words: str = ""

    @property
    def source(self) -> Source:
        """The document as the source of an answer, without the day, which is sealed."""
        return Source("paper", ref=self.document)


def wants_application(evidence: Evidence, registration: str) -> bool:
    """Whether an answer about the registration wants the day and the document of the application."""
    return registration == "late" or (registration == "registered" and is_late_on_roll(evidence))


def is_late_on_roll(evidence: Evidence) -> bool:
    """Whether the roll has an elector who is registered as of a day after the last closing."""
    elector = evidence.elector
    if elector is None or elector.status in ("cancelled", "pending") or elector.registered_on is None:
        return False
    return elector.registered_on > closes_last(evidence)


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
    return last_closing(evidence.election, evidence.calendar)


def last_closing(election: Election, calendar: Calendar) -> date:
    """The same, by the election and its days alone."""
    days = (calendar.own_closing(contest) for contest in election.contests.values())
    return max((calendar.registration_closes, *(day for day in days if day is not None)))


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
