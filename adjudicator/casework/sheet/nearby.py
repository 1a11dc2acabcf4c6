"""Which portion the new address of a move may be in, by electors of the roll who live near it; a person decides."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from adjudicator.casework.sheet.evidence import Evidence
from adjudicator.law.facts.home import portion_of
from adjudicator.records.election import Portion

MOST = 4
"""Portions that are suggested at most."""


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
    return tuple(Suggestion(portions[name], many, len(found)) for name, many in counted.most_common(MOST))
