"""Verify and signatures: every act that somebody answers for ends at a checkpoint of theirs, and a spoilt one is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from adjudicator.casework.record.entry import SealedEntry
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.log.tree.notes import checkpoint_by, read_note
from adjudicator.port.acts import Signer
from adjudicator.port.answers import Refused
from tests.guards import with_any_key
from tests.log.conftest import HANDED_OUT, Pen, key_of, public_of, signer

BUSY_ACTS = ["sup", "mo", "mo", "sup", "sup", "sup"]


def found(log: CaseLog) -> set[str]:
    path = log.path
    log.close()
    return {finding.id for finding in verify(path).findings}


def test_every_signed_act_leaves_a_checkpoint_of_the_person_who_acted(busy_log: CaseLog) -> None:
    notes = [read_note(note) for note in reversed(busy_log.checkpoints())]
    assert [note.signer for note in notes] == BUSY_ACTS
    assert all(note.is_signed_by(note.signer, bytes.fromhex(public_of(note.signer))) for note in notes)
    assert notes[-1].head.size == busy_log.head().size - 1
    assert found(busy_log) == set()


@pytest.mark.parametrize(
    ("spoil", "finding"),
    [
        ("UPDATE checkpoint SET note = replace(note, 'sup', 'mo') WHERE number = 4", "checkpoint.signature"),
        ("UPDATE checkpoint SET person = 'mo' WHERE number = 4", "checkpoint.signature"),
        (
            "UPDATE checkpoint SET note = (SELECT note FROM checkpoint WHERE number = 5) WHERE number = 4",
            "checkpoint.note",
        ),
        ("UPDATE checkpoint SET note = 'no note' WHERE number = 4", "checkpoint.note"),
        ("DELETE FROM checkpoint WHERE number = 2", "act.no_checkpoint"),
    ],
)
def test_a_spoilt_or_missing_signature_is_named(busy_log: CaseLog, spoil: str, finding: str) -> None:
    for trigger in ("checkpoint_no_update", "checkpoint_no_delete"):
        busy_log.db.execute(f"DROP TRIGGER {trigger}")
    busy_log.db.execute(spoil)
    assert finding in found(busy_log)
    assert finding != "act.no_checkpoint" or "checkpoint.signature" not in found(busy_log)


def closing(log: CaseLog) -> SealedEntry:
    """An act after which the head is to be signed: mo closes the determination of envelope 0004."""
    assert next(log.entries(20)).entry.data["envelope"] == "0004"
    return Pen("late").closed("B0003", {"0004": 20})


def test_an_act_that_ends_at_no_checkpoint_is_named(busy_log: CaseLog) -> None:
    busy_log.append([closing(busy_log)], checkpoint=False)
    assert found(busy_log) == {"act.no_checkpoint"}


def test_an_act_behind_which_somebody_else_signed_the_head_is_named(busy_log: CaseLog) -> None:
    busy_log.append([closing(busy_log)], checkpoint=False)
    head = busy_log.head()
    row = (7, signer("sup").origin, head.size, head.root, "sup", checkpoint_by(signer("sup"), head))
    busy_log.db.execute("INSERT INTO checkpoint VALUES (?, ?, ?, ?, ?, ?)", row)
    assert found(busy_log) == {"act.no_checkpoint"}


def test_an_act_signed_with_the_key_of_somebody_else_is_in_force_nowhere(busy_log: CaseLog) -> None:
    busy_log.append([closing(busy_log)], signer=replace(signer("mo"), sign=signer("sup").sign))
    assert {"act.unsigned", "checkpoint.signature", "projection.extra"} <= found(busy_log)


def test_a_key_signs_only_from_where_the_log_gives_it_and_the_old_ones_signatures_stay_good(busy_log: CaseLog) -> None:
    handed_out = public_of("mo the second" + HANDED_OUT)
    late, act = Pen("late"), closing(busy_log)
    busy_log.append([late.entry("person.key_changed", "clerk", person="mo", key=handed_out)])
    busy_log.append([late.key_made("mo", "mo the second" + HANDED_OUT, "mo the second")], signer=second(HANDED_OUT))
    before = verify(busy_log.path).findings
    assert busy_log.append([act], signer=signer("mo")) == Refused("key")
    with with_any_key():
        busy_log.append([act], signer=signer("mo"))
    after = [finding for finding in verify(busy_log.path).findings if not finding.id.startswith(("proj", "lookup"))]
    assert before == ()
    assert [(finding.id, finding.place) for finding in after] == [
        ("act.unsigned", "entry 29"), ("checkpoint.signature", "checkpoint 7")
    ]  # fmt: skip


def second(which: str = "") -> Signer:
    """Mo under the key that was handed out later, or under mo's own that replaced it."""
    key = "mo the second" + which
    return replace(signer("mo"), public=bytes.fromhex(public_of(key)), sign=key_of(key).sign)


@pytest.mark.parametrize("depth", ["standard", "deep"])
def test_both_depths_look_at_the_signatures(busy_log: CaseLog, depth: Callable[..., object]) -> None:
    busy_log.db.execute("DROP TRIGGER checkpoint_no_update")
    busy_log.db.execute("UPDATE checkpoint SET person = 'mo' WHERE number = 4")
    path = busy_log.path
    busy_log.close()
    assert "checkpoint.signature" in {finding.id for finding in verify(path, depth).findings}
