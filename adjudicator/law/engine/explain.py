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
        self._rules = [_RuleFindings(rule, conditions, rulings.get(rule.id)) for rule in rules]

    def explain(self, known: Mapping[str, str], nothing_left: str) -> tuple[Finding, ...]:
        """One finding for every rule. `nothing_left` ("yes", "no", "unknown") answers for the limits' outcome."""
        return tuple([rule.find(known, nothing_left) for rule in self._rules])


class _RuleFindings:
    """The findings of one rule. Few are different, whatever is known: each is made once."""

    def __init__(self, rule: Rule, conditions: frozenset[str], ruling: str | None) -> None:
        self._rule, self._ruling = rule, ruling
        # the effect to show of each row that has any; where no row fits, it is the one of the table's first
        in_force = {row: active(effects, conditions) for row, effects in rule.rows.items()}
        self._shown = {row: _leading(effects) for row, effects in in_force.items() if effects}
        self._first = _leading(next(effects for effects in rule.rows.values() if effects))
        self._asks_what_is_left = any(
            effect.when == NOTHING_LEFT for effects in rule.rows.values() for effect in effects
        )
        self._found: dict[object, Finding] = {}
        self._made: dict[tuple[Applies, Effect, str], Finding] = {}

    def find(self, known: Mapping[str, str], nothing_left: str) -> Finding:
        """What the rule says of the known facts."""
        if self._ruling is not None:
            known = {**known, "ruling": self._ruling}
        values = tuple(map(known.get, self._rule.facts))
        key = (values, nothing_left) if self._asks_what_is_left else values
        finding = self._found.get(key)
        if finding is None:
            finding = self._found[key] = self._work_out(values, nothing_left)
        return finding

    def _work_out(self, values: tuple[str | None, ...], nothing_left: str) -> Finding:
        choices = [
            FACTS[fact] if value is None else (value,) for fact, value in zip(self._rule.facts, values, strict=True)
        ]
        shown = list(map(self._shown.get, product(*choices)))
        applies = self._applies(shown, nothing_left)
        effect = next(filter(None, shown), self._first)
        return self._finding(applies, effect, self._because(values, applies, effect))

    def _applies(self, shown: Sequence[Effect | None], nothing_left: str) -> Applies:
        if not any(shown):
            return "no"
        if self._asks_what_is_left:
            return "yes" if nothing_left == "yes" else "no" if nothing_left == "no" else "unknown"
        return "yes" if all(shown) else "unknown"

    def _because(self, values: tuple[str | None, ...], applies: Applies, effect: Effect) -> str:
        """Which of the rule's sentences is told."""
        if applies == "yes":
            return "ruled" if effect.code == BY_MOTION else effect.kind
        return "ruled" if applies == "no" and self._ruled_to_count(values) else applies

    def _ruled_to_count(self, values: tuple[str | None, ...]) -> bool:
        """Whether the rule would apply but for the board's ruling that the ballot counts."""
        if "ruling" not in self._rule.facts or None in values:
            return False
        place = self._rule.facts.index("ruling")
        before = [value or "" for value in values]
        before[place] = "none"
        return values[place] == "count" and bool(self._rule.effects(tuple(before)))

    def _finding(self, applies: Applies, effect: Effect, because: str) -> Finding:
        about = (applies, effect, because)
        finding = self._made.get(about)
        if finding is None:
            rule = self._rule
            # a sentence which another language finds by its English
            words = told(rule.because.get(because, ""))
            finding = self._made[about] = Finding(
                rule.id, applies, effect.kind, effect.code, effect.citation, words, rule.facts, effect.ground
            )
        return finding


def _leading(effects: Effects) -> Effect:
    """The effect to show of some: the strongest."""
    return min(effects, key=lambda effect: _STRONGEST.index(effect.kind))
