"""Finding electors: by number, by names however written, by year and address, by free words; and how they are ranked."""

from __future__ import annotations

import pytest

from adjudicator.records.elector import Candidate
from adjudicator.roll import RollQuery

from .conftest import DELGADO, row

OTHERS = (
    row("00000101", last_name="HALE", first_name="JOHN", middle_name="", birth_year="1950", house_number="9"),
    row("00000102", last_name="O'BRIEN", first_name="KATHLEEN", middle_name="R", birth_year="1961", house_number="77"),
    row("00000103", last_name="DE LA CRUZ", first_name="JOSÉ", middle_name="", birth_year="1988", street_name="OAK",
        street_type="ST"),
    row("00000104", last_name="NUÑEZ", first_name="IÑES", middle_name="", birth_year="1990", house_number="5"),
    row("00000105", last_name="SMITH", first_name="WILLIAM", middle_name="", birth_year="1947", street_name="PINE",
        street_type="RD"),
    row("00000106", last_name="THOMAS", first_name="GARCIA", middle_name="", birth_year="1969", house_number="31"),
    row("00000107", last_name="OKONKWO", first_name="CHIDINMA", middle_name="JANE", birth_year="1979"),
    row("00000108", last_name="ST. JOHN", first_name="MARY ANN", middle_name="LOPEZ", birth_year="1955"),
    row("00000110", last_name="VASQUEZ", first_name="PILAR", middle_name="", birth_year="1931", city="SUWANEE",
        zip_code="30024", street_name="PEACH", house_number="8"),
)  # fmt: skip


@pytest.fixture
def roll(roll_of):
    return roll_of(DELGADO, *OTHERS)


def first(candidates: list[Candidate]) -> str:
    return candidates[0].elector.registration_number if candidates else "nobody"


@pytest.mark.parametrize("number", ["01234567", "1234567", " 01234567 ", "0123-4567"])
def test_a_registration_number_is_found_without_its_leading_zeros_and_with_spaces(roll, number: str) -> None:
    assert roll.by_number(number).registration_number == "01234567"


@pytest.mark.parametrize("number", ["", "0", "99999999", "12345678", "Delgado"])
def test_a_number_that_nobody_has_finds_nobody(roll, number: str) -> None:
    assert roll.by_number(number) is None


@pytest.mark.parametrize(
    ("last", "given", "year", "number"),
    [
        ("delgado-ruiz", "maria", 1974, "01234567"),
        ("Delgado Ruiz", "Maria", 1974, "01234567"),
        ("DELGADORUIZ", "Maria", 1974, "01234567"),
        ("Ruiz Delgado", "Maria", 1974, "01234567"),
        ("Ruiz-Delgado", "Maria", 1974, "01234567"),
        ("Delgado", "Maria", 1974, "01234567"),
        ("Ruiz", "Maria", 1974, "01234567"),
        ("Delgado-Santos", "Maria", 1974, "01234567"),
        ("OBrien", "Kathleen", 1961, "00000102"),
        ("O Brien", "Kathleen", 1961, "00000102"),
        ("O’Brien", "kathleen", 1961, "00000102"),
        ("delacruz", "Jose", 1988, "00000103"),
        ("De-La-Cruz", "José", 1988, "00000103"),
        ("Nunez", "Ines", 1990, "00000104"),
        ("Núñez", "Iñes", 1990, "00000104"),
        ("Saint John", "Mary Ann", 1955, "00000108"),
        ("St John", "MaryAnn", 1955, "00000108"),
        ("Hale Jr.", "John", 1950, "00000101"),
    ],
)
def test_apostrophes_hyphens_spaces_accents_case_and_order_do_not_matter(roll, last, given, year, number) -> None:
    found = roll.find(RollQuery(last_name=last, first_name=given, birth_year=year))
    assert first(found) == number
    assert found[0].score > 0.9


