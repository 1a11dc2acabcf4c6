"""The power of a station is cut: what was not synced is gone, from copy and outbox. Nothing acknowledged is missing, an act
that was sent and not answered is found, and nothing is there twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adjudicator.at_rest import durable
from adjudicator.log.checks.verify import verify
from adjudicator.port.acts import NewAct
from adjudicator.port.answers import Head, NotRecorded, Unknown
from adjudicator.records.trouble import WorldError
from adjudicator.shared.record import SharedRecord
from tests.faults.disk import NO_DISK, Disk, Fate, Step, disk
from tests.log.conftest import Pen, new_act, signer

from .fake_server import FakeRecord, away
from .stations import joined, opened, settled

pytestmark = pytest.mark.skipif(bool(NO_DISK), reason=NO_DISK)


class Synced:
    """What of each file of a folder is on the disk for good: its bytes as they were at its last sync."""

    def __init__(self, disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.files: dict[Path, bytes] = {}
        self.syncs = Counter[str]()
        self.fails = ""  # the name of the file that takes no writes
        disk.watch = self._step
        by_hand = durable.sync_file

        def sync_file(path: Path) -> None:
            by_hand(path)
            self._keep(path)

        monkeypatch.setattr(durable, "sync_file", sync_file)

    def _step(self, step: Step) -> Fate:
        if step.kind == "sync":
            self._keep(step.file)
        return Fate.LOST if step.kind == "write" and step.file.name == self.fails else Fate.DONE

    def _keep(self, path: Path) -> None:
        self.syncs[path.name] += 1
        self.files[path] = path.read_bytes() if path.exists() else b""

    def after_a_cut(self, case: Path, folder: Path) -> Path:
        """The files of a copy as they are when the power comes back, in another folder."""
        folder.mkdir()
        for path, content in self.files.items():
            if path.name.startswith(case.name):
                (folder / path.name).write_bytes(content)
        return folder / case.name


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> Iterator[Synced]:
    with disk() as made:
        yield Synced(made, monkeypatch)
        made.watch = None


@pytest.fixture
def station(synced: Synced, record: FakeRecord, tmp_path: Path) -> Iterator[SharedRecord]:
    made = joined(record, tmp_path / "one.case")
    made.catch_up(5)
    yield made
    made.close()


def received(pen: Pen, number: str) -> NewAct:
    return new_act([pen.received(number)], {f"envelope {number}": 0}, signer=signer("clerk"))


def test_an_act_waits_for_one_disk_here_the_outbox(station: SharedRecord, synced: Synced, pen: Pen) -> None:
    assert isinstance(settled(station, received(pen, "0001")), Head)  # the first of a write-ahead log syncs its header
    synced.syncs.clear()
    assert isinstance(settled(station, received(pen, "0002")), Head)
    assert (synced.syncs["one.case-wal"], synced.syncs["one.case"]) == (0, 0)
    assert synced.syncs["one.case.station-wal"] == 1
    station.follow()
    assert synced.syncs["one.case-wal"] == 1  # and soon after the copy, too
    station.follow()
    assert synced.syncs["one.case-wal"] == 1


def lost_answer(station: SharedRecord, act: NewAct) -> None:
    """Send an act whose answer does not come."""
    server: Any = station._line._server
    server.after = away("append")
    assert isinstance(station.append(act), Unknown)


def never_sent(station: SharedRecord, act: NewAct) -> None:
    """Give in an act that does not come to the server."""
    server: Any = station._line._server
    server.before = away("append")
    assert isinstance(station.append(act), Unknown)


@pytest.mark.parametrize("copy_synced", [False, True], ids=["the copy is older", "the copy is synced"])
@pytest.mark.parametrize(("last", "is_there"), [(lost_answer, True), (never_sent, False)])
def test_nothing_is_lost_and_nothing_twice(  # noqa: PLR0917 - fixtures and cases
    station: SharedRecord, synced: Synced, record: FakeRecord, pen: Pen, tmp_path: Path,
    copy_synced: bool, last: Callable[[SharedRecord, NewAct], None], is_there: bool,
) -> None:  # fmt: skip
    acts = [received(pen, f"000{number}") for number in range(1, 6)]
    for act in acts:
        assert isinstance(settled(station, act), Head)
    closing = new_act([pen.entry("day.closed", "sup", open={})], signer=signer("sup"), checkpoint=True)
    assert isinstance(settled(station, closing), Head)
    if copy_synced:
        station.follow()
    unanswered = received(pen, "0009")
    last(station, unanswered)
    again = opened(record, synced.after_a_cut(tmp_path / "one.case", tmp_path / "again"))
    assert [each.id for each in again.waiting][-1] == unanswered.id  # the outbox knows what was sent
    again.catch_up(5)
    for act in (*acts, closing):
        assert isinstance(settled(again, act), Head)
    record.clock = lambda later=record.clock: later() + timedelta(seconds=10)
    found = again.settle(unanswered.id)
    while isinstance(found, Unknown):
        again.follow()
        found = again.settle(unanswered.id)
    assert isinstance(found, Head if is_there else NotRecorded)
    assert again.catch_up(5) == record.head
    ids = [act.id for act in record.acts]
    assert len(ids) == len(set(ids))
    assert (unanswered.id in ids) == is_there
    again.close()
    assert verify(tmp_path / "again" / "one.case").ok


def test_a_disk_that_cannot_sync_stops_the_copy(
    station: SharedRecord, pen: Pen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_path: Path) -> None:
        raise OSError(5, "Input/output error")

    assert isinstance(settled(station, received(pen, "0001")), Head)
    monkeypatch.setattr(durable, "sync_file", fails)
    with pytest.raises(WorldError, match=r"."):
        station.follow()
    assert station.stopped is not None


def test_an_act_that_cannot_be_kept_here_is_not_sent(
    station: SharedRecord, synced: Synced, record: FakeRecord, pen: Pen, tmp_path: Path
) -> None:
    head, act = record.head, received(pen, "0001")
    synced.fails = "one.case.station-wal"
    with pytest.raises(WorldError):
        station.append(act)
    assert record.head == head
    synced.fails = ""
    with pytest.raises(WorldError):  # a disk that failed once is not believed again before the copy is opened anew
        station.append(received(pen, "0002"))
    station.close()
    again = opened(record, tmp_path / "one.case")
    assert isinstance(again.settle(act.id), NotRecorded)
    assert isinstance(settled(again, act), Head)
    again.close()


def test_a_copy_that_cannot_be_written_says_so_and_has_the_act_once_it_is_opened_anew(
    station: SharedRecord, synced: Synced, record: FakeRecord, pen: Pen, tmp_path: Path
) -> None:
    act, head = received(pen, "0001"), station.head()
    synced.fails = "one.case-wal"
    with pytest.raises(WorldError):
        settled(station, act)
    assert (record.acts[-1].id, station.head()) == (act.id, head)
    assert station.stopped is not None
    synced.fails = ""
    station.close()
    again = opened(record, tmp_path / "one.case")
    assert isinstance(settled(again, act), Head)
    assert again.catch_up(5) == record.head
    assert [each.id for each in record.acts].count(act.id) == 1
    again.close()
    assert verify(tmp_path / "one.case").ok
