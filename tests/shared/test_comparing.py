"""A copy that is held against the server: each thing that the server has otherwise is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.acts.receiving import line_of, lines_digest
from adjudicator.casework.record.entry import SealedEntry, Secret
from adjudicator.log.copies.scans import ScanFile
from adjudicator.log.reading import commitments_in
from adjudicator.log.tree.merkle import leaf_hash
from adjudicator.log.tree.notes import checkpoint_by
from adjudicator.port.acts import Document
from adjudicator.port.answers import Head
from adjudicator.port.scans import of_envelope
from adjudicator.shared.case_key import CaseKey, unwrap
from adjudicator.shared.comparing import against_server
from adjudicator.shared.papers import bring_scans, name_of
from adjudicator.shared.parcels import brought, hidden_lines, shown_lines
from adjudicator.shared.record import SharedRecord
from adjudicator.shared.server import PulledAct, SentEntry
from tests.log.conftest import OTHER_VOTES, Pen, credit, new_act, signer

from .fake_server import FakeRecord, FakeServer
from .stations import PASSPHRASE, joined, settled


@pytest.fixture
def copy(record: FakeRecord, pen: Pen, tmp_path: Path) -> Iterator[SharedRecord]:
    """A station's copy with an envelope and a day that was closed."""
    made = joined(record, tmp_path / "one.case")
    assert isinstance(settled(made, new_act([pen.received("0001")], signer=signer("clerk"))), Head)
    closing = new_act([pen.entry("day.closed", "sup", open={})], signer=signer("sup"), checkpoint=True)
    assert isinstance(settled(made, closing), Head)
    made.catch_up(5)
    made.follow()
    made.catch_up(5)
    assert len(record.notes) == 1
    yield made
    made.close()


def found(copy: SharedRecord, record: FakeRecord) -> list[tuple[str, str]]:
    server: Any = FakeServer(record, "auditor")
    return [(each.id, each.place) for each in against_server(copy, server, key_of(record)).findings]


def key_of(record: FakeRecord) -> CaseKey:
    key = unwrap(record.wrapped, PASSPHRASE)
    assert key is not None
    return key


def test_the_same_record_is_the_same(copy: SharedRecord, record: FakeRecord) -> None:
    server: Any = FakeServer(record, "auditor")
    compared = against_server(copy, server, key_of(record))
    assert (compared.findings, compared.own, compared.newer, compared.opened) == ((), record.head, 0, True)
    assert "append" not in server.calls
    assert "say_hello" not in server.calls  # it leaves nothing there


def test_newer_entries_are_counted(copy: SharedRecord, record: FakeRecord, pen: Pen, tmp_path: Path) -> None:
    other = joined(record, tmp_path / "two.case", "station-2")
    assert isinstance(settled(other, new_act([pen.received("0002")], signer=signer("clerk"))), Head)
    server: Any = FakeServer(record, "auditor")
    compared = against_server(copy, server, key_of(record))
    assert (compared.findings, compared.newer) == ((), 1)
    other.close()


Change = Callable[[FakeRecord], None]


def changed(at: int, change: Callable[[PulledAct], PulledAct]) -> Change:
    """One act changed at the server, and its tree made anew over what is there then."""

    def do(record: FakeRecord) -> None:
        record.acts[at] = change(record.acts[at])
        record.leaves[:] = [leaf_hash(entry.body.encode()) for act in record.acts for entry in act.entries]

    return do


def body(act: PulledAct) -> PulledAct:
    return replace(act, entries=[SentEntry(act.entries[0].body.replace("0001", "0009")), *act.entries[1:]])


def notes(*of: str) -> Change:
    def do(record: FakeRecord) -> None:
        record.notes[:] = [checkpoint_by(signer(each), record.head) for each in of]

    return do


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (changed(-2, body), "server.differs"),
        (changed(-2, lambda act: replace(act, signature=bytes(64))), "server.signature"),
        (changed(-2, lambda act: replace(act, person="mo")), "server.signature"),
        (changed(-2, lambda act: replace(act, documents=[Document.of("pack", "other")])), "server.document"),
        (lambda record: record.leaves.__setitem__(-1, bytes(32)), "server.root"),
        (lambda record: (record.acts.pop(), record.leaves.pop()), "server.shorter"),
        (notes(), "server.checkpoint_lacks"),
        (notes("sup", "nobody"), "server.checkpoint"),
    ],
    ids=["entry", "signature", "person", "document", "root", "shorter", "no checkpoint", "a stranger's checkpoint"],
)
def test_what_the_server_has_otherwise_is_found(
    copy: SharedRecord, record: FakeRecord, change: Change, finding: str
) -> None:
    change(record)
    assert finding in {each for each, _ in found(copy, record)}


def test_where_the_two_part_is_said(copy: SharedRecord, record: FakeRecord) -> None:
    changed(-2, body)(record)
    assert found(copy, record) == [("server.differs", f"entry {record.acts[-2].first}")]


def sealed(change: Callable[[dict[bytes, bytes]], object]) -> Change:
    """The sealed values of the envelope's entry changed at the server."""

    def do(act: PulledAct) -> PulledAct:
        boxes = dict(act.entries[0].sealed)
        change(boxes)
        return replace(act, entries=[SentEntry(act.entries[0].body, boxes), *act.entries[1:]])

    return changed(-2, do)


