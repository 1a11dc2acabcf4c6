"""People from the command line: list, roles, passwords, new keys, and how long they may sit."""

from __future__ import annotations

import re
from typing import Any

import pytest

from adjudicator.people.words import FINGERPRINT_WORDS
from tests.cli.conftest import Terminal
from tests.office.conftest import PASSWORD

NEW = "four loud geese fly"
NEW_FILE = "ADJUDICATOR_NEW_PASSWORD_FILE"


def test_people_are_listed_with_roles_and_without_what_only_an_administrator_sees(terminal: Terminal) -> None:
    said = terminal("person", "list", "c.case")
    keys = {each["person"]: each["key"] for each in terminal("person", "list", "c.case", "--json").json}
    assert said.out.splitlines() == [
        f"rita  Rita  reviewer  given by one person (jane)  key: {keys['rita']}",
        f"sue  Sue  supervisor  given by one person (jane)  key: {keys['sue']}",
        f"jane  jane  administrator, clerk  key: {keys['jane']}",
    ]
    assert [len(words.split()) for words in keys.values()] == [FINGERPRINT_WORDS] * 3
    assert "failed" not in terminal("person", "list", "c.case", "--json").json[0]


def test_where_nobody_has_an_account_it_is_said_who_will_be_first(terminal: Terminal) -> None:
    assert terminal("new", "fresh.case", "--definition", "def.json", "--plain").code == 0
    assert terminal("person", "list", "fresh.case").out.startswith("Nobody has an account yet.")
    assert terminal("person", "list", "fresh.case", "--json").json == []


def test_an_administrator_sees_how_often_signing_in_failed(terminal: Terminal) -> None:
    terminal.password("wrong horse battery")
    for _ in range(2):
        assert terminal("release", "c.case", "--out", "out", "--as", "sue").code == 1
    terminal.password()
    listed = terminal("person", "list", "c.case", "--as", "jane").out
    assert re.search(r"failed to sign in 2 times, last \w+ \w+ \d+, \d+, \d+:\d\d [ap]\.m\.\n", listed)
    (sue,) = [
        each for each in terminal("person", "list", "c.case", "--json", "--as", "jane").json if each["person"] == "sue"
    ]
    assert sue["failed"] == 2
    assert terminal("person", "list", "c.case", "--as", "rita").code == 1


def test_roles_change_and_an_account_is_closed_and_opened_again(terminal: Terminal) -> None:
    terminal.password()
    said = terminal("person", "change", "c.case", "rita", "--role", "clerk", "--role", "reviewer", "--as", "jane")
    assert (said.code, said.out) == (0, "rita (Rita): clerk, reviewer; the account is open.\n")
    said = terminal("person", "change", "c.case", "rita", "--close", "--as", "jane")
    assert said.out == "rita (Rita): clerk, reviewer; the account is closed.\n"
    assert "closed" in terminal("person", "list", "c.case").out
    assert terminal("person", "change", "c.case", "rita", "--open", "--as", "jane").code == 0
    assert terminal("person", "change", "c.case", "rita", "--as", "jane").code == 2
    assert terminal("person", "change", "c.case", "eve", "--close", "--as", "jane").code == 2
    assert terminal("person", "change", "c.case", "jane", "--close", "--as", "rita").code == 1


def test_a_password_is_changed_by_its_owner_who_knows_the_old_one(terminal: Terminal) -> None:
    terminal.password()
    terminal.password("short", NEW_FILE)
    assert terminal("person", "password", "c.case", "--as", "rita").code == 1
    terminal.password(NEW, NEW_FILE)
    said = terminal("person", "password", "c.case", "--as", "rita")
    assert (said.code, said.out) == (0, "rita has a new password.\n")
    again = terminal("person", "password", "c.case", "--as", "rita")
    assert (again.code, again.err) == (1, "Name and password do not fit. Try again.\n")


