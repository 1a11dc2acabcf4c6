"""When a match is certain, and when a person must choose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adjudicator.roll import RollQuery

from .conftest import DELGADO, row

MARIA = RollQuery("Delgado-Ruiz", "Maria", birth_year=1974, house_number="412", street="N Grayson Hwy")


def with_change(**fields) -> RollQuery:
    return replace(MARIA, **fields)


def test_name_and_year_and_address_make_it_certain(roll_of) -> None:
    match = roll_of(DELGADO, row("2", first_name="ROSA", birth_year="1999")).match(MARIA)
    assert match.kind == "certain"
    assert match.candidates[0].elector.registration_number == "01234567"


def test_the_number_with_the_name_makes_it_certain(roll_of) -> None:
    query = RollQuery("Delgado-Ruiz", "Maria", registration_number="1234567")
    assert roll_of(DELGADO).match(query).kind == "certain"


@pytest.mark.parametrize(
    "query",
    [
        with_change(last_name="Ruiz Delgado"),
        with_change(first_name="MARÍA"),
        with_change(first_name="M."),
        with_change(middle_name="E"),
        with_change(street="North Grayson Highway"),
        RollQuery("Delgado-Riuz", "Maria", birth_year=1975, registration_number="01234567"),
        RollQuery("Delgado", "Maria", registration_number="01234567"),
    ],
)
def test_differences_that_do_not_matter_leave_it_certain(roll_of, query: RollQuery) -> None:
    assert roll_of(DELGADO).match(query).kind == "certain"


@pytest.mark.parametrize(
    "query",
    [
        with_change(birth_year=None),
        with_change(birth_year=1975),
        with_change(house_number="", street=""),
        with_change(house_number=""),
        with_change(house_number="414"),
        with_change(last_name="Delgado-Riz"),
        with_change(last_name="Pemberton"),
        with_change(first_name="Mara"),
        with_change(registration_number="01234568"),
    ],
)
def test_what_is_missing_or_written_otherwise_leaves_the_choice_to_a_person(roll_of, query: RollQuery) -> None:
    match = roll_of(DELGADO).match(query)
    assert match.kind == "several"
    assert match.candidates[0].elector.registration_number == "01234567"


def test_nobody_plausible_is_none(roll_of) -> None:
    match = roll_of(DELGADO).match(RollQuery("Vandersloot", "Courtney", birth_year=1989))
    assert (match.kind, match.candidates) == ("none", ())


def test_a_namesake_of_another_age_elsewhere_is_nobody(roll_of) -> None:
    query = RollQuery("Delgado-Ruiz", "Maria", birth_year=1999, house_number="3", street="Elm St")
    assert roll_of(DELGADO).match(query).kind == "none"


def test_two_who_match_equally_are_not_chosen_between(roll_of) -> None:
    match = roll_of(row("1"), row("2")).match(MARIA)
    assert match.kind == "several"
    assert [one.decisive for one in match.candidates] == [True, True]


def test_a_cancelled_and_an_active_registration_of_one_person_are_both_shown(roll_of) -> None:
    match = roll_of(row("1", status="Cancelled"), row("2")).match(MARIA)
    assert match.kind == "several"
    assert [one.elector.status for one in match.candidates] == ["active", "cancelled"]


def test_the_number_of_somebody_else_is_shown_and_never_certain(roll_of) -> None:
    roll = roll_of(DELGADO, row("9", last_name="HALE", first_name="JOHN", birth_year="1950", house_number="3"))
    match = roll.match(with_change(registration_number="9"))
    assert match.kind == "several"
    assert [one.elector.registration_number for one in match.candidates] == ["01234567", "9"]
    assert "the number on the envelope is this elector's, the name is not" in match.candidates[1].differs


def test_only_the_number_of_somebody_else_is_no_match_for_certain(roll_of) -> None:
    match = roll_of(DELGADO).match(RollQuery("Vandersloot", "Courtney", registration_number="01234567"))
    assert match.kind == "several"
    assert not match.candidates[0].decisive


FATHER = row("1", first_name="JOHN", last_name="AMES", middle_name="", suffix="SR", birth_year="1948")
SON = row("2", first_name="JOHN", last_name="AMES", middle_name="", suffix="JR", birth_year="1974")
AMES = RollQuery("Ames", "John", house_number="412", street="N Grayson Hwy")


def ames(**fields) -> RollQuery:
    return replace(AMES, **fields)


def test_father_and_son_are_not_told_apart_without_year_and_suffix(roll_of) -> None:
    match = roll_of(FATHER, SON).match(AMES)
    assert (match.kind, len(match.candidates)) == ("several", 2)


def test_the_year_tells_father_and_son_apart(roll_of) -> None:
    match = roll_of(FATHER, SON).match(ames(birth_year=1974))
    assert match.kind == "certain"
    assert match.candidates[0].elector.registration_number == "2"


def test_the_fathers_suffix_on_the_sons_year_is_a_contradiction(roll_of) -> None:
    match = roll_of(FATHER, SON).match(ames(birth_year=1974, suffix="Sr."))
    assert match.kind == "several"
    assert "another suffix: Sr. / Jr." in match.candidates[0].differs


def test_the_fathers_number_with_the_sons_year_is_a_contradiction(roll_of) -> None:
    match = roll_of(FATHER, SON).match(ames(birth_year=1974, registration_number="1"))
    assert match.kind == "several"
    assert {one.elector.registration_number for one in match.candidates} == {"1", "2"}


def test_the_suffix_tells_two_of_one_year_apart(roll_of) -> None:
    roll = roll_of(row("1", last_name="AMES", suffix="JR"), row("2", last_name="AMES", suffix="SR"))
    match = roll.match(RollQuery("Ames, Jr.", "Maria", birth_year=1974, house_number="412", street="Grayson Hwy"))
    assert match.kind == "certain"
    assert match.candidates[0].elector.registration_number == "1"


def test_twins_of_other_first_names_are_told_apart_by_them(roll_of) -> None:
    roll = roll_of(row("1", first_name="JOHN", middle_name=""), row("2", first_name="GRACE", middle_name=""))
    match = roll.match(with_change(first_name="Grace"))
    assert match.kind == "certain"
    assert match.candidates[0].elector.registration_number == "2"


def test_twins_are_not_told_apart_by_an_initial(roll_of) -> None:
    roll = roll_of(row("1", first_name="JOHN", middle_name=""), row("2", first_name="JAMES", middle_name=""))
    assert roll.match(with_change(first_name="J.")).kind == "several"


def test_a_twin_alone_on_the_roll_is_not_taken_for_the_other(roll_of) -> None:
    match = roll_of(row("1", first_name="JOHN", middle_name="")).match(with_change(first_name="Grace"))
    assert match.kind != "certain"


def test_free_words_take_no_part_in_a_match(roll_of) -> None:
    assert roll_of(DELGADO).match(with_change(words="somebody else")).kind == "certain"


def test_the_home_county_does_not_make_an_equal_match_certain(roll_of) -> None:
    match = roll_of(row("1", county="DEKALB"), row("2")).match(MARIA, county="GWINNETT")
    assert match.kind == "several"
    assert match.candidates[0].elector.county == "GWINNETT"
