"""Free words that are an address with a year, or a name written apart."""

from __future__ import annotations

import pytest

from adjudicator.records.elector import Candidate
from adjudicator.roll import RollQuery
from adjudicator.roll.readings import terms_of

from .conftest import row

CYPRESS = {"house_number": "365", "pre_direction": "", "street_name": "CYPRESS HILL", "street_type": "PL"}
CEDAR = {"house_number": "4818", "pre_direction": "W", "street_name": "CEDAR RIDGE", "street_type": "CIR"}

ELECTORS = (
    row("00000201", last_name="PARK", first_name="SONIA", birth_year="1965", **CYPRESS),
    row("00000202", last_name="PARK", first_name="ANDREW", birth_year="1958", **CYPRESS),
    row("00000203", last_name="PARK", first_name="NOLAN", birth_year="1995", **CYPRESS),
    row("00000204", last_name="AMES", first_name="IRIS", birth_year="1970", **CEDAR),
    row("00000205", last_name="AMES", first_name="OTTO", birth_year="1950", **CEDAR),
    row("00000206", last_name="BELL", first_name="RUTH", birth_year="1970", house_number="1965", street_name="OAK"),
    row("00019652", last_name="CASE", first_name="MELANIE", birth_year="1980", city="SUGAR HILL", house_number="3"),
    row("00000207", last_name="HILL", first_name="CAROL", birth_year="1965", house_number="8", street_name="PINE"),
)  # fmt: skip

NAMES = (
    row("00000301", last_name="O'BRIEN", first_name="KATHLEEN", middle_name="R", birth_year="1961"),
    row("00000302", last_name="D'ANGELO", first_name="MARCO", middle_name="", birth_year="1962"),
    row("00000303", last_name="MCDONALD", first_name="FAITH", middle_name="", birth_year="1963"),
    row("00000304", last_name="DELACRUZ", first_name="JOSE", middle_name="", birth_year="1964"),
    row("00000305", last_name="HALE", first_name="WALTER", middle_name="", birth_year="1965"),
    row("00000306", last_name="WHALE", first_name="GRACE", middle_name="", birth_year="1966"),
    row("00000307", last_name="ANGEL", first_name="DORA", middle_name="", birth_year="1967"),
    row("00000308", last_name="MILLS", first_name="DEAN", middle_name="", birth_year="1968"),
    row("00000309", last_name="DILLS", first_name="IRMA", middle_name="", birth_year="1969"),
)


@pytest.fixture
def roll(roll_of):
    return roll_of(*ELECTORS)


@pytest.fixture
def names(roll_of):
    return roll_of(*NAMES)


def first(candidates: list[Candidate]) -> str:
    return candidates[0].elector.registration_number if candidates else "nobody"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("365 CYPRESS HILL 1965", "00000201"),
        ("365 Cypress Hill Place 1965", "00000201"),
        ("365 cypress hill pl, 1965", "00000201"),
        ("365 cypress 1965", "00000201"),
        ("365 cypr 1965", "00000201"),
        ("365 hill 1965", "00000201"),
        ("1965 365 cypress hill", "00000201"),
        ("365 1965 cypress hill", "00000201"),
        ("cypress hill 365 1965", "00000201"),
        ("365 cypress hill lawrenceville 1965", "00000201"),
        ("365 cypress hill 1958", "00000202"),
        ("4818 CEDAR RIDGE 1970", "00000204"),
        ("4818 w. cedar ridge circle 1950", "00000205"),
        ("1965 oak 1970", "00000206"),
    ],
)
def test_a_house_words_of_its_street_and_a_year_find_who_lives_there_and_was_born_then(roll, words, number) -> None:
    found = roll.find(RollQuery(words=words))
    assert first(found) == number
    assert len(found) == 1 or found[0].score > found[1].score


def test_the_others_of_the_house_follow_and_are_told_apart_by_the_year(roll) -> None:
    found = roll.find(RollQuery(words="365 cypress hill 1965"))
    assert found[0].agrees == ("365: house number", "cypress: street", "hill: street", "1965: birth year")
    assert {one.elector.registration_number for one in found[1:3]} == {"00000202", "00000203"}
    assert all("1965: not found here" in one.differs for one in found[1:3])


@pytest.mark.parametrize("words", ["cypress hill 1965", "1965 Cypress Hill Pl", "cypress 1965"])
def test_a_street_and_a_year_find_its_elector_before_a_stranger_of_like_words(roll, words: str) -> None:
    assert first(roll.find(RollQuery(words=words))) == "00000201"


def test_one_of_many_at_a_house_is_found_by_the_year(roll_of) -> None:
    roll = roll_of(*(row(f"{number:08d}", birth_year=f"{1900 + number % 90}") for number in range(1, 90)))
    assert first(roll.find(RollQuery(words="412 grayson 1988"))) == "00000088"


def test_a_year_alone_is_looked_for_in_registration_numbers(roll) -> None:
    (found,) = roll.find(RollQuery(words="1965"))
    assert found.agrees == ("1965: part of the registration number",)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("o brien", "00000301"),
        ("O BRIEN 1961", "00000301"),
        ("kathleen o brien", "00000301"),
        ("kathleen r o brien", "00000301"),
        ("o bryen", "00000301"),
        ("o bri", "00000301"),
        ("o'brien", "00000301"),
        ("obrien", "00000301"),
        ("d angelo", "00000302"),
        ("d angelo marco", "00000302"),
        ("mc donald", "00000303"),
        ("Mc Donald, Faith", "00000303"),
        ("de la cruz", "00000304"),
        ("jose de la cruz 1964", "00000304"),
    ],
)
def test_a_name_written_apart_is_also_one_name(names, words: str, number: str) -> None:
    assert first(names.find(RollQuery(words=words))) == number


def test_a_name_written_apart_is_told_in_one_piece(names) -> None:
    assert names.find(RollQuery(words="o brien 1961"))[0].agrees == ("o brien: last name", "1961: birth year")


@pytest.mark.parametrize(("words", "surnames"), [("w hale", ["HALE", "WHALE"]), ("d mills", ["MILLS", "DILLS"])])
def test_an_initial_before_a_surname_stays_an_initial(names, words: str, surnames: list[str]) -> None:
    assert [one.elector.last_name for one in names.find(RollQuery(words=words))] == surnames


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("o brien", [("o", "brien")]),
        ("kathleen r o brien", [("kathleen",), ("r",), ("o", "brien")]),
        ("jose de la cruz 1964", [("jose",), ("de", "la", "cruz"), ("1964",)]),
        ("j de la cruz", [("j",), ("de", "la", "cruz")]),
        ("o 77 brien", [("o",), ("77",), ("brien",)]),
        ("brien o", [("brien",), ("o",)]),
        ("", []),
    ],
)
def test_letters_and_particles_are_taken_with_the_word_after_them(words: str, terms: list[tuple[str, ...]]) -> None:
    assert terms_of(words.split()) == terms
