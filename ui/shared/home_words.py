"""Where the voter belongs, as one sentence: "Voted at 061, own precinct 014: wrong precinct". Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adjudicator.casework.sheet.home import NEW, UNREPORTED_MOVE, Home
from adjudicator.casework.sheet.making import home_fact
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.facts.derive import serves_every_precinct
from adjudicator.records.county import county_words
from adjudicator.records.election import NO_BALLOT, Precinct
from adjudicator.words import _


def home_words(sheet: Sheet) -> str:
    """The sentence; empty while no elector is taken or proposed."""
    home = sheet.home
    if home is None:
        return ""
    return SENTENCES[home_value(sheet, home)](sheet, home)


def home_value(sheet: Sheet, home: Home) -> str:
    """The fact `home` as it is, or would be with the proposed elector; empty while it cannot be told."""
    return sheet.facts.get("home") or home_fact(sheet.state, sheet.evidence, home) or ""


def precinct_words(precinct: Precinct | None, code: str) -> str:
    """A precinct by its code and name: "061 (Lawrenceville A)"."""
    name = precinct.name if precinct else ""
    return f"{code} ({name.title()})" if name and name != code else code


def _voted_at(sheet: Sheet) -> str:
    papers, election = sheet.evidence.papers, sheet.evidence.election
    if serves_every_precinct(election, papers.stream, papers.place):
        return _("Voted by mail") if papers.stream == "absentee" else _("Voted in advance")
    code = papers.precinct_cast
    return _("Voted at {precinct}", precinct=precinct_words(election.precincts.get(code), code)) if code else _("Voted")


def _own(sheet: Sheet, home: Home) -> str:
    precinct = precinct_words(sheet.evidence.election.precincts.get(home.precinct), home.precinct)
    if home.address == NEW:
        return _("own precinct {precinct} (new address)", precinct=precinct)
    return _("own precinct {precinct}", precinct=precinct)


def _in_one_building(sheet: Sheet, home: Home) -> bool:
    """Two precincts in one building: the right door, and the wrong table."""
    return sheet.evidence.election.shares_building(sheet.evidence.papers.precinct_cast, home.precinct)


def _same_style(sheet: Sheet, home: Home) -> str:
    voted, own = _voted_at(sheet), _own(sheet, home)
    if _in_one_building(sheet, home):
        return _("{voted}, {own}, both in one building, own style: the right ballot", voted=voted, own=own)
    return _("{voted}, {own}, own style: the right ballot", voted=voted, own=own)


def _other_style(sheet: Sheet, home: Home) -> str:
    voted, own = _voted_at(sheet), _own(sheet, home)
    if home.portion == NO_BALLOT:
        return _("{voted}, the voter's address is outside the area of this election", voted=voted)
    if home.style == NO_BALLOT:
        return _("{voted}, {own}: no contest there in this election", voted=voted, own=own)
    styles = _("ballot of style {cast_style}, own style {own_style}", cast_style=sheet.cast_style, own_style=home.style)
    if _in_one_building(sheet, home):
        return _("{voted}, {own}, both in one building, {styles}: another style", voted=voted, own=own, styles=styles)
    return _("{voted}, {styles}: another style", voted=voted, styles=styles)


def _other_precinct(sheet: Sheet, home: Home) -> str:
    voted, own = _voted_at(sheet), _own(sheet, home)
    if _in_one_building(sheet, home):
        return _("{voted}, {own}: wrong precinct, both in one building", voted=voted, own=own)
    return _("{voted}, {own}: wrong precinct", voted=voted, own=own)


def _other_county(sheet: Sheet, home: Home) -> str:
    county = county_words(home.county)
    return _("{voted}, registered in {county} County: wrong county", voted=_voted_at(sheet), county=county)


def _unknown(sheet: Sheet, home: Home) -> str:
    voted, own = _voted_at(sheet), _own(sheet, home)
    if home.address == NEW and not home.portion:
        if sheet.facts.get("residence") == UNREPORTED_MOVE:
            return _("{voted}; the voter moved, and the precinct of the new address is not known yet", voted=voted)
        return _("{voted}; the move was reported, and the precinct of the new address is not known yet", voted=voted)
    if not home.style:
        return _("{voted}, {own}: the roll does not tell which portion of it", voted=voted, own=own)
    return _("{voted}, {own}: cannot be told from the papers", voted=voted, own=own)


SENTENCES: Mapping[str, Callable[[Sheet, Home], str]] = {
    "same_style": _same_style,
    "other_style": _other_style,
    "other_precinct": _other_precinct,
    "other_county": _other_county,
    "": _unknown,
}
