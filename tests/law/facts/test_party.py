"""Primaries: whose ballot was cast."""

from __future__ import annotations

from pathlib import Path

import pytest

from adjudicator.intake.definition import read_definition
from adjudicator.law.facts.derive import derive_party
from adjudicator.law.facts.party import cast_party, cast_style, is_nonpartisan, party_of_cast, party_of_style

FILE = Path(__file__).resolve().parents[3] / "docs" / "definitions" / "primary.json"


@pytest.fixture(scope="module")
def primary():
    election, _ = read_definition(FILE.read_bytes(), FILE.name)
    return election


@pytest.mark.parametrize(
    ("style", "party"), [("001-1-D", "D"), ("003-2-R", "R"), ("002-1-N", "N"), ("?", ""), ("", "")]
)
def test_a_style_is_that_of_the_party_under_which_portions_have_it(style, party, primary):
    assert party_of_style(primary, style) == party


def test_a_style_that_no_portion_names_is_that_of_its_contests(make_election, primary):
    bare = make_election(contests=tuple(primary.contests.values()), primary=True, styles=primary.styles, precincts={})
    assert [party_of_style(bare, style) for style in ("001-1-D", "001-1-R", "001-1-N")] == ["D", "R", ""]


def test_outside_primaries_no_style_is_a_partys(election):
    assert party_of_style(election, "main") == ""


@pytest.mark.parametrize(
    ("party", "style", "found"),
    [
        ("D", "", "D"),
        ("", "001-1-R", "R"),
        ("R", "001-1-R", "R"),
        ("D", "001-1-R", ""),
        ("X", "001-1-R", "R"),
        ("", "", ""),
    ],
)
def test_papers_that_contradict_the_label_leave_the_party_open(party, style, found, primary):
    assert cast_party(primary, party, style) == found


@pytest.mark.parametrize(
    ("precinct", "party", "style", "found"),
    [
        ("001", "R", "", "001-1-R"),
        ("001", "", "", ""),
        ("003", "R", "", ""),
        ("003", "R", "003-2-R", "003-2-R"),
        ("001", "D", "001-1-R", ""),
        ("999", "D", "", ""),
    ],
)
def test_the_party_picks_the_style_where_the_precinct_has_one_for_it(precinct, party, style, found, primary):
    assert cast_style(primary, precinct, party, style) == found


def test_a_nonpartisan_ballot_is_open_to_every_voter(primary, election):
    assert is_nonpartisan(primary, "001-1-N")
    assert not is_nonpartisan(primary, "001-1-D")
    assert derive_party(primary, None, "001-1-N") == "entitled"
    assert derive_party(primary, None, "001-1-D") is None
    assert derive_party(primary, "not_entitled", "001-1-N") == "not_entitled"
    assert derive_party(election, None, "main") == "not_a_primary"


@pytest.mark.parametrize(
    ("party", "style", "found"), [("", "001-1-D", "D"), ("R", "", "R"), ("", "", ""), ("R", "001-1-D", "")]
)
def test_the_party_of_a_ballot_is_the_labels_else_that_of_the_papers(party, style, found, primary):
    assert party_of_cast(primary, "001", party, style) == found
