"""`adjudicator determine` on queries by the ten thousand in one array: all answered, in order, in memory that stays flat."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

import pytest

from adjudicator import resources
from adjudicator.intake.definition import read_definition
from adjudicator.law.engine.query import answer_query
from adjudicator.law.engine.recommend import Recommender
from adjudicator.records.facts import FACTS
from adjudicator.resources import pack

ROOT = Path(__file__).parents[2]
DEFINITION = resources.path("practice", "gwinnett-2020.json")
ELECTION = read_definition(DEFINITION.read_bytes(), DEFINITION.name)[0]
FEW, MANY = 1_000, 20_000
FLAT = 8.0
"""Megabytes by which many queries may exceed few: what is remembered is bounded, and no query or answer is kept.

Twenty thousand queries that were kept would take thirty, and what is remembered is full after two thousand.
"""

MEASURED = """
import runpy, sys
sys.path.insert(0, "tests/benchmarks")
from rows import peak_megabytes
try:
    runpy.run_module("adjudicator", run_name="__main__", alter_sys=True)
finally:
    print(peak_megabytes(), file=sys.stderr)
"""
"""`python -m adjudicator`, and at the end the most memory it has held."""

Layout = Callable[[Iterable[dict[str, Any]]], Iterator[str]]


def queries(count: int) -> Iterator[dict[str, Any]]:
    """Queries of any facts on any ballots, hardly two alike."""
    chance = Random("queries")
    styles = list(ELECTION.styles)
    for _ in range(count):
        facts = {fact: chance.choice(values) for fact, values in FACTS.items() if chance.random() < 0.8}
        cast_style = chance.choice(styles)
        own = facts.get("home") == "same_style"
        yield {"facts": facts, "cast_style": cast_style, "home_style": cast_style if own else chance.choice(styles)}


def compact(asked: Iterable[dict[str, Any]]) -> Iterator[str]:
    """An array as programs write it."""
    for number, query in enumerate(asked):
        yield ("," if number else "[") + json.dumps(query, separators=(",", ":"))
    yield "]"


def spread(asked: Iterable[dict[str, Any]]) -> Iterator[str]:
    """An array laid out for people, its brackets and its commas far from everything."""
    space = "\n" + " " * 100
    yield space * 5_000 + "[" + space * 5_000
    for number, query in enumerate(asked):
        yield (space + "," + space if number else "") + json.dumps(query, indent=4)
    yield space * 5_000 + "]" + space * 5_000


@dataclass
class Stream:
    """A run of the command: what it answered, line by line, and what it said at its end."""

    options: tuple[str, ...]
    layout: Layout
    peak: float = 0.0

    def answers(self, count: int) -> Iterator[str]:
        """Ask, and give the answers as they come."""
        words = ("determine", "--definition", str(DEFINITION), *self.options)
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        pipe = subprocess.PIPE
        with subprocess.Popen(
            [sys.executable, "-c", MEASURED, *words], stdin=pipe, stdout=pipe, stderr=pipe, text=True, cwd=ROOT,
            env=environment, encoding="utf-8",
        ) as child:  # fmt: skip
            assert child.stdin
            assert child.stdout
            assert child.stderr
            asking = Thread(target=_write, args=(child.stdin, self.layout(queries(count))))
            asking.start()
            yield from child.stdout
            asking.join()
            self.peak = float(child.stderr.read())
            assert child.wait() == 0


def _write(out: Any, pieces: Iterable[str]) -> None:
    with out:
        out.writelines(pieces)


def expected(count: int, *, brief: bool) -> Iterator[str | None]:
    """The array that must come out, line by line; of the lines every tenth is worked out, and the last."""
    recommender = Recommender(pack(), ELECTION)
    for number, query in enumerate(queries(count), 1):
        if number % 10 == 1 or number == count:
            answer = json.dumps(answer_query(query, recommender, brief=brief), ensure_ascii=False)
            yield ("[" if number == 1 else "") + answer + ("]" if number == count else ",") + "\n"
        else:
            yield None


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize(
    ("count", "options", "layout"),
    [(MANY, (), compact), (MANY, ("--brief",), spread)],
    ids=["with findings", "brief and laid out for people"],
)
def test_many_queries_take_no_more_memory_than_a_thousand(count: int, options: tuple[str, ...], layout: Layout) -> None:
    few, many = Stream(options, layout), Stream(options, layout)
    assert sum(1 for _ in few.answers(FEW)) == FEW
    pairs = zip(many.answers(count), expected(count, brief=bool(options)), strict=True)
    assert all(right in (None, answer) and answer.lstrip("[").startswith('{"rules"') for answer, right in pairs)
    print(f"{few.peak:.1f} MB for {FEW:,}, {many.peak:.1f} MB for {count:,}")  # noqa: T201 - shown by pytest -rP
    assert many.peak < few.peak + FLAT
