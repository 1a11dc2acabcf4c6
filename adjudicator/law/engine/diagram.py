"""Decision diagrams: what follows from facts that are asked for one after another, in the order in which a person is asked.

A question whose answer makes no difference is left out, and what is equal is one object. So a diagram grows with what the
rules tell apart, and not with the number of combinations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from adjudicator.law.rules.rule import Row
from adjudicator.records.facts import FACTS

Contribution = int
"""What follows in each frame, as bits: cells of `Codebook.width` bits, the first frame's lowest (`Codebook.cell`)."""

Line = frozenset[Contribution]
"""Contributions among which one fact alone decides, all others being the same."""

_PLACES = {fact: place for place, fact in enumerate(FACTS)}


@dataclass(frozen=True, slots=True, eq=False)
class Diagram:
    """What follows from facts: it asks for `fact`, and the branch of its value says what follows then.

    A leaf asks for none (`fact` is empty), and `contributions` has the one that follows; else it has all that may follow.
    `facts` are those that may be asked for. Equal diagrams are one object, compared by identity. `narrower` has by fact and
    value what is left once that is known, as far as anybody wanted to know.
    """

    fact: str
    branches: Mapping[str, Diagram]
    facts: frozenset[str]
    contributions: frozenset[Contribution]
    narrower: dict[tuple[str, str], Diagram] = field(default_factory=dict[tuple[str, str], "Diagram"])


class Diagrams:
    """Makes diagrams, equal ones once. Its length is how much it remembers."""

    def __init__(self) -> None:
        self._leaves: dict[Contribution, Diagram] = {}
        self._asking: dict[tuple[str, tuple[Diagram, ...]], Diagram] = {}
        self._joined: dict[frozenset[Diagram], Diagram] = {}
        self._lines: dict[frozenset[Diagram], frozenset[Line]] = {}

    def __len__(self) -> int:
        return len(self._asking) + len(self._joined) + len(self._lines)

    def of_rows(self, facts: Sequence[str], rows: Iterable[tuple[Row, Contribution]]) -> Diagram:
        """The diagram of a table: its facts in their order, and rows of their values; rows that are alike add up."""
        rows = list(rows)
        if not facts or not rows:
            return self._leaf(reduce(or_, [contribution for _, contribution in rows], 0))
        first, *others = facts
        by_value: dict[str, list[tuple[Row, Contribution]]] = {value: [] for value in FACTS[first]}
        for row, contribution in rows:
            by_value[row[0]].append((row[1:], contribution))
        return self._ask(first, [self.of_rows(others, under) for under in by_value.values()])

    def joined(self, diagrams: frozenset[Diagram]) -> Diagram:
        """What follows from all of some diagrams together."""
        found = self._joined.get(diagrams)
        if found is None:
            fact = _asked_first(diagrams)
            found = self._joined[diagrams] = (
                self._ask(fact, [self.joined(left) for left in _by_value(diagrams, fact)])
                if fact
                else self._leaf(reduce(or_, _contributions(diagrams)))
            )
        return found

    def given(self, diagram: Diagram, fact: str, value: str) -> Diagram:
        """What is left of a diagram once a fact is known."""
        if fact not in diagram.facts:
            return diagram
        found = diagram.narrower.get((fact, value))
        if found is None:
            found = diagram.narrower[fact, value] = (
                diagram.branches[value]
                if fact == diagram.fact
                else self._ask(diagram.fact, [self.given(each, fact, value) for each in diagram.branches.values()])
            )
        return found

    def lines(self, diagram: Diagram, fact: str) -> frozenset[Line]:
        """Every line of more than one contribution in which a fact decides."""
        if fact not in diagram.facts:
            return frozenset()
        branches = frozenset(diagram.branches.values())
        if fact == diagram.fact:
            return self._across(branches)
        return frozenset[Line]().union(*[self.lines(branch, fact) for branch in branches])

    def _across(self, diagrams: frozenset[Diagram]) -> frozenset[Line]:
        """What follows from each of some diagrams, the facts that they ask for having the same values in all."""
        if len(diagrams) == 1:
            return frozenset()
        found = self._lines.get(diagrams)
        if found is None:
            fact = _asked_first(diagrams)
            found = self._lines[diagrams] = (
                frozenset[Line]().union(*[self._across(left) for left in set(_by_value(diagrams, fact))])
                if fact
                else frozenset({_contributions(diagrams)})
            )
        return found

    def _leaf(self, contribution: Contribution) -> Diagram:
        found = self._leaves.get(contribution)
        if found is None:
            found = self._leaves[contribution] = Diagram("", {}, frozenset(), frozenset({contribution}))
        return found

    def _ask(self, fact: str, branches: Sequence[Diagram]) -> Diagram:
        """Ask for a fact first; not where every answer leads to the same."""
        different = set(branches)
        if len(different) == 1:
            return branches[0]
        key = fact, tuple(branches)
        found = self._asking.get(key)
        if found is None:
            found = self._asking[key] = Diagram(
                fact,
                dict(zip(FACTS[fact], branches, strict=True)),
                frozenset({fact}).union(*[each.facts for each in different]),
                _contributions(different),
            )
        return found


def _asked_first(diagrams: Iterable[Diagram]) -> str:
    """The fact that comes first among those for which the diagrams ask; empty where all are leaves."""
    return min([diagram.fact for diagram in diagrams if diagram.fact], key=_PLACES.__getitem__, default="")


def _by_value(diagrams: Iterable[Diagram], fact: str) -> list[frozenset[Diagram]]:
    """What is left of diagrams, none of which asks for an earlier fact, with each value of a fact."""
    return [
        frozenset([diagram.branches[value] if diagram.fact == fact else diagram for diagram in diagrams])
        for value in FACTS[fact]
    ]


def _contributions(diagrams: Iterable[Diagram]) -> frozenset[Contribution]:
    return frozenset[Contribution]().union(*[diagram.contributions for diagram in diagrams])