def test_who_lost_the_password_gets_a_new_key_and_then_chooses(terminal: Terminal) -> None:
    terminal.password()
    terminal.password(NEW, NEW_FILE)
    said = terminal("person", "new-key", "c.case", "rita", "--as", "jane")
    assert said.out == "rita has a new key. Hand the password over in person; it is good for signing in once.\n"
    assert "rita  Rita  reviewer  has to choose a password" in terminal("person", "list", "c.case").out
    terminal.password(NEW)
    terminal.password("six grey herons wade", NEW_FILE)
    assert terminal("person", "password", "c.case", "--as", "rita").code == 0
    assert "has to choose" not in terminal("person", "list", "c.case").out
    assert terminal("verify", "c.case").code == 0


def arrives(terminal: Terminal, person: str, role: str, by: str) -> None:
    """A new person gets an account and chooses a password."""
    terminal.password()
    terminal.password(NEW, NEW_FILE)
    added = ("person", "add", "c.case", person, "--name", person.title(), "--role", role, "--as", by)
    assert terminal(*added).code == 0
    terminal.password(NEW)
    terminal.password(PASSWORD, NEW_FILE)
    assert terminal("person", "password", "c.case", "--as", person).code == 0
    terminal.password()


def listed(terminal: Terminal) -> dict[str, Any]:
    return {each["person"]: each for each in terminal("person", "list", "c.case", "--json").json}


@pytest.mark.parametrize(
    "words",
    [
        ("release", "n.case", "--out", "out"),
        ("sitting", "n.case", "--idle", "1"),
        ("reason", "n.case", "PW", "mistake"),
        ("person", "change", "n.case", "zz", "--role", "clerk"),
        ("person", "new-key", "n.case", "zz"),
        ("law", "change", "n.case", "georgia-2020", "--reason", "Counsel"),
        ("checkpoint", "n.case"),
        ("roll", "attach", "n.case", "def.json"),
        ("receive", "n.case", "def.json"),
        ("person", "add", "n.case", "zz", "--name", "Zed", "--role", "clerk"),
    ],
    ids=" ".join,
)
def test_a_command_that_fails_as_the_first_act_of_a_case_leaves_no_administrator(
    terminal: Terminal, words: tuple[str, ...]
) -> None:
    assert terminal("new", "n.case", "--definition", "def.json", "--plain").code == 0
    terminal.password()
    before = terminal("status", "n.case").out, terminal("person", "list", "n.case").out
    said = terminal(*words, "--as", "jdoe")
    assert said.code in (1, 2, 3)
    assert (terminal("status", "n.case").out, terminal("person", "list", "n.case").out) == before
    assert "Nobody has an account yet" in before[1]


def test_a_second_person_confirms_what_one_person_gave(terminal: Terminal) -> None:
    arrives(terminal, "bob", "administrator", "jane")
    arrives(terminal, "kim", "supervisor", "bob")
    for refused, why in (("jane", "gave this"), ("rita", "roles do not allow"), ("sue", "same person alone")):
        said = terminal("person", "confirm", "c.case", "rita", "--as", refused)
        assert (said.code, why in said.err) == (1, True), said.err
    said = terminal("person", "confirm", "c.case", "rita", "--as", "kim")
    assert (said.code, said.out) == (
        0, f"Two people answer for what rita was given (key: {listed(terminal)['rita']['key']}).\n",
    )  # fmt: skip
    assert {person for person, each in listed(terminal).items() if each["given_by_one"]} == {"bob", "kim", "sue"}
    said = terminal("person", "confirm", "c.case", "sue", "--as", "kim", "--json")
    assert (said.code, said.json["given_by_one"]) == (0, [])


