"""A live case: no ready-made people; the first start makes the first administrator, who adds a reviewer in Setup."""

from __future__ import annotations

from pathlib import Path

import pytest

from adjudicator.office import Office
from adjudicator.records.people import practice_people
from tests.flows.hands import Hands
from tests.flows.practice_case import DEFINITION

PASSWORD, ANOTHER = "seven lamps on the stairs", "a kettle beside the window"
OWN = "old maps of the river"


@pytest.fixture
def live(tmp_path: Path) -> Path:
    """A live case in which nobody has an account."""
    case = tmp_path / "gwinnett.case"
    made = Office.create(case, DEFINITION.read_bytes(), DEFINITION.name)
    assert isinstance(made, Office)
    made.close()
    return case


def test_the_first_start_makes_an_administrator_who_adds_a_reviewer(live: Path, sit_down):
    hands = sit_down(live)
    no_practice_people_are_shown(hands)
    a_weak_password_and_one_typed_wrongly_are_refused_in_place(hands)
    the_first_administrator_is_made_and_signed_in(hands)
    a_reviewer_is_added_in_setup(hands)
    the_reviewer_signs_in_and_sees_the_desks_of_a_reviewer(hands)
    no_practice_people_are_shown(hands.sign_out())


def no_practice_people_are_shown(hands: Hands) -> None:
    hands.sees_not("to practice as", "PRACTICE", *(person.name for person, _ in practice_people()))
    hands.sees_not(*(password for _, password in practice_people()))
    assert not hands.frame.band.isVisible()


def a_weak_password_and_one_typed_wrongly_are_refused_in_place(hands: Hands) -> None:
    hands.sees("Make the first administrator", "Nobody has an account in this case yet.")
    hands.write("Ada Marsh").press("Enter", "Enter").write("short").press("Enter").write("short").press("Enter")
    hands.sees("A password has at least 12 characters.").sees_not("Overview")
    hands.rewrite(PASSWORD).press("Enter").rewrite(f"{PASSWORD}!").press("Enter").sees_not("Overview")


def the_first_administrator_is_made_and_signed_in(hands: Hands) -> None:
    hands.tab_to("Password once more").rewrite(PASSWORD).press("Enter").sees("Ada Marsh", "Administrator", "Setup")
    hands.sees("No roll is attached", "Received 0.")


def a_reviewer_is_added_in_setup(hands: Hands) -> None:
    hands.desk("Setup").sees("1 person", "Ada Marsh").tab_to("Add a person").press("Space")
    hands.write("Ben Okafor").press("Enter", "Enter").write(ANOTHER).press("Enter").write(ANOTHER)
    hands.tab_to("Reviewer").press("Space").tab_to("Add").press("Space")
    hands.sees("2 people", "Ben Okafor", "Reviewer").sign_out()


def the_password_that_was_handed_over_is_replaced_by_an_own_one(hands: Hands) -> None:
    hands.sees("Choose a password of your own", "Password that you were given").sees_not("Overview")
    hands.write(ANOTHER).press("Enter").write(ANOTHER).press("Enter").sees("This is the password you had.")
    hands.write(OWN).press("Enter").write(f"{OWN}!").press("Enter").sees("The two passwords differ.")
    hands.write(OWN).press("Enter")


def the_reviewer_signs_in_and_sees_the_desks_of_a_reviewer(hands: Hands) -> None:
    hands.sees("Sign in").write("bokafor").press("Enter").write(PASSWORD).press("Enter")
    hands.sees("Name and password do not fit.").write(ANOTHER).press("Enter")
    the_password_that_was_handed_over_is_replaced_by_an_own_one(hands)
    hands.sees("Ben Okafor", "Reviewer")
    assert [desk.label for desk in hands.frame.screen_drawn.desks] == [
        "Overview", "Review", "Holds", "Batches", "Record",
    ]  # fmt: skip
