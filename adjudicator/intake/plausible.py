"""Doubts about what a pen wrote: answers that may stand on the paper and can hardly be right.

Each is a warning, and the answer is received as written. No message repeats a birth date, a registration number or
the time a ballot was cast.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from adjudicator.intake.findings import Expected, doubt
from adjudicator.intake.problem_list import nearest, some_of
from adjudicator.intake.words import in_words, moment_of
from adjudicator.law.days.clocks import times_shown
from adjudicator.law.facts.derive import serves_every_precinct
from adjudicator.law.facts.party import party_of_style
from adjudicator.records.birth import age_on, born_on, written_birth
from adjudicator.records.election import Election
from adjudicator.records.envelope import Envelope
from adjudicator.records.trouble import Problem

OLDEST = 120
YOUNGEST = 17
"""Ages in years on election day; an elector may register at 17 and a half (O.C.G.A. 21-2-216(c))."""

OPEN_LATE = timedelta(hours=3)
"""Room for a court's order that keeps the polls open, and for the voters then in line."""

AS_PAPER = "Compare with the envelope; leave it if the envelope says so."


def birth_date(envelope: Envelope, expected: Expected) -> Problem | None:
    """Warn of a full birth date that is no day, is after election day, or makes the voter too old or too young."""
    election_day = expected.election.date
    if written_birth(envelope.birth_date, election_day) is None:
        return None
    born = born_on(envelope.birth_date, election_day)
    what = _of_age(born, election_day) if born is not None else "there is no such day in the calendar"
    return doubt("birth_date", what, AS_PAPER) if what else None


def _of_age(born: date, election_day: date) -> str:
    """Return what is doubtful about a birth date, or empty."""
    if born > election_day:
        return f"the birth date is after election day, {in_words(election_day)}"
    age = age_on(born, election_day)
    if age > OLDEST or (age == OLDEST and (born.month, born.day) != (election_day.month, election_day.day)):
        return f"the birth date is more than {OLDEST} years before election day"
    return f"the voter was under {YOUNGEST} on election day" if age < YOUNGEST else ""


def place(envelope: Envelope, expected: Expected) -> Problem | None:
    """Warn of a place that the definition does not have, or that is the polling place of other precincts.

    Nothing is said where the definition names no places, and of places of advance voting where it names no site.
    """
    written, election, known = envelope.place, expected.election, expected.places
    if not written or not known:
        return None
    if written not in known:
        judged = election.advance_sites or envelope.stream not in {"advance", "absentee"}
        return _strange(written, known, election) if judged else None
    return _contradiction(envelope, known[written], election)


def _strange(written: str, known: Mapping[str, tuple[str, ...]], election: Election) -> Problem:
    by_name = [it.polling_place for it in election.precincts.values() if it.name.casefold() == written.casefold()]
    near = by_name[0] if len(by_name) == 1 and by_name[0] else nearest(written, known)
    remedy = f"Did you mean {near}? {AS_PAPER}" if near else AS_PAPER
    return doubt("place", "the place is no polling place and no advance site of the election", remedy, written)


def _contradiction(envelope: Envelope, voting_there: tuple[str, ...], election: Election) -> Problem | None:
    """Warn where the precinct is not one of those of the place, nor of one in the same building."""
    code = envelope.precinct_cast
    if code not in election.precincts or serves_every_precinct(election, envelope.stream, envelope.place):
        return None
    shared = {other for group in election.shared_buildings if set(group) & set(voting_there) for other in group}
    if code in voting_there or code in shared:
        return None
    what = "the place contradicts the precinct"
    own = election.precincts[code].polling_place
    votes_at = f"Precinct {code} votes at {own}" if own else f"Precinct {code} does not vote there"
    remedy = f"{votes_at}; this is the place of {some_of(voting_there)}. {AS_PAPER}"
    return doubt("place", what, remedy, envelope.place)


def registration_number(envelope: Envelope, _: Expected) -> Problem | None:
    """Warn of a registration number that is not all digits."""
    number = envelope.registration_number.strip()
    if not number or (number.isascii() and number.isdigit()):
        return None
    return doubt("registration_number", "the registration number is not all digits", AS_PAPER)


def party(envelope: Envelope, expected: Expected) -> Problem | None:
    """Warn of a party in an election that is no primary."""
    if not envelope.party or expected.election.primary:
        return None
    what = "there is a party, but the election is no primary"
    return doubt("party", what, "Leave the party out; it is received as written and not used.", envelope.party)


def party_of_the_style(envelope: Envelope, expected: Expected) -> Problem | None:
    """Warn of a ballot style that is another party's: one of the two is a slip, and a reviewer is asked which."""
    election = expected.election
    printed = party_of_style(election, envelope.style_cast)
    if not printed or printed == envelope.party:
        return None
    what = f"the ballot style is that of the {election.party_words(printed)} ballot"
    return doubt("party", what, AS_PAPER, envelope.party)


def hour_cast(envelope: Envelope, expected: Expected) -> Problem | None:
    """Warn of a time that no clock showed, and on election day of one before the polls open or long after they close."""
    moment, election = moment_of(envelope.cast_at), expected.election
    if moment is not None and not times_shown(moment, ZoneInfo(election.time_zone)):
        return doubt("cast_at", "no clock showed this time: they were put forward that night", AS_PAPER)
    if moment is None or envelope.stream not in {"", "election_day"} or moment.date() != election.date:
        return None
    if moment.time() < election.polls_open:
        return doubt("cast_at", f"the time is before the polls open at {election.polls_open:%H:%M}", AS_PAPER)
    closing = election.closing_of(envelope.place)
    if moment <= datetime.combine(election.date, closing) + OPEN_LATE:
        return None
    return doubt("cast_at", f"the time is more than three hours after the polls close at {closing:%H:%M}", AS_PAPER)
