"""The chain of keys: which key has to sign an act, and which keys nobody could have given."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import pytest

from adjudicator.casework.record.catalogue import CATALOGUE
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.keychain import KEY_KINDS, Keychain, people_line
from adjudicator.casework.record.signing import fingerprint, key_statement, origin_of
from adjudicator.log.tree.notes import is_good
from adjudicator.people.keys import SigningKey
from tests.casework.conftest import AT

NO_KEY = ""


def key_of(name: str) -> SigningKey:
    """A key, the same in every run."""
    return SigningKey(hashlib.sha256(name.encode()).digest())


def public(name: str) -> str:
    return key_of(name).public.hex()


def entry(kind: str, by: str, data: Mapping[str, Any]) -> Entry:
    return Entry(kind, CATALOGUE[kind].version, AT, by, data)


class Log:
    """A chain of keys over a log of which every entry is taken as in force; gives the seq of each."""

    def __init__(self, form: str = "4.0", recovery: str = "recovery") -> None:
        self.keys = Keychain(is_good)
        self.seq = 0
        words = fingerprint(public(recovery)) if recovery else ""
        self.add("case.opened", "", case="C1", form=form, recovery=words, board_votes="off")

    def add(self, kind: str, by: str, /, **data: Any) -> int:
        self.seq += 1
        self.keys.take(self.seq, entry(kind, by, data))
        return self.seq

    def signer(self, kind: str, by: str, /, **data: Any) -> str:
        """The public half that has to sign an act of this entry alone."""
        return self.keys.key_for([entry(kind, by, data)])

    def account(self, person: str, *roles: str, by: str = "ada") -> int:
        return self.add("person.added", by, person=person, roles=list(roles), key=public(f"{person}, handed out"))

    def own_key(self, person: str, key: str = "") -> int:
        """The person replaces the key in force by one of their own, called like them where no name is given."""
        return self.add("person.key_made", person, **self.made(person, key or person))

    def made(self, person: str, key: str, **changes: str) -> dict[str, str]:
        """The data of a key that a person makes, or that somebody would have them make."""
        old = changes.get("replaces", self.keys.holders[person].key)
        statement = key_statement(self.keys.origin, person, old, public(key))
        proof = key_of(key).sign(statement).hex()
        return {"person": person, "key": public(key), "replaces": old, "proof": proof, **changes}


@pytest.fixture
def log() -> Log:
    """A case of which ada is the first administrator, and mo reviews under a key that ada handed out."""
    made = Log()
    made.add("person.added", "ada", person="ada", roles=["administrator"], key=public("ada"))
    made.account("mo", "reviewer")
    return made


def test_the_first_administrators_key_signs_its_own_entry_alone() -> None:
    log, ada = Log(), {"person": "ada", "roles": ["administrator"], "key": public("ada")}
    assert log.signer("person.added", "ada", **ada) == public("ada")
    assert log.signer("person.added", "bob", **ada) == NO_KEY
    assert log.signer("person.signed_in", "ada", person="ada") == NO_KEY
    assert log.keys.key_for([entry("person.added", "ada", ada)] * 2) == NO_KEY


def test_nobody_after_the_first_administrator_adds_themselves(log: Log) -> None:
    data = {"person": "bob", "roles": ["administrator"], "key": public("bob")}
    assert log.signer("person.added", "bob", **data) == NO_KEY


def test_the_root_is_the_first_administrators_key_and_stays_it(log: Log) -> None:
    log.own_key("ada", "ada the second")
    log.account("bob", "administrator")
    log.own_key("bob")
    assert log.keys.root == fingerprint(public("ada"))


def test_a_key_that_was_handed_out_signs_its_own_replacement_and_nothing_else(log: Log) -> None:
    made = entry("person.key_made", "mo", log.made("mo", "mo"))
    assert log.keys.key_for([made]) == public("mo, handed out")
    assert log.keys.key_for([made, entry("person.signed_in", "mo", {"person": "mo"})]) == NO_KEY
    for kind in set(CATALOGUE) - {"person.key_made", "person.key_recovered"}:
        assert log.signer(kind, "mo", person="mo") == NO_KEY, kind


def test_a_key_of_ones_own_signs_what_comes_after_it(log: Log) -> None:
    seq = log.own_key("mo")
    assert log.signer("envelope.determined", "mo") == public("mo")
    assert (log.keys.key_at("mo", seq), log.keys.key_at("mo", seq + 1)) == (NO_KEY, public("mo"))


@pytest.mark.parametrize(
    ("changes", "by"),
    [
        ({"proof": "00" * 64}, "mo"),
        ({"proof": key_of("mo").sign(b"something else").hex()}, "mo"),
        ({"key": public("somebody's")}, "mo"),
        ({"replaces": public("ada")}, "mo"),
        ({"person": "ada"}, "mo"),
        ({}, "ada"),
    ],
)
def test_a_new_key_proves_that_its_maker_holds_it_and_names_the_one_before(
    log: Log, changes: dict[str, str], by: str
) -> None:
    assert log.signer("person.key_made", "mo", **log.made("mo", "mo")) == public("mo, handed out")
    assert log.signer("person.key_made", by, **(log.made("mo", "mo") | changes)) == NO_KEY


def test_a_proof_made_for_another_person_key_or_case_proves_nothing(log: Log) -> None:
    old, new = log.keys.holders["mo"].key, public("mo")
    for statement in (
        key_statement(log.keys.origin, "ada", old, new),
        key_statement(log.keys.origin, "mo", public("ada"), new),
        key_statement(origin_of("C1", "2-x"), "mo", old, new),
    ):
        proof = key_of("mo").sign(statement).hex()
        assert log.signer("person.key_made", "mo", **log.made("mo", "mo", proof=proof)) == NO_KEY


def test_a_replaced_key_never_comes_back_neither_by_its_owner_nor_by_an_administrator(log: Log) -> None:
    log.own_key("mo")
    log.own_key("mo", "mo the second")
    assert log.signer("person.key_made", "mo", **log.made("mo", "mo")) == NO_KEY
    assert log.keys.refused == []
    seq = log.add("person.key_changed", "ada", person="mo", key=public("mo, handed out"))
    assert log.keys.refused == [seq]
    assert log.signer("envelope.determined", "mo") == public("mo the second")


@pytest.mark.parametrize("key", [public("ada"), "no key"])
def test_nobody_is_given_a_key_that_another_has_or_that_is_none(log: Log, key: str) -> None:
    seq = log.add("person.added", "ada", person="bob", roles=["clerk"], key=key)
    assert log.keys.refused == [seq]
    assert "bob" not in log.keys.holders


def test_a_key_that_an_administrator_gives_anew_is_handed_out_again(log: Log) -> None:
    log.own_key("mo")
    seq = log.add("person.key_changed", "ada", person="mo", key=public("mo, handed out again"))
    assert log.signer("envelope.determined", "mo") == NO_KEY
    assert (log.keys.key_at("mo", seq), log.keys.key_at("mo", seq + 1)) == (public("mo"), NO_KEY)
    log.own_key("mo", "mo the second")
    assert log.signer("envelope.determined", "mo") == public("mo the second")


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("person.added", {"person": "bob", "roles": ["administrator"], "key": public("bob")}),
        ("person.changed", {"person": "mo", "roles": ["administrator"], "active": True}),
        ("person.key_changed", {"person": "ada", "key": public("mo's for ada")}),
        ("accounts.adopted", {"accounts": []}),
    ],
)
def test_who_is_no_administrator_gives_no_account_role_or_key(log: Log, kind: str, data: dict[str, Any]) -> None:
    log.own_key("mo")
    before = log.keys.people_line()
    seq = log.add(kind, "mo", **data)
    assert log.keys.refused == [seq]
    assert log.keys.people_line() == before


def test_the_recovery_key_signs_a_new_key_for_an_administrator_and_nothing_else(log: Log) -> None:
    log.own_key("mo")
    for person, signs in (("ada", public("recovery")), ("mo", NO_KEY)):
        data = {**log.made(person, f"{person}, recovered"), "recovery": public("recovery")}
        assert log.signer("person.key_recovered", person, **data) == signs
    data = {**log.made("ada", "ada, recovered"), "recovery": public("another")}
    assert log.signer("person.key_recovered", "ada", **data) == NO_KEY
    for kind in KEY_KINDS - {"person.key_recovered", "person.key_made"}:
        assert log.signer(kind, "ada", person="ada", recovery=public("recovery")) == public("ada"), kind


def test_where_no_recovery_key_was_printed_nothing_recovers_a_key() -> None:
    log = Log(recovery="")
    log.add("person.added", "ada", person="ada", roles=["administrator"], key=public("ada"))
    data = {**log.made("ada", "ada, recovered"), "recovery": public("recovery")}
    assert log.signer("person.key_recovered", "ada", **data) == NO_KEY


def test_a_closed_account_gives_nothing_and_recovers_nothing_and_has_its_key_again_when_it_is_opened(log: Log) -> None:
    log.account("bob", "administrator")
    log.own_key("bob")
    log.add("person.changed", "ada", person="bob", roles=["administrator"], active=False)
    assert (log.keys.holders["bob"].active, log.keys.holders["bob"].roles) == (False, frozenset())
    recovered = {**log.made("bob", "bob, recovered"), "recovery": public("recovery")}
    assert log.signer("person.key_recovered", "bob", **recovered) == NO_KEY
    seq = log.account("eve", "reviewer", by="bob")
    assert log.keys.refused == [seq]
    log.add("person.changed", "ada", person="bob", roles=["administrator"], active=True)
    assert log.signer("person.added", "bob", person="eve") == public("bob")
    assert log.keys.key_at("bob", log.seq + 1) == public("bob")


def test_a_raised_form_whose_acts_were_signed_leaves_every_key_and_what_was_signed() -> None:
    log = Log("4.0")
    log.add("person.added", "ada", person="ada", roles=["administrator"], key=public("ada"))
    before = log.keys.signed_from
    raised = log.add("form.raised", "", **{"from": "4.0", "to": "5.0"})
    assert (log.keys.form, log.keys.signed_from) == ("5.0", before)
    assert log.keys.holders["ada"].own
    assert log.keys.key_at("ada", raised + 1) == public("ada")


def test_a_raised_form_makes_every_key_one_that_was_handed_out() -> None:
    log = Log("3.0", recovery="")
    log.add("person.added", "", person="ada", roles=["administrator"], key=public("ada"))
    log.account("mo", "reviewer")
    before = log.seq
    raised = log.add("form.raised", "", **{"from": "3.0", "to": "4.0"})
    for person in ("ada", "mo"):
        assert not log.keys.holders[person].own
        assert log.signer("person.signed_in", person, person=person) == NO_KEY
        assert log.signer("person.key_made", person, **log.made(person, "new")) == log.keys.holders[person].key
    assert log.keys.form == "4.0"
    # what was signed before the raising was signed with keys that were handed out
    assert log.keys.checkpoint_key("mo", before) == public("mo, handed out")
    assert log.keys.checkpoint_key("mo", raised) == NO_KEY


def test_the_administrator_who_adopts_the_accounts_of_an_older_form_is_the_root() -> None:
    log = Log("3.0", recovery="")
    log.add("person.added", "", person="ada", roles=["administrator"], key=public("ada"))
    log.add("form.raised", "", **{"from": "3.0", "to": "4.0"})
    assert (log.keys.root, log.keys.people_line().split()[1]) == ("", "-")
    log.own_key("ada", "ada's own")
    log.add("accounts.adopted", "ada", accounts=[])
    assert log.keys.root == fingerprint(public("ada's own"))
    assert log.keys.people_line().split()[1] == log.keys.root


def test_an_act_with_entries_of_two_people_is_nobodys(log: Log) -> None:
    log.own_key("mo")
    entries = [entry("envelope.put_back", by, {"envelope": "0417"}) for by in ("mo", "ada")]
    assert log.keys.key_for(entries[:1]) == public("mo")
    assert log.keys.key_for(entries) == NO_KEY


def test_a_stranger_signs_nothing(log: Log) -> None:
    assert log.signer("envelope.determined", "nobody") == NO_KEY
    assert (log.keys.key_at("nobody", 9), log.keys.checkpoint_key("nobody", 9)) == (NO_KEY, NO_KEY)


def test_a_restored_copy_signs_under_an_origin_of_its_own(log: Log) -> None:
    seq = log.add("case.restored", "", incarnation="2-x")
    assert log.keys.origin == origin_of("C1", "2-x")
    assert (log.keys.origin_at(seq), log.keys.origin_at(seq + 1)) == (origin_of("C1", "1"), origin_of("C1", "2-x"))
    assert log.keys.origin_at(1) == ""


def test_a_copy_that_leaves_signs_under_an_origin_of_its_own_once_two_people_have_signed(log: Log) -> None:
    log.account("sup", "supervisor")
    first = log.add("case.left", "ada", incarnation="2-x", size=1, root="")
    assert log.keys.origin == origin_of("C1", "1")
    again = log.add("case.left", "ada", incarnation="2-x", size=1, root="")
    by_another_role = log.add("case.left", "mo", incarnation="2-x", size=1, root="")
    assert log.keys.refused == [again, by_another_role]
    second = log.add("case.left", "sup", incarnation="2-x", size=1, root="")
    assert log.keys.refused == [again, by_another_role]
    assert [log.keys.origin_at(seq) for seq in (first, second, second + 1)] == [
        origin_of("C1", "1"), origin_of("C1", "1"), origin_of("C1", "2-x"),
    ]  # fmt: skip
    assert log.add("case.left", "ada", incarnation="1", size=1, root="") in log.keys.refused


def test_a_checkpoint_is_signed_by_the_key_in_force_at_its_size(log: Log) -> None:
    first = log.own_key("mo")
    second = log.own_key("mo", "mo the second")
    assert log.keys.checkpoint_key("mo", first - 1) == NO_KEY
    assert log.keys.checkpoint_key("mo", first) == public("mo")
    assert log.keys.checkpoint_key("mo", second) == public("mo the second")


def test_the_line_about_the_people_changes_with_each_account_role_and_key_and_not_with_anything_else(log: Log) -> None:
    lines = [log.keys.people_line()]
    for step in (
        lambda: log.own_key("mo"),
        lambda: log.account("bob", "clerk"),
        lambda: log.add("person.changed", "ada", person="bob", roles=["clerk", "reviewer"], active=True),
        lambda: log.add("person.changed", "ada", person="bob", roles=["clerk", "reviewer"], active=False),
        lambda: log.add("person.key_changed", "ada", person="bob", key=public("bob's next")),
    ):
        step()
        lines.append(log.keys.people_line())
    assert len(set(lines)) == len(lines)
    for kind in set(CATALOGUE) - KEY_KINDS:
        log.add(kind, "ada", person="mo")
    assert log.keys.people_line() == lines[-1]


def test_the_line_about_the_people_names_the_root_and_does_not_mind_their_order() -> None:
    people = [("mo", ("reviewer", "clerk"), True, "a1", True), ("ada", ("administrator",), True, "a2", False)]
    shuffled = [(person, roles[::-1], *rest) for person, roles, *rest in people[::-1]]
    line = people_line("ab" * 32, people)
    assert people_line("ab" * 32, shuffled) == line
    assert line.startswith(f"people {'ab' * 32} ")
    assert people_line("", people).split()[1:] == ["-", line.split()[2]]
