"""People from the command line: list, roles, passwords, new keys, and how long they may sit."""

from __future__ import annotations

import pytest

from .conftest import Terminal

NEW = "four loud geese fly"
NEW_FILE = "ADJUDICATOR_NEW_PASSWORD_FILE"


def test_people_are_listed_with_roles_and_without_what_only_an_administrator_sees(terminal: Terminal) -> None:
    said = terminal("person", "list", "c.case")
    assert said.out.splitlines() == [
        "rita  Rita  reviewer",
        "sue  Sue  supervisor",
        "jane  jane  administrator, clerk",
    ]
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
    assert "failed to sign in 2 times, last 2" in terminal("person", "list", "c.case", "--as", "jane").out
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


def test_how_long_people_may_sit_is_said_and_set(terminal: Terminal) -> None:
    said = terminal("sitting", "c.case")
    assert said.out == "A screen is locked after 10 minutes without key or mouse. No shift ends by itself.\n"
    terminal.password()
    ends = ("--shift-end", "22:00", "--shift-end", "14:00")
    said = terminal("sitting", "c.case", "--idle", "5", *ends, "--as", "jane")
    assert said.out == "A screen is locked after 5 minutes without key or mouse. Shifts end at 14:00, 22:00.\n"
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
