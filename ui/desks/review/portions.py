"""The own precinct as a question: what is suggested on its keys, and how portions are named. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.casework.sheet.home import NEW
from adjudicator.casework.sheet.nearby import suggestions
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.records.election import NO_DISTRICT, Election, Portion
from ui.parts import Choice
from ui.shared.home_words import precinct_words

MOST_PORTIONS = 7
"""Portions on the keys 1 to 7; 8, 9 and 0 are answers of the question itself."""

NOTHING_HERE = "no contest in this election"

LEVELS: Mapping[str, str] = {
    "us_house": "US House",
    "state_senate": "State Senate",
    "state_house": "State House",
    "county_commission": "Commission",
    "school_board": "School Board",
    "judicial": "Circuit",
    "city_council": "City Council",
    "municipal_school_board": "City School Board",
    "municipality": "",
}
"""Level of a portion's district -> its words; levels that are not here are written as they are, without underscores."""


def portions_offered(sheet: Sheet) -> tuple[Portion, ...]:
    """The portions on the keys: those of the electors near a new address, else those of the precinct on the roll."""
    if is_new_address(sheet):
        return tuple(each.portion for each in suggestions(sheet.evidence))
    precinct = sheet.evidence.election.precincts.get(sheet.home.precinct if sheet.home else "")
    return precinct.portions[:MOST_PORTIONS] if precinct else ()


def portion_choices(sheet: Sheet) -> tuple[Choice, ...]:
    """The portions as answers on the keys from 1, each with what speaks for it; nothing is chosen by itself."""
    details = (
        [_counted(each.electors, each.of) for each in suggestions(sheet.evidence)] if is_new_address(sheet) else []
    )
    election = sheet.evidence.election
    return tuple(
        Choice(
            str(key),
            str(key),
            portion_words(portion, election),
            details[key - 1] if details else apart(portion, election),
        )
        for key, portion in enumerate(portions_offered(sheet), 1)
    )


def nobody_near(sheet: Sheet) -> str:
    """What is said where the roll suggests nothing; empty where it does, or is not asked."""
    if not is_new_address(sheet) or portions_offered(sheet):
        return ""
    return "The roll has nobody near this address on its street."


def is_new_address(sheet: Sheet) -> bool:
    """Whether the home went along with a reported move."""
    return sheet.home is not None and sheet.home.address == NEW


def portion_words(portion: Portion, election: Election) -> str:
    """A portion with its precinct: "061 (Lawrenceville A)", and its own id where the precinct has several."""
    precinct = election.precincts.get(portion.precinct)
    named = precinct_words(precinct, portion.precinct)
    several = precinct is not None and len(precinct.portions) > 1
    return f"{named}, portion {portion.id}" if several else named


def apart(portion: Portion, election: Election) -> str:
    """What tells a portion from the others of its precinct: "State House 101"; its style where nothing else does."""
    precinct = election.precincts.get(portion.precinct)
    others = [each for each in precinct.portions if each.id != portion.id] if precinct else []
    differing = [
        district_words(level, district)
        for level, district in portion.districts.items()
        if any(each.districts.get(level, "") != district for each in others)
    ]
    said = ", ".join(words for words in differing if words)
    return said or (f"style {' or '.join(portion.all_styles)}" if portion.all_styles else NOTHING_HERE)


def district_words(level: str, district: str) -> str:
    """A district in words: "State House 101", "outside every city"; empty for one that matches any."""
    if not district:
        return ""
    words = LEVELS.get(level, level.replace("_", " "))
    if district == NO_DISTRICT:
        return f"no {words} district" if words else "outside every city"
    return f"{words} {district}".strip()


def _counted(electors: int, of: int) -> str:
    if of == 1:
        return "The one elector near it on this street is listed here"
    many = f"All {of}" if electors == of else f"{electors} of the {of}"
    return f"{many} nearest electors of this street {'is' if electors == 1 else 'are'} listed here"
