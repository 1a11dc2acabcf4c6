"""A station far from its server: half a second each way on the line, and colleagues at work meanwhile."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from time import monotonic, sleep
from typing import Any

import pytest

from adjudicator.casework.record.entry import moment_of
from adjudicator.port.answers import Head, Unknown
from adjudicator.shared.case_key import CaseKey
from adjudicator.shared.parcels import sent
from adjudicator.shared.postgres import PostgresServer
from adjudicator.shared.record import SharedRecord
from tests.log.conftest import Pen, new_act, signer
from tests.server.conftest import engine  # noqa: F401 - a fixture
from tests.server.engine import Engine

from .fake_server import FakeRecord
from .on_postgres import Shared
from .proxy import Proxy
from .stations import joined, settled

_numbers = itertools.count(1)
EACH_WAY = 0.5


@pytest.fixture
def shared(engine: Engine, tmp_path: Path) -> Iterator[Shared]:  # noqa: F811 - a fixture
    made = Shared(engine, f"far{next(_numbers)}", tmp_path)
    yield made
    made.close()


def far(shared: Shared, proxy: Proxy) -> SharedRecord:
    """A station whose line is slow from here on."""
    shared.let_go(shared.station("far"))
    server = PostgresServer(f"postgresql://far_{shared.case}@/ballots?host={proxy.folder}&port=5432", case=shared.case)
    record = shared.opened("far", server=server, patience=0.1)
    proxy.delay = EACH_WAY
    return record


def test_an_act_does_not_wait_behind_a_look(record: FakeRecord, pen: Pen, tmp_path: Path) -> None:
    station, goes_on = joined(record, tmp_path / "one.case"), Event()
    server: Any = station._line._server
    server.before = lambda name: goes_on.wait(20) and None if name == "checkpoints" else None
    look = station._line.begin(station._look)
    try:
        assert isinstance(settled(station, new_act([pen.received("0001")], signer=signer("clerk"))), Head)
        assert not look.done()
        assert station.away is None
    finally:
        goes_on.set()
    look.result(5)
    assert isinstance(settled(station, new_act([pen.received("0002")], signer=signer("clerk"))), Head)
    assert station.follow() == record.head
    station.close()


@pytest.mark.parametrize(("each_way", "until"), [(0.0, 2.0), (0.5, 2.5), (30.0, 4.0)])
def test_the_latest_instant_heeds_what_the_line_takes(pen: Pen, each_way: float, until: float) -> None:
    now = datetime(2026, 11, 4, tzinfo=UTC)
    act = new_act([pen.received("0001")], signer=signer("clerk"))
    parcel = sent(act, Head(0, bytes(32)), now, CaseKey.by_chance(), timedelta(seconds=each_way))
    assert moment_of(parcel.latest) - now == timedelta(seconds=until)


def test_a_slow_answer_does_not_set_the_clock_where_a_quick_one_fits_it(record: FakeRecord, tmp_path: Path) -> None:
    station = joined(record, tmp_path / "one.case")
    station.catch_up(5)
    server: Any = station._line._server
    quick, wait = station.offset, Event()
    server.after = lambda name: wait.wait(0.6) and None if name == "now" else None
    station._greet(server, record.head)
    assert station.offset == quick
    assert station._each_way > timedelta(seconds=0.25)
    record.clock = lambda: datetime.now(UTC) + timedelta(seconds=5)
    station._greet(server, record.head)  # what is further off than the answer took is another time
    assert timedelta(seconds=4) < station.offset < timedelta(seconds=6)
    station.close()


def test_acts_are_recorded_while_colleagues_record(shared: Shared, engine: Engine) -> None:  # noqa: F811
    near = shared.station("near")
    with Proxy(engine.folder / shared.case, engine.folder / ".s.PGSQL.5432") as proxy:
        record, became = far(shared, proxy), Counter[str]()
        for number in range(12):
            sleep(0.13 * number)  # at any moment of what the line does by itself
            assert isinstance(near.append(shared.received(f"1{number:03d}")), Head)
            act, until = shared.received(f"2{number:03d}"), monotonic() + 20
            answer = record.append(act)
            while isinstance(answer, Unknown) and monotonic() < until:
                sleep(0.05)
                record.follow()
                answer = record.settle(act.id)
            became[type(answer).__name__] += 1
        proxy.delay = 0.0
    assert became["Head"] >= 10, "a busy machine may be late by itself"
    assert became["Head"] + became["NotRecorded"] == 12
