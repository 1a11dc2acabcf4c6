"""How decisions on practice envelopes compare with the right answers: by person, by question, and where they differ.

What is scored is the outcome and the contests that count, nothing else: how somebody got there is theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from adjudicator.practice.papers import Miss, RightAnswer, agreement

NOBODY_ASKED = frozenset({"court_order", "deadline", "ballot_in_envelope", "ruling"})
"""Facts that follow from elsewhere: no reviewer answers them."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided on one envelope: facts by name, the outcome, and the contests that count."""

    number: str
    by: str
    outcome: str
    contests: tuple[str, ...]
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Differing:
    """One envelope that was decided otherwise than right; `facts` has name -> (right, given) of what led there."""

    miss: Miss
    by: str
    situation: str
    facts: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RightShare:
    """How many were decided, and how many of these rightly."""

    decided: int
    right: int

    @property
    def share(self) -> float:
        """The share that is right, 0 to 1; 1 where nothing was decided."""
        return self.right / self.decided if self.decided else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a practice case so far.

    `of` is how many envelopes it has. `by_person` is by the person who decided; `by_question` says of each fact how often
    it was answered and how often as the right answer has it. `differing` are the envelopes that differ, by number.
    """

    of: int
    total: RightShare
    by_person: Mapping[str, RightShare]
    by_question: Mapping[str, RightShare]
    differing: tuple[Differing, ...]


def score(answers: Mapping[str, RightAnswer], decided: Iterable[Decided]) -> Score:
    """Compare what was decided so far with the right answers; envelopes without a right answer are left out."""
    known = {each.number: each for each in decided if each.number in answers}
    got = {number: (each.outcome, each.contests) for number, each in known.items()}
    asked = {number: answers[number] for number in known}
    misses = {miss.envelope_number: miss for miss in agreement(asked, got).misses}
    differing = tuple(_differing(miss, known[number], answers[number]) for number, miss in misses.items())
    people = Counter(each.by for each in known.values())
    wrong = Counter(each.by for each in differing)
    return Score(
        len(answers),
        RightShare(len(known), len(known) - len(misses)),
        {who: RightShare(count, count - wrong[who]) for who, count in people.items()},
        _by_question([(answers[number], each) for number, each in known.items()]),
        differing,
    )


def _differing(miss: Miss, decided: Decided, answer: RightAnswer) -> Differing:
    facts = {
        fact: (right, decided.facts[fact])
        for fact, right in answer.facts.items()
        if fact not in NOBODY_ASKED and not _is_same(fact, decided.facts.get(fact, right), right)
    }
    return Differing(miss, decided.by, answer.situation, facts)


def _is_same(fact: str, given: str, right: str) -> bool:
    """Whether two answers are one: an elector who is beyond doubt and one whom a person took are the same elector."""
    return given == right or (fact == "match" and {given, right} <= {"certain", "chosen"})


def _by_question(pairs: Sequence[tuple[RightAnswer, Decided]]) -> dict[str, RightShare]:
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for answer, decided in pairs:
        for fact, expected in answer.facts.items():
            if fact in decided.facts and fact not in NOBODY_ASKED:
                asked[fact] += 1
                right[fact] += _is_same(fact, decided.facts[fact], expected)
    return {fact: RightShare(count, right[fact]) for fact, count in asked.items()}
