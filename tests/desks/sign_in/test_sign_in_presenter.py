"""Signing in: who is found, what is said when it does not fit, and what a LIVE case never shows."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from adjudicator.office import Office
from adjudicator.office.office import new_recovery
from adjudicator.people.keys import SigningKey
from adjudicator.people.wrapping import NONCE_BYTES, SALT_BYTES
from adjudicator.records.people import Person
from tests.desks.setup_cases import DEFINITION, PASSWORD, chance, fast_passwords, live, sign_in, small
from ui.desks.sign_in.presenter import SignInPresenter
from ui.shared.frame_words import FrameWords
from ui.shared.new_person import NewPerson
from ui.shared.people_words import short_name_of
from ui.shared.standing import key_notice


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
    assert shown[:2] == [("Carlos Diaz", "Custodian"), ("June Bellamy", "Clerk, Supervisor, Administrator")]
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
    assert presenter.screen.trouble.startswith("Too many tries. Try again at 8:31:")


def test_nobody_chosen_is_said(presenter):
    presenter.sign_in("anything")
    assert presenter.screen.trouble == "Choose your name first, or type your short name."


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
    assert shown["mokoye"] == ("Alt+7", "practice-custodian-2")
    assert len(shown) == 7


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


@pytest.fixture
def with_recovery(tmp_path):
    """A live case with a recovery key, an administrator, and a supervisor who has not signed in yet; gives the words."""
    recovery = new_recovery(chance(5).salts)
    office = Office.create(
        tmp_path / "live.case",
        DEFINITION.read_bytes(),
        DEFINITION.name,
        chance=chance(2),
        recovery=recovery.fingerprint,
    )
    with fast_passwords():
        office.people.add(Person("ada", "Ada Marsh", frozenset({"administrator"})), PASSWORD)
        office.people.sign_in("ada", PASSWORD)
        office.people.add(Person("sue", "Sue Lamar", frozenset({"supervisor"})), "handed over in person")
        office.people.sign_out()
        yield office, recovery.words
    office.close()


NEW = "old maps of the river"


def test_an_administrator_gets_a_new_key_with_the_words_of_the_recovery_key(with_recovery, went):
    office, words = with_recovery
    presenter = SignInPresenter(office, lambda: went.append("in"))
    presenter.begin_lost()
    lost = presenter.screen.lost
    assert [choice.label for choice in lost.administrators] == ["Ada Marsh"]
    before = office.people.fingerprint("ada")
    presenter.recover(lost.chosen, words, NEW, NEW)
    assert went == ["in"]
    assert office.people.made_key
    assert office.people.fingerprint("ada") != before
    assert words not in repr(presenter.screen)


@pytest.mark.parametrize(
    ("written", "new", "again", "field"),
    [
        ("", NEW, NEW, "words"),
        ("abandon " * 24, NEW, NEW, "words"),
        ("right", "", "", "new"),
        ("right", NEW, f"{NEW}!", "again"),
        ("right", "short", "short", "new"),
    ],
)
def test_what_is_wrong_with_a_recovery_stands_beside_its_field(with_recovery, went, written, new, again, field):
    office, words = with_recovery
    presenter = SignInPresenter(office, lambda: went.append("in"))
    presenter.begin_lost()
    presenter.recover("ada", words if written == "right" else written, new, again)
    assert list(presenter.screen.lost.troubles) == [field]
    assert went == []
    presenter.leave_lost()
    assert presenter.screen.lost is None


def test_without_a_recovery_key_it_is_said_who_can_help(presenter):
    presenter.choose("rwhitfield")
    presenter.begin_lost()
    lost = presenter.screen.lost
    assert lost.administrators == ()
    assert "Ask an administrator (June Bellamy)" in lost.says[0]
    assert lost.says[1].startswith("This case has no recovery key")


def test_a_case_that_is_only_looked_at_gives_no_new_key(with_recovery):
    office, _ = with_recovery
    with closing(Office.open(office.path, read_only=True)) as looked_at:
        presenter = SignInPresenter(looked_at, lambda: None)
        presenter.begin_lost()
        assert presenter.screen.lost.administrators == ()
        assert "nothing can be recorded in this file" in presenter.screen.lost.says[1]


def test_a_key_ring_that_was_exchanged_is_said_over_everything_and_goes_with_another_name(presenter, office, went):
    other = SigningKey(b"k" * 32)
    wrapped = other.wrapped("rwhitfield", "practice-reviewer-1", b"s" * (SALT_BYTES + NONCE_BYTES))
    with closing(sqlite3.connect(office.path)) as raw, raw:
        raw.execute("UPDATE keyring SET wrapped = ? WHERE person = 'rwhitfield'", (wrapped,))
    presenter.choose("rwhitfield")
    presenter.sign_in("practice-reviewer-1")
    refused = presenter.screen.refused
    assert refused.what == "The keys in this file are not those that its record names"
    assert "the key ring of this file was exchanged" in refused.why
    assert (went, presenter.screen.trouble) == ([], "")
    presenter.choose("oquinn")
    assert presenter.screen.refused is None


def test_the_words_of_ones_own_key_are_said_and_that_it_was_made_now(presenter, office):
    presenter.choose("rwhitfield")
    presenter.sign_in("practice-reviewer-1")
    words = office.people.fingerprint("rwhitfield")
    assert key_notice(office).what == f"Your key: {words}"
    assert key_notice(office).why.startswith("It was made now, on this computer.")
    assert FrameWords().screen(office, "overview", undo=False).key == words
    office.people.sign_out()
    assert key_notice(office) is None
    presenter.sign_in("practice-reviewer-1")
    assert key_notice(office).why == "In a live case only you have yours."