@pytest.mark.parametrize(
    ("last", "given", "year", "number"),
    [
        ("Delgado-Rviz", "Maria", 1974, "01234567"),
        ("Delgdo-Ruiz", "Maria", 1974, "01234567"),
        ("Dellgado", "Maria", 1974, "01234567"),
        ("Smiht", "William", 1947, "00000105"),
        ("Smth", "William", 1947, "00000105"),
        ("Smyth", "William", 1947, "00000105"),
        ("Okonkow", "Chidinma", 1979, "00000107"),
        ("Okomkvo", "Chidinma", 1979, "00000107"),
        ("Okonkwo", "Chidimna", 1979, "00000107"),
        ("O'Brian", "Cathleen", 1961, "00000102"),
        ("Hael", "John", 1950, "00000101"),
    ],
)
def test_misspelt_names_are_found(roll, last: str, given: str, year: int, number: str) -> None:
    assert first(roll.find(RollQuery(last_name=last, first_name=given, birth_year=year))) == number


@pytest.mark.parametrize(
    ("last", "given", "number"),
    [("Smith", "Bill", "00000105"), ("Smith", "Will", "00000105"), ("Smith", "W.", "00000105"),
     ("O'Brien", "Kathy", "00000102"), ("Okonkwo", "Chidi", "00000107"), ("Okonkwo", "Jane", "00000107"),
     ("St. John", "Mary", "00000108"), ("Hale", "Johnny", "00000101"), ("Hale", "J", "00000101")],
)  # fmt: skip
def test_nicknames_initials_and_parts_of_first_names_are_found(roll, last: str, given: str, number: str) -> None:
    assert first(roll.find(RollQuery(last_name=last, first_name=given))) == number


@pytest.mark.parametrize("year", [1973, 1975, 1947, 1874, 1964])
def test_a_slip_in_the_birth_year_does_not_lose_the_person(roll, year: int) -> None:
    (found,) = roll.find(RollQuery(last_name="Delgado-Ruiz", first_name="Maria", birth_year=year))
    assert found.elector.registration_number == "01234567"
    assert found.differs == (f"born 1974, written {year}: may be a slip",)


def test_another_address_does_not_lose_the_person(roll) -> None:
    query = RollQuery("Delgado-Ruiz", "Maria", birth_year=1974, house_number="88", street="Oak St", city="Duluth")
    (found,) = roll.find(query)
    assert found.elector.registration_number == "01234567"
    assert "address: another one (88 Oak St / 412 N Grayson Hwy)" in found.differs


def test_a_new_surname_at_the_same_address_and_year_is_found(roll) -> None:
    query = RollQuery("Pemberton", "Maria", birth_year=1974, house_number="412", street="N. Grayson Highway")
    found = roll.find(query)
    assert first(found) == "01234567"
    assert found[0].differs[0] == "last name: another one (Pemberton / Delgado-Ruiz)"


def test_a_surname_that_is_the_middle_name_on_the_roll_is_told(roll) -> None:
    query = RollQuery("Lopez", "Mary Ann", birth_year=1955, house_number="412", street="N Grayson Hwy")
    found = roll.find(query)
    assert first(found) == "00000108"
    assert found[0].differs[0].startswith("last name: it is the middle name on the roll")


def test_first_and_last_name_may_be_exchanged(roll) -> None:
    (found,) = roll.find(RollQuery(last_name="Garcia", first_name="Thomas", birth_year=1969))
    assert found.elector.registration_number == "00000106"
    assert found.differs == ("last and first name exchanged (Garcia / Thomas)",), "said of both in one sentence"


@pytest.mark.parametrize("number", ["01234568", "01234576", "0123456", "11234567"])
def test_a_number_with_a_wrong_digit_does_not_lose_the_person(roll, number: str) -> None:
    query = RollQuery("Delgado-Ruiz", "Maria", birth_year=1974, registration_number=number)
    assert first(roll.find(query)) == "01234567"


