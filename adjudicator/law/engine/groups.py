"""Facts in groups that act on their own: what a group of facts contributes for each combination of its values.

Two facts are in one group where a rule looks at both, or where both bear on the contests or on one observed mark.
`deadline` and `ruling` stand outside: a contribution is worked out for each of their six combinations, the frames.
Values between which no rule tells any difference are one class, and only one of them is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain, product, repeat
from math import prod
from operator import itemgetter, or_
from typing import Any, TypeVar

from adjudicator.law.engine.codes import OBSERVED_MARKS, Codebook
from adjudicator.law.engine.memo import MOST
from adjudicator.law.engine.turns import FRAME_FACTS, open_frames, places_of
from adjudicator.law.rules.rule import NOTHING_LEFT, Effect, Effects, Row, Rule
from adjudicator.records.facts import FACTS

Contribution = int
"""What follows in each frame, as bits: cells of `Codebook.width` bits, the first frame's lowest (`Codebook.cell`)."""

_Cell = TypeVar("_Cell")


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What a group may contribute, some of its facts being known. Equal views are one object, compared by identity.

    `facts` are those on which it still hangs, with their numbers of values in `sizes`; `cells` has the contribution for
    each combination of these, the last fact changing fastest. `narrower` has, for each of `facts`, the views that were
    asked for once a value of it was known.
    """

    facts: tuple[str, ...]
    sizes: tuple[int, ...]
    cells: tuple[Contribution, ...]
    has_limits: bool
    narrower: Mapping[str, dict[str, View]]


def by_value(cells: Sequence[_Cell], sizes: Sequence[int], place: int) -> list[tuple[_Cell, ...]]:
    """The cells of each value of one of the facts that they hang on; at one place in all, the other facts are alike."""
    inner, size = prod(sizes[place + 1 :]), sizes[place]
    if inner == 1:
        return [tuple(cells[value::size]) for value in range(size)]
    return [
        tuple(chain.from_iterable([cells[at : at + inner] for at in range(first, len(cells), inner * size)]))
        for first in range(0, inner * size, inner)
    ]


class FactGroup:
    """Facts that act together, with the rules that look at them under the conditions true of election and query.

    `classes` maps each value of a fact to the first value that no rule tells from it.
    """

    def __init__(self, rules: Sequence[Rule], codebook: Codebook, conditions: frozenset[str]) -> None:
        looked_at = {fact for rule in rules for fact in rule.facts}
        self.facts = tuple(fact for fact in FACTS if fact in looked_at and fact not in FRAME_FACTS)
        self.has_limits = any("contests" in _bears_on(rule) for rule in rules)
        self.classes = {fact: _classes(fact, rules) for fact in self.facts}
        self._choices = {fact: tuple(dict.fromkeys(self.classes[fact].values())) for fact in self.facts}
        self._tables = [_table(rule, self.facts, codebook, conditions) for rule in rules]
        self._views: dict[tuple[tuple[str, ...], tuple[Contribution, ...]], View] = {}
        self._whole: View | None = None
        self._narrowed = 0

    def view(self, known: Mapping[str, str]) -> View:
        """What may still follow from this group, given the known facts."""
        view = self._whole or self._look()
        for fact in self.facts:
            narrower = view.narrower.get(fact)
            if narrower is not None:
                value = known.get(fact)
                if value is not None:
                    view = narrower.get(value) or self._narrow(view, fact, value)
        return view

    def _look(self) -> View:
        """The view where nothing is known."""
        rows = list(product(*self._choices.values()))
        cells = [0] * len(rows)
        for own, table in self._tables:  # a rule at a time, so that no step of a row is one of Python's
            cells = list(map(or_, cells, map(table.get, map(own, rows), repeat(0))))
        self._whole = self._reduced(self.facts, tuple(cells))
        return self._whole

    def _narrow(self, view: View, fact: str, value: str) -> View:
        """A view once a fact is known, kept with it; all are forgotten once there are many."""
        place = view.facts.index(fact)
        cells = by_value(view.cells, view.sizes, place)[self._choices[fact].index(self.classes[fact][value])]
        narrower = self._reduced(view.facts[:place] + view.facts[place + 1 :], cells)
        self._narrowed += 1
        if self._narrowed > MOST and self._whole is not None:
            self._views.clear()
            self._whole = self._view(self._whole.facts, self._whole.cells)
            self._narrowed = 0
        view.narrower[fact][value] = narrower
        return narrower

    def _reduced(self, facts: tuple[str, ...], cells: tuple[Contribution, ...]) -> View:
        """A view without the facts that no longer make a difference."""
        for fact in facts:
            first, *others = by_value(cells, self._sizes(facts), facts.index(fact))
            if all(other == first for other in others):
                facts, cells = tuple(each for each in facts if each != fact), first
        return self._view(facts, cells)

    def _view(self, facts: tuple[str, ...], cells: tuple[Contribution, ...]) -> View:
        found = self._views.get((facts, cells))
        if found is None:
            narrower = {fact: dict[str, View]() for fact in facts}
            found = self._views[facts, cells] = View(facts, self._sizes(facts), cells, self.has_limits, narrower)
        return found

    def _sizes(self, facts: Iterable[str]) -> tuple[int, ...]:
        return tuple([len(self._choices[fact]) for fact in facts])


_Table = tuple[Callable[[Row], object], Mapping[Any, Contribution]]
"""What takes the values of a rule's facts out of those of its group's, and what the rule contributes for them."""


def _table(rule: Rule, facts: Sequence[str], codebook: Codebook, conditions: frozenset[str]) -> _Table:
    own = [fact for fact in rule.facts if fact not in FRAME_FACTS]
    table: dict[Row, Contribution] = {}
    for row, effects in rule.rows.items():
        given = dict(zip(rule.facts, row, strict=True))
        values = tuple(given[fact] for fact in own)
        table[values] = table.get(values, 0) | _spread(given, active(effects, conditions), codebook)
    places = [facts.index(fact) for fact in own]
    if len(places) > 1:
        return itemgetter(*places), table
    if not places:
        return lambda _: (), table
    return itemgetter(*places), {
        value: bits for (value,), bits in table.items()
    }  # of one place it gives the value alone


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
