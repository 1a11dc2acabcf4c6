"""Measures the recommendation: facts in, outcome, contests and explanation out.

Cold: with nothing remembered at the start. Warm: the same envelopes once more. The practice election's envelopes repeat
themselves, as a county's do; queries of any facts at all, each of them new, do not. The whole state is 159 counties, each
with an engine of its own and such queries; "each alone" lets none have what the rules came to for another before it, as
where each office runs the program by itself. All is processor time: nothing here waits for anything.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from made_up import DEFINITION, election
from rows import Row, processor_seconds
from state import QUERIES, Query, any_query, counties, queries_of

from adjudicator.law.engine.recommend import Recommender
from adjudicator.practice.make import make_practice
from adjudicator.practice.papers import read_answers
from adjudicator.resources import DEFAULT_PACK, PACK_IDS, pack

_BUDGET = "50 µs"
_BUDGETS = {DEFAULT_PACK: "2 s", "georgia-2021": "5 s"}
"""For the whole state, county by county."""


def run(quick: bool) -> list[Row]:
    """The practice election's own envelopes, as many as the whole state had, and any facts at all; the best of three."""
    few, many = 1000, QUERIES // 10 if quick else QUERIES
    rows: list[Row] = []
    for count in (few, many):
        cold, warm = _best(_answers(count), DEFAULT_PACK)
        rows.append(Row(f"recommend, mean of {count:,} envelopes, cold", cold / count * 1e6, "µs", budget=_BUDGET))
        rows.append(Row(f"recommend, mean of {count:,} envelopes, warm", warm / count * 1e6, "µs", budget=_BUDGET))
    rows.append(Row(f"recommend {many:,} envelopes", cold, "s", budget="1 s"))
    for name in PACK_IDS:
        queries = _anything(few if quick else 20_000)
        mean = min(_processor_seconds(queries, name) for _ in range(3)) / len(queries) * 1e6
        rows.append(Row(f"recommend, mean of any facts at all, {name}", mean, "µs", budget=_BUDGET))
    return rows + [row for name in _BUDGETS for row in _whole_state(name, 10 if quick else len(counties()))]


def _whole_state(name: str, number: int) -> list[Row]:
    """Queries of any facts in so many counties of the state, without and with findings."""
    asked = [(county, queries_of(county, place)) for place, county in enumerate(counties()[:number])]
    what = f"recommend {sum(len(queries) for _, queries in asked):,} queries of any facts in {number} counties, {name}"

    def took(*, findings: bool, alone: bool = False) -> float:
        def all_of_them() -> None:
            kept = replace(pack(name))  # workings are kept by pack: under a new one, nothing is remembered
            for county, queries in asked:
                recommender = Recommender(replace(kept) if alone else kept, county)
                for query in queries:
                    recommender.recommend(*query, findings=findings)

        return min(processor_seconds(all_of_them) for _ in range(3))

    return [
        Row(what, took(findings=False), "s", budget=_BUDGETS[name]),
        Row(f"{what}, with findings", took(findings=True), "s", budget=_BUDGETS[name]),
        Row(f"{what}, each alone", took(findings=False, alone=True), "s", budget=_BUDGETS[name]),
        Row(f"{what}, each alone, with findings", took(findings=True, alone=True), "s", budget=_BUDGETS[name]),
    ]


def _answers(envelopes: int) -> list[Query]:
    with tempfile.TemporaryDirectory() as made:
        files = make_practice(election(), DEFINITION, Path(made), seed=7, envelopes=envelopes)
        answers = read_answers(files.answers).values()
        return [(answer.facts, answer.cast_style, answer.home_style or None) for answer in answers]


def _anything(queries: int) -> list[Query]:
    """Queries of any facts at all about the practice election's ballots."""
    chance, styles = Random(7), list(election().styles)
    return [any_query(chance, styles) for _ in range(queries)]


def _best(queries: Sequence[Query], name: str) -> tuple[float, float]:
    """Seconds for all queries, cold and warm."""
    times = [_seconds(queries, name) for _ in range(3)]
    return min(cold for cold, _ in times), min(warm for _, warm in times)


def _seconds(queries: Sequence[Query], name: str) -> tuple[float, float]:
    recommender = Recommender(replace(pack(name)), election())

    def all_of_them() -> None:
        for query in queries:
            recommender.recommend(*query)

    return processor_seconds(all_of_them), processor_seconds(all_of_them)


def _processor_seconds(queries: Sequence[Query], name: str) -> float:
    recommender = Recommender(replace(pack(name)), election())

    def all_of_them() -> None:
        for query in queries:
            recommender.recommend(*query, findings=False)

    return processor_seconds(all_of_them)
