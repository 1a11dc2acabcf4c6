"""Which of the known facts settle a recommendation: the fewest that give it by themselves."""

from __future__ import annotations

from collections.abc import Iterable

from adjudicator.law.engine.recommend import Recommender
from adjudicator.records.facts import FACTS, Facts
from adjudicator.records.findings import Recommendation


def settling_facts(
    recommender: Recommender,
    facts: Facts,
    cast_style: str,
    home_style: str | None = None,
    too_late_for: Iterable[str] = (),
    cast_too_late_for: Iterable[str] = (),
) -> tuple[str, ...]:
    """The facts that alone give the same outcome, reasons and holds, in the order in which a person is asked.

    Of a ballot that counts, they also give the same contests; one that is held counts nowhere yet. None settles what
    cannot be told yet. Facts are left out one by one, those that are asked last first, as long as nothing changes. More
    facts never take back what fewer already settle, so none of those that remain can be spared. Raises KeyError for an
    unknown style.
    """
    closed = frozenset(too_late_for), frozenset(cast_too_late_for)

    def settled(known: Facts) -> object:
        return _settled(recommender.recommend(known, cast_style, home_style, *closed, findings=False))

    kept = dict(facts)
    wanted = settled(kept)
    if wanted is None:
        return ()
    for fact in reversed(tuple(FACTS)):
        fewer = {other: value for other, value in kept.items() if other != fact}
        if len(fewer) < len(kept) and settled(fewer) == wanted:
            kept = fewer
    return tuple(fact for fact in FACTS if fact in kept)


def _settled(found: Recommendation) -> object:
    if found.outcome == "incomplete":
        return None
    counts = found.outcome not in ("held", "not_counted")
    return found.outcome, found.reasons, found.holds, counts and tuple(contest.counts for contest in found.contests)
