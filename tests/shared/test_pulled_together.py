"""Acts that are pulled together leave a copy as they do when each is pulled by itself, whatever stands among them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from adjudicator.log.pulling import in_parts
from adjudicator.log.station_copy import PulledHere, StationCopy
from adjudicator.port.acts import WholeAct
from adjudicator.shared.copying import key_of
from adjudicator.shared.parcels import opened
from tests.log.conftest import Pen, SigningLog, signer

from .fake_server import FakeRecord, FakeServer
from .stations import PASSPHRASE
from .test_hostile import HOSTILE, Hostile, brought, with_parts

UNFIT: dict[str, Hostile] = {
    "signed, of no such kind of data": lambda pen: (
        [with_parts(pen.received("0001"), data={"envelope": 7, "papers": 1})], signer("clerk"), "clerk",
    ),
    "signed, an envelope without a number": lambda pen: (
        [with_parts(pen.received("0001"), data={"envelope": None, "papers": {}})], signer("clerk"), "clerk",
    ),
    "signed, a received one that was there": lambda pen: ([pen.received("0801")], signer("clerk"), "clerk"),
}  # fmt: skip


def pulled(path: Path, parts: Sequence[Sequence[WholeAct]], record: FakeRecord) -> tuple[list[PulledHere], list[str]]:
    """A new copy with these acts, part by part: what is told of them, and what the copy holds then."""
    told: list[PulledHere] = []
    StationCopy.found(path, None)
    with StationCopy.open(path) as copy:
        assert isinstance(copy, StationCopy)
        for part in parts:
            end = part[-1].first + len(part[-1].entries) - 1
            root = FakeServer(record).root_at(end)
            assert isinstance(root, bytes)
            told += copy.pull(part, root, frozenset(act.id for act in part))
        held = [line for line in copy.db.conn.iterdump() if line.startswith("INSERT")]
        assert copy.head() == record.head
    return told, sorted(held)


def test_together_and_one_by_one_leave_the_same(case: SigningLog, record: FakeRecord, pen: Pen, tmp_path: Path) -> None:
    server: Any = FakeServer(record)
    key, _ = key_of(server, PASSPHRASE)
    for number, hostile in enumerate({**HOSTILE, **UNFIT}.values()):
        own = f"08{number:02d}"
        brought(record, key, [pen.received(own)], signer("clerk"), "clerk")
        brought(record, key, *hostile(pen))
        brought(record, key, [pen.elector(own, f"01{number:02d}"), pen.determined(own)], signer("mo"), "mo")
    acts = [opened(act, key) for act in record.acts]
    parts = list(in_parts(acts))
    assert [act for part in parts for act in part.acts] == acts
    assert max(len(part.acts) for part in parts) > 9
    together, held = pulled(tmp_path / "together.case", [acts], record)
    apart, held_apart = pulled(tmp_path / "apart.case", [[act] for act in acts], record)
    assert together == apart
    assert held == held_apart
    assert 0 < sum(not each.in_force for each in together) < len(acts) / 2


@pytest.mark.parametrize("size", [2, 3, 7])
def test_parts_of_any_length(case: SigningLog, record: FakeRecord, pen: Pen, tmp_path: Path, size: int) -> None:
    server: Any = FakeServer(record)
    key, _ = key_of(server, PASSPHRASE)
    for number in range(10):
        brought(record, key, [pen.received(f"08{number:02d}")], signer("clerk"), "clerk")
    acts = [opened(act, key) for act in record.acts]
    parts = [acts[at : at + size] for at in range(0, len(acts), size)]
    assert pulled(tmp_path / "parts.case", parts, record) == pulled(tmp_path / "all.case", [acts], record)
