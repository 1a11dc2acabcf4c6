"""What would have to be different: the smallest changes of facts under which a ballot would fare otherwise.

A change gives a fact another value, or gives one that is not known yet a value. Changes are smallest together where without
any one of them there is no difference at all. To fare otherwise is another outcome, or other contests that count.

The order. What would let the ballot count, or count in more contests, comes first; of that, what a person can still bring.
That is for the law itself to say: it keeps a fact open where its present value holds the ballot only while the period runs.
What lies in the past and can change no more is not hidden, since it shows what the outcome hangs on. Then fewer changes stand
before more, and facts in the order in which a person is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from adjudicator.law.engine.contests import Ballot
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.engine.turns import FRAME_FACTS
from adjudicator.law.rules.rule import Rule
from adjudicator.records.facts import FACTS, Facts
from adjudicator.records.findings import EffectKind, Recommendation

MOST = 3
"""Facts that are changed together at most."""

_Step = tuple[str, str]
"""A fact and the value it is given, the first of those that no rule tells apart."""

_ELSEWHERE = ("other_style", "other_precinct")
"""Values of `home` under which the contests hang on the voter's own style."""

_IN_THE_WAY: Mapping[str, EffectKind] = {"not_counted": "not_counted", "held": "hold"}
"""Outcome -> the effect of the rules that stand in the way of counting."""

