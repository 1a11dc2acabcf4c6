"""The same on a real server, where there is one: one record for all stations, whatever becomes of the server meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Timer
from time import monotonic, sleep

import pytest

from adjudicator.log.checks.verify import verify
from adjudicator.port.acts import NewAct
from adjudicator.port.answers import Head, NotRecorded, Refused, Stale, Unknown
from adjudicator.shared.parcels import sent
from adjudicator.shared.record import SharedRecord
from tests.log.conftest import new_act, signer
from tests.server.conftest import NOT_HERE, engine, ready
from tests.server.engine import Engine, binaries

from .on_postgres import Shared
from .stations import settled

__all__ = ["engine"]


@pytest.fixture
def shared(engine: Engine, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Shared]:
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
    if binaries() is None:
        pytest.skip(NOT_HERE)
    server = ready(Engine.make())
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
