"""A copy that is held against the server: each thing that the server has otherwise is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adjudicator.log.tree.merkle import leaf_hash
from adjudicator.log.tree.notes import checkpoint_by
from adjudicator.port.acts import Document
from adjudicator.port.answers import Head
from adjudicator.shared.comparing import against_server
from adjudicator.shared.record import SharedRecord
from adjudicator.shared.server import PulledAct, SentEntry
from tests.log.conftest import Pen, new_act, signer

from .fake_server import FakeRecord, FakeServer
from .stations import joined, settled


@pytest.fixture
def copy(record: FakeRecord, pen: Pen, tmp_path: Path) -> SharedRecord:
    """A station's copy with an envelope and a day that was closed."""
    made = joined(record, tmp_path / "one.case")
    assert isinstance(settled(made, new_act([pen.received("0001")], signer=signer("clerk"))), Head)
    closing = new_act([pen.entry("day.closed", "sup", open={})], signer=signer("sup"), checkpoint=True)
    assert isinstance(settled(made, closing), Head)
    made.catch_up(5)
    made.follow()
    made.catch_up(5)
    assert len(record.notes) == 1
    return made


def found(copy: SharedRecord, record: FakeRecord) -> list[tuple[str, str]]:
    server: Any = FakeServer(record, "auditor")
    return [(each.id, each.place) for each in against_server(copy, server).findings]


def test_the_same_record_is_the_same(copy: SharedRecord, record: FakeRecord) -> None:
    server: Any = FakeServer(record, "auditor")
    compared = against_server(copy, server)
    assert (compared.findings, compared.own, compared.newer) == ((), record.head, 0)
    assert "append" not in server.calls
    assert "say_hello" not in server.calls  # it leaves nothing there


def test_newer_entries_are_counted(copy: SharedRecord, record: FakeRecord, pen: Pen, tmp_path: Path) -> None:
    other = joined(record, tmp_path / "two.case", "station-2")
    assert isinstance(settled(other, new_act([pen.received("0002")], signer=signer("clerk"))), Head)
    server: Any = FakeServer(record, "auditor")
    compared = against_server(copy, server)
    assert (compared.findings, compared.newer) == ((), 1)


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
