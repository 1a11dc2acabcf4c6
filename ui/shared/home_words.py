"""Where the voter belongs, as one sentence: "Voted at 061, own precinct 014: wrong precinct". Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adjudicator.casework.sheet.home import NEW, Home
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.facts.derive import derive_home, serves_every_precinct
from adjudicator.records.county import county_words
from adjudicator.records.election import NO_BALLOT, Precinct


def home_words(sheet: Sheet) -> str:
    """The sentence; empty while no elector is taken or proposed."""
    home = sheet.home
    if home is None:
        return ""
    return SENTENCES[home_value(sheet, home)](sheet, home)


def home_value(sheet: Sheet, home: Home) -> str:
    """The fact `home` as it is, or would be with the proposed elector; empty while it cannot be told."""
    papers, election = sheet.evidence.papers, sheet.evidence.election
    value = derive_home(
        election,
        home_county=home.county,
        home_precinct=home.precinct,
        home_style=home.style,
        precinct_cast=papers.precinct_cast,
        style_cast=sheet.cast_style,
        stream=papers.stream,
        place=papers.place,
        readings=sheet.evidence.readings,
    )
    return sheet.facts.get("home") or value or ""


def precinct_words(precinct: Precinct | None, code: str) -> str:
    """A precinct by its code and name: "061 (Lawrenceville A)"."""
    name = precinct.name if precinct else ""
    return f"{code} ({name.title()})" if name and name != code else code


def _voted_at(sheet: Sheet) -> str:
    papers, election = sheet.evidence.papers, sheet.evidence.election
    if serves_every_precinct(election, papers.stream, papers.place):
        return "Voted by mail" if papers.stream == "absentee" else "Voted in advance"
    code = papers.precinct_cast
    return f"Voted at {precinct_words(election.precincts.get(code), code)}" if code else "Voted"


def _own(sheet: Sheet, home: Home) -> str:
    new = " (new address)" if home.address == NEW else ""
    return f"own precinct {precinct_words(sheet.evidence.election.precincts.get(home.precinct), home.precinct)}{new}"


def _shared(sheet: Sheet, home: Home) -> str:
    """Two precincts in one building: the right door, and the wrong table."""
    shared = sheet.evidence.election.shares_building(sheet.evidence.papers.precinct_cast, home.precinct)
    return ", both in one building" if shared else ""


def _other_style(sheet: Sheet, home: Home) -> str:
    if home.portion == NO_BALLOT:
        return f"{_voted_at(sheet)}, the voter's address is outside the area of this election"
    if home.style == NO_BALLOT:
        return f"{_voted_at(sheet)}, {_own(sheet, home)}: no contest there in this election"
    shared = _shared(sheet, home)
    own = f", {_own(sheet, home)}{shared}" if shared else ""
    return f"{_voted_at(sheet)}{own}, {_styles(sheet, home)}: another style"


def _styles(sheet: Sheet, home: Home) -> str:
    return f"ballot of style {sheet.cast_style}, own style {home.style}"


def _unknown(sheet: Sheet, home: Home) -> str:
    if home.address == NEW and not home.portion:
        return f"{_voted_at(sheet)}; the move was reported, and where the new address belongs is not said yet"
    if not home.style:
        return f"{_voted_at(sheet)}, {_own(sheet, home)}: which portion of it cannot be told from the roll"
    return f"{_voted_at(sheet)}, {_own(sheet, home)}: cannot be told from the papers"


SENTENCES: Mapping[str, Callable[[Sheet, Home], str]] = {
    "same_style": lambda sheet, home: (
        f"{_voted_at(sheet)}, {_own(sheet, home)}{_shared(sheet, home)}, own style: the right ballot"
    ),
    "other_style": _other_style,
    "other_precinct": lambda sheet, home: (
        f"{_voted_at(sheet)}, {_own(sheet, home)}: wrong precinct{_shared(sheet, home)}"
    ),
    "other_county": lambda sheet, home: (
        f"{_voted_at(sheet)}, registered in {county_words(home.county)} County: wrong county"
    ),
    "": _unknown,
}
