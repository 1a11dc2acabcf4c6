"""What a sentence to the voter may name: of everybody's election, and of one envelope."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from adjudicator.casework.sheet.evidence import Calendar
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.telling.voter import Particulars
from adjudicator.records.county import county_words
from adjudicator.records.election import Precinct

LOOKED = frozenset({"found", "nothing"})
"""Results of the research list after which a place was looked in."""


def election_particulars(day: date, calendar: Calendar) -> Particulars:
    """What may be named to everybody: the days of the election."""
    return Particulars(
        election_day=day,
        closes=calendar.registration_closes,
        last_moment=calendar.last_day,
        county_date=calendar.county_date,
    )


def own_particulars(sheet: Sheet) -> Particulars:
    """What may be named to the voter and to those who work on the envelope."""
    evidence, state = sheet.evidence, sheet.state
    day = evidence.election.date
    return replace(
        election_particulars(day, evidence.calendar),
        voted_on=day if state.stream == "election_day" else None,
        looked_in=tuple(line.where for line in state.research if line.result in LOOKED),
        waited_for=tuple(line.where for line in state.research if line.result == "no_answer"),
        county=_county(sheet),
        identification="documents" if sheet.elector is not None and sheet.elector.id_required else "photo",
        applied_on=_applied_late(sheet),
        is_over=evidence.today is not None and evidence.today > evidence.calendar.last_day.date(),
        unsigned_until=None if _signed_late(sheet) else evidence.calendar.last_day,
        **dict(_places(sheet)),
        **dict(_other_vote(sheet)),
    )


def _signed_late(sheet: Sheet) -> bool:
    """Whether somebody came and signed, but so late that it counts as unsigned: then its answer rests on that paper."""
    oath = sheet.answers.get("oath")
    return oath is not None and oath.source.kind == "paper"


def _applied_late(sheet: Sheet) -> date | None:
    """The day on which the voter applied, where that was after the closing."""
    registration = sheet.answers.get("registration")
    return sheet.evidence.applied_on if registration is not None and registration.value == "late" else None


def _county(sheet: Sheet) -> str:
    taken = sheet.state.elector
    return f"{county_words(taken.county)} County" if taken is not None and taken.county else ""


def _places(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Where the ballot was cast and where it should have been; one building where both precincts vote in it."""
    state, precincts = sheet.state, sheet.evidence.election.precincts
    cast = precincts.get(state.precinct_cast) if state.stream == "election_day" else None
    own = precincts.get(state.elector.precinct) if state.elector is not None else None
    place = cast.polling_place if cast is not None and cast.polling_place else state.place
    if own is not None and place and own.polling_place == place:
        yield "shared_place", place
        return
    yield "place", place
    yield "own_place", _own_place(own) if own is not None else ""


def _own_place(precinct: Precinct) -> str:
    if not precinct.polling_place:
        return f"that of precinct {precinct.code}"
    return _listed((precinct.polling_place, precinct.address))


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)


def _other_vote(sheet: Sheet) -> Iterator[tuple[str, object]]:
    answer = sheet.answers.get("voted_already")
    if answer is None:
        return
    yield "other_vote", answer.value
    # the answer's source is dated as its file is; the day of the vote stands in the file's line
    credit = next((each for each in sheet.evidence.credits if each.value == answer.value), None)
    if credit is not None:
        yield "other_vote_on", _day(credit.on)


def _day(text: str) -> date | None:
    """The day of a date or instant (ISO 8601); None where a file has written it otherwise."""
    try:
        return date.fromisoformat(text[: len("2020-11-03")])
    except ValueError:
        return None
