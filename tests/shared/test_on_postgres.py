"""The same on a real server, where there is one: one record for all stations, whatever becomes of the server meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Timer
from time import monotonic, sleep
from typing import Any

import pytest

from adjudicator.casework.record.catalogue import new_entry
from adjudicator.casework.record.entry import SealedEntry, instant, seal
from adjudicator.log.checks.verify import verify
from adjudicator.port.acts import NewAct
from adjudicator.port.answers import Head, NotRecorded, Refused, Stale, Unknown
from adjudicator.shared.case_key import CaseKey
from adjudicator.shared.copying import bring, join
from adjudicator.shared.founding import PostgresFounder
from adjudicator.shared.parcels import sent
from adjudicator.shared.postgres import PostgresServer
from adjudicator.shared.record import SharedRecord
from tests.log.conftest import Pen, begin, new_act, signer
from tests.looking import filled

from .stations import PASSPHRASE, settled

testing = pytest.importorskip("tests.server.conftest", reason="the tests of the server are not here")
engine = testing.engine


class NowPen(Pen):
    """Writes entries of now, which a server wants."""

    def entry(self, kind: str, by: str, /, **data: Any) -> SealedEntry:
        return seal(new_entry(kind, instant(datetime.now(UTC)), by, filled(kind, data)), self._salts)


class Shared:
    """A shared record on a real server."""

    def __init__(self, server: Any, case: str, folder: Path) -> None:
        self.engine, self.case, self.folder = server, case, folder
        self.key, self.pen = CaseKey.by_chance(), NowPen()
        self.founder = PostgresFounder(server.url("founder"), "", case)
        self.founder.found(case, self.key.wrapped(PASSPHRASE), "0.1.0")
        with begin(folder / "first.case", self.pen) as log:
            log.append(new_act([self.pen.entry("case.shared", "clerk")], signer=signer("clerk")))
            bring(log, self.founder, self.key)
        self.records: list[SharedRecord] = []

    def station(self, name: str) -> SharedRecord:
        """A new station with its copy."""
        self.founder.add_station(f"{name}_{self.case}", "", name)
        with self.server(name) as server:
            join(server, self.folder / f"{name}.case", PASSPHRASE, "url", plain=True)
        return self.opened(name)

    def server(self, name: str) -> PostgresServer:
        return PostgresServer(self.engine.url(f"{name}_{self.case}"), case=self.case)

    def opened(self, name: str, *, following: bool = True) -> SharedRecord:
        path, server = self.folder / f"{name}.case", self.server(name)
        self.records.append(SharedRecord.open_shared(path, server, self.key, None, patience=3.0, following=following))
        return self.records[-1]

    def received(self, number: str) -> NewAct:
        return new_act([self.pen.received(number)], {f"envelope {number}": 0}, signer=signer("clerk"))

    def close(self) -> None:
        for record in self.records:
            record.close()
        self.founder.close()


@pytest.fixture
def shared(engine: Any, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Shared]:
    made = Shared(engine, f"st{abs(hash(request.node.name)) % 10**8}", tmp_path)
    yield made
    made.close()


def alike(one: SharedRecord, other: SharedRecord, seconds: float = 3.0) -> bool:
    until = monotonic() + seconds
    while one.follow() != other.follow() and monotonic() < until:
        sleep(0.02)
    return one.head() == other.head()


def test_two_stations_have_one_record(shared: Shared) -> None:
    east, west = shared.station("east"), shared.station("west")
    for number in ("0001", "0002", "0003"):
        assert isinstance(settled(east, shared.received(number)), Head)
    assert alike(east, west)
    seen = {"envelope 0002": east.head().size - 1}
    taken = settled(
        east, new_act([shared.pen.entry("envelope.taken", "mo", envelope="0002")], seen, signer=signer("mo"))
    )
    assert isinstance(taken, Head)
    late = new_act([shared.pen.entry("envelope.taken", "sup", envelope="0002")], seen, signer=signer("sup"))
    assert settled(west, late) == Stale("envelope 0002", seen["envelope 0002"], taken.size)
    closing = new_act([shared.pen.entry("day.closed", "sup", open={})], signer=signer("sup"), checkpoint=True)
    assert isinstance(settled(west, closing), Head)
    assert settled(east, new_act([shared.pen.determined("0001", by="clerk")], signer=signer("clerk"))) == Refused(
        "right"
    )
    until = monotonic() + 6
    while not (east.checkpoints() and west.checkpoints()) and monotonic() < until:
        assert alike(east, west)
        sleep(0.1)
    assert east.checkpoints() == west.checkpoints() != ()
    shared.close()
    for name in ("east", "west"):
        assert verify(shared.folder / f"{name}.case").findings == ()


def test_what_a_hostile_station_writes_is_in_force_nowhere_and_disowned(shared: Shared) -> None:
    east, west = shared.station("east"), shared.station("west")
    shared.founder.add_station(f"evil_{shared.case}", "", "evil")
    assert isinstance(settled(east, shared.received("0001")), Head)
    assert alike(east, west)
    entry, act_id = shared.pen.entry("envelope.taken", "mo", envelope="0001"), bytes(range(16))
    parcel = sent(NewAct(act_id, [entry]), east.head(), datetime.now(UTC), shared.key)
    with shared.server("evil") as evil:
        forged = evil.append(replace(parcel, person="mo", signature=bytes(64)))
    assert isinstance(forged, Head)
    until = monotonic() + 3
    while not (east.bad and west.bad) and monotonic() < until:
        alike(east, west)
        sleep(0.02)
    assert [each.login for each in east.bad] == [f"evil_{shared.case}"]
    until = monotonic() + 5
    answer: object = None
    while not isinstance(answer, Head) and monotonic() < until:  # once both have said so, the envelope is free again
        alike(east, west)
        seen = {"envelope 0001": forged.size - 1}
        taken = new_act([shared.pen.entry("envelope.taken", "sup", envelope="0001")], seen, signer=signer("sup"))
        answer = settled(west, taken)
    assert isinstance(answer, Head)


@pytest.fixture
def falling(tmp_path: Path) -> Iterator[Shared]:
    """A shared record on a server of its own, which may be killed."""
    if testing.binaries() is None:
        pytest.skip(testing.NOT_HERE)
    server = testing.ready(testing.Engine.make())
    made = Shared(server, "falling", tmp_path)
    yield made
    made.close()
    server.end()


def test_an_act_under_which_the_server_falls_is_there_once_or_not_at_all(falling: Shared) -> None:
    east, there = falling.station("east"), set[str]()
    for number in range(4):
        act = falling.received(f"{number:04d}")
        if number % 2:
            killing = Timer(0.004 * number, falling.engine.kill)
            killing.start()
        answer = east.append(act)
        if number % 2:
            killing.join()
            falling.engine.start()
        until = monotonic() + 20
        while isinstance(answer, Unknown) and monotonic() < until:
            sleep(0.05)
            answer = east.settle(act.id)
        assert isinstance(answer, Head | NotRecorded)
        there |= {f"{number:04d}"} if isinstance(answer, Head) else set()
        while east.stopped is not None and monotonic() < until:
            sleep(0.05)
    assert [each.number for each in east.envelope_rows()] == sorted(there)
    assert {"0000", "0002"} <= there
    falling.close()
    assert verify(falling.folder / "east.case").findings == ()
