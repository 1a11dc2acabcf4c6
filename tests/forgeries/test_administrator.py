"""An administrator with the file, her own password, and the keys that she handed out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from adjudicator.casework.record.signing import key_statement
from adjudicator.casework.record.state import PersonState
from adjudicator.office import Office
from adjudicator.office.behind.time.clock import seeded_salts
from adjudicator.office.office import TimeAndChance, new_recovery
from adjudicator.people.keys import SigningKey
from adjudicator.people.words import secret_of
from tests.forgeries.attacker import Attacker
from tests.forgeries.table import of
from tests.forgeries.trial import errors, hold, report
from tests.office.conftest import FIRST_PASSWORD, PASSWORD, PEOPLE, Watch, definition_bytes

Attack = Callable[[Attacker], object]
Recovering = Callable[[Attacker, SigningKey], None]


def a_new_account(hands: Attacker, *roles: str, person: str = "eve") -> SigningKey:
    """Give an account, and sign in as that person: gives their key."""
    handed_out, own = hands.own_key(), hands.own_key()
    data = {"person": person, "name": f"{person.title()} Eden", "roles": sorted(roles), "key": handed_out.public.hex()}
    hands.add(hands.entry("person.added", "admin", **data), key=hands.key("admin"))
    hands.add(hands.key_made(person, handed_out, own), key=handed_out)
    return own


def two_people_of_her_own(hands: Attacker) -> None:
    """live.py: she makes a reviewer and a supervisor, and is both."""
    eve = a_new_account(hands, "reviewer")
    una = a_new_account(hands, "supervisor", person="una")
    hands.add(hands.entry("envelope.taken", "eve", envelope="0004"), key=eve)
    items = hands.data_of("batch.closed")["items"]
    hands.add(hands.entry("batch.approved", "una", batch="B0002", approved=items), key=una)


def in_a_persons_place(hands: Attacker) -> SigningKey:
    """She gives rob a new key and makes his own before he does: gives that key."""
    handed_out, own = hands.own_key(), hands.own_key()
    data = {"person": "rob", "key": handed_out.public.hex()}
    hands.add(hands.entry("person.key_changed", "admin", **data), key=hands.key("admin"))
    hands.add(hands.key_made("rob", handed_out, own), key=handed_out)
    hands.add(hands.entry("envelope.put_back", "rob", envelope="0007"), key=own)
    return own


def and_what_they_did_before(hands: Attacker) -> None:
    """The same; then what rob did under his own key is rewritten and vouched for with the new one."""
    hands.change(hands.size, lambda data: data.update(envelope="0004"))
    key = in_a_persons_place(hands)
    hands.add(hands.entry("acts.signed", "rob", **hands.stretch("rob", 1, hands.size)), key=key)


def with_a_key_handed_out(hands: Attacker) -> None:
    """A new account's acts, signed with the key that she made for it."""
    handed_out = hands.own_key()
    data = {"person": "eve", "name": "Eve Eden", "roles": ["reviewer"], "key": handed_out.public.hex()}
    hands.add(hands.entry("person.added", "admin", **data), key=hands.key("admin"))
    hands.add(hands.entry("person.signed_in", "eve", person="eve"), key=handed_out)


def with_a_key_handed_out_before(hands: Attacker) -> None:
    """The key that rob got with his account, of which she kept a copy, after he replaced it."""
    handed_out = hands.entry_at(5).data["key"]
    assert handed_out != hands.key("rob").public.hex()
    hands.add(hands.entry("envelope.put_back", "rob", envelope="0007"), key=hands.own_key())


def an_account_twice(hands: Attacker) -> None:
    own = hands.own_key()
    data = {"person": "rob", "name": "Rob Reviewer", "roles": ["reviewer"], "key": own.public.hex()}
    hands.add(hands.entry("person.added", "admin", **data), key=hands.key("admin"))


def her_own_account_again(hands: Attacker) -> None:
    own = hands.own_key()
    data = {"person": "admin", "name": "Ann Admin", "roles": ["administrator"], "key": own.public.hex()}
    hands.add(hands.entry("person.added", "admin", **data), key=hands.key("admin"))


def a_key(which: Callable[[Attacker], str]) -> Attack:
    """A key given to rob that she may not give."""

    def attack(hands: Attacker) -> None:
        data = {"person": "rob", "key": which(hands)}
        hands.add(hands.entry("person.key_changed", "admin", **data), key=hands.key("admin"))

    return attack


def her_own_roles(hands: Attacker) -> None:
    """She makes herself a supervisor, and approves."""
    key = hands.key("admin")
    data = {"person": "admin", "roles": ["administrator", "clerk", "supervisor"], "active": True}
    hands.add(hands.entry("person.changed", "admin", **data), key=key)
    items = hands.data_of("batch.closed")["items"]
    hands.add(hands.entry("batch.approved", "admin", batch="B0002", approved=items), key=key)


