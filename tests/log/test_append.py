"""Appending: one durable transaction, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adjudicator.casework.record.entry import SealedEntry
from adjudicator.casework.record.state import BatchState, CaseState, EnvelopeState, PersonState
from adjudicator.log import keyring
from adjudicator.log.case_log import CaseLog
from adjudicator.log.states.shelf import SqlShelf
from adjudicator.log.tree.merkle import leaf_hash, root_of
from adjudicator.port.acts import Document
from adjudicator.port.answers import Head, NotRecorded, Stale
from adjudicator.port.keys import Attempt, WrappedKey
from adjudicator.records.trouble import WorldError

from .conftest import DEFINITION, PACK, Pen, credit, new_act, signer

NOW = datetime(2020, 11, 4, 14, tzinfo=UTC)


def contents(log: CaseLog) -> list[str]:
    """Everything the file holds, as SQL."""
    return list(log.db.conn.iterdump())


def test_entries_are_read_back_as_they_were_appended(log: CaseLog, pen: Pen) -> None:
    entries = [pen.received("0001"), pen.received("0002")]
    assert isinstance(log.append(entries), Head)
    read = list(log.entries(from_seq=7, with_sealed=True))
    assert [logged.seq for logged in read] == [7, 8]
    assert [logged.body for logged in read] == [entry.body for entry in entries]
    assert set(read[0].sealed.values()) == {"Example", "Ann", ""}


def test_the_head_is_the_root_of_the_tree_over_all_bodies(busy_log: CaseLog) -> None:
    read = list(busy_log.entries())
    assert busy_log.head() == Head(len(read), root_of(leaf_hash(logged.body.encode()) for logged in read))
    assert all(logged.leaf == leaf_hash(logged.body.encode()) for logged in read)


def test_a_new_log_has_the_root_of_nothing(tmp_path: Path) -> None:
    with CaseLog.create(tmp_path / "empty.case") as log:
        assert log.head() == Head(0, root_of([]))
        with pytest.raises(WorldError, match="no first entry"):
            log.case()


def test_reading_can_begin_anywhere_and_end_anywhere(busy_log: CaseLog) -> None:
    assert [logged.seq for logged in busy_log.entries(from_seq=4, limit=3)] == [4, 5, 6]
    assert [logged.seq for logged in busy_log.entries(from_seq=busy_log.head().size, limit=9)] == [busy_log.head().size]


def test_an_act_on_an_envelope_that_has_moved_on_is_refused_and_writes_nothing(log: CaseLog, pen: Pen) -> None:
    log.append([pen.received("0001")])
    log.append([pen.determined("0001")])
    before = contents(log)
    assert log.append([pen.determined("0001")], after={"envelope 0001": 7}) == Stale("envelope 0001", 7, 8)
    assert contents(log) == before
    assert log.append([pen.determined("0001")], after={"envelope 0001": 8}) == log.head()


def test_what_changes_nothing_in_the_record_as_a_whole_changes_the_envelope_that_it_is_about(
    log: CaseLog, pen: Pen
) -> None:
    log.append([pen.received("0001")])
    log.append([pen.entry("envelope.taken", "sup", envelope="0001")])
    before = contents(log)
    assert log.append([pen.determined("0001")], after={"envelope 0001": 7}) == Stale("envelope 0001", 7, 8)
    assert contents(log) == before
    assert isinstance(log.append([pen.determined("0001")], after={"log": 7}), Head)


def test_seen_at_zero_means_that_the_envelope_must_be_new(log: CaseLog, pen: Pen) -> None:
    assert isinstance(log.append([pen.received("0001")], after={"envelope 0001": 0}), Head)
    assert isinstance(log.append([pen.received("0001")], after={"envelope 0001": 0}), Stale)


def test_an_approval_of_a_batch_that_has_moved_on_is_refused(busy_log: CaseLog, pen: Pen) -> None:
    batch = busy_log.state(BatchState, "B0002")
    assert batch is not None
    busy_log.append([pen.returned("B0002", "0003")])
    assert isinstance(busy_log.append([pen.approved("B0002")], after={"batch B0002": batch.version}), Stale)


def test_an_act_on_more_than_a_shelf_holds_is_refused_for_each_that_has_moved_on(
    busy_log: CaseLog, pen: Pen, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = {
        "envelope 0001": EnvelopeState,
        "batch B0002": BatchState,
        "person mo": PersonState,
        "case case": CaseState,
    }
    found = {subject: busy_log.state(what, subject.split(" ")[1]) for subject, what in states.items()}
    seen = {subject: state.version for subject, state in found.items() if state is not None}
    assert seen.keys() == states.keys()
    monkeypatch.setattr(SqlShelf, "most", 1)
    monkeypatch.setattr("adjudicator.log.append.LEAN", 1)  # what a shelf for so many holds itself
    before = contents(busy_log)
    entry = pen.entry("envelope.taken", "mo", envelope="0002")
    for subject, version in seen.items():
        stale = {**seen, "log": busy_log.head().size, subject: version - 1}
        assert busy_log.append([entry], stale) == Stale(subject, version - 1, version)
        assert contents(busy_log) == before
    assert isinstance(busy_log.append([entry], {**seen, "log": 1}), Stale)
    assert isinstance(busy_log.append([entry], {**seen, "envelope 9999": 0, "log": busy_log.head().size}), Head)


def test_one_bad_entry_takes_the_whole_delivery_back(log: CaseLog, pen: Pen) -> None:
    before = contents(log)
    deliveries: list[list[SealedEntry]] = [
        [pen.received("0001"), pen.determined("9999", by="clerk")],
        [pen.received("0001"), pen.approved("B0001", by="clerk")],
    ]
    for entries in deliveries:
        with pytest.raises(LookupError):
            log.append(entries, documents=[Document.of("pack", "x")], credit_lines={"f": [credit()]})
        assert contents(log) == before


def test_the_same_sealed_row_twice_takes_the_whole_delivery_back(log: CaseLog, pen: Pen) -> None:
    entry, before = pen.received("0001"), contents(log)
    with pytest.raises(sqlite3.IntegrityError):
        log.append([entry, entry])
    assert contents(log) == before


def test_what_the_program_adds_by_itself_and_may_not_is_a_bug_and_no_refusal(log: CaseLog, pen: Pen) -> None:
    head = log.head()
    with pytest.raises(sqlite3.IntegrityError, match="no role of"):
        log.append([pen.entry("day.closed", "", open={})], signer=None)
    assert log.head() == head


def test_documents_are_kept_once_and_found_by_their_digest(log: CaseLog, pen: Pen) -> None:
    log.append([pen.received("0001")], documents=[DEFINITION])
    assert log.document(DEFINITION.digest) == DEFINITION.content
    assert log.documents("pack") == (PACK,)
    with pytest.raises(KeyError):
        log.document("00")


def test_a_document_under_another_digest_is_a_bug(log: CaseLog, pen: Pen) -> None:
    with pytest.raises(ValueError, match="digest"):
        log.append([pen.received("0001")], documents=[Document("00" * 32, "pack", "x")])


def test_a_thousand_envelopes_come_in_together(log: CaseLog, pen: Pen) -> None:
    head = log.append([pen.received(f"{number:04d}") for number in range(1000)])
    assert isinstance(head, Head)
    assert head.size == 1006
    assert log.count_envelopes() == 1000


def test_what_was_appended_is_there_after_opening_again(busy_log: CaseLog) -> None:
    head, bodies = busy_log.head(), [logged.body for logged in busy_log.entries()]
    with CaseLog.open(busy_log.path) as again:
        assert again.head() == head
        assert [logged.body for logged in again.entries()] == bodies
        assert again.case() == busy_log.state(CaseState, "case")


def test_a_reader_sees_what_was_committed_while_it_was_open(busy_log: CaseLog, pen: Pen) -> None:
    with busy_log.reader() as reader:
        busy_log.append([pen.received("0099")])
        assert reader.head() == busy_log.head()
        assert reader.state(EnvelopeState, "0099") is not None


def test_a_sealed_value_is_found_by_its_commitment(busy_log: CaseLog) -> None:
    envelope = busy_log.state(EnvelopeState, "0001")
    assert envelope is not None
    assert busy_log.unseal(envelope.sealed["last_name"]) == "Example"
    names = [envelope.sealed[field] for field in ("last_name", "first_name", "suffix")]
    assert busy_log.unseal_many(names) == dict(zip(names, ("Example", "Ann", ""), strict=True))
    with pytest.raises(KeyError):
        busy_log.unseal("00" * 32)


def test_a_case_file_is_never_overwritten(log: CaseLog) -> None:
    before = contents(log)
    with pytest.raises(WorldError) as caught:
        CaseLog.create(log.path)
    assert caught.value.code == "exists"
    assert contents(log) == before


def test_a_case_that_could_not_be_begun_leaves_no_file(tmp_path: Path, pen: Pen) -> None:
    with pytest.raises(LookupError):
        CaseLog.create(tmp_path / "new.case", new_act([pen.determined("9999")]))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="rights are POSIX rights")
def test_only_its_owner_may_read_a_case_file_and_what_lies_beside_it(busy_log: CaseLog) -> None:
    for path in busy_log.path.parent.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600, path.name


def test_keys_may_change_and_are_found_by_person(log: CaseLog) -> None:
    assert log.key("mo") is None
    assert log.attempt("mo", NOW) is None
    keyring.put(log.db.conn, WrappedKey("mo", "argon2id"))
    failed = WrappedKey("mo", "argon2id", failures=1, last_failure="2020-11-04T14:00:00.000000Z")
    assert log.attempt("mo", NOW) == Attempt(failed, waits=False)
    assert log.key("mo") == failed
    log.keep(WrappedKey("mo", "argon2id"))
    assert log.key("mo") == WrappedKey("mo", "argon2id")


def test_the_failures_of_a_key_that_was_replaced_meanwhile_are_not_those_of_the_new_one(log: CaseLog) -> None:
    keyring.put(log.db.conn, WrappedKey("mo", "new", failures=3, last_failure="2020-11-04T14:00:00.000000Z"))
    log.keep(WrappedKey("mo", "old"))
    assert log.key("mo") == WrappedKey("mo", "new", failures=3, last_failure="2020-11-04T14:00:00.000000Z")


def test_an_act_that_is_appended_twice_is_there_once_and_has_its_first_answer(busy_log: CaseLog, pen: Pen) -> None:
    act = new_act([pen.received("0099")], signer=signer("clerk"))
    first = busy_log.append(act)
    busy_log.append([pen.received("0100")])
    assert busy_log.append(act) == first == busy_log.settle(act.id)
    assert [entry.entry.data["envelope"] for entry in busy_log.entries(first.size)] == ["0099", "0100"]
    assert busy_log.settle(bytes(16)) == NotRecorded(bytes(16))


def test_nothing_personal_shows_in_the_words_for_a_logged_entry_or_key(busy_log: CaseLog) -> None:
    shown = repr([*busy_log.entries(with_sealed=True), WrappedKey("mo", "argon2id$secret")])
    assert "Example" not in shown
    assert "secret" not in shown


def test_an_act_on_the_whole_record_does_not_mind_who_took_which_envelope(busy_log: CaseLog) -> None:
    pen, seen = Pen("whole"), busy_log.head().size
    busy_log.append(
        [pen.entry("envelope.taken", "mo", envelope="0006"), pen.entry("person.signed_in", "mo", person="mo")]
    )
    assert isinstance(busy_log.append([pen.entry("envelope.put_back", "mo", envelope="0006")], {"log": seen}), Head)
    busy_log.append([pen.determined("0006")])
    assert isinstance(busy_log.append([pen.entry("envelope.taken", "mo", envelope="0002")], {"log": seen}), Stale)