_FRAME = frozenset(FRAME_FACTS)
_PLACES = {fact: place for place, fact in enumerate(FACTS)}


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that would have to have one of `values`; `now` is the value it has, empty where it is not known yet."""

    fact: str
    values: tuple[str, ...]
    now: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """Changes that together make a difference, and what follows.

    `counted` of `total` contests would count; None where that hangs on the voter's own style, which nobody knows.
    `gains` says that it would count in more contests than now, or might; `curable` that a person can still bring all of it.
    """

    changes: tuple[FactChange, ...]
    outcome: str
    counted: int | None
    total: int
    gains: bool = False
    curable: bool = False


@dataclass(frozen=True, slots=True)
class _Fate:
    """What becomes of a ballot; `contests` are those that count, None where they cannot be told."""

    outcome: str
    contests: tuple[str, ...] | None

    @property
    def weight(self) -> int:
        """In how many contests it counts; in one at least, where that cannot be told."""
        untold = self.outcome == "incomplete" or self.contests is None
        return 1 if untold else len(self.contests or ())


def ways_otherwise(
    recommender: Recommender,
    facts: Facts,
    cast_style: str,
    home_style: str | None = None,
    too_late_for: Iterable[str] = (),
    cast_too_late_for: Iterable[str] = (),
) -> tuple[Way, ...]:
    """All smallest changes of up to three facts that make a difference; a fact's values that lead to the same are together.

    Where `home` becomes `same_style`, the own style is that of the ballot cast; where it becomes another style or
    precinct and the own style is not known, the contests cannot be told. Raises KeyError for an unknown style.
    """
    shut = frozenset(cast_too_late_for)
    ballot = (cast_style, home_style or None, frozenset(too_late_for), shut)
    search = _Search(recommender.judging(cast_style, shut), facts, ballot)
    ways = [search.way(*found) for found in _joined(search)]
    return tuple(sorted(ways, key=_order))


def _order(way: Way) -> tuple[object, ...]:
    asked = tuple((_PLACES[each.fact], FACTS[each.fact].index(each.values[0])) for each in way.changes)
    return not way.gains, not way.curable, len(way.changes), asked


class _Search:
    """The search for the smallest changes, from fewer to more."""

    def __init__(self, recommender: Recommender, facts: Facts, ballot: Ballot) -> None:
        self._recommender, self.facts, self._ballot = recommender, facts, ballot
        self._groups = [frozenset(group.facts) for group in recommender.groups]
        self._first = {fact: first for group in recommender.groups for fact, first in group.classes.items()}
        self._plain = {fact: self.first(fact, value) for fact, value in facts.items()}
        deciding = [rule for rule in recommender.pack.rules if rule.decides]
        self._rules = {fact: [rule for rule in deciding if fact in rule.facts] for fact in FACTS}
        found = recommender.recommend(facts, *ballot)
        self.now = _fate_of(found, facts)
        self._total = len(found.contests)
        self._steps = self._possible()
        self._deciding = self._find_deciding(found)
        self._open = _open_to_cure(found, facts)

    def smallest(self) -> Iterator[tuple[tuple[_Step, ...], _Fate]]:
        """Every smallest set of steps, with what it leads to."""
        quiet: set[tuple[_Step, ...]] = {()}
        level: list[tuple[_Step, ...]] = [()]
        for _ in range(MOST):
            wider = [(*steps, step) for steps in level for step in self._after(steps)]
            level = []
            for steps in wider:
                if not self._may_matter(steps) or not all(part in quiet for part in _parts(steps)):
                    continue
                fate = self._fate(steps) if self._all_show(steps) else self.now
                if fate != self.now:
                    yield steps, fate
                else:
                    quiet.add(steps)
                    level.append(steps)

    def first(self, fact: str, value: str) -> str:
        """The first value that no rule tells from one: what is worked out for it holds for them all."""
        return self._first.get(fact, {}).get(value, value)

    def values(self, fact: str, value: str) -> tuple[str, ...]:
        """All values that no rule tells from one."""
        return tuple(each for each in FACTS[fact] if self.first(fact, each) == self.first(fact, value))

    def way(self, changes: Mapping[str, tuple[str, ...]], fate: _Fate) -> Way:
        """Changes and their fate as they are told."""
        gains = fate.weight > self.now.weight
        return Way(
            tuple(FactChange(fact, values, self.facts.get(fact, "")) for fact, values in changes.items()),
            fate.outcome,
            None if fate.contests is None else len(fate.contests),
            self._total,
            gains,
            gains and all(fact in self._open for fact in changes),
        )

    def _possible(self) -> Mapping[str, tuple[_Step, ...]]:
        """The steps by fact, in the order of asking; facts that no rule looks at have none."""
        looked_at = _FRAME.union(*self._groups)
        return {
            fact: tuple(
                (fact, value)
                for value in FACTS[fact]
                if fact in looked_at and value == self.first(fact, value) != self._plain.get(fact)
            )
            for fact in FACTS
        }

    def _after(self, steps: tuple[_Step, ...]) -> Iterator[_Step]:
        last = _PLACES[steps[-1][0]] if steps else -1
        return (step for fact, possible in self._steps.items() if _PLACES[fact] > last for step in possible)

    def _may_matter(self, steps: tuple[_Step, ...]) -> bool:
        """Whether steps can be smallest together: in facts that all decide now, or in one group of facts.

        Groups act on their own. What stands in the way of counting goes only where every group that now decides changes,
        and others need not; a group that turns for the worse does so alone, and nothing is worse than not counted.
        """
        facts = {fact for fact, _ in steps} - _FRAME
        if facts <= self._deciding:
            return True
        return self.now.outcome != "not_counted" and any(facts <= group for group in self._groups)

    def _all_show(self, steps: tuple[_Step, ...]) -> bool:
        """Whether each step, taken last, changes what some rule says; else the others alone lead to the same."""
        after = {**self._plain, **dict(steps)}
        return all(self._shows(fact, after) for fact, _ in steps)

    def _shows(self, fact: str, after: Facts) -> bool:
        now = self._plain.get(fact)
        return now is None or any(_sees(rule, fact, now, after) for rule in self._rules[fact])

    def _find_deciding(self, found: Recommendation) -> frozenset[str]:
        """The facts of the groups that decide now: which alone give the outcome, or hold what is still needed."""
        if found.outcome == "incomplete":
            deciding = [group for group in self._groups if group & set(found.needs)]
        elif found.outcome in _IN_THE_WAY:
            effect = _IN_THE_WAY[found.outcome]
            near = (each.facts for each in found.findings if each.effect == effect and each.applies != "no")
            facts = frozenset[str]().union(*near)
            deciding = [group for group in self._groups if group & facts and self._gives(group, found.outcome)]
        else:
            return frozenset()
        return frozenset[str]().union(*(deciding or self._groups))

    def _gives(self, facts: frozenset[str], outcome: str) -> bool:
        alone = {fact: value for fact, value in self._plain.items() if fact in facts | _FRAME}
        return self._recommender.recommend(alone, *self._ballot, findings=False).outcome == outcome

    def _fate(self, steps: tuple[_Step, ...]) -> _Fate:
        facts = {**self._plain, **dict(steps)}
        cast_style, home_style, *closed = self._ballot
        if facts.get("home") != self._plain.get("home"):
            home_style = _own_style(facts["home"], cast_style, home_style)
        return _fate_of(self._recommender.recommend(facts, cast_style, home_style, *closed, findings=False), facts)


def _sees(rule: Rule, fact: str, now: str, after: Facts) -> bool:
    """Whether a rule may say something else once a fact no longer has the value it has now."""
    if any(each not in after for each in rule.facts):
        return True
    before = tuple([now if each == fact else after[each] for each in rule.facts])
    return rule.effects(before) != rule.effects(tuple([after[each] for each in rule.facts]))


def _own_style(home: str, cast_style: str, home_style: str | None) -> str | None:
    """The voter's own style where `home` were another: that of the ballot, or one known to differ from it, or unknown."""
    if home == "same_style":
        return cast_style
    return home_style if home_style != cast_style else None


