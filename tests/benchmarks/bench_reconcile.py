"""Measures reading the results of 100,000 provisional ballots and holding them against the record.

The baseline is to read the same file's rows with the standard library, and to do nothing with them. A file has as many rows
as there are choices in contests and precincts, however many ballots there are; so what grows with the ballots is measured by
itself: how many may count in each contest and precinct, beside the whole canvass of as many envelopes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from random import Random

from made_up import DEFINITION, election
from rows import Row, side_by_side

from adjudicator.canvass.ceilings import MayCount, may_count
from adjudicator.canvass.reconciling import Countable, reconcile
from adjudicator.canvass.tally import tally
from adjudicator.casework.record.state import DeterminationState, EnvelopeState
from adjudicator.intake.results.file import read_results
from adjudicator.practice.results import results_of

BALLOTS = 100_000


def run(quick: bool) -> list[Row]:
    """On Gwinnett's definition: 156 precincts, 49 contests."""
    number = BALLOTS // 10 if quick else BALLOTS
    states = made_up_ballots(number)
    counted = may_count(states, election())
    data = results_of(election(), DEFINITION, counted, 7)
    results = read_results(data, "results.csv", election()).results
    if results is None or reconcile(election(), _countable(counted, number), results).disagreements:
        raise AssertionError(results)
    countable = _countable(counted, number)
    measured: tuple[tuple[str, Callable[[], object], Callable[[], object], str], ...] = (
        ("read the results", lambda: read_results(data, "results.csv", election()), lambda: bare(data), "500 ms"),
        (
            "hold them against the record",
            lambda: reconcile(election(), countable, results),
            lambda: bare(data),
            "500 ms",
        ),
        (
            "ceilings from the states",
            lambda: may_count(states, election()),
            lambda: tally(states, election()),
            "1 times",
        ),
    )
    rows: list[Row] = []
    for what, ours, theirs, budget in measured:
        took, baseline = side_by_side(ours, theirs, 5)
        rows.append(Row(f"reconcile {number:,} ballots: {what}", took * 1e3, "ms", baseline * 1e3, budget))
    return rows


def _countable(counted: MayCount, number: int) -> Countable:
    return Countable(counted.ceilings, number, counted.ballots_in, counted.on_ballot)


def made_up_ballots(number: int) -> list[EnvelopeState]:
    """Ballots that count, one in three in some contests only, all over the county."""
    random = Random(7)
    precincts = list(election().precincts.values())
    return [_ballot(str(at), random, random.choice(precincts).code) for at in range(number)]


def _ballot(number: str, random: Random, precinct: str) -> EnvelopeState:
    style = random.choice(election().precincts[precinct].styles)
    contests = election().styles[style]
    home = random.choice(tuple(election().styles.values())) if random.random() < 0.33 else contests
    counted = tuple(each for each in contests if each in home)
    outcome = "count_full" if counted == contests else "count_partial"
    determination = DeterminationState(
        seq=9, by="p", at="", outcome=outcome, recommended=outcome, reasons=(), holds=(), marks=(), counted=counted,
        not_counted={}, facts={}, cast_style=style, home_style=style, too_late_for=(), rules="", pack="",
    )  # fmt: skip
    return EnvelopeState(number, 9, 1, "", "approved", precinct_cast=precinct, determination=determination)


def bare(data: bytes) -> int:
    """Every row of the file, by the standard library."""
    return sum(len(row) for row in csv.reader(io.StringIO(data.decode())))
