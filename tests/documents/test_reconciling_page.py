"""What the page on reconciling says of Gwinnett's results is what the program says of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adjudicator import resources
from adjudicator.canvass.reconciling import Countable, Reconciliation, reconcile
from adjudicator.intake.definition import read_definition
from adjudicator.intake.results.file import read_results_file
from adjudicator.records.election import Election
from adjudicator.records.results import Results, VoteCell

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reconciling.md"
VOTES = ROOT / "tests" / "intake" / "gwinnett-2020-provisional.csv.gz"
PRESIDENT = "135-01"
ROW = re.compile(r"^\| ([A-Z ]+) \| (\d+) \| (.+) \| (\d+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def election() -> Election:
    found, _ = read_definition(resources.path("practice", "gwinnett-2020.json").read_bytes(), "gwinnett")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def results(election: Election) -> Results:
    found = read_results_file(VOTES, election).results
    assert found is not None
    return found


def of_702(election: Election, results: Results) -> Reconciliation:
    return reconcile(election, Countable(dict.fromkeys(results.votes, 1000), 702), results)


def test_the_results_prove_what_the_page_says(election: Election, results: Results) -> None:
    found = of_702(election, results)
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert found.proven == 708
    assert "**at least 708**" in page
    (county,) = [each.sentence for each in found.errors if not each.precinct]
    assert f"*{county}*" in page
    president = sum(votes for cell, votes in results.votes.items() if cell.contest == PRESIDENT)
    assert f"they have {president} provisional votes" in page
    soil = next(each for each in election.contests.values() if each.seats == 2)
    sums = {
        contest: sum(votes for cell, votes in results.votes.items() if cell.contest == contest)
        for contest in election.contests
    }
    assert max(sums, key=lambda contest: sums[contest]) == soil.id
    assert f"It has {sums[soil.id]} provisional votes" in page


def test_the_precincts_where_another_contest_proves_more_are_all_on_the_page(
    election: Election, results: Results
) -> None:
    proven = of_702(election, results).proven_in
    more = {
        election.precincts[precinct].name: (results.votes.get(VoteCell(PRESIDENT, precinct), 0), ballots)
        for precinct, ballots in proven.items()
        if ballots != results.votes.get(VoteCell(PRESIDENT, precinct), 0)
    }
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    assert {name: (int(president), int(most)) for name, president, __, most in rows} == more
    codes = {precinct.name: precinct.code for precinct in election.precincts.values()}
    contests = {contest.title: contest.id for contest in election.contests.values()}
    for name, __, title, most in rows:
        assert results.votes[VoteCell(contests[title], codes[name])] == int(most)


def test_sentences_on_the_page_are_the_programs(election: Election, results: Results) -> None:
    shown = PAGE.read_text(encoding="utf-8").split("```text\n")[1].split("```")[0].splitlines()
    without = Results({cell: votes for cell, votes in results.votes.items() if cell.precinct != "057"})
    one = Results({**results.votes, VoteCell(PRESIDENT, "003"): 9})
    said = {
        each.sentence
        for found in (
            of_702(election, results),
            reconcile(election, Countable({VoteCell(PRESIDENT, "057"): 21}, 702), without),
            reconcile(election, Countable({VoteCell(PRESIDENT, "003"): 8}, 702), one),
        )
        for each in found.disagreements
    }
    assert [line for line in shown if line not in said] == []
