"""The recommendation: outcome, reasons, holds, marks, needs and contests for one envelope's facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from adjudicator.law.codes import codebook_of
from adjudicator.law.combine import Conclusion, conclude
from adjudicator.law.contests import Sheet, sheet_of, verdicts
from adjudicator.law.explain import explain
from adjudicator.law.groups import Group, groups_of
from adjudicator.law.pack import Pack, pack_of
from adjudicator.law.rule import FEDERAL_CONTEST, TOO_LATE_CONTEST, Rule
from adjudicator.records.election import Election
from adjudicator.records.facts import FACTS, Facts
from adjudicator.records.findings import Finding, Recommendation

_REMEMBERED = 20_000
"""Results kept before a store is emptied, so that memory stays flat over any number of queries."""

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_FactKey = tuple[str | None, ...]


class Recommender:
    """Applies one pack to one election. Results are remembered, and are the same as without remembering."""

    def __init__(self, pack: Pack, election: Election) -> None:
        self.pack = pack
        self.election = election
        self._benches: dict[frozenset[tuple[str, str]], _Bench] = {}

    @classmethod
    def from_tables(cls, tables: str, election: Election) -> Recommender:
        """A recommender with the pack that `Pack.tables` wrote, as a case file carries it."""
        return cls(pack_of(tables), election)

    def recommend(
        self,
        facts: Facts,
        cast_style: str,
        home_style: str | None = None,
        too_late_for: Iterable[str] = (),
        findings: bool = True,
        rulings: Mapping[str, str] | None = None,
    ) -> Recommendation:
        """Say what the rules make of the facts (determination.md sections 2 and 3).

        A fact that is absent is unknown. `home_style` may be absent; then contests that hang on it are None, and
        `home` is needed. `rulings` maps hold codes to the board's ruling on each; where given, it takes the place of
        the fact `ruling`, and a hold that it does not name has no ruling. Raises KeyError for an unknown style.
        """
        return self._bench(rulings).recommend(facts, (cast_style, home_style, frozenset(too_late_for)), findings)

    def _bench(self, rulings: Mapping[str, str] | None) -> _Bench:
        key = frozenset(rulings.items()) if rulings is not None else frozenset({("*", "*")})
        if key not in self._benches:
            rules = self.pack.rules if rulings is None else tuple(_ruled(rule, rulings) for rule in self.pack.rules)
            self._benches[key] = _Bench(self.pack, self.election, rules)
        return self._benches[key]


def _ruled(rule: Rule, rulings: Mapping[str, str]) -> Rule:
    """The rule with its ruling filled in from the rulings on its own hold."""
    if "ruling" not in rule.facts:
        return rule
    holds = {effect.code for effects in rule.rows.values() for effect in effects if effect.kind == "hold"}
    ruling = next((rulings[code] for code in sorted(holds) if code in rulings), "none")
    place = rule.facts.index("ruling")
    rows = {
        (*row[:place], answer, *row[place + 1 :]): effects
        for row, effects in rule.rows.items()
        if row[place] == ruling
        for answer in FACTS["ruling"]
    }
    return replace(rule, rows=rows)


@dataclass(frozen=True, slots=True)
class _Circumstances:
    """The groups of facts under the conditions that hold of election and query."""

    conditions: frozenset[str]
    groups: tuple[Group, ...]


class _Bench:
    """Rules and election with everything remembered."""

    def __init__(self, pack: Pack, election: Election, rules: tuple[Rule, ...]) -> None:
        self._pack = pack
        self._election = election
        self._rules = rules
        self._codebook = codebook_of(rules)
        federal = {FEDERAL_CONTEST} if election.has_federal_contest else set[str]()
        self._circumstances = {
            too_late: self._under(frozenset(federal | ({TOO_LATE_CONTEST} if too_late else set())))
            for too_late in (False, True)
        }
        self._sheets: dict[tuple[str, str | None, frozenset[str]], Sheet] = {}
        self._conclusions: dict[object, Conclusion] = {}
        self._findings: dict[object, tuple[Finding, ...]] = {}
        self._results: dict[object, Recommendation] = {}

    def _under(self, conditions: frozenset[str]) -> _Circumstances:
        return _Circumstances(conditions, groups_of(self._rules, self._codebook, conditions))

    def recommend(self, facts: Facts, ballot: tuple[str, str | None, frozenset[str]], findings: bool) -> Recommendation:
        key = tuple(map(facts.get, FACTS))
        return _remember(self._results, (key, ballot, findings), lambda: self._work_out(key, ballot, findings))

    def _work_out(
        self, key: _FactKey, ballot: tuple[str, str | None, frozenset[str]], findings: bool
    ) -> Recommendation:
        sheet = _remember(self._sheets, ballot, lambda: sheet_of(self._election, self._codebook.limits, *ballot))
        conclusion = _remember(self._conclusions, (key, sheet.profile), lambda: self._conclude(key, sheet))
        return Recommendation(
            self._pack.id,
            self._pack.digest,
            conclusion.outcome,
            conclusion.reasons,
            conclusion.holds,
            conclusion.needs,
            conclusion.marks,
            verdicts(sheet, self._codebook.limits, conclusion.masks, conclusion.outcome != "not_counted"),
            self._explain(key, sheet.profile.too_late, conclusion.nothing_left) if findings else (),
        )

    def _conclude(self, key: _FactKey, sheet: Sheet) -> Conclusion:
        known = _known(key)
        views = [group.view(known) for group in self._circumstances[sheet.profile.too_late].groups]
        return conclude(views, known, sheet.profile, self._codebook)

    def _explain(self, key: _FactKey, too_late: bool, nothing_left: str) -> tuple[Finding, ...]:
        conditions = self._circumstances[too_late].conditions
        return _remember(
            self._findings,
            (key, too_late, nothing_left),
            lambda: explain(self._rules, _known(key), conditions, nothing_left),
        )


def _known(key: _FactKey) -> dict[str, str]:
    return {fact: value for fact, value in zip(FACTS, key, strict=True) if value is not None}


def _remember(store: dict[_Key, _Value], key: _Key, make: Callable[[], _Value]) -> _Value:
    if key not in store:
        if len(store) >= _REMEMBERED:
            store.clear()
        store[key] = make()
    return store[key]
