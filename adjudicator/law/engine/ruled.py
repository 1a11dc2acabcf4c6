"""A recommendation after the board ruled contests of one ballot out: they do not count, whatever the limits leave."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from adjudicator.records.findings import RULED_OUT, ContestVerdict, Recommendation


def ruled(found: Recommendation, ruled_out: Collection[str]) -> Recommendation:
    """The recommendation without the contests ruled out; one that does not count, or still waits, stays as it is.

    A ballot of which no contest is left is not counted, as one that the limits leave none.
    """
    if not ruled_out or found.outcome not in ("count_full", "count_partial"):
        return found
    contests = tuple(_out(contest) if contest.id in ruled_out else contest for contest in found.contests)
    if any(contest.counts for contest in contests):
        outcome = "count_full" if all(contest.counts for contest in contests) else "count_partial"
        return replace(found, outcome=outcome, contests=contests)
    gone = tuple(replace(contest, code=contest.code if contest.code == RULED_OUT else None) for contest in contests)
    return replace(found, outcome="not_counted", reasons=("board_ruling",), contests=gone)


def _out(contest: ContestVerdict) -> ContestVerdict:
    return contest if contest.counts is False else ContestVerdict(contest.id, counts=False, code=RULED_OUT)
