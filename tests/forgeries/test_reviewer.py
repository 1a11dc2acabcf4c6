"""A reviewer with the file and her own password: rita. Some attacks are rob's, a colleague who left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.record.entry import Secret, seal
from tests.forgeries.attacker import Attacker, Row, together
from tests.forgeries.table import Forgery, of
from tests.forgeries.trial import hold

Attack = Callable[[Attacker], object]


def determined(**changes: Any) -> Attack:
    """Her determination of 0003, which is held, once more with changes."""

    def attack(hands: Attacker) -> None:
        again(hands, "0003", **changes)

    return attack


def again(hands: Attacker, number: str, **changes: Any) -> int:
    """Take one's own determination back and write it again; gives its place."""
    data, seq = (
        hands.data_of("envelope.determined", envelope=number),
        hands.newest("envelope.determined", envelope=number),
    )
    back = {"envelope": number, "determination": seq, "batch": "", "reason": None}
    key = hands.key("rita")
    hands.add(hands.entry("determination.withdrawn", "rita", **back), key=key)
    return hands.add(hands.entry("envelope.determined", "rita", **(data | {"supersedes": seq} | changes)), key=key)


def another_outcome(outcome: str, **changes: Any) -> Attack:
    """F10: not what was recommended, and nobody says so."""

    def attack(hands: Attacker) -> None:
        counted = hands.data_of("envelope.determined", envelope="0001")["counted"]
        none = dict.fromkeys(counted, "ballot_not_counted")
        full: dict[str, Any] = {"outcome": outcome, "holds": [], "counted": [], "not_counted": none}
        again(hands, "0003", **(full | changes))

    return attack


def facts_of_nobody(hands: Attacker) -> None:
    facts = hands.data_of("envelope.determined", envelope="0003")["facts"]
    again(hands, "0003", facts={**facts, "identification": "shown"})


def approving_her_own(hands: Attacker) -> None:
    items = hands.data_of("batch.closed")["items"]
    hands.add(hands.entry("batch.approved", "rita", batch="B0002", approved=items), key=hands.key("rita"))


def a_role_of_the_administrator(hands: Attacker) -> None:
    """H3: another's determination, closed and approved by herself, in a role that the administrator is said to have given."""
    roles = {"person": "rita", "roles": ["clerk", "reviewer", "supervisor"], "active": True}
    hands.add(hands.entry("person.changed", "admin", **roles))
    data = hands.data_of("envelope.determined", envelope="0001")
    seq = hands.add(hands.entry("envelope.determined", "rob", **(data | {"envelope": "0004"})))
    key = hands.key("rita")
    hands.add(hands.entry("batch.closed", "rita", batch="B0003", items={"0004": seq}), key=key)
    hands.add(hands.entry("batch.approved", "rita", batch="B0003", approved={"0004": seq}), key=key)
    hands.add(hands.entry("person.changed", "admin", **(roles | {"roles": ["clerk", "reviewer"]})))


def a_role_of_her_own(hands: Attacker) -> None:
    roles = {"person": "rita", "roles": ["reviewer", "supervisor"], "active": True}
    hands.add(hands.entry("person.changed", "rita", **roles), key=hands.key("rita"))


def a_key_for_another(hands: Attacker) -> None:
    data = {"person": "sue", "key": hands.own_key().public.hex()}
    hands.add(hands.entry("person.key_changed", "rita", **data), key=hands.key("rita"))


def a_key_made_for_another(hands: Attacker) -> None:
    own, new = hands.key("rita"), hands.own_key()
    entry = hands.key_made("rob", own, new)
    hands.add(type(entry)(entry.kind, 1, entry.at, "rita", entry.data), key=own)


def two_persons(hands: Attacker) -> None:
    """SQLite reads the first of two names, and Python the last."""
    data = hands.data_of("envelope.determined", envelope="0001")
    body = seal(hands.entry("envelope.determined", "rita", **(data | {"envelope": "0004"})), hands.chance).body
    twice = body.replace('"kind":"envelope.determined"', '"by":"rob","kind":"envelope.determined"')
    hands.add_bodies(twice, by="rita", key=hands.key("rita"))


def two_envelopes(hands: Attacker) -> None:
    entry = hands.entry("facts.recorded", "rita", envelope="0004", facts=[])
    body = seal(entry, hands.chance).body
    hands.add_bodies(body.replace('"data":{', '"data":{"envelope":"0003",'), by="rita", key=hands.key("rita"))


def two_kinds(hands: Attacker) -> None:
    body = seal(hands.entry("envelope.taken", "rita", envelope="0004"), hands.chance).body
    twice = body.replace('"kind":', '"kind":"person.signed_in","kind":')
    hands.add_bodies(twice, by="rita", key=hands.key("rita"))


