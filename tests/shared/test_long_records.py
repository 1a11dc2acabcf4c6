"""What a long record costs a station: its leaves are gone through once, and a server is asked for few roots."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adjudicator.log.station_copy import StationCopy
from adjudicator.log.tree import merkle
from adjudicator.log.tree.merkle import leaf_hash, root_of
from adjudicator.log.tree.notes import checkpoint_by
from adjudicator.port.answers import Head
from adjudicator.shared.copying import first_apart, key_of
from adjudicator.shared.parcels import opened
from tests.log.conftest import Pen, SigningLog, signer

from .fake_server import FakeRecord, FakeServer
from .stations import PASSPHRASE
from .test_hostile import brought

LEAVES = [leaf_hash(b"%d" % number) for number in range(1000)]
ENDS = list(range(2, 1001, 2))


class Rewritten:
    """A server whose story is another one behind an entry; it counts what it is asked."""

    def __init__(self, behind: int) -> None:
        self.behind, self.asked = behind, 0

    def root_at(self, size: int) -> bytes:
        self.asked += 1
        return root_of(LEAVES[:size]) if size <= self.behind else b"another"


@pytest.mark.parametrize(("behind", "first"), [(0, 1), (1, 1), (2, 3), (501, 501), (998, 999), (1000, 1001)])
def test_where_two_stories_part_is_found_by_few_questions(behind: int, first: int) -> None:
    server: Any = Rewritten(behind)
    assert first_apart(server, ENDS, LEAVES) == first
    assert server.asked <= 10


def test_acts_that_the_server_lacks_are_apart() -> None:
    server: Any = Rewritten(1000)
    assert first_apart(server, ENDS, LEAVES[:700]) == 701


def test_many_checkpoints_are_taken_in_one_pass_over_the_leaves(
    case: SigningLog, record: FakeRecord, pen: Pen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server: Any = FakeServer(record)
    key, _ = key_of(server, PASSPHRASE)
    for number in range(40):
        brought(record, key, [pen.received(f"08{number:02d}")], signer("clerk"), "clerk")
    acts = [opened(act, key) for act in record.acts]
    path = tmp_path / "copy.case"
    StationCopy.found(path, None)
    with StationCopy.open(path) as copy:
        assert isinstance(copy, StationCopy)
        copy.pull(acts, record.head.root)
    size, hashed, leaves = record.head.size, list[int](), [leaf_hash(e.body.encode()) for a in acts for e in a.entries]
    perfect = merkle._perfect_root
    monkeypatch.setattr(merkle, "_perfect_root", lambda level: (hashed.append(len(level)), perfect(level))[1])
    notes = [checkpoint_by(signer("clerk"), Head(each, root_of(leaves[:each]))) for each in range(size, 0, -3)]
    false = checkpoint_by(signer("clerk"), Head(5, b"x" * 32))
    beyond = checkpoint_by(signer("clerk"), Head(size + 1, b"x" * 32))
    with StationCopy.open(path) as copy:
        assert isinstance(copy, StationCopy)
        hashed.clear()
        copy.take_checkpoints([*notes, false, beyond, "no checkpoint"])
        assert sum(hashed) < size
        assert set(copy.checkpoints()) == set(notes)