def _fate_of(found: Recommendation, facts: Facts) -> _Fate:
    if found.outcome == "incomplete" and found.needs == ("home",) and facts.get("home") in _ELSEWHERE:
        return _Fate("count_partial", None)
    return _Fate(found.outcome, found.counted if found.outcome in ("count_full", "count_partial") else ())


def _open_to_cure(found: Recommendation, facts: Facts) -> frozenset[str]:
    """The facts that the law keeps open until the last day: on whose value a hold rests that ends with the period."""
    if facts.get("deadline") != "open":
        return frozenset()
    waiting = (each for each in found.findings if each.applies == "yes" and each.effect == "hold")
    return frozenset(fact for each in waiting if "deadline" in each.facts for fact in each.facts)


def _parts(steps: tuple[_Step, ...]) -> Iterator[tuple[_Step, ...]]:
    """The steps with one of them left out, each in turn."""
    return (steps[:place] + steps[place + 1 :] for place in range(len(steps)))


def _joined(search: _Search) -> list[_Found]:
    """The smallest changes; those that differ in the values of one fact alone, and lead to the same, are one."""
    found: list[_Found] = [
        ({fact: search.values(fact, value) for fact, value in steps}, fate) for steps, fate in search.smallest()
    ]
    for place in reversed(range(MOST)):
        found = _joined_at(place, found)
    return found


_Found = tuple[Mapping[str, tuple[str, ...]], _Fate]


def _joined_at(place: int, found: Iterable[_Found]) -> list[_Found]:
    """Changes that differ in the values of the fact at a place, as one; those of fewer facts stay as they are."""
    alike: dict[object, list[_Found]] = {}
    for changes, fate in found:
        others = tuple(values for at, values in enumerate(changes.values()) if at != place or len(changes) <= place)
        alike.setdefault((fate, tuple(changes), others), []).append((changes, fate))
    return [(_union([changes for changes, _ in same]), same[0][1]) for same in alike.values()]


def _union(alike: Sequence[Mapping[str, tuple[str, ...]]]) -> Mapping[str, tuple[str, ...]]:
    """All values of each fact, in the facts' own order."""
    values = {fact: {value for changes in alike for value in changes[fact]} for fact in alike[0]}
    return {fact: tuple(value for value in FACTS[fact] if value in given) for fact, given in values.items()}