def nobody_left(hands: Attacker) -> None:
    data = {"person": "admin", "roles": ["clerk"], "active": True}
    hands.add(hands.entry("person.changed", "admin", **data), key=hands.key("admin"))


def confirmed_by_her_own(hands: Attacker) -> None:
    """What she gave is confirmed by somebody whom she made."""
    una = a_new_account(hands, "supervisor", person="una")
    data = {"person": "rita", "key": hands.key("rita").public.hex(), "grants": [4]}
    hands.add(hands.entry("person.confirmed", "una", **data), key=una)


def recovered(hands: Attacker, key: SigningKey, person: str = "admin") -> None:
    """A new key for somebody, under what is said to be the recovery key."""
    old = str(hands.log.state(PersonState, person).key)  # pyright: ignore[reportOptionalMemberAccess]
    new = hands.own_key()
    statement = key_statement(hands.log.origin(), person, old, new.public.hex())
    data = {"person": person, "key": new.public.hex(), "replaces": old, "proof": new.sign(statement).hex()}
    hands.add(hands.entry("person.key_recovered", person, **data, recovery=key.public.hex()), key=key)


def with_a_recovery_key_of_her_own(hands: Attacker) -> None:
    recovered(hands, hands.own_key())


def adopted(hands: Attacker) -> None:
    hands.add(hands.entry("accounts.adopted", "admin", accounts=[]), key=hands.key("admin"))


def two_agree(hands: Attacker) -> None:
    """A reviewer answers what is not so, and a supervisor who knows it approves."""
    items = hands.data_of("batch.closed")["items"]
    hands.add(hands.entry("batch.approved", "sue", batch="B0002", approved=items), key=hands.key("sue"))


ATTACKS: dict[str, Attack] = {
    "live.py two people of her own": two_people_of_her_own,
    "in a person's place": in_a_persons_place,
    "in a person's place, and before": and_what_they_did_before,
    "with a key handed out": with_a_key_handed_out,
    "with a key handed out before": with_a_key_handed_out_before,
    "an account twice": an_account_twice,
    "her own account again": her_own_account_again,
    "a key that rob had": a_key(lambda hands: str(hands.entry_at(5).data["key"])),
    "a key that rob had, in capitals": a_key(lambda hands: str(hands.entry_at(5).data["key"]).upper()),
    "another's key": a_key(lambda hands: hands.key("sue").public.hex()),
    "a key that is none": a_key(lambda hands: "00"),
    "her own roles": her_own_roles,
    "nobody left to administer": nobody_left,
    "confirmed by one of her own": confirmed_by_her_own,
    "a recovery key of her own": with_a_recovery_key_of_her_own,
    "accounts adopted": adopted,
    "two who share their keys": two_agree,
}


def with_the_recovery_key(person: str = "admin") -> Recovering:
    """A new key under the words that were printed when the case was made."""
    return lambda hands, key: recovered(hands, key, person)


def another_act(hands: Attacker, key: SigningKey) -> None:
    data = {"person": "rob", "roles": ["reviewer", "supervisor"], "active": True}
    hands.add(hands.entry("person.changed", "admin", **data), key=key)


RECOVERING: dict[str, Recovering] = {
    "the recovery key for another act": another_act,
    "the recovery key for another person": with_the_recovery_key("rob"),
    "the recovery key": with_the_recovery_key(),
}


def test_every_forgery_of_the_table_is_tried() -> None:
    assert {forgery.name for forgery in of("administrator")} == {*ATTACKS, *RECOVERING}


@pytest.mark.parametrize("name", RECOVERING)
def test_what_the_recovery_key_signs_is_found_as_the_table_says(tmp_path: Path, name: str) -> None:
    (forgery,) = [each for each in of("administrator") if each.name == name]
    recovery, path = new_recovery(seeded_salts(5)), tmp_path / "small.case"
    chance = TimeAndChance(Watch(), seeded_salts(1), lambda: "case-1")
    office = Office.create(path, definition_bytes(), "small.json", chance=chance, recovery=recovery.fingerprint)
    assert isinstance(office, Office)
    office.people.add(PEOPLE[0], PASSWORD)
    office.people.sign_in("admin", PASSWORD)
    office.people.add(PEOPLE[2], FIRST_PASSWORD)
    office.people.sign_in("rob", FIRST_PASSWORD, PASSWORD)
    office.close()
    hands, secret = Attacker(path), secret_of(recovery.words)
    assert secret is not None
    RECOVERING[name](hands, SigningKey(secret))
    hands.leave()
    found = errors(report(path, "standard")) & errors(report(path, "deep"))
    assert found == ({forgery.by} if forgery.found == "standard" else set())


@pytest.mark.parametrize("name", ATTACKS)
def test_what_an_administrator_does_is_found_as_the_table_says(name: str, case: Path, saved: str, newer: str) -> None:
    (forgery,) = [each for each in of("administrator") if each.name == name]
    hands = Attacker(case)
    ATTACKS[name](hands)
    hands.leave()
    hold(case, forgery, saved, newer)
