"""Verify and signatures: every act that somebody answers for ends at a checkpoint of theirs, and a spoilt one is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.log.notes import read_note
from adjudicator.log.verify import verify
from tests.log.conftest import Pen, public_of, signer

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
        ("DELETE FROM checkpoint WHERE number = 2", "act.unsigned"),
    ],
)
def test_a_spoilt_or_missing_signature_is_named(busy_log: CaseLog, spoil: str, finding: str) -> None:
    for trigger in ("checkpoint_no_update", "checkpoint_no_delete"):
        busy_log.db.execute(f"DROP TRIGGER {trigger}")
    busy_log.db.execute(spoil)
    assert finding in found(busy_log)
    assert finding != "act.unsigned" or "checkpoint.signature" not in found(busy_log)


def test_an_act_without_a_signature_is_named(busy_log: CaseLog, pen: Pen) -> None:
    busy_log.append([Pen("late").closed("B0003", {"0004": 18})])
    assert found(busy_log) == {"act.unsigned"}


def test_an_act_signed_by_somebody_else_is_named(busy_log: CaseLog) -> None:
    busy_log.append([Pen("late").closed("B0003", {"0004": 18})], signer=signer("sup"))
    assert found(busy_log) == {"act.unsigned"}


def test_a_key_signs_only_from_where_the_log_gives_it_and_the_old_ones_signatures_stay_good(busy_log: CaseLog) -> None:
    late = Pen("late")
    busy_log.append([late.entry("person.key_changed", "clerk", person="mo", key=public_of("mo the second"))])
    busy_log.append([late.closed("B0003", {"0004": 18})], signer=signer("mo"))
    assert found(busy_log) == {"checkpoint.signature", "act.unsigned"}


@pytest.mark.parametrize("depth", ["standard", "deep"])
def test_both_depths_look_at_the_signatures(busy_log: CaseLog, depth: Callable[..., object]) -> None:
    busy_log.db.execute("DROP TRIGGER checkpoint_no_update")
    busy_log.db.execute("UPDATE checkpoint SET person = 'mo' WHERE number = 4")
    path = busy_log.path
    busy_log.close()
    assert "checkpoint.signature" in {finding.id for finding in verify(path, depth).findings}
