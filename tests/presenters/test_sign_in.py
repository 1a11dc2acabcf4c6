"""Signing in: who is found, what is said when it does not fit, and what a LIVE case never shows."""

from __future__ import annotations

import pytest

from adjudicator.office import Office
from tests.presenters.setup_cases import PASSWORD, fast_passwords, live, sign_in, small
from ui.presenters.sign_in import SignInPresenter
from ui.presenters.sign_in_screen import NewPerson
from ui.presenters.sign_in_words import short_name_of


@pytest.fixture
def office(tmp_path):
    made = small(tmp_path)
    yield made
    made.close()


@pytest.fixture
def first(tmp_path):
    made = live(tmp_path)
    yield made
    made.close()


@pytest.fixture
def went():
    return []


@pytest.fixture
def presenter(office, went):
    return SignInPresenter(office, lambda: went.append("in"))


def test_people_are_listed_by_name_with_their_roles(presenter):
    shown = [(person.name, person.roles) for person in presenter.screen.people]
    assert shown[0] == ("June Bellamy", "Clerk, Supervisor, Administrator")
    assert [name for name, _ in shown] == sorted(name for name, _ in shown)


@pytest.mark.parametrize("typed", ["nak", "Theo Nakamura", "tnakamura", "theo n"])
def test_a_part_of_a_name_or_the_short_name_finds_and_chooses(presenter, typed):
    presenter.look_for(typed)
    assert presenter.screen.chosen == "tnakamura"


def test_where_a_case_is_only_looked_at_it_is_said_how_tries_are_counted(office):
    looked_at = Office.open(office.path, read_only=True)
    assert "only until it is closed" in SignInPresenter(looked_at, lambda: None).screen.why
    assert not SignInPresenter(office, lambda: None).screen.why
    looked_at.close()


def test_a_part_that_fits_two_chooses_nobody(presenter):
    presenter.look_for("a")
    assert len(presenter.screen.people) > 1
    assert presenter.screen.chosen == ""


def test_the_right_password_signs_in(presenter, office, went):
    presenter.choose("rwhitfield")
    presenter.sign_in("practice-reviewer-1")
    assert went == ["in"]
    assert office.people.signed_in.id == "rwhitfield"


def test_a_wrong_password_is_said_in_place_and_nobody_is_in(presenter, office, went):
    presenter.choose("rwhitfield")
    presenter.sign_in("something else")
    assert presenter.screen.trouble == "Name and password do not fit. Try again."
    assert presenter.screen.attempt == 1
    assert (went, office.people.signed_in) == ([], None)


def test_choosing_somebody_takes_the_trouble_back(presenter):
    presenter.choose("rwhitfield")
    presenter.sign_in("something else")
    presenter.look_for("oscar")
    assert presenter.screen.trouble == ""


def test_after_five_failures_it_says_when_to_try_again(presenter):
    presenter.choose("rwhitfield")
    for _ in range(6):
        presenter.sign_in("something else")
    assert presenter.screen.locked
    assert presenter.screen.trouble.startswith("Too many tries. Try again at 08:31:")


def test_nobody_chosen_is_said(presenter):
    presenter.sign_in("anything")
    assert presenter.screen.trouble == "Choose your name first, or write your short name."


def test_a_closed_account_is_not_listed(office):
    sign_in(office, "jbellamy")
    office.people.change("oquinn", frozenset({"observer"}), active=False)
    office.people.sign_out()
    presenter = SignInPresenter(office, lambda: None)
    assert "oquinn" not in {person.id for person in presenter.screen.people}
    assert "oquinn" not in {person.id for person in presenter.screen.rehearsers}


def test_practice_shows_each_ready_made_person_with_password_and_key(presenter):
    shown = {person.id: (person.key, person.password) for person in presenter.screen.rehearsers}
    assert shown["rwhitfield"] == ("Alt+1", "practice-reviewer-1")
    assert len(shown) == 4


def test_a_live_case_without_people_asks_for_the_first_administrator(first):
    screen = SignInPresenter(first, lambda: None).screen
    assert screen.first
    assert [offer.id for offer in screen.offers if offer.fixed] == ["administrator"]
    assert {offer.id for offer in screen.offers} == {"administrator", "clerk", "reviewer", "supervisor"}


def test_a_live_case_never_shows_practice_people(first, went):
    presenter = SignInPresenter(first, lambda: went.append("in"))
    with fast_passwords():
        presenter.make_first(NewPerson("Rosa Whitfield", "rwhitfield", PASSWORD, PASSWORD))
        assert presenter.screen.troubles["id"].startswith('"rwhitfield" belongs to the practice election.')
        presenter.make_first(NewPerson("Rosa Whitfield", "rosaw", PASSWORD, PASSWORD))
    first.people.sign_out()
    again = SignInPresenter(first, lambda: None)
    assert not again.screen.first
    assert again.screen.rehearsers == ()


def test_the_first_person_becomes_administrator_and_is_signed_in(first, went):
    presenter = SignInPresenter(first, lambda: went.append("in"))
    with fast_passwords():
        presenter.make_first(NewPerson("Maria Ortiz", "mortiz", PASSWORD, PASSWORD, frozenset({"clerk"})))
    assert went == ["in"]
    assert first.people.signed_in.roles == ("administrator", "clerk")


@pytest.mark.parametrize(
    ("written", "field"),
    [
        (("", "mortiz", PASSWORD, PASSWORD), "name"),
        (("Maria Ortiz", "m ortiz", PASSWORD, PASSWORD), "id"),
        (("Maria Ortiz", "mortiz", "", ""), "password"),
        (("Maria Ortiz", "mortiz", "short", "short"), "password"),
        (("Maria Ortiz", "mortiz", PASSWORD, "another one"), "again"),
    ],
)
def test_what_is_wrong_in_the_form_stands_beside_its_field(first, went, written, field):
    presenter = SignInPresenter(first, lambda: went.append("in"))
    presenter.make_first(NewPerson(*written))
    assert list(presenter.screen.troubles) == [field]
    assert went == []
    assert first.people.needs_first()


def test_no_password_is_kept_in_the_screen_or_shown_by_its_repr(first):
    presenter = SignInPresenter(first, lambda: None)
    presenter.make_first(NewPerson("", "x", PASSWORD, PASSWORD))
    presenter.sign_in(PASSWORD)
    assert PASSWORD not in repr(presenter.screen)
    assert PASSWORD not in repr(NewPerson("A", "a", PASSWORD, PASSWORD))


@pytest.mark.parametrize(
    ("name", "short"), [("Maria Ortiz", "mortiz"), ("Jean-Luc de la Cruz", "jcruz"), ("Zoë", "zoë"), ("  ", "")]
)
def test_a_short_name_is_suggested(name, short):
    assert short_name_of(name) == short
