"""The recommendation: outcome, reasons, holds, marks, needs and contests for one envelope's facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from adjudicator.law.engine.contests import Ballot, Ballots, Verdicts, conditions_of
from adjudicator.law.engine.groups import FactGroup
from adjudicator.law.engine.memo import remember
from adjudicator.law.engine.turns import FRAME_FACTS
from adjudicator.law.engine.workings import FactKey, Rulings, Workings, workings
from adjudicator.law.rules.hours import with_closed_contests
from adjudicator.law.rules.pack import Pack, pack_of
from adjudicator.records.election import Election
from adjudicator.records.facts import FACTS, Facts
from adjudicator.records.findings import Recommendation


class Recommender:
    """Applies one pack to one election. Results are remembered, and are the same as without remembering.

    `looks_at` are the facts that some rule looks at.
    """

    def __init__(self, pack: Pack, election: Election) -> None:
        self.pack = pack
        self.election = election
        self.looks_at = frozenset(fact for rule in pack.rules for fact in rule.facts)
        self._benches: dict[Rulings | None, _Bench] = {}
        self._of_closed: Recommender | None = None

    @classmethod
    def from_tables(cls, tables: str, election: Election) -> Recommender:
        """A recommender with the pack that `Pack.tables` wrote, as a case file carries it."""
        return cls(pack_of(tables), election)

    def recommend(  # noqa: PLR0913, PLR0917 - a ballot, and what is asked of it
        self,
        facts: Facts,
        cast_style: str,
        home_style: str | None = None,
        too_late_for: Iterable[str] = (),
        cast_too_late_for: Iterable[str] = (),
        findings: bool = True,
        rulings: Mapping[str, str] | None = None,
    ) -> Recommendation:
        """Say what the rules make of the facts (determination.md sections 2 and 3).

        A fact that is absent is unknown. `home_style` may be absent; then contests that hang on it are None, and
        `home` is needed. `too_late_for` are the contests that closed before the voter registered, `cast_too_late_for` those
        that a court's order leaves out which keeps the place open (`rules.hours`). `rulings` maps hold codes to the board's
        ruling on each; where given, it takes the place of the fact `ruling`, and a hold that it does not name has no ruling.
        Raises KeyError for an unknown style.
        """
        shut = frozenset(cast_too_late_for)
        bench = self.judging(cast_style, shut)._bench(rulings)
        return bench.recommend(facts, (cast_style, home_style, frozenset(too_late_for), shut), findings)

    def judging(self, cast_style: str, cast_too_late_for: Collection[str]) -> Recommender:
        """The recommender that judges a ballot: this one, or where a court's order leaves out a contest of the ballot, one
        whose rules are those of the pack and that on such contests. Raises KeyError for an unknown style.
        """
        if not cast_too_late_for or not frozenset(cast_too_late_for).intersection(self.election.styles[cast_style]):
            return self
        if self._of_closed is None:
            self._of_closed = Recommender(with_closed_contests(self.pack), self.election)
            self._of_closed._of_closed = self._of_closed  # it has the rule already
        return self._of_closed

    def losing(
        self,
        facts: Facts,
        cast_style: str,
        home_style: str | None = None,
        too_late_for: Iterable[str] = (),
        cast_too_late_for: Iterable[str] = (),
    ) -> frozenset[str]:
        """The unknown facts of which some answer alone would leave the ballot not counted, whatever else is unknown.

        Empty where it is not counted already; `deadline` and `ruling` are never among them. Raises KeyError for an unknown
        style.
        """
        ballot = (cast_style, home_style, frozenset(too_late_for), frozenset(cast_too_late_for))

        def is_lost(fact: str, value: str) -> bool:
            return self.recommend({**facts, fact: value}, *ballot, findings=False).outcome == "not_counted"

        needs = self.recommend(facts, *ballot, findings=False).needs  # nothing else can decide
        unknown = frozenset(needs).difference(facts, FRAME_FACTS)
        return frozenset(fact for fact in unknown if any(is_lost(fact, value) for value in FACTS[fact]))

    @property
    def groups(self) -> tuple[FactGroup, ...]:
        """The facts in groups that act on their own, as they do where single contests closed early."""
        return self._bench(None).workings.groups(conditions_of(self.election, too_late=True))

    def _bench(self, rulings: Mapping[str, str] | None) -> _Bench:
        key = None if rulings is None else frozenset(rulings.items())
        if key not in self._benches:
            self._benches[key] = _Bench(workings(self.pack, key), self.election)
        return self._benches[key]


class _Bench:
    """The workings of a pack applied to an election, with every result remembered."""

    def __init__(self, workings: Workings, election: Election) -> None:
        self.workings = workings
        self._ballots = Ballots(election, workings.profiles)
        self._verdicts = Verdicts(workings.limits)
        self._results: dict[object, Recommendation] = {}

    def recommend(self, facts: Facts, ballot: Ballot, findings: bool) -> Recommendation:
        key = tuple(map(facts.get, FACTS))
        return remember(self._results, (key, ballot, findings), lambda: self._work_out(key, facts, ballot, findings))

    def _work_out(self, key: FactKey, facts: Facts, ballot: Ballot, findings: bool) -> Recommendation:
        sheet, pack = self._ballots.sheet(ballot), self.workings.pack
        conclusion = self.workings.conclude(key, facts, sheet.profile)
        return Recommendation(
            rules=pack.id,
            digest=pack.digest,
            outcome=conclusion.outcome,
            reasons=conclusion.reasons,
            holds=conclusion.holds,
            needs=conclusion.needs,
            marks=conclusion.marks,
            contests=self._verdicts.of(sheet, conclusion.masks, conclusion.outcome != "not_counted"),
            findings=self.workings.explain(key, sheet.profile, conclusion.nothing_left) if findings else (),
        )