def written_with_spaces(hands: Attacker) -> None:
    body = seal(hands.entry("envelope.taken", "rita", envelope="0004"), hands.chance).body
    hands.add_bodies(body.replace('"data":', '"data": '), by="rita", key=hands.key("rita"))


def an_act_of_two(hands: Attacker) -> None:
    """One act with an entry of another person's in it."""
    data = hands.data_of("envelope.determined", envelope="0001")
    mine = hands.entry("envelope.taken", "rita", envelope="0004")
    robs = hands.entry("envelope.determined", "rob", **(data | {"envelope": "0004"}))
    hands.add(*together(mine, robs), key=hands.key("rita"))


def signed_for_another(hands: Attacker) -> None:
    hands.add(hands.entry("envelope.referred", "rob", envelope="0007", reason=Secret("x")), key=hands.key("rita"))


def a_stretch(change: Callable[[Attacker, dict[str, Any]], dict[str, Any]]) -> Attack:
    """Acts of hers that she signs together, told otherwise."""

    def attack(hands: Attacker) -> None:
        key = hands.key("rita")
        hands.add(hands.entry("envelope.taken", "rita", envelope="0004"), key=key)
        due = hands.stretch("rita", 52, hands.size)
        hands.add(hands.entry("acts.signed", "rita", **change(hands, due)), key=key)

    return attack


def a_stretch_twice(hands: Attacker) -> None:
    key, due = hands.key("rita"), hands.stretch("rita", 52, hands.size)
    for _ in range(2):
        hands.add(hands.entry("acts.signed", "rita", **due), key=key)


def a_stretch_of_half_an_act(hands: Attacker) -> None:
    """Two entries in an act that nobody signed; the first of them, and with it the act, is vouched for."""
    key = hands.key("rita")
    taken = [hands.entry("envelope.taken", "rita", envelope=number) for number in ("0004", "0004")]
    first = hands.add(*together(*taken))
    hands.add(hands.entry("acts.signed", "rita", **hands.stretch("rita", 52, first)), key=key)


def a_stretch_to_come(hands: Attacker) -> None:
    """What she will have done is vouched for before."""
    key = hands.key("rita")
    due = hands.stretch("rita", 52, hands.size) | {"to": hands.size + 40}
    hands.add(hands.entry("acts.signed", "rita", **due), key=key)


def after_a_key_of_hers(hands: Attacker) -> None:
    """With the key that she replaced, once she has a new one."""
    old, new = hands.key("rita"), hands.own_key()
    hands.add(hands.key_made("rita", old, new), key=old)
    hands.add(hands.entry("envelope.taken", "rita", envelope="0004"), key=old)


def an_older_key_again(hands: Attacker) -> None:
    """The key that she replaced comes back, written in capitals."""
    old, new = hands.key("rita"), hands.own_key()
    hands.add(hands.key_made("rita", old, new), key=old)
    back = hands.key_made("rita", new, old)
    data = dict(back.data) | {"key": back.data["key"].upper()}
    hands.add(type(back)(back.kind, 1, back.at, "rita", data), key=new)


def before_her_key(hands: Attacker) -> None:
    """An act of hers under an older key, rewritten and vouched for by the newer one."""
    old, new = hands.key("rita"), hands.own_key()
    hands.add(hands.entry("envelope.taken", "rita", envelope="0004"))
    hands.add(hands.key_made("rita", old, new), key=old)
    hands.add(hands.entry("acts.signed", "rita", **hands.stretch("rita", 52, hands.size)), key=new)


def after_leaving(hands: Attacker) -> None:
    """Rob's account is closed; his key still signs."""
    closed = {"person": "rob", "roles": ["reviewer"], "active": False}
    hands.add(hands.entry("person.changed", "admin", **closed), key=hands.key("admin"))
    hands.add(hands.entry("envelope.referred", "rob", envelope="0007", reason=Secret("x")), key=hands.key("rob"))


def a_checkpoint_after_leaving(hands: Attacker) -> None:
    closed = {"person": "rob", "roles": ["reviewer"], "active": False}
    hands.add(hands.entry("person.changed", "admin", **closed), key=hands.key("admin"))
    hands.sign_head("rob", hands.key("rob"))


def other_people_in_a_checkpoint(hands: Attacker) -> None:
    hands.sign_head("rita", hands.key("rita"), hands.log.people_line().replace("people ", "people 0"))


def anothers_act(kind: str, **data: Any) -> Attack:
    """What no role of hers allows, under her own name and key."""

    def attack(hands: Attacker) -> None:
        hands.add(hands.entry(kind, "rita", **data), key=hands.key("rita"))

    return attack


