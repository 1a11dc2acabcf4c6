"""Whom the look-up gives for what a pen has written: the right elector first, and nobody else beyond doubt.

The figures for 2,000 envelopes are those of `tests/benchmarks/strangers.py`, which these are a part of.
"""

from __future__ import annotations

import pytest

from tests.benchmarks.strangers import FIRST_IN, FIVE_IN, Found, measured, missed

VOTERS, STRANGERS, ELECTORS, SEED = 200, 40, 3000, 20_201_104


@pytest.fixture(scope="module")
def found() -> Found:
    """Gwinnett's voters, as their pens write them."""
    return measured("Gwinnett", STRANGERS, VOTERS, SEED, electors=ELECTORS)


def test_the_right_elector_stands_first_or_among_five(found: Found) -> None:
    assert missed(found) == ()
    assert (found.share("first") >= FIRST_IN, found.share("five") >= FIVE_IN) == (True, True)
    assert found.voters["all", "of"] == VOTERS


def test_nobody_is_taken_for_somebody_else_beyond_doubt(found: Found) -> None:
    """A certain match asks nobody: one that is wrong would count a ballot for another voter, or lose it."""
    assert found.certain == []


def test_what_is_missed_is_said() -> None:
    short = Found()
    short.voters.update({("all", "of"): 100, ("all", "first"): 97, ("all", "five"): 100})
    assert missed(short) == ("first: 97.00 % of 98.0 %",)
    short.certain.append("Ada Doe 1951 -> Eve Doe 1951")
    assert missed(short)[-1] == "beyond doubt somebody else: 1"