def swap(boxes: dict[bytes, bytes]) -> None:
    first, second = list(boxes)[:2]
    boxes[first], boxes[second] = boxes[second], boxes[first]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (lambda boxes: boxes.update({next(iter(boxes)): bytes(200)}), "server.sealed"),
        (swap, "server.sealed"),
        (lambda boxes: boxes.popitem(), "server.sealed_lacks"),
        (lambda boxes: boxes.update({bytes(32): bytes(200)}), "server.sealed_extra"),
    ],
    ids=["does not open", "two changed places", "missing", "too much"],
)
def test_a_sealed_value_that_the_server_has_otherwise_is_named(
    copy: SharedRecord, record: FakeRecord, change: Callable[[dict[bytes, bytes]], object], finding: str
) -> None:
    sealed(change)(record)
    assert set(found(copy, record)) == {(finding, f"entry {record.acts[-2].first}")}


def test_a_value_under_its_key_and_another_commitment_is_named(copy: SharedRecord, record: FakeRecord) -> None:
    key = key_of(record)
    sealed(lambda boxes: boxes.update({next(iter(boxes)): key.hide(bytes(32) + b"Other", next(iter(boxes)))}))(record)
    assert [each for each, _ in found(copy, record)] == ["server.sealed"]


def test_a_value_that_an_earlier_entry_has_sealed_is_not_missed(
    copy: SharedRecord, record: FakeRecord, pen: Pen, tmp_path: Path
) -> None:
    first = commitments_in(record.acts[-2].entries[0].body)
    second = pen.received("0002")
    body = second.body.replace(commitments_in(second.body)[0], first[0])
    entry = SealedEntry(body, second.sealed[1:])
    assert len(entry.sealed) == len(first) - 1
    assert isinstance(settled(copy, new_act([entry], signer=signer("clerk"))), Head)
    copy.catch_up(5)
    assert "server.sealed_lacks" not in {each for each, _ in found(copy, record)}


def test_without_the_case_key_what_is_sealed_is_left_out(copy: SharedRecord, record: FakeRecord) -> None:
    sealed(lambda boxes: boxes.clear())(record)
    server: Any = FakeServer(record, "auditor")
    compared = against_server(copy, server, None)
    assert (compared.findings, compared.opened) == ((), False)
    assert not {"scan_names", "scan", "roll"} & set(server.calls)


@pytest.mark.parametrize("what", ["other lines", "no lines", "no box"])
def test_lines_of_a_received_file_that_the_server_has_otherwise_are_named(
    copy: SharedRecord, record: FakeRecord, pen: Pen, what: str
) -> None:
    lines = Secret(lines_digest([line_of(credit(), OTHER_VOTES.commitment)]))
    file = pen.entry(
        "file.received", "clerk", digest=OTHER_VOTES, kind="absentee_file", dated="", rows=1, name=None, lines=lines
    )
    received = new_act([file], credit_lines={OTHER_VOTES.commitment: [credit()]}, signer=signer("clerk"))
    assert isinstance(settled(copy, received), Head)
    copy.catch_up(5)
    assert found(copy, record) == []
    key, act = key_of(record), record.acts[-1]
    other = brought(next(iter(copy.read(act.first))), key)
    line = next(iter(shown_lines(act.id, act.lines, key).items()))
    changed_lines = {line[0]: (replace(line[1][0], registration_number="9999"),)}
    there = {
        "other lines": hidden_lines(act.id, changed_lines, key),
        "no lines": b"",
        "no box": bytes(len(other.lines)),
    }[what]
    record.acts[-1] = replace(act, lines=there)
    assert found(copy, record) == [("server.lines", f"entry {act.first}")]


LIST = "ab" * 32


def test_scans_that_the_server_has_otherwise_are_named_and_no_name_is_told(
    copy: SharedRecord, record: FakeRecord
) -> None:
    scans, server, key = ScanFile(copy.path, None), FakeServer(record), key_of(record)
    given: Any = server
    scans.keep(LIST, {f"Delgado-{each}.png": lambda each=each: each.encode() for each in "abc"})
    scans.keep(of_envelope("0001"), {"Delgado.png": lambda: b"one"})
    bring_scans(copy.path, None, given, key)
    assert found(copy, record) == []
    names = {name_of(hidden, key): hidden for hidden in record.scans}
    changed_one, lost, shut = (names[LIST, f"Delgado-{each}.png"] for each in "abc")
    record.scans[changed_one] = key.hide(b"another picture", "\n".join(changed_one).encode())
    del record.scans[lost]
    record.scans[shut] = bytes(200)
    record.scans[key.hide_name(of_envelope("0007"), "list"), key.hide_name("x", "scan")] = b"more"
    record.scans["bm9uZQ==", "bm9uZQ=="] = b"not of this record"
    place = f"scan of list {LIST[:12]}"
    assert sorted(found(copy, record)) == [
        ("server.scan", "a scan"),
        ("server.scan", place),
        ("server.scan", place),
        ("server.scan_extra", "scan of envelope 0007"),
        ("server.scan_lacks", place),
    ]
