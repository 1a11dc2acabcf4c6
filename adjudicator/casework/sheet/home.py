"""Where the voter belongs: the own portion from the roll's row, of the new address of a reported move, or as a person says.

Who moved within the county and did not report it votes where they lived (O.C.G.A. 21-2-218(d)), who moved to another county
too late to register there likewise (218(e)): for both the roll's row is home. A move that was reported in time takes the home
along, and so does one that was not, where the pack says so (`law.facts.derive.UNREPORTED_MOVER`). The row may then still have
the old address: a person says where the new one is, nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from adjudicator.casework.record.state import ElectorChoice, EnvelopeState
from adjudicator.casework.sheet.addresses import address_given, same_address
from adjudicator.casework.sheet.evidence import Evidence, same_county
from adjudicator.law.facts.derive import Readings
from adjudicator.law.facts.home import portion_of
from adjudicator.law.facts.party import cast_style, party_of_cast
from adjudicator.records.election import Portion

REPORTED_MOVE, UNREPORTED_MOVE = "moved_in_county_reported", "moved_in_county_unreported"
LISTED, NEW = "listed", "new"
"""Which address a portion is that of: the roll's, or the new one of a move that took the home along."""

MOST_SUGGESTED = 4
"""Portions that are suggested at most for a new address."""


@dataclass(frozen=True, slots=True)
class Home:
    """The voter's own precinct, portion and style, empty where they cannot be told; `county` is the elector's.

    `address` is LISTED, or NEW where the home went along with a move: then it is told by a person alone.
    """

    county: str
    precinct: str
    portion: str
    style: str
    address: str = LISTED


def home_of(state: EnvelopeState, evidence: Evidence) -> Home | None:
    """The voter's own precinct and portion, None while no elector is taken or proposed and no portion was chosen.

    What a person said of the new address counts while the move takes the home along; otherwise the home is the roll's again.
    """
    chosen = state.elector
    if is_new_address(state, evidence):
        return _of_new_address(state, evidence)
    if chosen is not None and chosen.address != NEW and has_portion(chosen, evidence):
        return portion_chosen(chosen, state, evidence)
    return home_on_roll(state, evidence)


def home_on_roll(state: EnvelopeState, evidence: Evidence) -> Home | None:
    """The portion of the roll's row, with the style that answers to the ballot cast; None without an elector."""
    elector = evidence.elector
    if elector is None:
        return None
    if not evidence.is_home_county:
        return Home(elector.county, "", "", "")
    portion = portion_of(evidence.election, elector)
    if portion is None:
        return Home(elector.county, elector.precinct, "", "")
    return Home(elector.county, portion.precinct, portion.id, portion.style_of(party_of_ballot(state, evidence)))


def moves_home(residence: str, readings: Readings) -> bool:
    """Whether an answer to `residence` is a move within the county that takes the home along."""
    return residence == REPORTED_MOVE or (residence == UNREPORTED_MOVE and readings.unreported_mover_at_new)


def is_new_address(state: EnvelopeState, evidence: Evidence) -> bool:
    """Whether the home is at a new address that the roll's row does not have yet."""
    answer, elector = state.answers.get("residence"), evidence.elector
    if answer is None or not moves_home(answer.value, evidence.readings):
        return False
    chosen = state.elector
    county = elector.county if elector is not None else chosen.county if chosen is not None else ""
    if not same_county(county, evidence.election.county):
        return False
    papers = evidence.papers
    return elector is None or not (address_given(papers) and same_address(papers, elector))


def party_of_ballot(state: EnvelopeState, evidence: Evidence) -> str:
    """The party of the ballot cast, in a primary; else empty."""
    return party_of_cast(evidence.election, state.precinct_cast, state.party, state.style_cast)


def cast_style_of(state: EnvelopeState, evidence: Evidence) -> str:
    """The style on the envelope's label, else the only one of the precinct where it was cast, in a primary of the party."""
    return cast_style(evidence.election, state.precinct_cast, state.party, state.style_cast)


def _of_new_address(state: EnvelopeState, evidence: Evidence) -> Home:
    chosen, elector = state.elector, evidence.elector
    if chosen is not None and chosen.address == NEW:
        return portion_chosen(chosen, state, evidence)
    county = elector.county if elector is not None else evidence.election.county
    return Home(county, "", "", "", NEW)


def has_portion(chosen: ElectorChoice, evidence: Evidence) -> bool:
    """Whether a portion stands recorded; in a primary its style may have been unknown when it was."""
    if chosen.style:
        return True
    portion = evidence.election.portion(chosen.precinct, chosen.portion)
    return portion is not None and bool(portion.styles)


def portion_chosen(chosen: ElectorChoice, state: EnvelopeState, evidence: Evidence) -> Home:
    """The home in the portion that was recorded, with the style that answers to the ballot cast."""
    portion = evidence.election.portion(chosen.precinct, chosen.portion)
    by_party = portion is not None and bool(portion.styles)
    style = portion.style_of(party_of_ballot(state, evidence)) if portion is not None and by_party else chosen.style
    return Home(chosen.county, chosen.precinct, chosen.portion, style, chosen.address or LISTED)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A portion, and how many of the electors nearest on the same street the roll has in it, of how many."""

    portion: Portion
    electors: int
    of: int


def suggestions(evidence: Evidence) -> tuple[Suggestion, ...]:
    """The portions of the electors near the new address, that of the most first; empty where the roll has none there."""
    found = [portion_of(evidence.election, elector) for elector in evidence.neighbours]
    portions = {portion.id: portion for portion in found if portion is not None}
    counted = Counter(portion.id for portion in found if portion is not None)
    return tuple(Suggestion(portions[name], many, len(found)) for name, many in counted.most_common(MOST_SUGGESTED))
