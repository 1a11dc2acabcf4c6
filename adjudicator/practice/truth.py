"""The right answer of each story, worked out from what really happened: a second opinion beside `adjudicator.law`.

The rules are written down here once more, plainly and for the default pack only (georgia-2020-sos, the period still
open, no ruling yet, the ballot sealed), so that a mistake in one place shows against the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from adjudicator.practice.people import MadeUpPerson
from adjudicator.practice.places import HomePortion, Outside
from adjudicator.practice.scene import Scene, Story
from adjudicator.records.election import Election

NOT_COUNTED = {
    ("voted_already", "absentee_accepted"): "already_voted",
    ("voted_already", "advance_vote"): "already_voted",
    ("voted_already", "election_day"): "already_voted",
    ("voted_already", "elsewhere"): "already_voted",
    ("registration", "cancelled"): "not_registered",
    ("registration", "never"): "not_registered",
    ("registration", "late"): "registered_late",
    ("registration", "completed_late"): "completed_late",
    ("eligibility", "felony"): "not_eligible",
    ("eligibility", "under_age"): "not_eligible",
    ("eligibility", "not_citizen"): "not_eligible",
    ("residence", "moved_county_early"): "not_resident",
    ("residence", "moved_state_early"): "not_resident",
    ("party", "not_entitled"): "wrong_party",
    ("identification", "supplied_late"): "no_identification",
}

HELD = {
    ("match", "several"): "elector_unclear",
    ("oath", "unsigned"): "oath_unsigned",
    ("oath", "paper_missing"): "papers_missing",
    ("registration", "not_found"): "registration_unclear",
    ("registration", "pending"): "registration_unclear",
    ("residence", "unclear"): "residence_unclear",
    ("eligibility", "in_question"): "eligibility_unclear",
    ("voted_already", "absentee_rejected"): "absentee_rejected",
    ("voted_already", "other_provisional"): "two_envelopes",
    ("voted_already", "credit_in_question"): "credit_unclear",
    ("identification", "missing"): "no_identification",
    ("identification", "supplied_after_hours"): "identification_after_hours",
}

STATEMENT_LAW = date(2021, 7, 1)
"""From then on a voter in the wrong precinct swears a statement (Act 9 of 2021)."""


@dataclass(frozen=True, slots=True)
class Truth:
    """The right answer: every fact, the outcome, the contests that count in ballot order, and the codes behind it."""

    facts: Mapping[str, str]
    cast_style: str
    home_style: str
    outcome: str
    contests: tuple[str, ...]
    codes: tuple[str, ...]


def truth_of(story: Story, scene: Scene) -> Truth:
    """The right answer of a story."""
    facts = facts_of(story, scene)
    home_style = story.home.portion.style if story.on_roll and isinstance(story.home, HomePortion) else ""
    cast = scene.election.styles[story.ballot.style]
    stopped = tuple(sorted({code for fact, code in NOT_COUNTED.items() if facts.get(fact[0]) == fact[1]}))
    if stopped:
        return Truth(facts, story.ballot.style, home_style, "not_counted", (), stopped)
    entitled = _entitled(facts, scene.election, cast, home_style)
    entitled = tuple(contest for contest in entitled if not is_too_late(story, scene.election, contest))
    if facts["registration"] == "registered" and not entitled:
        return Truth(facts, story.ballot.style, home_style, "not_counted", (), ("no_entitled_contest",))
    waiting = tuple(sorted({code for fact, code in HELD.items() if facts.get(fact[0]) == fact[1]}))
    if waiting:
        return Truth(facts, story.ballot.style, home_style, "held", (), waiting)
    outcome = "count_full" if entitled == cast else "count_partial"
    return Truth(facts, story.ballot.style, home_style, outcome, entitled, ())


def _entitled(facts: Mapping[str, str], election: Election, cast: tuple[str, ...], home_style: str) -> tuple[str, ...]:
    """The contests of the cast ballot that the voter was entitled to vote in."""
    if facts["registration"] != "registered":
        return cast
    if facts.get("residence") == "moved_state_late":
        cast = tuple(contest for contest in cast if election.contests[contest].is_for_president)
    if facts["home"] == "other_county":
        return tuple(contest for contest in cast if election.contests[contest].is_statewide)
    return tuple(contest for contest in cast if contest in election.styles[home_style])


def is_too_late(story: Story, election: Election, contest: str) -> bool:
    """Whether a contest closed its registration on a day of its own, before the voter applied."""
    closes = election.contests[contest].registration_closes
    applied = registered_from(story.person, story.asked)
    return story.on_roll and closes is not None and applied is not None and applied > closes


def registered_from(person: MadeUpPerson, asked: Mapping[str, str]) -> date | None:
    """The day from which the voter counts as registered: the day of the application where one was found."""
    applied = asked.get("applied_on", "")
    return date.fromisoformat(applied) if applied[:1].isdigit() else person.elector.registered_on


def facts_of(story: Story, scene: Scene) -> dict[str, str]:
    """Every fact of a story that can be known; those without meaning for a voter off the roll stay out."""
    cast = cast_of(story, scene)
    order = scene.order_at(story.ballot.place)
    facts = {
        "oath": "signed",
        "match": "certain",
        "registration": "registered",
        "residence": "as_listed",
        "eligibility": "eligible",
        "voted_already": "no",
        "identification": "shown",
        "party": "entitled" if scene.election.primary else "not_a_primary",
        "cast": cast,
        "court_order": order.status if order and cast == "court_extension" else "none",
        "statement": "missing",
        "home": home_of(story),
        "deadline": "open",
        "ballot_in_envelope": "sealed",
        "ruling": "none",
    } | dict(story.facts)
    if not story.on_roll:
        facts["match"] = "none"
        del facts["residence"], facts["home"]
    return facts


def cast_of(story: Story, scene: Scene) -> str:
    """When the ballot was cast, in the values of the fact `cast`."""
    ballot = story.ballot
    if ballot.stream != "election_day":
        return "not_election_day"
    if ballot.cast_at is None:
        return "time_unknown"
    if ballot.cast_at > scene.closing(ballot.place):
        return "court_extension" if scene.order_at(ballot.place) else "in_line_at_closing"
    return "before_5pm" if ballot.cast_at.time() < time(17) else "from_5pm_to_close"


def home_of(story: Story) -> str:
    """How the ballot stands to the voter's home, in the values of the fact `home`."""
    if isinstance(story.home, Outside):
        return "other_county"
    if story.ballot.stream == "election_day" and story.ballot.precinct != story.home.precinct.code:
        return "other_precinct"
    return "same_style" if story.ballot.style == story.home.portion.style else "other_style"
