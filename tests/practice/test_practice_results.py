"""Made-up results fit the count they are made from, and any one thing that goes wrong is found by its code."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.canvass.ceilings import MayCount
from adjudicator.canvass.reconciling import Countable, Reconciliation, reconcile
from adjudicator.intake.definition import read_definition
from adjudicator.intake.results.file import read_results
from adjudicator.practice.chance import Chance
from adjudicator.practice.results import RESULTS_COLUMNS, results_of
from adjudicator.records.election import Election
from adjudicator.records.results import VoteCell
from tests.examples import examples

Ballot = tuple[str, str, tuple[str, ...]]
"""A ballot that counts: precinct, style, the contests that count."""

Row = dict[str, str]

HOUSES = 4


def _definition() -> bytes:
    """Eight precincts, four styles; one contest of two seats, and one of three candidates."""
    contests: list[dict[str, Any]] = [
        {"contest_id": "P", "title": "President", "level": "federal_statewide", "candidates": [1, 2, 3]},
        *(
            {"contest_id": f"H{at}", "title": f"House {at}", "level": "state_house", "district": str(at)}
            for at in range(HOUSES)
        ),
        {"contest_id": "S", "title": "Soil", "level": "soil_and_water", "votes_allowed": 2, "candidates": [1, 2]},
    ]
    styles = {f"S{at}": ["P", f"H{at}", "S"] for at in range(HOUSES)}
    precincts = [
        {
            "code": f"{at:03}",
            "name": f"PLACE {at}",
            "portions": [{"portion": str(at), "ballot_style": f"S{at % HOUSES}"}],
        }
        for at in range(8)
    ]
    whole = {"election": "General", "date": "2020-11-03", "state": "GA", "county": "Clay", "fips": "13061"}
    return json.dumps(whole | {"contests": contests, "ballot_styles": styles, "precincts": precincts}).encode()


DEFINITION = _definition()


def _election() -> Election:
    election, problems = read_definition(DEFINITION, "definition")
    assert election is not None, problems
    return election


ELECTION = _election()


def ballots_of(seed: int, number: int) -> list[Ballot]:
    """Ballots that count, one in three for some contests only."""
    chance = Chance(seed, "ballots")
    precincts = list(ELECTION.precincts.values())
    made: list[Ballot] = []
    for _ in range(number):
        precinct = chance.pick(precincts)
        style = precinct.styles[0]
        contests = ELECTION.styles[style]
        partial = chance.happens(0.33)
        counted = tuple(each for each in contests if each == "P" or not partial or chance.happens(0.5))
        made.append((precinct.code, style, counted))
    return made


def count_of(ballots: Iterable[Ballot]) -> MayCount:
    found = MayCount()
    for precinct, style, counted in ballots:
        found.ballots_in[precinct] += 1
        found.ceilings.update(VoteCell(contest, precinct) for contest in counted)
        found.on_ballot.update(VoteCell(contest, precinct) for contest in ELECTION.styles[style])
    return found


@dataclass(frozen=True)
class Made:
    """Ballots and the results that were made of them, as rows."""

    ballots: list[Ballot]
    seed: int

    def rows(self, ballots: list[Ballot] | None = None) -> list[Row]:
        data = results_of(ELECTION, DEFINITION, count_of(self.ballots if ballots is None else ballots), self.seed)
        return list(csv.DictReader(io.StringIO(data.decode())))

    def compared(self, rows: list[Row], *, times_cast: bool) -> Reconciliation:
        """The rows against the ballots; without `times_cast`, as in a file that gives no ballots by contest."""
        columns = [each for each in RESULTS_COLUMNS if times_cast or each != "provisional_cast"]
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
        read = read_results(text.getvalue().encode(), "results.csv", ELECTION)
        assert read.results is not None, [str(each) for each in read.problems]
        wanted = count_of(self.ballots)
        countable = Countable(wanted.ceilings, len(self.ballots), wanted.ballots_in, wanted.on_ballot)
        return reconcile(ELECTION, countable, read.results)


made = st.builds(
    lambda seed, number: Made(ballots_of(seed, number), seed), st.integers(0, 10_000), st.integers(40, 300)
)
either = st.booleans()


def codes(found: Reconciliation) -> set[str]:
    return {each.code for each in found.disagreements}


@given(made=made, times_cast=either)
@settings(max_examples=examples(30), deadline=None)
def test_results_fit_the_count_that_they_are_made_of(made: Made, times_cast: bool) -> None:
    found = made.compared(made.rows(), times_cast=times_cast)
    assert found.disagreements == ()
    assert found.proven == len(made.ballots)


@given(made=made, at=st.integers(0, 10_000), times_cast=either)
@settings(max_examples=examples(30), deadline=None)
def test_one_ballot_more_is_found(made: Made, at: int, times_cast: bool) -> None:
    extra = made.ballots[at % len(made.ballots)]
    found = made.compared(made.rows([*made.ballots, extra]), times_cast=times_cast)
    wanted = {"votes_above_ceiling", "more_than_scanned"} | ({"times_cast_differ"} if times_cast else set())
    assert wanted <= codes(found)
    above = [each for each in found.errors if each.code == "votes_above_ceiling"]
    assert ("P", extra[0]) in {(each.contest, each.precinct) for each in above}
    assert {each.precinct for each in above} == {extra[0]}


@given(made=made, first=st.integers(0, 10_000), size=st.integers(1, 60), times_cast=either)
@settings(max_examples=examples(30), deadline=None)
def test_a_batch_that_is_missing_is_found(made: Made, first: int, size: int, times_cast: bool) -> None:
    """A batch below what voters leave blank is found by the ballots alone, where the file gives them."""
    start = first % len(made.ballots)
    without = made.ballots[:start] + made.ballots[start + size :]
    found = made.compared(made.rows(without), times_cast=times_cast)
    gone = len(made.ballots) - len(without)
    assert ("times_cast_differ" in codes(found)) is times_cast
    county = [each for each in found.disagreements if each.code == "fewer_than_scanned" and not each.precinct]
    is_short = gone > max(2, len(made.ballots) * 3 / 100)
    assert [(each.expected, each.actual) for each in county] == (
        [(len(made.ballots), len(without))] if is_short else []
    )
    assert not codes(found) - {"times_cast_differ", "fewer_than_scanned"}


@given(made=made, at=st.integers(0, 7), times_cast=either)
@settings(max_examples=examples(20), deadline=None)
def test_a_precinct_that_is_missing_is_found(made: Made, at: int, times_cast: bool) -> None:
    rows = [row for row in made.rows() if row["precinct"] != f"PLACE {at}"]
    found = made.compared(rows, times_cast=times_cast)
    told = [each.precinct for each in found.errors if each.code == "precinct_not_in_results"]
    there = any(ballot[0] == f"{at:03}" for ballot in made.ballots)
    assert told == ([f"{at:03}"] if there else [])


@given(made=made, contest=st.sampled_from(sorted(ELECTION.contests)), times_cast=either)
@settings(max_examples=examples(20), deadline=None)
def test_a_contest_that_is_missing_is_found(made: Made, contest: str, times_cast: bool) -> None:
    rows = [row for row in made.rows() if row["contest_id"] != contest]
    found = made.compared(rows, times_cast=times_cast)
    told = [each.contest for each in found.errors if each.code == "contest_not_in_results"]
    there = any(contest in ballot[2] for ballot in made.ballots)
    assert told == ([contest] if there else [])


@given(made=made, at=st.integers(0, 10_000))
@settings(max_examples=examples(20), deadline=None)
def test_votes_that_stand_under_another_contest_are_found(made: Made, at: int) -> None:
    """A duplicate that copies a contest which it had to leave blank."""
    precinct, __, counted = made.ballots[at % len(made.ballots)]
    rows = made.rows()
    other = next(
        key for key in ELECTION.contests if key.startswith("H") and key not in ELECTION.styles[f"S{int(precinct) % 4}"]
    )
    rows.append(
        {
            **rows[0],
            "precinct": f"PLACE {int(precinct)}",
            "contest_id": other,
            "contest": ELECTION.contests[other].title,
            "candidate_ordinal": "1",
            "provisional": "1",
        }
    )
    found = made.compared(rows, times_cast=False)
    assert [(each.code, each.contest, each.precinct) for each in found.errors] == [
        ("votes_above_ceiling", other, precinct)
    ]
    assert counted


def test_the_same_ballots_and_seed_make_the_same_bytes() -> None:
    ballots = ballots_of(7, 100)
    first = results_of(ELECTION, DEFINITION, count_of(ballots), 7)
    assert first == results_of(ELECTION, DEFINITION, count_of(reversed(ballots)), 7)
    assert first != results_of(ELECTION, DEFINITION, count_of(ballots), 8)


def test_gwinnetts_definition_makes_results_that_fit(gwinnett: Any) -> None:
    """A thousand made-up envelopes as they would be decided, on the county's own definition."""
    election: Election = gwinnett.election
    ballots = [
        (paper.precinct_cast, answer.cast_style, answer.contests)
        for number, answer in gwinnett.answers.items()
        if answer.outcome in {"count_full", "count_partial"} and (paper := gwinnett.papers[number])
    ]
    count = MayCount()
    for precinct, style, counted in ballots:
        count.ballots_in[precinct] += 1
        count.ceilings.update(VoteCell(contest, precinct) for contest in counted)
        count.on_ballot.update(VoteCell(contest, precinct) for contest in election.styles[style])
    data = results_of(election, gwinnett.definition, count, 7)
    read = read_results(data, "results.csv", election)
    assert read.problems == ()
    assert read.results is not None
    found = reconcile(
        election, Countable(count.ceilings, len(ballots), count.ballots_in, count.on_ballot), read.results
    )
    assert found.disagreements == ()
    assert found.proven == len(ballots)
    names = {
        each["name"].encode()
        for contest in json.loads(gwinnett.definition)["contests"]
        for each in contest["candidates"]
    }
    assert not [name for name in names if len(name) > 5 and name in data], "no made-up number beside one who lives"


def test_votes_are_spread_over_the_choices() -> None:
    rows = Made(ballots_of(7, 300), 7).rows()
    by_choice = Counter[str]()
    for row in rows:
        if row["contest_id"] == "P":
            by_choice[row["candidate_ordinal"]] += int(row["provisional"])
    assert set(by_choice) == {"1", "2", "3"}
    assert by_choice.total() == 300
    assert all(by_choice.values())


@pytest.mark.parametrize("number", [0, 1])
def test_a_count_of_none_or_one_makes_results(number: int) -> None:
    one = Made(ballots_of(7, number), 7)
    assert one.compared(one.rows(), times_cast=True).disagreements == ()
