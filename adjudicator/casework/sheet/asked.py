"""Which facts every envelope is asked for, and which of them are not known in a determination that counts a ballot."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.casework.record.state import DeterminationState
from adjudicator.casework.sheet.lines.line import NOBODY
from adjudicator.law.engine.recommend import Recommender
from adjudicator.records.facts import FACTS, OF_PACKS

ASKED = ("oath", "identification", "cast", "match", "registration", "residence", "eligibility", "voted_already")
"""Facts that every envelope is asked for, unless an answer to another settles them; beside them those that the pack asks."""

COUNTS = frozenset({"count_full", "count_partial"})
ELSEWHERE = frozenset({"deadline", "timing", "ballot_in_envelope", "ruling", "court_order", "party", "home"})
"""Facts that nobody is asked, or only where others are known."""


def asked_by(recommender: Recommender) -> tuple[str, ...]:
    """The facts that are asked under a pack."""
    return (*ASKED, *sorted(OF_PACKS & recommender.looks_at))


def is_asked(answers: Mapping[str, str], fact: str) -> bool:
    """Whether a fact is asked beside these answers, as the cards ask; what a flag on the roll asks is left out."""
    match = answers.get("match")
    if fact in ("residence", "registration_data"):
        return match not in NOBODY and answers.get("registration") in (None, "registered")
    if fact == "registration":
        return match != "several"
    return fact not in ("eligibility", "voted_already") or match not in NOBODY


def not_known(determination: DeterminationState, recommender: Recommender) -> tuple[str, ...]:
    """The facts that are not known in a determination that counts a ballot, in the order in which they are asked.

    They are what the rules would still need; where it departs from the recommendation, all that an envelope is asked for.
    """
    if determination.outcome not in COUNTS:
        return ()
    facts = determination.facts
    said = recommender.recommend(facts, *determination.ballot, findings=False)
    wanted = {*said.needs}
    if determination.departs:
        wanted |= {fact for fact in asked_by(recommender) if is_asked(facts, fact)}
    order = (*ASKED, *FACTS)
    return tuple(
        fact for fact in dict.fromkeys(order) if fact in wanted and fact not in facts and fact not in ELSEWHERE
    )
