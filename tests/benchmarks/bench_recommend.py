"""Measures the recommendation: facts in, outcome, contests and explanation out, with nothing remembered at the start."""

from __future__ import annotations

import tempfile
from pathlib import Path

from made_up import DEFINITION, election
from rows import Row, seconds

from adjudicator.law.recommend import Recommender
from adjudicator.practice.make import make_practice
from adjudicator.practice.papers import RightAnswer, read_answers
from adjudicator.resources import pack

STATE = 14_200
"""Provisional ballots of the whole state in November 2020."""


def run(quick: bool) -> list[Row]:
    """The practice election's own envelopes, then as many as the whole state had; the best of three each."""
    few, many = 1000, STATE // 10 if quick else STATE
    told = {count: min(_seconds(_answers(count)) for _ in range(3)) for count in (few, many)}
    return [
        Row(f"recommend, mean of {few:,} envelopes", told[few] / few * 1e6, "µs", budget="50 µs"),
        Row(f"recommend, mean of {many:,} envelopes", told[many] / many * 1e6, "µs", budget="50 µs"),
        Row(f"recommend {many:,} envelopes", told[many], "s", budget="1 s"),
    ]


def _answers(envelopes: int) -> list[RightAnswer]:
    with tempfile.TemporaryDirectory() as made:
        files = make_practice(election(), DEFINITION, Path(made), seed=7, envelopes=envelopes)
        return list(read_answers(files.answers).values())


def _seconds(answers: list[RightAnswer]) -> float:
    """A new recommender each time: it remembers what it has worked out, and that is part of the work."""
    recommender = Recommender(pack(), election())

    def all_of_them() -> None:
        for answer in answers:
            recommender.recommend(answer.facts, answer.cast_style, answer.home_style or None)

    return seconds(all_of_them)
