"""A name that is another name: what counts as one, what the score may come to, and how common what agrees is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adjudicator.roll import RollQuery
from adjudicator.roll.common import LEAST_BEARERS
from adjudicator.roll.search import LIKELY
from adjudicator.roll.sound import sound_of
from adjudicator.roll.weights import PLAUSIBLE

from .conftest import row

ROBINSON = row("1", last_name="ROBINSON", first_name="CHARMAINE", middle_name="MELISSA")
QUERY = RollQuery(
    "Robinson", "Ronald", birth_year=1974, house_number="412", street="N Grayson Hwy", city="Lawrenceville"
)


def many(last_name: str, first_name: str = "PAT", *, start: int = 500) -> list:
    """So many people of a name that it is one of its own, of other years and places."""
    return [
        row(str(start + at), last_name=last_name, first_name=first_name, birth_year=str(1930 + at), street_name=f"ELM {at}",
            house_number=str(900 + at), city="SUWANEE", zip_code="30024")
        for at in range(LEAST_BEARERS + 1)
    ]  # fmt: skip


def of(roll, query: RollQuery, number: str = "1"):
    return roll.compared(query, roll.by_number(number))


def fields(candidate) -> tuple[str, ...]:
    return tuple(each.field for each in candidate.another_names)


@pytest.mark.parametrize(
    ("listed", "written", "another"),
    [
        (("ROBINSON", "CHARMAINE"), ("Robinson", "Ronald"), ("given",)),
        (("ROBINSON", "LEROY"), ("Johnson", "Gary"), ("surname", "given")),
        (("BACA", "SHELLY"), ("Black", "Shelly"), ("surname",)),
        (("ROBINSON", "WILLIAM"), ("Robinson", "Bill"), ()),
        (("ROBINSON", "WILLIAM"), ("Robinson", "W."), ()),
        (("ROBINSON", "WILLIAM"), ("Robinsn", "Wiliam"), ()),
        (("DELGADO-RUIZ", "MARIA"), ("Ruiz Delgado", "Maria"), ()),
        (("DELGADO-RUIZ", "MARIA"), ("Ruiz", "Maria"), ()),
        (("RUBIO", "LYDIA"), ("Rubio", "Liedia"), ()),
        (("RUBIO", "MARIA"), ("Maria", "Rubio"), ()),
    ],
)
def test_what_no_slip_nickname_initial_or_part_explains_is_another_name(roll_of, listed, written, another) -> None:
    roll = roll_of(row("1", last_name=listed[0], first_name=listed[1], middle_name=""))
    assert fields(of(roll, RollQuery(*written, birth_year=1974))) == another


def test_two_letters_are_another_name_where_the_one_written_is_a_name_of_its_own(roll_of) -> None:
    walton, query = row("1", last_name="WALTON", first_name="TIANNA"), RollQuery("Milton", "Tiana", birth_year=1974)
    assert fields(of(roll_of(walton), query)) == ()
    assert fields(of(roll_of(walton, *many("MILTON")), query)) == ("surname",)


def test_one_letter_is_another_first_name_where_many_bear_it_and_it_sounds_otherwise(roll_of) -> None:
    roll = roll_of(
        row("1", last_name="AMES", first_name="RONALD"), row("2", last_name="AMES", first_name="SARAH"),
        *many("OTHER", "DONALD"), *many("OTHER", "SARA", start=700),
    )  # fmt: skip
    assert fields(of(roll, RollQuery("Ames", "Donald", birth_year=1974))) == ("given",)
    assert fields(of(roll, RollQuery("Ames", "Ronalt", birth_year=1974))) == ()
    assert fields(of(roll, RollQuery("Ames", "Sara", birth_year=1974), "2")) == ()


def test_who_goes_by_the_middle_name_writes_no_other_middle_name(roll_of) -> None:
    roll = roll_of(row("1", last_name="MARSHALL", first_name="GORDON", middle_name="WILLIAM"))
    assert fields(of(roll, RollQuery("Marshall", "William"))) == ()
    assert fields(of(roll, RollQuery("Marshall", "William", "G"))) == ()
    assert fields(of(roll, RollQuery("Marshall", "William", "A"))) == ("given",)


def test_under_another_name_nobody_is_likely_however_much_agrees_and_everybody_is_shown(roll_of) -> None:
    found = roll_of(ROBINSON, *many("OTHER")).match(QUERY)
    (candidate,) = found.candidates
    assert found.kind == "several"
    assert PLAUSIBLE < candidate.score < LIKELY
    assert candidate.score < candidate.rank


def test_a_new_last_name_at_the_same_address_still_stands_before_those_of_whom_less_agrees(roll_of) -> None:
    roll = roll_of(
        row("1", last_name="HALE", first_name="MARIA", middle_name=""),
        row("2", last_name="PEMBERTON", first_name="MARIA", middle_name="", birth_year="1964", street_name="OAK"),
        *many("OTHER"),
    )
    found = roll.find(replace(QUERY, last_name="Pemberton", first_name="Maria"))
    assert [each.elector.registration_number for each in found] == ["1", "2"]
    assert found[0].score < found[1].score


def test_the_letters_between_both_names_are_counted(roll_of) -> None:
    (apart,) = of(roll_of(row("1", last_name="BACA", first_name="SHELLY")), RollQuery("Black", "Shelly")).another_names
    assert (apart.written, apart.listed, apart.letters) == ("Black", "Baca", 2)


# --- how common it is


def test_the_town_weighs_nothing_and_is_not_told_where_the_county_has_no_other(roll_of) -> None:
    query = RollQuery("Robinson", "Charmaine", zip_code="30046", street="Elm")
    one_town = roll_of(ROBINSON, *(row(str(n), city="LAWRENCEVILLE") for n in range(10, 40)))
    other = roll_of(ROBINSON, *(row(str(n), city="SUWANEE", zip_code="30024") for n in range(10, 40)))
    assert "town: as written" not in of(one_town, query).agrees
    assert "town: as written" in of(other, query).agrees
    assert of(one_town, query).score < of(other, query).score


def test_a_street_on_which_everybody_lives_weighs_nothing(roll_of) -> None:
    query = RollQuery("Robinson", "Ronald", house_number="9", street="Grayson Hwy")
    one_street = roll_of(ROBINSON, *(row(str(n), house_number=str(n)) for n in range(10, 40)))
    many_streets = roll_of(ROBINSON, *(row(str(n), street_name=f"ELM {n}") for n in range(10, 400)))
    assert of(one_street, query).rank < of(many_streets, query).rank


def test_another_house_number_differs_also_where_the_street_weighs_nothing(roll_of) -> None:
    roll = roll_of(ROBINSON, *(row(str(n), house_number=str(n)) for n in range(10, 40)))
    query = RollQuery("Robinson", "Charmaine", birth_year=1974, house_number="412", street="Grayson Hwy")
    assert of(roll, query).rank > of(roll, replace(query, house_number="413")).rank


@pytest.mark.parametrize(
    ("one", "other"), [("SARA", "SARAH"), ("STEVEN", "STEPHEN"), ("ERIC", "ERIK"), ("LYDIA", "LIEDIA"), ("", "")]
)
def test_what_sounds_alike_has_one_sound(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


@pytest.mark.parametrize(("one", "other"), [("RONALD", "DONALD"), ("MILTON", "WALTON"), ("MARTIN", "MARVIN")])
def test_what_sounds_otherwise_has_another(one: str, other: str) -> None:
    assert sound_of(one) != sound_of(other)


def test_the_sounds_are_those_of_the_national_archives() -> None:
    assert [sound_of(name) for name in ("WASHINGTON", "LEE", "GUTIERREZ", "PFISTER", "TYMCZAK")] == [
        "W252", "L000", "G362", "P236", "T522",
    ]  # fmt: skip
