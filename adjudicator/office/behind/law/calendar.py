"""The law's days as a case keeps them, and as dates and moments of the county."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from adjudicator.casework.record.entry import instant, moment_of
from adjudicator.casework.record.state import CaseState, DayState, changed
from adjudicator.casework.sheet.evidence import Calendar
from adjudicator.law.days.calendar import DAYS, Day, days_of, rewritten
from adjudicator.law.rules.pack import Pack
from adjudicator.records.election import Election
from adjudicator.resources import holidays_of
from adjudicator.words import ENGLISH, Language, _, said, told
from adjudicator.words.sentence import made

NOT_KEPT = _("An earlier version of the program made this case, and did not keep how a day was worked out.")


def stored_calendar(days: Iterable[Day], zone: tzinfo) -> tuple[DayState, ...]:
    """The days as a case keeps them: a date of the county, and in UTC the moment of a day that has an hour."""
    return tuple(_stored(day, zone) for day in days)


def stored_deadlines(days: Iterable[Day], zone: tzinfo) -> dict[str, str]:
    """The days that questions and acts turn on: the last day as an instant (UTC), the others as dates of the county."""
    stored = {day.id: day for day in stored_calendar(days, zone)}
    named = ("registration_closes", "state_date", "county_date", "federal_runoff_closes")
    dates = {name: stored[name].day for name in named if name in stored}
    return {"last_day": stored["last_day"].at, **dates}


def days_of_case(case: CaseState, zone: ZoneInfo) -> tuple[DayState, ...]:
    """The days a case keeps, in order of time; of a case made before it kept them, those its deadlines have."""
    if case.calendar:
        return case.calendar
    found = (_from_deadline(name, text, zone) for name, text in case.deadlines.items() if name in DAYS)
    return tuple(sorted(found, key=lambda day: day.day))


def in_words(days: Iterable[DayState], pack: Pack, election: Election) -> tuple[DayState, ...]:
    """Days of a case with sentences for a screen: a case keeps them in English, with its days as its version wrote them."""
    return tuple(
        changed(day, words=told(day.words), how=made(_how, rewritten(day.how), day.id, pack, election)) for day in days
    )


def _how(language: Language, kept: str, name: str, pack: Pack, election: Election) -> str:
    """How a day was worked out: as it was kept, in another language where this program works it out the same."""
    if language.code == ENGLISH.code:
        return kept
    if kept == NOT_KEPT:
        return said(NOT_KEPT, language)
    worked_out = days_of(pack, election, holidays_of(election.state))
    how = next((day.how for day in worked_out if day.id == name), "")
    return said(how, language) if how == kept else kept


def calendar_of(case: CaseState, zone: ZoneInfo) -> Calendar:
    """The dates that questions turn on, as the case keeps them.

    A case from before the day of a move to another county was kept apart has the closing of registration for it.
    """
    return _read(zone, tuple(case.deadlines.items()))


@lru_cache(8)  # a verification asks for it at each determination
def _read(zone: ZoneInfo, deadlines: tuple[tuple[str, str], ...]) -> Calendar:
    dates = dict(deadlines)
    federal = dates.get("federal_runoff_closes")
    return Calendar(
        registration_closes=date.fromisoformat(dates["registration_closes"]),
        state_date=date.fromisoformat(dates["state_date"]),
        last_day=moment_of(dates["last_day"]).astimezone(zone),
        county_date=date.fromisoformat(dates.get("county_date", dates["registration_closes"])),
        federal_runoff_closes=date.fromisoformat(federal) if federal else None,
    )


def day_of(case: CaseState, at: str, zone: ZoneInfo) -> date:
    """The county's date at the instant of an entry, as far as a determination turns on it.

    A practice election is long past, so that in its case whatever was determined counts as determined on its last day.
    """
    if case.mode == "practice":
        return calendar_of(case, zone).last_day.date()
    return moment_of(at).astimezone(zone).date()


def _stored(day: Day, zone: tzinfo) -> DayState:
    at = day.at(zone)
    on, moment = day.on.isoformat() if day.on else "", instant(at) if at else ""
    return DayState(day.id, str(day.words), on, moment, day.law, str(day.how))


def _from_deadline(name: str, text: str, zone: ZoneInfo) -> DayState:
    is_instant = text.endswith("Z")
    day = moment_of(text).astimezone(zone).date().isoformat() if is_instant else text
    return DayState(name, str(DAYS[name]), day, text if is_instant else "", "", str(NOT_KEPT))
