"""A report of Gwinnett's own numbers of 2020 that is valid by NIST's schema (NIST_V2_election_results_reporting.xsd, 2.0.3).

It has three of 156 precincts and three of 49 contests: one with two seats, one question, and one whose numbers are in the
canonical form of the schema's doubles, with a write-in that says so as `1`. Every element has a prefix.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from adjudicator.intake.results.file import read_results, read_results_file
from adjudicator.records.election import Election

HERE = Path(__file__).parent
VALID = HERE / "nist-gwinnett-2020-three-precincts.xml"


def test_a_valid_report_has_the_votes_of_the_countys_own_file(gwinnett: Election) -> None:
    found = read_results_file(VALID, gwinnett)
    assert [str(problem) for problem in found.problems if not problem.warning] == []
    assert found.form == "nist_xml"
    assert found.results is not None
    assert found.results.seats == {"135-01": 1, "135-44": 2}
    own = gzip.decompress((HERE / "gwinnett-2020-provisional.csv.gz").read_bytes())
    whole = read_results(own, "own.csv", gwinnett).results
    assert whole is not None
    precincts = {cell.precinct for cell in found.results.votes}
    contests = {cell.contest for cell in found.results.votes}
    assert (precincts, contests) == ({"001", "002", "008"}, {"135-01", "135-44", "135-45"})
    for cell, votes in found.results.votes.items():
        assert votes == whole.votes.get(cell, 0), cell


@pytest.mark.parametrize("written", ["0.25E1", "1.0E9", "-1.0E0", "INF", "1.0E-1"])
def test_a_double_that_is_no_number_of_votes_is_refused(gwinnett: Election, written: str) -> None:
    data = VALID.read_bytes().replace(b"3.0E0", written.encode(), 1)
    found = read_results(data, "report.xml", gwinnett)
    (said,) = [str(problem) for problem in found.problems if not problem.warning]
    assert f'is not a whole number of 0 or more ("{written}")' in said
