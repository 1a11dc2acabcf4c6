"""Where people decided otherwise: determinations against the recommendation, answers against a record, and whose they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from adjudicator.casework.record.state import DeterminationState, EnvelopeState
from adjudicator.casework.sheet.claims import facts_against_records
from adjudicator.records.facts import FACTS


@dataclass(frozen=True, slots=True)
class Judged:
    """One person's determinations in force: how many, how many depart, and how many answers stand against a record."""

    determinations: int = 0
    departures: int = 0
    against_record: int = 0


@dataclass(frozen=True, slots=True)
class Departures:
    """What was decided otherwise than recommended or recorded, among determinations in force.

    `by_outcome` maps (recommended, recorded) -> determinations, the most frequent first; `against_record` fact -> answers, in
    the order in which facts are asked; `by_person` a person's id -> what is theirs, sorted.
    """

    determinations: int
    by_outcome: Mapping[tuple[str, str], int]
    against_record: Mapping[str, int]
    by_person: Mapping[str, Judged]

    @property
    def number(self) -> int:
        """How many determinations depart from the recommendation."""
        return sum(self.by_outcome.values())

    @property
    def answers(self) -> int:
        """How many answers stand against a record."""
        return sum(self.against_record.values())


@dataclass(slots=True)
class DepartureSums:
    """The running counts of departures."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    facts: Counter[str] = field(default_factory=Counter[str])
    determined: Counter[str] = field(default_factory=Counter[str])
    departed: Counter[str] = field(default_factory=Counter[str])
    against: Counter[str] = field(default_factory=Counter[str])

    def add(self, state: EnvelopeState, determination: DeterminationState) -> None:
        """Count a determination in force, and the answers it rests on as their givers' own."""
        self.determined[determination.by] += 1
        if determination.departs:
            self.outcomes[determination.recommended, determination.outcome] += 1
            self.departed[determination.by] += 1
        for fact in facts_against_records(state):
            self.facts[fact] += 1
            self.against[_giver(state, fact) or determination.by] += 1

    def departures(self) -> Departures:
        """What was counted."""
        people = sorted({*self.determined, *self.against})
        return Departures(
            self.determined.total(),
            dict(sorted(self.outcomes.items(), key=lambda pair: (-pair[1], pair[0]))),
            {fact: self.facts[fact] for fact in FACTS if fact in self.facts},
            {each: Judged(self.determined[each], self.departed[each], self.against[each]) for each in people},
        )


def _giver(state: EnvelopeState, fact: str) -> str:
    """Whose an answer against a record is, empty where it is nobody's own."""
    if fact == "home" and state.elector is not None:
        return state.elector.by
    source = state.answers[fact].source
    return source.ref if source.kind == "worker" else ""
