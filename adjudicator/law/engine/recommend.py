"""The recommendation: outcome, reasons, holds, marks, needs and contests for one envelope's facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from adjudicator.law.engine.codes import codebook_of
from adjudicator.law.engine.combine import Conclusion, conclude
from adjudicator.law.engine.contests import Ballot, Ballots, Profile, Verdicts
from adjudicator.law.engine.explain import Explainer
from adjudicator.law.engine.groups import FactGroup, groups_of
from adjudicator.law.engine.memo import remember
from adjudicator.law.engine.stance import Stances
from adjudicator.law.engine.turns import open_frames
from adjudicator.law.rules.pack import Pack, pack_of
from adjudicator.law.rules.rule import FEDERAL_CONTEST, TOO_LATE_CONTEST, Rule
from adjudicator.records.election import Election
from adjudicator.records.facts import FACTS, Facts
from adjudicator.records.findings import Finding, Recommendation

_FactKey = tuple[str | None, ...]


class Recommender:
    """Applies one pack to one election. Results are remembered, and are the same as without remembering."""

    def __init__(self, pack: Pack, election: Election) -> None:
        self.pack = pack
        self.election = election
        self._benches: dict[frozenset[tuple[str, str]] | None, _Bench] = {}

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

    @property
    def groups(self) -> tuple[FactGroup, ...]:
        """The facts in groups that act on their own, as they do where single contests closed early."""
        return self._bench(None).groups(too_late=True)

    def _bench(self, rulings: Mapping[str, str] | None) -> _Bench:
        key = None if rulings is None else frozenset(rulings.items())
        if key not in self._benches:
            by_rule = {} if rulings is None else _rulings_by_rule(self.pack.rules, rulings)
            self._benches[key] = _Bench(self.pack, self.election, by_rule)
        return self._benches[key]


def _rulings_by_rule(rules: Iterable[Rule], rulings: Mapping[str, str]) -> dict[str, str]:
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


class _Bench:
    """Rules and election with everything remembered."""

    def __init__(self, pack: Pack, election: Election, rulings: Mapping[str, str]) -> None:
        deciding = (rule for rule in pack.rules if rule.decides)
        rules = tuple(_ruled(rule, rulings[rule.id]) if rule.id in rulings else rule for rule in deciding)
        self._pack = pack
        self._rules = rules
        self._codebook = codebook_of(rules)
        self._ballots = Ballots(election, self._codebook.limits)
        self._verdicts = Verdicts(self._codebook.limits)
        federal = frozenset({FEDERAL_CONTEST}) if election.has_federal_contest else frozenset[str]()
        self._conditions = {False: federal, True: federal | {TOO_LATE_CONTEST}}
        self._explainers = {
            too_late: Explainer(pack.rules, each, rulings) for too_late, each in self._conditions.items()
        }
        self._grouped: dict[bool, tuple[FactGroup, ...]] = {}
        self._stances: dict[Profile, Stances] = {}
        self._conclusions: dict[object, Conclusion] = {}
        self._findings: dict[object, tuple[Finding, ...]] = {}
        self._results: dict[object, Recommendation] = {}

    def recommend(self, facts: Facts, ballot: Ballot, findings: bool) -> Recommendation:
        key = tuple(map(facts.get, FACTS))
        return remember(self._results, (key, ballot, findings), lambda: self._work_out(key, facts, ballot, findings))

    def groups(self, *, too_late: bool) -> tuple[FactGroup, ...]:
        if too_late not in self._grouped:
            self._grouped[too_late] = groups_of(self._rules, self._codebook, self._conditions[too_late])
        return self._grouped[too_late]

    def _work_out(self, key: _FactKey, facts: Facts, ballot: Ballot, findings: bool) -> Recommendation:
        sheet = self._ballots.sheet(ballot)
        profile = sheet.profile
        conclusion = remember(self._conclusions, (key, profile), lambda: self._conclude(facts, profile))
        return Recommendation(
            rules=self._pack.id,
            digest=self._pack.digest,
            outcome=conclusion.outcome,
            reasons=conclusion.reasons,
            holds=conclusion.holds,
            needs=conclusion.needs,
            marks=conclusion.marks,
            contests=self._verdicts.of(sheet, conclusion.masks, conclusion.outcome != "not_counted"),
            findings=self._explain(key, profile.too_late, conclusion.nothing_left) if findings else (),
        )

    def _conclude(self, known: Facts, profile: Profile) -> Conclusion:
        through = remember(self._stances, profile, lambda: Stances(profile, self._codebook))
        stances = [through.of(group.view(known)) for group in self.groups(too_late=profile.too_late)]
        return conclude(stances, open_frames(known), profile, self._codebook)

    def _explain(self, key: _FactKey, too_late: bool, nothing_left: str) -> tuple[Finding, ...]:
        explainer = self._explainers[too_late]
        about = (key, too_late, nothing_left)
        return remember(self._findings, about, lambda: explainer.explain(_known(key), nothing_left))


def _known(key: _FactKey) -> dict[str, str]:
    return {fact: value for fact, value in zip(FACTS, key, strict=True) if value is not None}