def test_a_number_alone_finds_its_elector(roll) -> None:
    (found,) = roll.find(RollQuery(registration_number="1234567"))
    assert (found.elector.registration_number, found.score) == ("01234567", 1.0)


def test_a_name_far_from_any_on_the_roll_finds_nobody(roll) -> None:
    assert roll.find(RollQuery(last_name="Vandersloot", first_name="Courtney", birth_year=1989)) == []


def test_an_empty_query_finds_nobody(roll) -> None:
    assert roll.find(RollQuery()) == []
    assert roll.find(RollQuery(birth_year=1974)) == []
    assert roll.find(RollQuery(words="  ")) == []


@pytest.mark.parametrize("status", ["Cancelled", "Pending", "Inactive"])
def test_a_cancelled_elector_is_found_and_shown_as_such(roll_of, status: str) -> None:
    roll = roll_of(row("1", status=status))
    (found,) = roll.find(RollQuery(last_name="Delgado Ruiz", first_name="Maria"))
    assert found.elector.status == status.lower()


# --- what a person is told


def test_agreement_is_told_in_plain_sentences_strongest_first(roll) -> None:
    query = RollQuery("Delgado-Ruiz", "Maria", "E.", birth_year=1974, house_number="412", street="N Grayson Hwy",
                      zip_code="30046", registration_number="1234567")  # fmt: skip
    found = roll.find(query)[0]
    assert found.agrees == (
        "registration number: as written",
        "last name: as written",
        "born 1974, as written",
        "first name: as written",
        "address: as written",
        "middle name: the initial fits (E. / Elena)",
        "town: as written",
    )
    assert found.differs == ()
    assert found.decisive


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (RollQuery("Delgado-Riz", "Maria", birth_year=1974), "last name: one letter differs (Delgado-Riz / Delgado-Ruiz)"),
        (RollQuery("Delgado", "Maria", birth_year=1974), "last name: one of two names is the same (Delgado / Delgado-Ruiz)"),
        (RollQuery("Delgado-Ruiz", "Mara", birth_year=1974), "first name: one letter differs (Mara / Maria)"),
        (RollQuery("Delgado-Ruiz", "Rosa", birth_year=1974), "first name: another one (Rosa / Maria)"),
        (RollQuery("Delgado-Ruiz", "Maria", birth_year=1974, house_number="414", street="Grayson Hwy"),
         "address: another house number (414 Grayson Hwy / 412 N Grayson Hwy)"),
        (RollQuery("Delgado-Ruiz", "Maria", birth_year=1974, house_number="412", street="Graysen Hwy"),
         "address: the street is spelled differently (412 Graysen Hwy / 412 N Grayson Hwy)"),
        (RollQuery("Delgado-Ruiz", "Maria", "Rosa", birth_year=1974), "middle name: another one (Rosa / Elena)"),
        (RollQuery("Delgado-Ruiz", "Maria", birth_year=1974, city="Duluth"),
         "town: another one (Duluth / Lawrenceville 30046)"),
        (RollQuery("Delgado-Ruiz", "Maria", birth_year=1974, city="Duluth", zip_code="30096"),
         "town: another one (Duluth 30096 / Lawrenceville 30046)"),
        (RollQuery("Delgado-Ruiz", "Maria", birth_year=1974, zip_code="30096"),
         "town: another one (30096 / Lawrenceville 30046)"),
        (RollQuery("Delgado-Ruiz", "Maria", birth_year=1974, city="Lawrenceville", zip_code="30043"),
         "town: the same, with another ZIP code (Lawrenceville 30043 / Lawrenceville 30046)"),
    ],
)  # fmt: skip
def test_what_differs_is_told_with_both_spellings(roll, query: RollQuery, sentence: str) -> None:
    found = roll.find(query)
    assert first(found) == "01234567"
    assert sentence in found[0].differs


# --- rank


