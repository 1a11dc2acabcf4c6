"""Questions in other words where the case is another: who is inactive, registered elsewhere, moved and reported it.

The keys and values are those of the ordinary question, so that an answer means the same whatever its words. Only where an
answer follows from a position of the board, the same words have the value that the position gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from adjudicator.casework.sheet.home import NEW
from adjudicator.casework.sheet.questions import DIED_AFTER_VOTING, QUESTIONS, Option, Question
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.facts.derive import derive_after_death

INACTIVE, ELSEWHERE, NEW_ADDRESS, PLACE_UNKNOWN, RUNOFF, DEATH_ENDS = (
    "inactive",
    "elsewhere",
    "new_address",
    "place_unknown",
    "runoff",
    "death_ends",
)

CORRECT = "correct"
"""The second step of an answer that corrects what was received from the papers."""


def question_of(sheet: Sheet, fact: str) -> Question:
    """The question about a fact in the words of this envelope's case."""
    situation = _SITUATIONS.get(fact, _ordinary)(sheet)
    return VARIANTS.get((fact, situation)) or QUESTIONS[fact]


def _ordinary(sheet: Sheet) -> str:
    del sheet
    return ""


def _of_residence(sheet: Sheet) -> str:
    elector = sheet.evidence.elector
    if elector is not None and not sheet.evidence.is_home_county:
        return ELSEWHERE
    return INACTIVE if elector is not None and elector.status == "inactive" else ""


def _of_home(sheet: Sheet) -> str:
    home, papers = sheet.home, sheet.evidence.papers
    if home is not None and home.address == NEW:
        return NEW_ADDRESS
    told = home is not None and bool(home.style)
    return PLACE_UNKNOWN if told and not (papers.stream and papers.precinct_cast) else ""


def _of_eligibility(sheet: Sheet) -> str:
    return DEATH_ENDS if derive_after_death(sheet.evidence.readings) == "deceased" else ""


def _of_party(sheet: Sheet) -> str:
    return RUNOFF if sheet.evidence.election.runoff else ""


_SITUATIONS: Mapping[str, Callable[[Sheet], str]] = {
    "residence": _of_residence,
    "home": _of_home,
    "party": _of_party,
    "eligibility": _of_eligibility,
}

_RESIDENCE, _HOME, _PARTY = QUESTIONS["residence"], QUESTIONS["home"], QUESTIONS["party"]
_ELIGIBILITY = QUESTIONS["eligibility"]


def _in_words(question: Question, words: Mapping[str, str]) -> tuple[Option, ...]:
    """The question's answers, some in other words, by their keys."""
    return tuple(replace(option, words=words.get(option.key, option.words)) for option in question.options)


VARIANTS: Mapping[tuple[str, str], Question] = {
    ("residence", INACTIVE): replace(
        _RESIDENCE,
        prompt="The roll has this elector as inactive. Where did the voter live on election day?",
        help="Inactive is registered. Who still lives there, or moved within the county, votes in the precinct of the last "
        "listed address, for this election and its run-offs, and is to be shown as active again (O.C.G.A. 21-2-235(c), "
        "(d)). Who moved to another county on or before {county_date} may not vote here any more (21-2-218(f)).",
    ),
    ("residence", ELSEWHERE): replace(
        _RESIDENCE,
        prompt="The voter is registered in {county} County. Where did the voter live on election day?",
        options=_in_words(
            _RESIDENCE,
            {
                "1": "In {county} County, at the listed address",
                "2": "Moved within {county} County, not reported by {closes}",
                "3": "Moved within {county} County, reported",
                "4": "Moved to this or another Georgia county after {county_date}",
                "5": "Moved to this or another Georgia county on or before {county_date}",
            },
        ),
        help="Who moved after {county_date} may vote in the county where they are registered (O.C.G.A. 21-2-218(e)). Who "
        "moved here on or before {county_date} had to register here by {closes}: look for an application in this county "
        "first (218(b), (f)). The registration form in the envelope counts for the next election.",
    ),
    ("home", NEW_ADDRESS): replace(
        _HOME,
        prompt="Which precinct and portion is the new address in?",
        help="The move was reported in time, so the new address is the voter's home (O.C.G.A. 21-2-218(c)), and the roll "
        "does not have it yet. What is suggested rests on electors of the roll who live nearest on the same street: look "
        "it up on the street list.",
    ),
    ("home", PLACE_UNKNOWN): replace(
        _HOME,
        prompt="In which precinct was this ballot cast?",
        options=(
            Option("1", "Read it from the papers", "", CORRECT),
            Option("0", "Refer to a supervisor", "", "refer"),
        ),
        help="The voter's own precinct is known; where the ballot was handed out is not. It stands on the outer envelope, "
        "else the numbered list or the bag tells it.",
        short="Cast in",
    ),
    ("party", RUNOFF): replace(
        _PARTY,
        prompt="This is a {party} run-off ballot. May this voter vote it?",
        help="Who voted in another party's primary may not vote in this party's run-off (O.C.G.A. 21-2-501(a), 224(d)); who "
        "voted in no primary may. The voter history or the numbered list of the primary tells it; the files of the run-off "
        "do not.",
    ),
    ("eligibility", DEATH_ENDS): replace(
        _ELIGIBILITY,
        options=tuple(
            replace(option, value="deceased") if option.why == DIED_AFTER_VOTING else option
            for option in _ELIGIBILITY.options
        ),
    ),
}
"""(fact, case) -> the question in other words."""
