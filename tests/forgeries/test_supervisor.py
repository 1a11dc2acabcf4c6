"""A supervisor with the file and her own password: sue, who only supervises, and sam, who reviews as well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.record.entry import Entry, Secret
from tests.forgeries.attacker import Attacker
from tests.forgeries.table import Forgery, of
from tests.forgeries.trial import hold

Attack = Callable[[Attacker], object]


def anothers_determination(hands: Attacker) -> None:
    """F1b: a determination in a reviewer's name, closed and approved by herself."""
    data = hands.data_of("envelope.determined", envelope="0001")
    seq = hands.add(hands.entry("envelope.determined", "rob", **(data | {"envelope": "0004"})))
    key = hands.key("sue")
    hands.add(hands.entry("batch.closed", "sue", batch="B0003", items={"0004": seq}), key=key)
    hands.add(hands.entry("batch.approved", "sue", batch="B0003", approved={"0004": seq}), key=key)


def approved(**changes: Any) -> Attack:
    """Her approval of the batch that waits, told otherwise."""

    def attack(hands: Attacker) -> None:
        items = hands.data_of("batch.closed")["items"]
        data = {"batch": "B0002", "approved": items} | changes
        hands.add(hands.entry("batch.approved", "sue", **data), key=hands.key("sue"))

    return attack


def approved_twice(hands: Attacker) -> None:
    for _ in range(2):
        approved()(hands)


def his_own(hands: Attacker) -> None:
    """H2: sam determines, closes and approves."""
    key, data = hands.key("sam"), hands.data_of("envelope.determined", envelope="0001")
    seq = hands.add(hands.entry("envelope.determined", "sam", **(data | {"envelope": "0004"})), key=key)
    hands.add(hands.entry("batch.closed", "sam", batch="B0003", items={"0004": seq}), key=key)
    hands.add(hands.entry("batch.approved", "sam", batch="B0003", approved={"0004": seq}), key=key)


def his_own_behind_anothers(hands: Attacker) -> None:
    """The batch lists rita's determination of the envelope, and sam's newer one is in force."""
    key, data, seq = hands.key("sam"), hands.data_of("envelope.determined", envelope="0001"), 44
    hands.add(hands.entry("envelope.determined", "sam", **(data | {"supersedes": seq})), key=key)
    hands.add(hands.entry("batch.approved", "sam", batch="B0002", approved={"0001": seq}), key=key)


def his_own_under_another_number(hands: Attacker) -> None:
    """The batch lists rita's determination of 0001 as that of 0004, which sam determined."""
    key, data = hands.key("sam"), hands.data_of("envelope.determined", envelope="0001")
    hands.add(hands.entry("envelope.determined", "sam", **(data | {"envelope": "0004"})), key=key)
    hands.add(hands.entry("batch.closed", "sam", batch="B0003", items={"0004": 44}), key=key)
    hands.add(hands.entry("batch.approved", "sam", batch="B0003", approved={"0004": 44}), key=key)


def released(**changes: Any) -> Attack:
    """F13: a release that says otherwise than the record."""

    def attack(hands: Attacker) -> None:
        old, head = hands.data_of("release.made"), hands.head_at(hands.size)
        data = {
            "release": "R0002",
            "follows": "R0001",
            "size": head.size,
            "root": head.root.hex(),
            "files": old["files"],
            "taken_away": {},
        }
        hands.add(
            hands.entry("release.made", "sue", **(data | {"items": {"0001": 44}} | changes)), key=hands.key("sue")
        )

    return attack


def an_unknown_head(hands: Attacker) -> None:
    approved()(hands)
    released(size=3, root="ab" * 32)(hands)


def order() -> dict[str, Any]:
    return {
        "order": "20-CV-1", "court": "Superior", "judge": "J. Doe", "status": "in_force", "changes": {},
        "hours": {"School 003": ["2020-11-03T19:00:00", "2020-11-03T20:00:00"]},
        "contests": [],
    }  # fmt: skip


def by_an_old_instant(hands: Attacker) -> None:
    """G2: what follows from an order, at the order's instant, in an act behind it."""
    key, data = hands.key("sue"), hands.data_of("envelope.determined", envelope="0001")
    seq = hands.add(hands.entry("order.entered", "sue", **order()), key=key)
    entry = hands.entry("envelope.determined", "sue", **(data | {"envelope": "0004"}))
    hands.add(Entry(entry.kind, entry.version, hands.entry_at(seq).at, "sue", entry.data), key=key)


