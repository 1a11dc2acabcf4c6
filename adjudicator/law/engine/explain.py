"""What each rule says of the facts: one finding a rule, in the law's own order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from adjudicator.law.engine.groups import active
from adjudicator.law.rules.rule import BY_MOTION, NOTHING_LEFT, Effect, Effects, Rule
from adjudicator.records.facts import FACTS
from adjudicator.records.findings import Applies, Finding
from adjudicator.words import told

_STRONGEST = ("not_counted", "hold", "limit", "mark", "note")


class Explainer:
    """Explains under the conditions that are true of election and query, and remembers each rule's findings.

    `rulings` maps ids of rules to the board's ruling on them, in place of the fact `ruling`.
    """

    def __init__(self, rules: Sequence[Rule], conditions: frozenset[str], rulings: Mapping[str, str]) -> None:
        self._conditions = conditions
        self._rulings = rulings
        self._same: dict[Finding, Finding] = {}
        self._rules = [(rule, dict[object, Finding]()) for rule in rules]

    def explain(self, known: Mapping[str, str], nothing_left: str) -> tuple[Finding, ...]:
        """One finding for every rule. `nothing_left` ("yes", "no", "unknown") answers for the limits' outcome."""
        return tuple([self._find(rule, found, known, nothing_left) for rule, found in self._rules])

    def _find(self, rule: Rule, found: dict[object, Finding], known: Mapping[str, str], nothing_left: str) -> Finding:
        if rule.id in self._rulings:
            known = {**known, "ruling": self._rulings[rule.id]}
        key = (nothing_left, *map(known.get, rule.facts))
        finding = found.get(key)
        if finding is None:
            fresh = _finding(rule, known, self._conditions, nothing_left)
            finding = found[key] = self._same.setdefault(fresh, fresh)
        return finding


def _finding(rule: Rule, known: Mapping[str, str], conditions: frozenset[str], nothing_left: str) -> Finding:
    choices = ((known[fact],) if fact in known else FACTS[fact] for fact in rule.facts)
    cases = [active(rule.effects(values), conditions) for values in product(*choices)]
    applies = _applies(rule, cases, nothing_left)
    effect = _leading([*cases, *rule.rows.values()])
    because = _because(rule, known, applies, effect)
    return Finding(rule.id, applies, effect.kind, effect.code, effect.citation, because, rule.facts, effect.ground)


def _applies(rule: Rule, cases: Sequence[Effects], nothing_left: str) -> Applies:
    fits = [bool(effects) for effects in cases]
    if not any(fits):
        return "no"
    if any(effect.when == NOTHING_LEFT for effects in rule.rows.values() for effect in effects):
        return "yes" if nothing_left == "yes" else "no" if nothing_left == "no" else "unknown"
    return "yes" if all(fits) else "unknown"


def _leading(cases: Sequence[Effects]) -> Effect:
    """The effect to show: the strongest of the first case that has any."""
    first = next(effects for effects in cases if effects)
    return min(first, key=lambda effect: _STRONGEST.index(effect.kind))


def _because(rule: Rule, known: Mapping[str, str], applies: Applies, effect: Effect) -> str:
    """The rule's sentence, which another language finds by its English."""
    if applies == "yes":
        return told(rule.because.get("ruled" if effect.code == BY_MOTION else effect.kind, ""))
    if applies == "no" and _ruled_to_count(rule, known):
        return told(rule.because.get("ruled", ""))
    return told(rule.because.get(applies, ""))


def _ruled_to_count(rule: Rule, known: Mapping[str, str]) -> bool:
    """Whether the rule would apply but for the board's ruling that the ballot counts."""
    if known.get("ruling") != "count" or any(fact not in known for fact in rule.facts):
        return False
    before = {**known, "ruling": "none"}
    return "ruling" in rule.facts and bool(rule.effects(tuple(before[fact] for fact in rule.facts)))
