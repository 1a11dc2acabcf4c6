"""The voter's own portion."""

import pytest

from adjudicator.law.facts.home import portion_of
from adjudicator.records.election import NO_BALLOT, Portion, Precinct
from adjudicator.records.elector import Elector


def portion(election, precinct, municipality="", **districts):
    elector = Elector(
        "1", "GWINNETT", "active", "A", "B", precinct=precinct, districts=districts, municipality=municipality
    )
    found = portion_of(election, elector)
    return found and found.id


@pytest.mark.parametrize(("district", "expected"), [("7", "001-1"), ("007", "001-1"), ("4", "001-2"), ("04", "001-2")])
def test_the_districts_choose_the_portion_whatever_the_leading_zeros(district, expected, election):
    assert portion(election, "001", us_house=district) == expected


def test_an_empty_district_of_the_definition_matches_any(election):
    assert portion(election, "002", us_house="7", state_senate="55") == "002-1"


def test_a_precincts_code_is_found_without_zeros_and_in_any_case(election):
    assert portion(election, "2", us_house="7") == "002-1"
    assert portion(election, "14a", us_house="7") == "014A-1"


def test_no_portion_fits_where_a_district_differs_or_is_missing(election):
    assert portion(election, "001", us_house="9") is None
    assert portion(election, "001") is None


def test_several_portions_of_one_style_are_no_doubt(election):
    assert portion(election, "014A", us_house="7") == "014A-1"


def test_portions_of_different_styles_that_both_fit_are_not_guessed_between(election):
    assert portion(election, "020") is None


@pytest.mark.parametrize("code", ["", " ", "999", "0"])
def test_a_precinct_that_the_election_does_not_have_has_no_portion(code, election):
    assert portion(election, code, us_house="7") is None


@pytest.mark.parametrize(
    ("city", "expected"),
    [
        ("DULUTH", "030-1"),
        ("City of Duluth", "030-1"),
        ("", "030-2"),
        ("UNINCORPORATED", "030-2"),
        ("LILBURN", None),
    ],
)
def test_city_limits_part_a_precinct(city, expected, election):
    assert portion(election, "030", municipality=city, us_house="7") == expected


def test_none_is_an_elector_without_a_district_of_that_level(election):
    assert portion(election, "031", city_council="1") == "031-1"
    assert portion(election, "031") == "031-2"
    assert portion(election, "031", city_council="2") is None


def test_in_a_primary_portions_whose_parties_have_other_ballots_are_told_apart(make_election):
    def split(*styles):
        portions = tuple(Portion(f"040-{at}", "040", "", {}, styles=each) for at, each in enumerate(styles, 1))
        return make_election(primary=True, precincts={"040": Precinct("040", "Split", portions)})

    alike = {"D": "main", "R": "near"}
    assert portion(split(alike, {"R": "near", "D": "main"}), "040") == "040-1"
    assert portion(split(alike, {"D": "main", "R": "far"}), "040") is None
    assert portion(split(alike, {"D": "main", "R": NO_BALLOT}), "040") is None