def by_an_order(hands: Attacker) -> None:
    """G2 in the order's own act: sent back, and nothing of the order touches the envelope."""
    ordered = hands.entry("order.entered", "sue", **order())
    back = {"envelope": "0003", "determination": 41, "batch": "", "reason": Secret("x")}
    hands.add(ordered, Entry("determination.withdrawn", 1, ordered.at, "sue", back), key=hands.key("sue"))


def a_role_of_her_own(hands: Attacker) -> None:
    data = {"person": "sue", "roles": ["administrator", "supervisor"], "active": True}
    hands.add(hands.entry("person.changed", "sue", **data), key=hands.key("sue"))


def a_checkpoint_of_a_head_to_come(hands: Attacker) -> None:
    hands.sign_head("sue", hands.key("sue"))
    hands.raw.execute("UPDATE checkpoint SET size = size + 1 WHERE number = 5")


def without_a_checkpoint(hands: Attacker) -> None:
    approved()(hands)
    hands.raw.execute("DELETE FROM checkpoint WHERE number = 5")


def agreed_with_herself(hands: Attacker) -> None:
    """The setting that demands two people, set by one."""
    key = hands.key("sue")
    seq = hands.add(hands.entry("strict.proposed", "sue", strict=True), key=key)
    hands.add(hands.entry("strict.set", "sue", strict=True, proposed=seq), key=key)


def confirmed_herself(hands: Attacker) -> None:
    data = {"person": "sue", "key": hands.key("sue").public.hex(), "grants": [7]}
    hands.add(hands.entry("person.confirmed", "sue", **data), key=hands.key("sue"))


def confirmed_a_colleague(hands: Attacker) -> None:
    """Sue's own account hangs on the administrator alone, who gave rita's, too."""
    data = {"person": "rita", "key": hands.key("rita").public.hex(), "grants": [4]}
    hands.add(hands.entry("person.confirmed", "sue", **data), key=hands.key("sue"))


def reviewed_and_supervised(hands: Attacker) -> None:
    """F16: rita departs, and says so; the approval does not."""
    rita, data = hands.key("rita"), hands.data_of("envelope.determined", envelope="0001")
    back = {"envelope": "0001", "determination": 44, "batch": "B0002", "reason": Secret("x")}
    hands.add(hands.entry("determination.withdrawn", "rita", **back), key=rita)
    changes = {
        "outcome": "not_counted", "departs": True, "reason": Secret("Another signed"), "reasons": ["not_eligible"],
        "counted": [], "not_counted": dict.fromkeys(data["counted"], "ballot_not_counted"), "supersedes": 44,
    }  # fmt: skip
    seq = hands.add(hands.entry("envelope.determined", "rita", **(data | changes)), key=rita)
    hands.add(hands.entry("batch.closed", "rita", batch="B0003", items={"0001": seq}), key=rita)
    hands.add(hands.entry("batch.approved", "sue", batch="B0003", approved={"0001": seq}), key=hands.key("sue"))


ATTACKS: dict[str, Attack] = {
    "F1b another's determination": anothers_determination,
    "F12 nothing approved": approved(approved={}),
    "F12b another envelope approved": approved(approved={"0001": 44, "9999": 9}),
    "F12c another place approved": approved(approved={"0001": 41}),
    "F12 approved twice": approved_twice,
    "F13 a release of what nobody approved": released(),
    "F13b a release from a head that never was": an_unknown_head,
    "F16 a departure not named": reviewed_and_supervised,
    "G2 what follows from an old order": by_an_old_instant,
    "G2 what does not follow from an order": by_an_order,
    "H2 his own approved": his_own,
    "his own behind another's": his_own_behind_anothers,
    "his own under another number": his_own_under_another_number,
    "a role of her own": a_role_of_her_own,
    "a checkpoint of a head to come": a_checkpoint_of_a_head_to_come,
    "an approval without a checkpoint": without_a_checkpoint,
    "agreed with herself": agreed_with_herself,
    "confirmed herself": confirmed_herself,
    "confirmed a colleague of the same giver": confirmed_a_colleague,
}


def test_every_forgery_of_the_table_is_tried() -> None:
    assert [forgery.name for forgery in of("supervisor")] == list(ATTACKS)


@pytest.mark.parametrize("forgery", of("supervisor"), ids=lambda forgery: forgery.name)
def test_what_a_supervisor_does_is_found_as_the_table_says(
    forgery: Forgery, case: Path, saved: str, newer: str
) -> None:
    hands = Attacker(case)
    ATTACKS[forgery.name](hands)
    hands.leave()
    hold(case, forgery, saved, newer)
