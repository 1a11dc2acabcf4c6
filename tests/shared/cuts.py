"""One act of a station over a line that fails at one message: what was told of it is what the server has, or not."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic, sleep

from adjudicator.casework.acts.receiving import line_of, lines_digest
from adjudicator.casework.record.entry import Secret
from adjudicator.port.acts import NewAct
from adjudicator.port.answers import Head, NotRecorded, Settled, Unknown
from adjudicator.records.trouble import WorldError
from adjudicator.shared import parcels
from adjudicator.shared.case_key import CaseKey
from adjudicator.shared.postgres import PostgresServer
from adjudicator.shared.record import SharedRecord
from tests.log.conftest import credit, new_act, signer
from tests.processes import processes

from .on_postgres import NowPen, Shared
from .proxy import Fault, How, Proxy

ENOUGH = 30.0
"""Seconds in which whatever becomes of an act must be known, once the line is mended."""

TO_ARRIVE = 0.8
"""Seconds in which an act has to arrive here, so that a trial of what comes too late does not take long."""

EVERY_MESSAGE = "ADJUDICATOR_EVERY_MESSAGE"
"""A variable that has the tests take every message of every kind of act, which takes an hour, instead of a few."""

Made = Callable[[NowPen, SharedRecord, str], NewAct]


def _received(pen: NowPen, _record: SharedRecord, number: str) -> NewAct:
    return new_act([pen.received(number)], {f"envelope {number}": 0}, signer=signer("clerk"))


def _taken(pen: NowPen, record: SharedRecord, number: str) -> NewAct:
    head = recorded(record, _received(pen, record, number))
    taken = pen.entry("envelope.taken", "mo", envelope=number)
    return new_act([taken], {f"envelope {number}": head.size}, signer=signer("mo"))


def _determined(pen: NowPen, record: SharedRecord, number: str) -> NewAct:
    head = recorded(record, _received(pen, record, number))
    entries = [pen.elector(number, f"9{number}"), pen.determined(number)]
    return new_act(entries, {f"envelope {number}": head.size}, signer=signer("mo"))


def _file(pen: NowPen, _record: SharedRecord, number: str) -> NewAct:
    digest = Secret(f"{int(number):064x}", number.encode().ljust(32, b"."))
    lines = Secret(lines_digest([line_of(credit(), digest.commitment)]))
    file = pen.entry(
        "file.received", "clerk", digest=digest, kind="absentee_file", dated="", rows=1, name=None, lines=lines
    )
    return new_act([file], credit_lines={digest.commitment: [credit()]}, signer=signer("clerk"))


def _day(pen: NowPen, _record: SharedRecord, _number: str) -> NewAct:
    return new_act([pen.entry("day.closed", "sup", open={})], signer=signer("sup"), checkpoint=True)


KINDS: Mapping[str, Made] = {
    "an envelope is received": _received,
    "one is taken": _taken,
    "one is determined": _determined,
    "a file is received": _file,
    "the day is closed": _day,
}
"""One for each thing that goes over the line with an act: entries, what was seen, sealed values, lines, a checkpoint."""


class Trials:
    """A station behind a proxy, whose acts meet one fault each. `told` is what became of each act, as the station says."""

    def __init__(self, shared: Shared, name: str = "cut") -> None:
        self.shared, self.name, self.pen = shared, name, NowPen(name)
        shared.let_go(shared.station(name))
        # beside the server's own folder: the path of a socket must be short
        self.proxy = Proxy(shared.engine.folder / f"p{shared.case[-6:]}", shared.engine.folder / ".s.PGSQL.5432")
        self.told: dict[bytes, Settled] = {}
        self.count = 0
        self.record = self._opened()

    def url(self) -> str:
        """The address of the server behind the proxy."""
        return f"postgresql://{self.name}_{self.shared.case}@/ballots?host={self.proxy.folder}&port=5432"

    def _opened(self) -> SharedRecord:
        server = PostgresServer(self.url(), case=self.shared.case)
        return self.shared.opened(self.name, following=False, server=server, patience=0.3)

    def messages(self, kind: str) -> int:
        """How many messages go over the line for an act of that kind."""
        act = self._made(kind)
        counted = self.proxy.arm(Fault(0))
        self.told[act.id] = recorded(self.record, act)
        return counted.seen

    def _made(self, kind: str) -> NewAct:
        self.count += 1
        made = KINDS[kind](self.pen, self.record, f"{self.count:05d}")
        ready(self.record)
        return made

    def act(self, kind: str, at: int, how: How, *, restarts: bool = False) -> Settled:
        """What becomes of an act whose message at a place meets a fault; with `restarts` the program is begun anew."""
        act = self._made(kind)
        fault = self.proxy.arm(Fault(at, how))
        first: Settled
        try:
            first = self.record.append(act)
        except WorldError:
            first = NotRecorded(act.id)
        if how == "late" and fault.reached.is_set():
            sleep(TO_ARRIVE)
        if restarts:
            self.shared.let_go(self.record)
        self.proxy.mend()
        if restarts:
            self.record = self._opened()
            waiting = {each.id for each in self.record.waiting}
            assert not isinstance(first, Unknown) or act.id in waiting or isinstance(self.record.settle(act.id), Head)
        answer = known(self.record, act.id) if isinstance(first, Unknown) else first
        assert isinstance(answer, Head | NotRecorded), (kind, at, how, answer)
        self.told[act.id] = answer
        return answer

    def killed(self, at: int, how: How = "held") -> Settled:
        """What becomes of an act whose station is killed while a message of it is on the way."""
        self.shared.let_go(self.record)
        self.count += 1
        here, there = processes().Pipe()
        path, key = self.shared.folder / f"{self.name}.case", self.shared.secret
        process = processes().Process(
            target=dies, args=(there, path, self.url(), self.shared.case, key, f"{self.count:05d}")
        )
        process.start()
        act: bytes = here.recv()
        fault = self.proxy.arm(Fault(at, how))
        here.send("go")
        until = monotonic() + ENOUGH
        while not fault.reached.is_set() and not here.poll(0.02):
            assert monotonic() < until
        process.kill()
        process.join()
        self.proxy.mend()
        self.record = self._opened()
        self.told[act] = answer = known(self.record, act)
        return answer

    def finish(self) -> None:
        """The server has each act of which it was told so, once, and none of the others."""
        self.proxy.mend()
        ready(self.record)
        head = self.record.catch_up(ENOUGH)
        with self.shared.server(self.name) as server:
            there = [act.id for start in range(1, head.size + 1, 200) for act in server.acts(start, 200)]
            assert server.head() == head
        there = list(dict.fromkeys(there))
        for act, answer in self.told.items():
            assert (act in there) == isinstance(answer, Head)
            assert self.record.settle(act) == answer
        numbers = [row.number for row in self.record.envelope_rows()]
        assert len(numbers) == len(set(numbers))
        self.shared.let_go(self.record)
        self.proxy.close()


def ready(record: SharedRecord) -> None:
    """Wait until the station takes acts again, and all is here that the server has."""
    until = monotonic() + ENOUGH
    while True:
        try:
            record.catch_up(2)
        except WorldError:
            assert monotonic() < until
            sleep(0.02)
            continue
        if record.stopped is None:
            return
        assert monotonic() < until, record.stopped


def recorded(record: SharedRecord, act: NewAct) -> Head:
    """The head that an act leaves over a line that works, however slow this machine is."""
    answer = record.append(act)
    if isinstance(answer, Unknown):
        answer = known(record, act.id)
    assert isinstance(answer, Head), answer
    return answer


def known(record: SharedRecord, act: bytes) -> Settled:
    """What became of an act, as soon as the server has said so."""
    until = monotonic() + ENOUGH
    while isinstance(answer := record.settle(act), Unknown):
        assert monotonic() < until
        sleep(0.02)
        try:
            record.catch_up(1)
        except WorldError:
            continue
    return answer


@contextmanager
def soon_too_late() -> Generator[None]:
    """Have acts arrive within `TO_ARRIVE` seconds."""
    before = parcels.TIME_TO_ARRIVE
    parcels.TIME_TO_ARRIVE = type(before)(seconds=TO_ARRIVE)
    try:
        yield
    finally:
        parcels.TIME_TO_ARRIVE = before


def dies(parent: Connection, path: Path, url: str, case: str, key: bytes, number: str) -> None:
    """A station that records one act, and is killed meanwhile."""
    record = SharedRecord.open_shared(
        path, PostgresServer(url, case=case), CaseKey(key), None, patience=ENOUGH, following=False
    )
    ready(record)
    act = _received(NowPen(f"dies {number}"), record, number)
    parent.send(act.id)
    parent.recv()
    record.append(act)
    parent.send("done")
    sleep(ENOUGH)
