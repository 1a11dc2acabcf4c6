"""What a pack's rules come to, whatever the election: worked out once for all counties under it.

A county's election and ballots come in only as a `Profile`, which says no more of them than the rules can tell apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from adjudicator.law.engine.codes import codebook_of
from adjudicator.law.engine.combine import Conclusion, conclude
from adjudicator.law.engine.contests import Profile, Profiles
from adjudicator.law.engine.explain import Explainer
from adjudicator.law.engine.groups import FactGroup, groups_of
from adjudicator.law.engine.memo import remember
from adjudicator.law.engine.stance import Stances
from adjudicator.law.engine.turns import open_frames
from adjudicator.law.rules.pack import Pack
from adjudicator.law.rules.rule import Rule
from adjudicator.records.facts import FACTS, Facts
from adjudicator.records.findings import Finding

FactKey = tuple[str | None, ...]
"""What is known of each fact, in their order."""

Rulings = frozenset[tuple[str, str]]
"""Codes of holds, each with the board's ruling on it."""


class Workings:
    """The rules of a pack, with the board's rulings on single holds if there are any. Everything is remembered."""

    def __init__(self, pack: Pack, rulings: Rulings | None) -> None:
        self.pack = pack
        self._rulings = {} if rulings is None else _by_rule(pack.rules, dict(rulings))
        deciding = (rule for rule in pack.rules if rule.decides)
        self._rules = tuple(
            _ruled(rule, self._rulings[rule.id]) if rule.id in self._rulings else rule for rule in deciding
        )
        self._codebook = codebook_of(self._rules)
        self.limits = self._codebook.limits
        self.profiles = Profiles(self.limits)
        self._groups: dict[frozenset[str], tuple[FactGroup, ...]] = {}
        self._explainers: dict[frozenset[str], Explainer] = {}
        self._stances: dict[Profile, Stances] = {}
        self._conclusions: dict[tuple[FactKey, Profile], Conclusion] = {}
        self._findings: dict[object, tuple[Finding, ...]] = {}

    def groups(self, conditions: frozenset[str]) -> tuple[FactGroup, ...]:
        """The facts in groups that act on their own, under the conditions that are true of election and ballot."""
        return remember(self._groups, conditions, lambda: groups_of(self._rules, self._codebook, conditions))

    def conclude(self, key: FactKey, known: Facts, profile: Profile) -> Conclusion:
        """What follows from the known facts, of which `key` has the values, for all ballots of a profile."""
        return remember(self._conclusions, (key, profile), lambda: self._conclude(known, profile))

    def explain(self, key: FactKey, profile: Profile, nothing_left: str) -> tuple[Finding, ...]:
        """What each rule says of the known facts."""
        about = (key, profile.conditions, nothing_left)
        return remember(self._findings, about, lambda: self._explain(*about))

    def _conclude(self, known: Facts, profile: Profile) -> Conclusion:
        through = remember(self._stances, profile, lambda: Stances(profile, self._codebook))
        stances = [through.of(group.view(known)) for group in self.groups(profile.conditions)]
        return conclude(stances, open_frames(known), profile, self._codebook)

    def _explain(self, key: FactKey, conditions: frozenset[str], nothing_left: str) -> tuple[Finding, ...]:
        explainer = remember(
            self._explainers, conditions, lambda: Explainer(self.pack.rules, conditions, self._rulings)
        )
        return explainer.explain(_known(key), nothing_left)


def workings(pack: Pack, rulings: Rulings | None) -> Workings:
    """The workings of a pack: the same ones as long as they are remembered, so that counties share them."""
    # by which object it is: a pack cannot be hashed, and its digest leaves out the words; the workings keep it alive
    return remember(_KEPT, (id(pack), rulings), lambda: Workings(pack, rulings), most=_MOST)


_KEPT: dict[tuple[int, Rulings | None], Workings] = {}
_MOST = 16


def _by_rule(rules: Iterable[Rule], rulings: Mapping[str, str]) -> dict[str, str]:
    """For every rule that leaves a matter to the board: its ruling on that rule's hold, or "none"."""
    by_rule: dict[str, str] = {}
    for rule in rules:
        if "ruling" in rule.facts:
            holds = {effect.code for effects in rule.rows.values() for effect in effects if effect.kind == "hold"}
            by_rule[rule.id] = next((rulings[code] for code in sorted(holds) if code in rulings), "none")
    return by_rule


def _ruled(rule: Rule, ruling: str) -> Rule:
    """The rule as it stands under a ruling, whatever the fact says."""
    place = rule.facts.index("ruling")
    rows = {
        (*row[:place], answer, *row[place + 1 :]): effects
        for row, effects in rule.rows.items()
        if row[place] == ruling
        for answer in FACTS["ruling"]
    }
    return replace(rule, rows=rows)


def _known(key: FactKey) -> dict[str, str]:
    return {fact: value for fact, value in zip(FACTS, key, strict=True) if value is not None}
