"""Facts in groups that act on their own: what a group of facts contributes for each combination of its values.

Two facts are in one group where a rule looks at both, or where both bear on the contests or on one observed mark.
`deadline` and `ruling` stand outside: a contribution is worked out for each of their six combinations, the frames.
Values between which no rule tells any difference are one class, and only one of them is tried.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from operator import or_

from adjudicator.law.codes import OBSERVED_MARKS, Codebook
from adjudicator.law.remember import remember
from adjudicator.law.rule import NOTHING_LEFT, Effect, Effects, Row, Rule
from adjudicator.records.facts import FACTS

_VIEWS = 2_000
"""Views kept for one group; they are larger than results."""

FRAME_FACTS = ("deadline", "ruling")
FRAMES = tuple(product(*(FACTS[fact] for fact in FRAME_FACTS)))

Contribution = int
"""What follows in each frame, as bits: cells of `Codebook.width` bits, the first frame's lowest (`Codebook.cell`)."""


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What a group may contribute, some of its facts being known. Compared by identity.

    `lines` holds, for each unknown fact, the sets of contributions among which that fact alone decides.
    """

    contributions: tuple[Contribution, ...]
    lines: tuple[tuple[str, tuple[frozenset[Contribution], ...]], ...]
    has_limits: bool


class Group:
    """Facts that act together, with the rules that look at them under the conditions true of election and query.

    `classes` maps each value of a fact to the first value that no rule tells from it.
    """

    def __init__(self, rules: Sequence[Rule], codebook: Codebook, conditions: frozenset[str]) -> None:
        looked_at = {fact for rule in rules for fact in rule.facts}
        self.facts = tuple(fact for fact in FACTS if fact in looked_at and fact not in FRAME_FACTS)
        self.has_limits = any("contests" in _bears_on(rule) for rule in rules)
        self.classes = {fact: _classes(fact, rules) for fact in self.facts}
        self._tables = [_table(rule, self.facts, codebook, conditions) for rule in rules]
        self._cells: dict[Row, Contribution] = {}
        self._views: dict[tuple[str | None, ...], View] = {}

    def view(self, known: Mapping[str, str]) -> View:
        """What may still follow from this group, given the known facts."""
        key = tuple([self.classes[fact][known[fact]] if fact in known else None for fact in self.facts])
        return remember(self._views, key, lambda: self._look(key), _VIEWS)

    def _look(self, key: tuple[str | None, ...]) -> View:
        choices = [
            (value,) if value is not None else tuple(dict.fromkeys(self.classes[fact].values()))
            for fact, value in zip(self.facts, key, strict=True)
        ]
        cells = {values: self._contribution(values) for values in product(*choices)}
        lines = tuple((fact, _lines(cells, place)) for place, fact in enumerate(self.facts) if key[place] is None)
        return View(tuple(dict.fromkeys(cells.values())), lines, self.has_limits)

    def _contribution(self, values: Row) -> Contribution:
        found = self._cells.get(values)
        if found is None:
            found = 0
            for places, table in self._tables:
                found |= table.get(tuple([values[place] for place in places]), 0)
            self._cells[values] = found
        return found


_Table = tuple[tuple[int, ...], Mapping[Row, Contribution]]
"""Places of a rule's facts among its group's, and what it contributes for their values."""


def _table(rule: Rule, facts: Sequence[str], codebook: Codebook, conditions: frozenset[str]) -> _Table:
    own = [fact for fact in rule.facts if fact not in FRAME_FACTS]
    table: dict[Row, Contribution] = {}
    for row, effects in rule.rows.items():
        given = dict(zip(rule.facts, row, strict=True))
        values = tuple(given[fact] for fact in own)
        table[values] = table.get(values, 0) | _spread(given, active(effects, conditions), codebook)
    return tuple(facts.index(fact) for fact in own), table


def _spread(given: Mapping[str, str], effects: Effects, codebook: Codebook) -> Contribution:
    """The effects of a row, in every frame that the row admits."""
    cell = reduce(or_, (_bits(effect, codebook) for effect in effects), 0)
    admitted = open_frames(given)
    return reduce(or_, (cell << frame * codebook.width for frame in admitted), 0)


def _bits(effect: Effect, codebook: Codebook) -> int:
    if effect.kind == "limit":
        return codebook.limit_bit(effect.code, effect.scope)
    return codebook.bit(effect.kind, effect.code, if_nothing_left=effect.when == NOTHING_LEFT)


def open_frames(known: Mapping[str, str]) -> tuple[int, ...]:
    """Places in FRAMES of the combinations of deadline and ruling that the known facts leave open."""
    return tuple(
        place
        for place, frame in enumerate(FRAMES)
        if all(known.get(fact, value) == value for fact, value in zip(FRAME_FACTS, frame, strict=True))
    )


def active(effects: Effects, conditions: frozenset[str]) -> Effects:
    """The effects whose condition is true; what hangs on the limits' outcome stays in."""
    return tuple(effect for effect in effects if effect.when in ("", NOTHING_LEFT) or effect.when in conditions)


def groups_of(rules: Sequence[Rule], codebook: Codebook, conditions: frozenset[str]) -> tuple[Group, ...]:
    """Part the rules into groups that act on their own."""
    parts: list[list[Rule]] = []
    for rule in rules:
        touching = [part for part in parts if any(_bears_on(rule) & _bears_on(other) for other in part)]
        parts = [part for part in parts if part not in touching]
        parts.append([rule, *(other for part in touching for other in part)])
    return tuple(Group(part, codebook, conditions) for part in parts)


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


def _lines(cells: Mapping[Row, Contribution], place: int) -> tuple[frozenset[Contribution], ...]:
    among: dict[Row, set[Contribution]] = {}
    for values, contribution in cells.items():
        among.setdefault(values[:place] + values[place + 1 :], set()).add(contribution)
    return tuple({frozenset(line): None for line in among.values() if len(line) > 1})
