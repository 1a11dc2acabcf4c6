"""Setup, People: the words of a key, what a second person confirms, the strict setting, a key that another used."""

from __future__ import annotations

from contextlib import closing

import pytest

from adjudicator.office.behind.room import Done
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal
from tests.desks.setup_cases import PASSWORD, Shell, fast_passwords, live, small
from ui.desks.setup.presenter import SetupPresenter

HANDED_OVER = "handed over in person"
PEOPLE = (
    ("ada", Person("ben", "Ben Okafor", frozenset({"administrator", "supervisor"}))),
    ("ben", Person("cleo", "Cleo Park", frozenset({"supervisor"}))),
    ("ada", Person("dana", "Dana Ruiz", frozenset({"clerk", "reviewer"}))),
)
"""Who gives an account, and to whom."""


@pytest.fixture(autouse=True)
def _quick():
    with fast_passwords():
        yield


@pytest.fixture
def office(tmp_path):
    """A live case: Ada gave Ben and Dana their accounts, Ben gave Cleo hers; all but Dana have signed in."""
    made = live(tmp_path)
    assert isinstance(made.people.add(Person("ada", "Ada Marsh", frozenset({"administrator"})), PASSWORD), Done)
    for giver, person in PEOPLE:
        enter(made, giver)
        assert isinstance(made.people.add(person, HANDED_OVER), Done)
        if person.id != "dana":
            assert not isinstance(made.people.sign_in(person.id, HANDED_OVER, PASSWORD), Refusal)
    yield made
    made.close()


def enter(office, who):
    assert not isinstance(office.people.sign_in(who, PASSWORD), Refusal)


@pytest.fixture
def as_(office):
    """Setup as a person sees it, with somebody laid open."""

    def presenter(who, about=""):
        enter(office, who)
        made = SetupPresenter(office, Shell())
        if about:
            made.open_person(about)
        return made

    return presenter


def card(presenter):
    return presenter.screen.people.open


def test_the_words_of_a_key_stand_beside_its_person_and_a_key_that_was_handed_out_shows_none(as_, office):
    presenter = as_("ada", "ben")
    assert card(presenter).key_words == office.people.fingerprint("ben")
    assert len(card(presenter).key_words.split()) == 6
    assert card(presenter).key_whose == "Made by this person, on their own computer."
    presenter.open_person("dana")
    assert card(presenter).key_words == ""
    assert card(presenter).key_whose.startswith("Has not signed in yet")


def test_what_one_person_alone_gave_is_said_with_who_gave_it(as_, office):
    presenter = as_("ada", "cleo")
    assert card(presenter).given == "Given by one person alone: the account by Ben Okafor."
    office.people.change("cleo", frozenset({"supervisor", "reviewer"}), active=True)
    office.people.change("cleo", frozenset({"supervisor", "clerk", "reviewer"}), active=True)
    presenter.refresh()
    assert card(presenter).given == "Given by one person alone: the account by Ben Okafor; the roles by Ada Marsh."
    assert card(as_("ada", "ada")).given == ""


@pytest.mark.parametrize(
    ("who", "about", "why"),
    [
        ("ben", "cleo", "You gave this to Cleo Park yourself."),
        ("ben", "ben", "Nobody confirms their own account."),
        ("ben", "dana", "Dana Ruiz has not signed in yet"),
        ("cleo", "ben", ""),
        ("ada", "cleo", ""),
    ],
)
def test_whoever_may_confirm_has_a_button_and_others_are_told_why_not(as_, who, about, why):
    shown = card(as_(who, about))
    assert (shown.confirm == "") == bool(why)
    assert why in shown.confirm_not
    assert bool(shown.confirm_not) == bool(why)


def test_words_are_compared_before_they_are_confirmed(as_, office):
    presenter = as_("cleo", "ben")
    presenter.begin_confirm()
    assert presenter.screen.people.confirming
    assert office.vouching.by_one_person() == {"ben", "cleo", "dana"}
    presenter.back()
    assert not presenter.screen.people.confirming
    presenter.begin_confirm()
    presenter.confirm_person()
    assert presenter._shell.heard == ["Two people answer for what Ben Okafor was given"]
    assert office.vouching.by_one_person() == {"cleo", "dana"}
    assert card(presenter).given == ""
    rows = {row.id: row.cells[-1] for row in presenter.screen.people.list.rows}
    assert rows == {"ada": "", "ben": "", "cleo": "One person", "dana": "One person"}


def test_two_people_demand_two_people(as_, office):
    presenter = as_("ada")
    assert presenter.screen.people.strict.action == "Propose to require it"
    presenter.vouching.change_strict()
    waits = presenter.screen.people.strict
    assert (waits.action, waits.remedy) == ("", "Another administrator or supervisor has to agree.")
    presenter = as_("cleo")
    assert presenter.screen.people.strict.action == "Agree"
    assert presenter.screen.people.strict.why.startswith("Ada Marsh proposes to require it.")
    presenter.vouching.change_strict()
    assert office.case.strict
    assert presenter.screen.people.strict.what == "Two people for every account: required"
    assert presenter.screen.people.strict.action == "Propose to end it"


def test_who_may_not_set_it_reads_how_it_stands(as_, office):
    assert not isinstance(office.people.sign_in("dana", HANDED_OVER, PASSWORD), Refusal)
    strict = as_("dana").screen.people.strict
    assert (strict.what, strict.action) == ("Two people for every account: not required", "")


@pytest.mark.parametrize("written", ["", "soon", "0", "-3", "12.5"])
def test_where_another_used_a_key_the_entry_has_to_be_a_number(as_, written):
    presenter = as_("cleo", "ben")
    presenter.begin_dispute()
    presenter.dispute_key(written)
    assert presenter.screen.people.troubles["since"].startswith("Write the number of the first entry")
    assert presenter.screen.changes is None


def test_a_key_that_its_person_still_has_is_not_disputed(as_, office):
    presenter = as_("cleo", "ben")
    presenter.begin_dispute()
    presenter.dispute_key(str(office.record.head().size))
    assert "An administrator gives them a new one first." in presenter.screen.people.troubles["since"]
    assert presenter.screen.people.disputing


def test_only_a_supervisor_is_offered_it(as_):
    assert card(as_("ada", "ben")).dispute == ""
    assert card(as_("cleo", "ben")).dispute == "Somebody else used this key..."


def test_a_dispute_that_sends_nothing_back_does_not_say_that_it_does(tmp_path):
    with closing(small(tmp_path, "jbellamy")) as practice:
        assert isinstance(practice.people.give_new_key("rwhitfield", HANDED_OVER), Done)
        presenter = SetupPresenter(practice, Shell())
        presenter.open_person("rwhitfield")
        presenter.begin_dispute()
        presenter.dispute_key("3")
        assert presenter.screen.changes is not None
        assert not presenter.screen.changes.rows
        assert presenter.screen.changes.confirm == "Record it"
