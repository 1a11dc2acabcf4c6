"""Facts in groups that act on their own: what a group of facts contributes for each combination of its values.

Two facts are in one group where a rule looks at both, or where both bear on the contests or on one observed mark.
`deadline` and `ruling` stand outside: a contribution is worked out for each of their six combinations, the frames.
Values between which no rule tells any difference are one class, and only one of them is tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from adjudicator.law.codes import OBSERVED_MARKS, Codebook
from adjudicator.law.rule import NOTHING_LEFT, Effect, Effects, Rule
from adjudicator.records.facts import FACTS

FRAME_FACTS = ("deadline", "ruling")
FRAMES = tuple(product(*(FACTS[fact] for fact in FRAME_FACTS)))

Cell = tuple[int, int, int]
"""Codes that follow, limits that apply, and codes that follow only where the limits leave no contest; as bits."""
Contribution = tuple[Cell, ...]
"""One cell a frame."""


@dataclass(frozen=True, slots=True)
class View:
    """What a group may contribute, some of its facts being known.

    `lines` holds, for each unknown fact, the sets of contributions among which that fact alone decides.
    """

    contributions: tuple[Contribution, ...]
    lines: tuple[tuple[str, tuple[frozenset[Contribution], ...]], ...]
    has_limits: bool


@dataclass(slots=True)
class Group:
    """Facts that act together, with the rules that look at them. `conditions` are those true of election and query."""

    facts: tuple[str, ...]
    rules: tuple[Rule, ...]
    codebook: Codebook
    conditions: frozenset[str]
    has_limits: bool
    _classes: Mapping[str, Mapping[str, str]] = field(init=False)
    _cells: dict[tuple[str, ...], Contribution] = field(default_factory=dict[tuple[str, ...], Contribution])
    _views: dict[tuple[str | None, ...], View] = field(default_factory=dict[tuple[str | None, ...], View])

    def __post_init__(self) -> None:
        self._classes = {fact: _classes(fact, self.rules) for fact in self.facts}

    def view(self, known: Mapping[str, str]) -> View:
        """What may still follow from this group, given the known facts."""
        key = tuple(self._classes[fact][known[fact]] if fact in known else None for fact in self.facts)
        if key not in self._views:
            self._views[key] = self._look(key)
        return self._views[key]

    def _look(self, key: tuple[str | None, ...]) -> View:
        choices = [
            (value,) if value is not None else tuple(dict.fromkeys(self._classes[fact].values()))
            for fact, value in zip(self.facts, key, strict=True)
        ]
        cells = {values: self._contribution(values) for values in product(*choices)}
        lines = tuple((fact, _lines(cells, place)) for place, fact in enumerate(self.facts) if key[place] is None)
        return View(tuple(dict.fromkeys(cells.values())), lines, self.has_limits)

    def _contribution(self, values: tuple[str, ...]) -> Contribution:
        if values not in self._cells:
            answers = dict(zip(self.facts, values, strict=True))
            self._cells[values] = tuple(
                self._cell(answers | dict(zip(FRAME_FACTS, frame, strict=True))) for frame in FRAMES
            )
        return self._cells[values]

    def _cell(self, answers: Mapping[str, str]) -> Cell:
        codes = limits = if_nothing_left = 0
        for effect in self._effects(answers):
            if effect.kind == "limit":
                limits |= 1 << self.codebook.limits.index((effect.code, effect.scope))
            elif effect.when == NOTHING_LEFT:
                if_nothing_left |= self.codebook.bit(effect.kind, effect.code)
            else:
                codes |= self.codebook.bit(effect.kind, effect.code)
        return codes, limits, if_nothing_left

    def _effects(self, answers: Mapping[str, str]) -> Iterator[Effect]:
        for rule in self.rules:
            yield from active(rule.effects(tuple(answers[fact] for fact in rule.facts)), self.conditions)


def active(effects: Effects, conditions: frozenset[str]) -> Effects:
    """The effects whose condition is true; what hangs on the limits' outcome stays in."""
    return tuple(effect for effect in effects if effect.when in ("", NOTHING_LEFT) or effect.when in conditions)


def groups_of(rules: Sequence[Rule], codebook: Codebook, conditions: frozenset[str]) -> tuple[Group, ...]:
    """Part the rules into groups that act on their own; a rule that looks at a frame fact only is refused."""
    parts: list[list[Rule]] = []
    for rule in rules:
        touching = [part for part in parts if any(_touch(rule, other) for other in part)]
        parts = [part for part in parts if part not in touching]
        parts.append([rule, *(other for part in touching for other in part)])
    return tuple(_group(part, codebook, conditions) for part in parts)


def _group(part: Sequence[Rule], codebook: Codebook, conditions: frozenset[str]) -> Group:
    looked_at = {fact for rule in part for fact in rule.facts}
    facts = tuple(fact for fact in FACTS if fact in looked_at and fact not in FRAME_FACTS)
    return Group(facts, tuple(part), codebook, conditions, any("contests" in _bears_on(rule) for rule in part))


def _touch(one: Rule, other: Rule) -> bool:
    return bool(_bears_on(one) & _bears_on(other))


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


def _lines(cells: Mapping[tuple[str, ...], Contribution], place: int) -> tuple[frozenset[Contribution], ...]:
    among: dict[tuple[str, ...], set[Contribution]] = {}
    for values, contribution in cells.items():
        among.setdefault(values[:place] + values[place + 1 :], set()).add(contribution)
    return tuple({frozenset(line): None for line in among.values() if len(line) > 1})