def test_strict_is_proposed_by_one_and_agreed_to_by_another(terminal: Terminal) -> None:
    terminal.password()
    assert terminal("person", "strict", "c.case", "--on", "--agree", "--as", "jane").code == 2
    assert terminal("person", "strict", "c.case", "--agree", "--as", "jane").code == 1
    assert terminal("person", "strict", "c.case", "--on", "--as", "jane").out.startswith("Proposed.")
    assert terminal("person", "strict", "c.case", "--agree", "--as", "jane").code == 1
    said = terminal("person", "strict", "c.case", "--agree", "--as", "sue")
    assert said.out == "Approval by two people is required from here on.\n"


def test_a_key_is_disputed_once_its_person_has_another_and_what_it_changes_is_shown_first(terminal: Terminal) -> None:
    terminal.password()
    first = listed(terminal)["rita"]
    disputed = ("person", "dispute", "c.case", "rita", "--since", "1", "--yes")
    assert terminal(*disputed, "--as", "rita").code == 1
    terminal.password(NEW, NEW_FILE)
    assert terminal("person", "new-key", "c.case", "rita", "--as", "jane").code == 0
    assert listed(terminal)["rita"]["key"] != first["key"]
    said = terminal(*disputed, "--as", "sue")
    assert said.code == 0
    assert "did not make the entries under their key from entry 1 on" in said.out + said.err
    assert terminal("verify", "c.case").code == 0


def test_in_a_case_of_this_form_there_are_no_accounts_to_adopt_and_nothing_to_raise(terminal: Terminal) -> None:
    terminal.password()
    assert terminal("person", "adopt", "c.case", "--yes", "--as", "jane").code == 1
    said = terminal("raise", "c.case")
    assert (said.code, "already" in said.err) == (1, True)


def test_how_long_people_may_sit_is_said_and_set(terminal: Terminal) -> None:
    said = terminal("sitting", "c.case")
    assert said.out == "A screen is locked after 10 minutes without key or mouse. No shift ends by itself.\n"
    terminal.password()
    ends = ("--shift-end", "22:00", "--shift-end", "14:00")
    said = terminal("sitting", "c.case", "--idle", "5", *ends, "--as", "jane")
    assert said.out == "A screen is locked after 5 minutes without key or mouse. Shifts end at 2:00 p.m., 10:00 p.m.\n"
    assert terminal("sitting", "c.case", "--idle", "5", "--as", "jane").code == 1
    assert "No shift ends by itself" in terminal("sitting", "c.case", "--no-shift-end", "--as", "jane").out
    assert terminal("sitting", "c.case", "--idle", "99", "--as", "jane").code == 1
    assert terminal("sitting", "c.case", "--idle", "7", "--as", "rita").code == 1


def test_no_live_case_takes_a_person_of_the_practice_election(terminal: Terminal) -> None:
    terminal.password()
    terminal.password(NEW, NEW_FILE)
    said = terminal("person", "add", "c.case", "jbellamy", "--name", "J", "--role", "clerk", "--as", "jane")
    assert said.code == 1
    assert "belongs to the practice election" in said.err


def _add(terminal: Terminal, short_name: str = "mo") -> int:
    added = ("person", "add", "fresh.case", short_name, "--name", "Mo Ortiz", "--role", "clerk", "--as", "zz")
    return terminal(*added).code


@pytest.mark.parametrize(
    ("short_name", "password", "code"), [("mo", None, 2), ("mo", "short", 1), ("mo ortiz", NEW, 1), ("zz", NEW, 2)]
)
def test_a_first_account_that_cannot_be_given_leaves_no_administrator(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, short_name: str, password: str | None, code: int
) -> None:
    terminal("new", "fresh.case", "--definition", "def.json", "--plain")
    terminal.password()
    monkeypatch.delenv(NEW_FILE, raising=False)
    if password is not None:
        terminal.password(password, NEW_FILE)
    assert _add(terminal, short_name) == code
    assert terminal("person", "list", "fresh.case", "--json").json == []
    terminal.password(NEW, NEW_FILE)
    assert _add(terminal) == 0
    assert [each["person"] for each in terminal("person", "list", "fresh.case", "--json").json] == ["mo", "zz"]
