"""What could still lose a ballot that waits: answers that nobody has given, of which one alone would be the end of it.

It is asked before a hold is recorded, so that nobody is sent to cure what is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from adjudicator.casework.sheet.lines.table import LINES
from adjudicator.law.engine.recommend import Recommender
from adjudicator.records.election import NO_BALLOT


def could_lose(
    recommender: Recommender,
    facts: Mapping[str, str],
    styles: tuple[str, str],
    closed: tuple[Iterable[Iterable[str]], Iterable[str]],
    overtaken: Set[str],
) -> frozenset[str]:
    """The lines still open of which some answer would leave the ballot not counted, whatever else is answered.

    `styles` are the cast and the own style, that empty while nobody knows it; `closed` the contests that may have closed
    before the voter applied, once for each thing that the day may turn out to be, and those for which the polls had closed.
    Who the voter is comes before all else: on it hangs everything of the elector.
    """
    cast, own = styles
    found = {"match"} if "match" not in facts or "match" in overtaken else set[str]()
    closings, shut = closed
    for ballot in ((tuple(late), tuple(shut)) for late in closings):
        found |= recommender.losing(facts, cast, own or None, *ballot)
        for fact in overtaken:
            before = {other: value for other, value in facts.items() if other != fact}
            found |= recommender.losing(before, cast, own or None, *ballot) & {fact}
        if not own and _lost_outside(recommender, facts, cast, ballot):
            found.add("home")
    return frozenset(found & LINES.keys())


def _lost_outside(
    recommender: Recommender, facts: Mapping[str, str], cast: str, closed: tuple[tuple[str, ...], tuple[str, ...]]
) -> bool:
    """Whether the own precinct or its style is still asked, and no contest were left if the voter had no ballot here."""
    if "home" not in recommender.recommend(facts, cast, None, *closed, findings=False).needs:
        return False
    outside = {"home": "other_style", **facts}
    return recommender.recommend(outside, cast, NO_BALLOT, *closed, findings=False).outcome == "not_counted"
