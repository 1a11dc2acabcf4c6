"""Stations of a shared record in a test's folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.log.case_log import CaseLog
from adjudicator.port.acts import NewAct
from adjudicator.port.answers import Settled, Unknown
from adjudicator.port.record import Record
from adjudicator.shared.case_key import CaseKey
from adjudicator.shared.copying import bring, join, key_of
from adjudicator.shared.record import SharedRecord

from .fake_server import FakeRecord, FakeServer

PASSPHRASE = Passphrase(b"seven quiet otters")
URL = "postgresql://server/gwinnett"


def founded(log: CaseLog, **about: Any) -> FakeRecord:
    """A server that has the record of a case."""
    record, key = FakeRecord(any_time=True, **about), CaseKey.by_chance()
    record.found("C1", key.wrapped(PASSPHRASE), "0.2.0")
    bring(log, record, key)
    return record


def joined(
    record: FakeRecord,
    path: Path,
    login: str = "station-1",
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    following: bool = False,
    patience: float = 1.0,
) -> SharedRecord:
    """A station that has just joined, and its record; with `following` it also looks at the server by itself."""
    server = FakeServer(record, login)
    join(server, path, PASSPHRASE, URL, plain=True)
    return opened(record, path, server, clock=clock, following=following, patience=patience)


def opened(
    record: FakeRecord,
    path: Path,
    server: FakeServer | None = None,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    following: bool = False,
    patience: float = 1.0,
) -> SharedRecord:
    """The record of a station whose copy is there."""
    given: Any = server or FakeServer(record)
    before, given.before = given.before, lambda _: None
    key, _ = key_of(given, PASSPHRASE)
    given.before = before
    return SharedRecord.open_shared(path, given, key, None, clock=clock, patience=patience, following=following)


def settled(record: Record, act: NewAct, times: int = 5) -> Settled:
    """What becomes of an act that is given in, as far as it can be known by asking again."""
    answer: Settled = record.append(act)
    for _ in range(times):
        if not isinstance(answer, Unknown):
            break
        answer = record.settle(act.id)
    return answer