def test_the_better_match_stands_first(roll_of) -> None:
    roll = roll_of(
        row("1", last_name="SMITH", first_name="JON"),
        row("2", last_name="SMITH", first_name="JOHN"),
        row("3", last_name="SMYTH", first_name="JOHN"),
        row("4", last_name="SMITH", first_name="JOHN", birth_year="1975"),
        row("5", last_name="SMITH", first_name="GRACE"),
    )
    found = roll.find(RollQuery("Smith", "John", birth_year=1974))
    assert first(found) == "2"
    assert {candidate.elector.registration_number for candidate in found[1:3]} == {"1", "3"}
    assert [candidate.score for candidate in found] == sorted((one.score for one in found), reverse=True)


def test_among_equals_the_home_county_stands_first_and_then_active_electors(roll_of) -> None:
    roll = roll_of(
        row("1", county="DEKALB"), row("2", status="Cancelled"), row("3"), row("4", county="COBB", status="Inactive")
    )
    query = RollQuery("Delgado-Ruiz", "Maria", birth_year=1974)
    at_home = roll.find(query, county="Gwinnett")
    assert [one.elector.registration_number for one in at_home] == ["3", "2", "1", "4"]
    assert first(roll.find(query, county="Cobb County")) == "4"


@pytest.mark.parametrize("last", ["Garcia", "Garcia Garcia", "Garcia-Garcia"])
def test_a_double_surname_of_one_name_twice_is_found_by_either(roll_of, last: str) -> None:
    roll = roll_of(row("00000109", last_name="GARCIA-GARCIA", first_name="LUZ", birth_year="1985"))
    assert first(roll.find(RollQuery(last_name=last, first_name="Luz", birth_year=1985))) == "00000109"


def test_no_more_than_the_limit_are_proposed(roll_of) -> None:
    roll = roll_of(*(row(f"{number:08d}") for number in range(1, 90)))
    query = RollQuery("Delgado-Ruiz", "Maria", birth_year=1974)
    assert len(roll.find(query)) == 8
    assert len(roll.find(query, limit=3)) == 3


def test_the_address_tells_apart_more_namesakes_than_are_read_whole(roll_of) -> None:
    roll = roll_of(*(row(f"{number:08d}", house_number=f"{number}") for number in range(1, 300)))
    query = RollQuery("Delgado-Ruiz", "Maria", birth_year=1974, house_number="271", street="Grayson Hwy")
    assert first(roll.find(query)) == "00000271"


# --- free words


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("01234567", "01234567"),
        ("1234567", "01234567"),
        ("12345", "01234567"),
        ("4567", "01234567"),
        ("Delgado", "01234567"),
        ("maria delgado", "01234567"),
        ("Delgado, Maria", "01234567"),
        ("Ruiz Maria 1974", "01234567"),
        ("1974 delgado", "01234567"),
        ("Delg Maria", "01234567"),
        ("Okon", "00000107"),
        ("Smi", "00000105"),
        ("de la cruz jose", "00000103"),
        ("bill smith", "00000105"),
        ("smiht william", "00000105"),
        ("77 grayson", "00000102"),
        ("77 Grayson Hwy", "00000102"),
        ("kathleen 77 grayson", "00000102"),
        ("Hale Lawrenceville", "00000101"),
        ("Chidinma 1979", "00000107"),
    ],
)
def test_the_search_box_takes_part_of_either_in_any_order(roll, words: str, number: str) -> None:
    assert first(roll.find(RollQuery(words=words))) == number


def test_each_word_is_told_where_it_was_found(roll) -> None:
    found = roll.find(RollQuery(words="maria delgado 1974 elsewhere"))[0]
    assert found.agrees == ("maria: first name", "delgado: last name", "1974: birth year")
    assert found.differs == ("elsewhere: not found here",)


def test_words_narrow_what_the_fields_find(roll_of) -> None:
    roll = roll_of(row("1"), row("2", house_number="9", street_name="OAK", birth_year="1990"))
    found = roll.find(RollQuery(last_name="Delgado-Ruiz", first_name="Maria", words="delgado 9 oak"))
    assert first(found) == "2"
