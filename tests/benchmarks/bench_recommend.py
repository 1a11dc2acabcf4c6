"""Measures the recommendation: facts in, outcome, contests and explanation out.

Cold: with nothing remembered at the start. Warm: the same envelopes once more. The practice election's envelopes repeat
themselves, as a county's do; queries of any facts at all, each of them new, do not.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from made_up import DEFINITION, election
from rows import Row, seconds

from adjudicator.law.engine.recommend import Recommender
from adjudicator.practice.make import make_practice
from adjudicator.practice.papers import read_answers
from adjudicator.records.facts import FACTS, Facts
from adjudicator.resources import DEFAULT_PACK, PACK_IDS, pack

STATE = 14_200
"""Provisional ballots of the whole state in November 2020."""

_BUDGET = "50 µs"
_Query = tuple[Facts, str, str | None]


def run(quick: bool) -> list[Row]:
    """The practice election's own envelopes, as many as the whole state had, and any facts at all; the best of three."""
    few, many = 1000, STATE // 10 if quick else STATE
    rows: list[Row] = []
    for count in (few, many):
        cold, warm = _best(_answers(count), DEFAULT_PACK)
        rows.append(Row(f"recommend, mean of {count:,} envelopes, cold", cold / count * 1e6, "µs", budget=_BUDGET))
        rows.append(Row(f"recommend, mean of {count:,} envelopes, warm", warm / count * 1e6, "µs", budget=_BUDGET))
    rows.append(Row(f"recommend {many:,} envelopes", cold, "s", budget="1 s"))
    for name in PACK_IDS:
        cold, _ = _best(_anything(few if quick else 20_000), name, findings=False)
        mean = cold / (few if quick else 20_000) * 1e6
        rows.append(Row(f"recommend, mean of any facts at all, {name}", mean, "µs", budget=_BUDGET))
    return rows


def _answers(envelopes: int) -> list[_Query]:
    with tempfile.TemporaryDirectory() as made:
        files = make_practice(election(), DEFINITION, Path(made), seed=7, envelopes=envelopes)
        answers = read_answers(files.answers).values()
        return [(answer.facts, answer.cast_style, answer.home_style or None) for answer in answers]


def _anything(queries: int) -> list[_Query]:
    """Queries of any facts at all: each known or not, with any value, on any two ballots."""
    chance, styles = Random(7), list(election().styles)
    return [
        (
            {fact: chance.choice(values) for fact, values in FACTS.items() if chance.random() < 0.7},
            chance.choice(styles),
            chance.choice(styles),
        )
        for _ in range(queries)
    ]


def _best(queries: Sequence[_Query], name: str, *, findings: bool = True) -> tuple[float, float]:
    """Seconds for all queries, cold and warm."""
    times = [_seconds(queries, name, findings=findings) for _ in range(3)]
    return min(cold for cold, _ in times), min(warm for _, warm in times)


def _seconds(queries: Sequence[_Query], name: str, *, findings: bool) -> tuple[float, float]:
    recommender = Recommender(pack(name), election())

    def all_of_them() -> None:
        for facts, cast_style, home_style in queries:
            recommender.recommend(facts, cast_style, home_style, findings=findings)

    return seconds(all_of_them), seconds(all_of_them)
