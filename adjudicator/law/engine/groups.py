"""Facts in groups that act on their own: what a group of facts may contribute to the outcome.

Two facts are in one group where a rule looks at both, or where both bear on the contests or on one observed mark.
`deadline` and `ruling` stand outside: a contribution is worked out for each of their six combinations, the frames.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from adjudicator.law.engine.codes import OBSERVED_MARKS, Codebook
from adjudicator.law.engine.diagram import Contribution, Diagram, Diagrams, Line
from adjudicator.law.engine.turns import FRAME_FACTS, open_frames, places_of
from adjudicator.law.rules.rule import NOTHING_LEFT, Effect, Effects, Row, Rule
from adjudicator.records.facts import FACTS

MOST = 20_000
"""What the diagrams of one group may remember at most."""


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What a group may still contribute, some of its facts being known. Views are compared by identity.

    `lines` has, for each fact on which it still hangs, what that fact alone decides among.
    """

    contributions: frozenset[Contribution]
    lines: Mapping[str, frozenset[Line]]
    has_limits: bool


class FactGroup:
    """Facts that act together, with the rules that look at them under the conditions true of election and ballot."""

    def __init__(self, rules: Sequence[Rule], codebook: Codebook, conditions: frozenset[str]) -> None:
        looked_at = {fact for rule in rules for fact in rule.facts}
        self.facts = tuple(fact for fact in FACTS if fact in looked_at and fact not in FRAME_FACTS)
        self._has_limits = any("contests" in _bears_on(rule) for rule in rules)
        self._rules, self._codebook, self._conditions = rules, codebook, conditions
        self._diagrams = Diagrams()
        self._whole = self._look()
        self._views: dict[Diagram, View] = {}

    @cached_property
    def classes(self) -> Mapping[str, Mapping[str, str]]:
        """For each fact: its values -> the first value that no rule tells from it."""
        return {fact: _classes(fact, self._rules) for fact in self.facts}

    def view(self, known: Mapping[str, str]) -> View:
        """What may still follow from this group, given the known facts."""
        left = self._whole
        for fact in self.facts:
            if fact in left.facts:
                value = known.get(fact)
                if value is not None:
                    left = left.narrower.get((fact, value)) or self._diagrams.given(left, fact, value)
        return self._views.get(left) or self._seen(left)

    def _look(self) -> Diagram:
        """What may follow where nothing is known."""
        tables = [_table(rule, self._codebook, self._conditions) for rule in self._rules]
        return self._diagrams.joined(frozenset([self._diagrams.of_rows(*table) for table in tables]))

    def _seen(self, left: Diagram) -> View:
        """The view of what is left; once there is much to remember, all is forgotten."""
        lines = {fact: self._diagrams.lines(left, fact) for fact in left.facts}
        view = View(left.contributions, lines, self._has_limits)
        if len(self._diagrams) > MOST:
            self._diagrams, self._views = Diagrams(), {}
            self._whole = self._look()
        self._views[left] = view
        return view


def _table(rule: Rule, codebook: Codebook, conditions: frozenset[str]) -> tuple[Row, list[tuple[Row, Contribution]]]:
    """The facts of a rule but for those of the frame, in their order, and what it contributes for rows of their values."""
    own = tuple(fact for fact in FACTS if fact in rule.facts and fact not in FRAME_FACTS)
    rows: list[tuple[Row, Contribution]] = []
    for row, effects in rule.rows.items():
        given = dict(zip(rule.facts, row, strict=True))
        contribution = _spread(given, active(effects, conditions), codebook)
        rows.append((tuple([given[fact] for fact in own]), contribution))
    return own, rows


def _spread(given: Mapping[str, str], effects: Effects, codebook: Codebook) -> Contribution:
    """The effects of a row, in every frame that the row admits."""
    cell = reduce(or_, (_bits(effect, codebook) for effect in effects), 0)
    return sum(cell << frame * codebook.width for frame in places_of(open_frames(given)))


def _bits(effect: Effect, codebook: Codebook) -> int:
    if effect.kind == "limit":
        return codebook.limit_bit(effect.code, effect.scope)
    return codebook.bit(effect.kind, effect.code, if_nothing_left=effect.when == NOTHING_LEFT)


def active(effects: Effects, conditions: frozenset[str]) -> Effects:
    """The effects whose condition is true; what hangs on the limits' outcome stays in."""
    return tuple(effect for effect in effects if effect.when in ("", NOTHING_LEFT) or effect.when in conditions)


def groups_of(rules: Sequence[Rule], codebook: Codebook, conditions: frozenset[str]) -> tuple[FactGroup, ...]:
    """Part the rules into groups that act on their own."""
    parts: list[tuple[frozenset[str], list[Rule]]] = []
    for rule in rules:
        borne_on, together = _bears_on(rule), [rule]
        touching = [part for part in parts if part[0] & borne_on]
        parts = [part for part in parts if part not in touching]
        for others_bear_on, others in touching:
            borne_on |= others_bear_on
            together += others
        parts.append((borne_on, together))
    return tuple(FactGroup(part, codebook, conditions) for _, part in parts)


def _bears_on(rule: Rule) -> frozenset[str]:
    effects = [effect for row in rule.rows.values() for effect in row]
    facts = {fact for fact in rule.facts if fact not in FRAME_FACTS}
    marks = {f"mark {effect.code}" for effect in effects if effect.kind == "mark" and effect.code in OBSERVED_MARKS}
    contests = any(effect.kind == "limit" or effect.when == NOTHING_LEFT for effect in effects)
    return frozenset(facts | marks | ({"contests"} if contests else set()))


def _classes(fact: str, rules: Sequence[Rule]) -> Mapping[str, str]:
    """Each value of a fact -> the first value that no rule tells from it."""
    first: dict[frozenset[object], str] = {}
    return {value: first.setdefault(_behaviour(fact, value, rules), value) for value in FACTS[fact]}


def _behaviour(fact: str, value: str, rules: Sequence[Rule]) -> frozenset[object]:
    said: list[object] = []
    for rule in rules:
        if fact in rule.facts:
            place = rule.facts.index(fact)
            rows = ((row, effects) for row, effects in rule.rows.items() if row[place] == value)
            said += [(rule.id, row[:place] + row[place + 1 :], _outward(effects)) for row, effects in rows]
    return frozenset(said)


def _outward(effects: Effects) -> tuple[tuple[str, ...], ...]:
    return tuple((effect.kind, effect.code, effect.scope, effect.when) for effect in effects)
