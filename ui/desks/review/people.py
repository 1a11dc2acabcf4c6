"""Electors and candidates of the roll in words: who they are, what agrees with the papers, what differs. Pure."""

from __future__ import annotations

from adjudicator.casework.sheet.evidence import Evidence, same_county
from adjudicator.records.counties import county_words
from adjudicator.records.elector import Candidate, Elector
from ui.desks.review.screen import ShownElector
from ui.parts import Choice

MOST_CANDIDATES = 7
"""Candidates on the keys 1 to 7; 8, 9 and 0 are answers of the question itself."""


def person_of(elector: Elector, evidence: Evidence) -> ShownElector:
    """The elector who is taken or proposed, with what the look-up found to agree and to differ."""
    number = elector.registration_number
    found = next((each for each in evidence.match.candidates if each.elector.registration_number == number), None)
    return ShownElector(
        name_words(elector),
        details_words(elector, evidence.election.county),
        shortened(found.agrees) if found else (),
        found.differs if found else (),
    )


def candidate_choices(candidates: tuple[Candidate, ...], county: str) -> tuple[Choice, ...]:
    """The candidates as answers on the keys 1 to 7, best first."""
    shown = candidates[:MOST_CANDIDATES]
    return tuple(_choice(str(key), candidate, county) for key, candidate in enumerate(shown, 1))


def name_words(elector: Elector) -> str:
    """Name and birth year: two electors of one name are told apart by it first."""
    return f"{elector.name}, born {elector.birth_year}" if elector.birth_year else elector.name


def details_words(elector: Elector, county: str) -> str:
    """Address, status, precinct or county, as one line."""
    there = f"{county_words(elector.county)} County" if not same_county(elector.county, county) else ""
    precinct = f"precinct {elector.precinct}" if elector.precinct and not there else ""
    flagged = "ID required" if elector.id_required else ""
    parts = (elector.address, elector.status, there, precinct, flagged)
    return ", ".join(part for part in parts if part)


def comparison_words(agrees: tuple[str, ...], differs: tuple[str, ...]) -> tuple[str, ...]:
    """What agrees and what differs, a line each."""
    lines = (("Agrees", agrees), ("Differs", differs))
    return tuple(f"{word}: {', '.join(said)}" for word, said in lines if said)


def shortened(agrees: tuple[str, ...]) -> tuple[str, ...]:
    """What agrees, without saying of each field that it is as written: "last name, born 1979, town"."""
    return tuple(said.removesuffix(": as written").removesuffix(", as written") for said in agrees)


def _choice(key: str, candidate: Candidate, county: str) -> Choice:
    elector = candidate.elector
    detail = (details_words(elector, county), *comparison_words(shortened(candidate.agrees), candidate.differs))
    return Choice(key, key, name_words(elector), "\n".join(detail), personal=True)