def for_another(hands: Attacker) -> None:
    hands.add(hands.entry("person.signed_out", "rita", person="rob", why="left"), key=hands.key("rita"))


def an_older_version(hands: Attacker) -> None:
    """An envelope as version 1 had it: what is empty is not sealed."""
    entry = hands.entry("envelope.received", "rita", envelope="0100", file="", papers={"place": "School 001"})
    hands.add(type(entry)(entry.kind, 1, entry.at, entry.by, entry.data), key=hands.key("rita"))


def another_base(hands: Attacker) -> None:
    """An act on the record as it was before what rob did since."""
    entry = hands.entry("envelope.taken", "rita", envelope="0004")
    hands.add(entry, key=hands.key("rita"), row=Row(base=hands.head_at(53)))


def a_base_of_her_own(hands: Attacker) -> None:
    entry = hands.entry("envelope.taken", "rita", envelope="0004")
    head = hands.head_at(hands.size)
    hands.add(entry, key=hands.key("rita"), row=Row(base=type(head)(head.size, bytes(32))))


def a_base_to_come(hands: Attacker) -> None:
    entry, head = hands.entry("envelope.taken", "rita", envelope="0004"), hands.head_at(hands.size)
    hands.add(entry, key=hands.key("rita"), row=Row(base=type(head)(head.size + 40, head.root)))


ATTACKS: dict[str, Attack] = {
    "F10 another outcome": another_outcome("not_counted"),
    "F10b another outcome in part": another_outcome("count_partial"),
    "F10c a departure without a reason": another_outcome("not_counted", departs=True, reasons=["not_eligible"]),
    "F11 a pack that is not in force": determined(pack="sha256:" + "0" * 64),
    "F17 facts that nobody recorded": facts_of_nobody,
    "F17 another ballot style": determined(cast_style="S2"),
    "H1 approving her own": approving_her_own,
    "H3 a role of the administrator": a_role_of_the_administrator,
    "a role of her own": a_role_of_her_own,
    "a key for another": a_key_for_another,
    "a key made for another": a_key_made_for_another,
    "two persons in one entry": two_persons,
    "two kinds in one entry": two_kinds,
    "two envelopes in one entry": two_envelopes,
    "an entry written with spaces": written_with_spaces,
    "another's entry in her act": an_act_of_two,
    "another's act under her key": signed_for_another,
    "a stretch that ends before it begins": a_stretch(
        lambda hands, due: due | {"from": 55, "to": 52, "number": 0, "root": hands.head_at(0).root.hex()}
    ),
    "a stretch of less than nothing": a_stretch(
        lambda hands, due: due | {"from": 90, "to": 1, "number": -1, "root": hands.head_at(0).root.hex()}
    ),
    "a stretch numbered in letters": a_stretch(lambda _, due: due | {"from": str(due["from"])}),
    "a stretch of rob's acts": a_stretch(lambda hands, _: hands.stretch("rob", 1, hands.size) | {"person": "rob"}),
    "a stretch of rob's acts as hers": a_stretch(lambda hands, _: hands.stretch("rob", 1, hands.size) | {"person": "rita"}),
    "a stretch twice": a_stretch_twice,
    "a stretch of half an act": a_stretch_of_half_an_act,
    "a stretch to come": a_stretch_to_come,
    "a key that she replaced": after_a_key_of_hers,
    "a replaced key in capitals": an_older_key_again,
    "an act from before her key": before_her_key,
    "an act after the account was closed": after_leaving,
    "a checkpoint after the account was closed": a_checkpoint_after_leaving,
    "a checkpoint of other people": other_people_in_a_checkpoint,
    "the day closed": anothers_act("day.closed"),
    "an order": anothers_act(
        "order.entered", order="20-CV-1", court="Superior", judge="J. Doe", places=["School 003"], changes={},
        begins="2020-11-03T19:00:00", ends="2020-11-03T20:00:00", status="in_force",
    ),
    "another signed out": for_another,
    "an entry of an older version": an_older_version,
    "an act on an older record": another_base,
    "an act on another record": a_base_of_her_own,
    "an act on a record to come": a_base_to_come,
}  # fmt: skip


def test_every_forgery_of_the_table_is_tried() -> None:
    assert [forgery.name for forgery in of("reviewer")] == list(ATTACKS)


@pytest.mark.parametrize("forgery", of("reviewer"), ids=lambda forgery: forgery.name)
def test_what_a_reviewer_does_is_found_as_the_table_says(forgery: Forgery, case: Path, saved: str, newer: str) -> None:
    hands = Attacker(case)
    ATTACKS[forgery.name](hands)
    hands.leave()
    hold(case, forgery, saved, newer)
