"""The line to the server is cut before and after each call: an act is recorded once or not at all, and what is not known is
settled rightly, over a restart of the station, too.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from adjudicator.log.checks.verify import verify
from adjudicator.port.acts import NewAct
from adjudicator.port.answers import Head, NotRecorded, Settled, Stale, Unknown
from adjudicator.records.trouble import WorldError
from adjudicator.shared.record import SharedRecord
from adjudicator.shared.trouble import server_away
from tests.log.conftest import Pen, SigningLog, new_act, signer

from .fake_server import FakeRecord, FakeServer, away
from .stations import founded, joined, opened, settled

CALLS = ("append", "acts", "head", "checkpoints", "put_checkpoint", "settle")


class Later:
    """A clock of both, which is set on."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def go_on(self) -> None:
        """Past the latest instant of whatever was sent."""
        self.now += timedelta(seconds=5)


class Once:
    """Cuts the line the first time that a call is made, after which nothing gets through until it is mended."""

    def __init__(self, call: str) -> None:
        self.call, self.cut, self.mended = call, False, False

    def __call__(self, name: str) -> None:
        self.cut |= name == self.call
        if self.cut and not self.mended:
            raise server_away()


def received(pen: Pen) -> NewAct:
    return new_act([pen.received("0001")], {"envelope 0001": 0}, signer=signer("clerk"))


def closed(pen: Pen) -> NewAct:
    return new_act([pen.entry("day.closed", "sup", open={})], signer=signer("sup"), checkpoint=True)


def stale(pen: Pen) -> NewAct:
    return new_act([pen.received("0001")], {"log": 1}, signer=signer("clerk"))


def asked(record: SharedRecord, act: NewAct) -> Settled:
    for _ in range(4):
        answer = settled(record, act)
        if not isinstance(answer, Unknown):
            return answer
    return answer


def given_in(record: SharedRecord, act: NewAct) -> Settled | None:
    """The first answer; None where the server was away already, so that nothing was sent."""
    try:
        return record.append(act)
    except WorldError:
        return None


def answered(record: SharedRecord, act: bytes, times: int = 50) -> Settled:
    answer = record.settle(act)
    for _ in range(times):
        if not isinstance(answer, Unknown):
            break
        try:
            record.catch_up(5)
        except WorldError:
            continue
        answer = record.settle(act)
    return answer


@pytest.mark.parametrize("restarts", [False, True], ids=["it goes on", "it is killed"])
@pytest.mark.parametrize("cut_at", [(call, when) for call in CALLS for when in ("before", "after")], ids=" ".join)
@pytest.mark.parametrize("act", [received, closed, stale])
def test_it_is_there_once_or_not_at_all_and_that_is_known(
    case: SigningLog, tmp_path: Path, act: Callable[[Pen], NewAct], cut_at: tuple[str, str], restarts: bool
) -> None:
    pen, (call, when) = Pen("later", 100), cut_at
    clock, path = Later(), tmp_path / "one.case"
    record = founded(case, clock=clock)
    station = joined(record, path, clock=clock)
    server, before = FakeServer(record), record.head
    station.close()
    station = opened(record, path, server, clock=clock, patience=0.05)
    cut, given = Once(call), act(pen)
    setattr(server, when, cut)
    first = given_in(station, given)
    was_there = given.id in record.answers
    if restarts:
        station.close()
        waiting = {each.id for each in opened_waiting(record, path, clock)}
        assert (given.id in waiting) == isinstance(first, Unknown) or given.id in record.answers
        station = opened(record, path, FakeServer(record), clock=clock, patience=0.05)
    cut.mended = True
    clock.go_on()
    answer = answered(station, given.id)
    if was_there:
        assert isinstance(answer, Head)
    else:
        assert isinstance(answer, NotRecorded)
        assert record.head == before
    assert isinstance(first, Unknown | Stale | None) or first == answer
    assert station.settle(given.id) == answer
    assert [each.id for each in record.acts].count(given.id) == int(was_there)
    station.catch_up(5)
    assert station.head() == record.head
    if was_there and act is closed:
        # their next act has the key at hand, and what was owed is signed
        assert isinstance(
            asked(station, new_act([pen.entry("person.signed_in", "sup", person="sup")], signer=signer("sup"))), Head
        )
        station.follow()
        station.catch_up(5)
        assert len(record.notes) == 1
    station.close()
    assert verify(path).findings == ()


def opened_waiting(record: FakeRecord, path: Path, clock: Later) -> tuple[object, ...]:
    """What a station that starts while the server is away says of its acts."""
    server = FakeServer(record)
    server.before = away("now", "head", "settle", "append")
    station = opened(record, path, server, clock=clock)
    try:
        assert station.stopped is not None
        assert station.stopped.code == "server_away"
        with pytest.raises(WorldError):
            station.append(new_act([Pen("x").received("0007")], signer=signer("clerk")))
        return station.waiting
    finally:
        station.close()


def test_an_act_that_the_server_would_not_take_is_told_once_that_is_certain(case: SigningLog, tmp_path: Path) -> None:
    """A line that was cut may have brought it there before the server turned the station away."""
    clock, path = Later(), tmp_path / "one.case"
    record = founded(case, clock=clock)
    station = joined(record, path, clock=clock, patience=5.0)
    server: Any = station._line._server

    def turned_away(name: str) -> None:
        if name == "append":
            clock.go_on()
            raise WorldError("server_refuses", "Not taken", "Ask.")

    server.before = turned_away
    never = received(Pen("later", 100))
    with pytest.raises(WorldError, match="Not taken"):
        station.append(never)
    assert isinstance(station.settle(never.id), NotRecorded)
    server.before, server.after = lambda _: None, turned_away
    there = received(Pen("later", 200))
    assert isinstance(settled(station, there), Head)
    station.close()
    assert verify(path).findings == ()


def test_an_act_that_the_server_would_not_take_holds_up_nobody(
    case: SigningLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adjudicator.shared.parcels.TIME_TO_ARRIVE", timedelta(days=1))
    pen, record = Pen("later", 100), founded(case)
    station = joined(record, tmp_path / "one.case", patience=60.0)
    server: Any = station._line._server

    def refuses(name: str) -> None:
        if name == "append":
            raise WorldError("server_refuses", "Not taken", "Ask.")

    server.before = refuses
    act = received(pen)
    with pytest.raises(WorldError, match="Not taken"):  # long before its latest instant
        station.append(act)
    assert station.settle(act.id) == NotRecorded(act.id)
    server.before = lambda _: None
    assert isinstance(settled(station, received(Pen("later", 200))), Head)
    assert act.id not in {each.id for each in record.acts}
    station.close()


def test_a_record_that_is_closed_twice_is_closed(case: SigningLog, tmp_path: Path) -> None:
    station = joined(founded(case), tmp_path / "one.case", following=True)
    station.close()
    station.close()
