"""Stations as processes at one record, one killed every few seconds: what was told stands there once, everywhere."""

from __future__ import annotations

import random
import statistics
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, perf_counter, sleep
from typing import Any, cast

from adjudicator.casework.record.entry import read_body
from adjudicator.casework.record.state import BatchState, EnvelopeState
from adjudicator.log.checks.verify import verify
from adjudicator.port.acts import NewAct
from adjudicator.port.answers import Head, NotRecorded, Refused, Settled, Stale, Unknown
from adjudicator.records.trouble import WorldError
from adjudicator.shared.case_key import CaseKey
from adjudicator.shared.postgres import PostgresServer
from adjudicator.shared.record import SharedRecord
from tests.log.conftest import new_act, signer
from tests.processes import processes

from .cuts import ENOUGH, known, ready
from .on_postgres import NowPen, Shared

REVIEWERS = ("mo", "sup")
NEAR = 40
"""So many of the newest envelopes are worked on, so that stations meet."""

IN_BATCH = 3


@dataclass(frozen=True, slots=True)
class Work:
    """What a station needs to work, in a process of its own. `seed` is another one at each beginning."""

    name: str
    path: Path
    url: str
    case: str
    key: bytes
    seed: int
    stop: Path
    pace: float

    def opened(self) -> SharedRecord:
        """The station's record, following the server."""
        server = PostgresServer(self.url, case=self.case)
        return SharedRecord.open_shared(self.path, server, CaseKey(self.key), None, patience=0.5)


class Worker:
    """People at one station, at random: they receive, take, determine, close, approve and try what they may not."""

    def __init__(self, work: Work) -> None:
        self.work, self.chance = work, random.Random(work.seed)
        self.pen = NowPen(f"{work.name} {work.seed}")
        self.record = work.opened()
        self.said = work.path.with_suffix(".said").open("a", encoding="ascii", buffering=1)

    def tell(self, *words: object) -> None:
        """Write down what was told, which a kill of the process does not take back."""
        self.said.write(" ".join(map(str, words)) + "\n")

    def run(self) -> None:
        """Work until it is time to stop, then bring the copy up to date."""
        for each in self.record.waiting:
            self._answered(each.id, known(self.record, each.id), "settled")
        while not self.work.stop.exists():
            self.record.follow()
            act = self._any()
            if act is None or self.record.stopped is not None:
                sleep(0.05)
                continue
            began = perf_counter()
            try:
                answer: Settled = self.record.append(act)
                if isinstance(answer, Unknown):
                    self.tell("unknown", act.id.hex())
                    answer = known(self.record, act.id)
            except WorldError as error:
                self.tell(error.code, act.id.hex())
                sleep(0.05)
                continue
            self._answered(act.id, answer, f"{(perf_counter() - began) * 1e3:.1f}")
            sleep(self.work.pace)
        self._sign_what_is_owed()
        self.record.close()

    def _sign_what_is_owed(self) -> None:
        """Whoever was cut short signs the heads of their acts with the next act at this station."""
        ready(self.record)
        for who in REVIEWERS:
            act = new_act([self.pen.entry("person.signed_in", who, person=who)], signer=signer(who))
            answer: Settled = self.record.append(act)
            self._answered(act.id, known(self.record, act.id) if isinstance(answer, Unknown) else answer, "last")
        until, record = monotonic() + ENOUGH, cast("Any", self.record)
        while record._outbox.to_bring():
            assert monotonic() < until
            self.record.follow()
            sleep(0.02)
        ready(self.record)

    def _answered(self, act: bytes, answer: Settled, took: str) -> None:
        match answer:
            case Head(size=size):
                self.tell("told", act.hex(), size, took)
            case NotRecorded():
                self.tell("not", act.hex(), took)
            case Stale() | Refused():
                self.tell(type(answer).__name__.lower(), act.hex())
            case Unknown():
                raise AssertionError(act)

    def _any(self) -> NewAct | None:
        many = self.record.count_envelopes()
        ways: list[Callable[[], NewAct | None]] = [
            self._receive,
            self._take,
            self._determine,
            self._close,
            self._approve,
        ]
        weights = [3 if many < NEAR else 2, 2, 3, 2, 3]
        if self.chance.random() < 0.02:
            return self._day()
        if self.chance.random() < 0.02:
            return self._without_right()
        return self.chance.choices(ways, weights)[0]()

    def _one(self, status: str) -> EnvelopeState | None:
        many = self.record.count_envelopes()
        number = f"{self.chance.randint(max(1, many - NEAR), many + 1):05d}"
        found = self.record.state(EnvelopeState, number)
        return found if found is not None and found.status == status else None

    def _receive(self) -> NewAct:
        number = f"{self.record.count_envelopes() + self.chance.randint(1, 3):05d}"
        return new_act([self.pen.received(number)], {f"envelope {number}": 0}, signer=signer("clerk"))

    def _take(self) -> NewAct | None:
        found = self._one("to_do")
        if found is None or found.taken_by:
            return None
        who = self.chance.choice(REVIEWERS)
        taken = self.pen.entry("envelope.taken", who, envelope=found.number)
        return new_act([taken], {f"envelope {found.number}": found.version}, signer=signer(who))

    def _determine(self) -> NewAct | None:
        found = self._one("to_do")
        if found is None:
            return None
        who = found.taken_by or self.chance.choice(REVIEWERS)
        entry = self.pen.determined(found.number, by=who)
        return new_act([entry], {f"envelope {found.number}": found.version}, signer=signer(who))

    def _close(self) -> NewAct | None:
        found = {each.number: each for _ in range(8) if (each := self._one("determined")) and not each.batch}
        people = {each.determination.by for each in found.values() if each.determination}
        if not people:
            return None
        who = self.chance.choice(sorted(people))
        own = [each for each in found.values() if each.determination and each.determination.by == who][:IN_BATCH]
        batch = f"B{self.record.case().next_batch:04d}"
        after = {f"batch {batch}": 0, **{f"envelope {each.number}": each.version for each in own}}
        items = {each.number: each.determination.seq for each in own if each.determination}
        return new_act([self.pen.closed(batch, items, by=who)], after, signer=signer(who), checkpoint=True)

    def _approve(self) -> NewAct | None:
        waiting = list(self.record.states(BatchState, status="waiting"))
        if not waiting:
            return None
        batch, who = self.chance.choice(waiting), self.chance.choice(REVIEWERS)
        after = {f"batch {batch.id}": batch.version}
        return new_act(
            [self.pen.approved(batch.id, dict(batch.items), by=who)], after, signer=signer(who), checkpoint=True
        )

    def _day(self) -> NewAct:
        return new_act([self.pen.entry("day.closed", "sup", open={})], signer=signer("sup"), checkpoint=True)

    def _without_right(self) -> NewAct | None:
        found = self._one("to_do")
        if found is None:
            return None
        return new_act([self.pen.determined(found.number, by="clerk")], signer=signer("clerk"))


def works(work: Work) -> None:
    """The work of one process."""
    Worker(work).run()


@dataclass
class Told:
    """What the stations were told, by what was said, and what the record has."""

    said: Counter[str] = field(default_factory=Counter[str])
    heads: dict[str, tuple[str, int]] = field(default_factory=dict[str, tuple[str, int]])
    never: set[str] = field(default_factory=set[str])
    took: list[float] = field(default_factory=list[float])

    def read(self, path: Path) -> None:
        """Take what one station has written down."""
        for line in path.read_text("ascii").splitlines():
            what, act, *rest = line.split()
            self.said[what] += 1
            if what == "told":
                assert act not in self.heads, act
                self.heads[act] = (path.stem, int(rest[0]))
                self.took += [float(rest[1])] if rest[1] not in ("settled", "last") else []
            elif what == "not":
                self.never.add(act)
            self.said["settled at the next beginning"] += rest[-1:] == ["settled"]


class Crowd:
    """So many stations of one shared record, each with its copy."""

    def __init__(self, shared: Shared, stations: int, seed: int, pace: float = 0.0) -> None:
        self.shared, self.chance, self.pace = shared, random.Random(seed), pace
        self.names = [f"s{number}" for number in range(stations)]
        self.stop = shared.folder / "stop"
        self.running: dict[str, Any] = {}
        self.kills = 0
        for name in self.names:
            shared.let_go(shared.station(name))

    def _begin(self, name: str) -> None:
        work = Work(
            name, self.shared.folder / f"{name}.case", self.shared.url(name), self.shared.case,
            self.shared.secret, self.chance.getrandbits(48), self.stop, self.pace,
        )  # fmt: skip
        self.running[name] = processes().Process(target=works, args=(work,), daemon=True)
        self.running[name].start()

    def work(self, seconds: float, kill_every: float, now_and_then: Callable[[], object] = lambda: None) -> None:
        """Let them work, and kill one every few seconds, which begins again at once."""
        for name in self.names:
            self._begin(name)
        until = monotonic() + seconds
        while monotonic() < until:
            sleep(kill_every)
            name = self.chance.choice(self.names)
            assert self.running[name].exitcode is None, (name, self.running[name].exitcode)
            self.running[name].kill()
            self.running[name].join()
            self.kills += 1
            now_and_then()
            self._begin(name)
        self.stop.touch()
        for name, process in self.running.items():
            process.join(2 * ENOUGH)
            assert process.exitcode == 0, (name, process.exitcode)

    def held(self) -> Mapping[str, object]:
        """Insist that all holds; gives the numbers. Raises AssertionError."""
        told, heads = Told(), dict[str, Head]()
        for name in self.names:
            record = self.shared.opened(name, following=False)
            ready(record)
            assert not record.waiting
            assert not record.bad
            heads[name] = record.head()
            self.shared.let_go(record)
            told.read(self.shared.folder / f"{name}.said")
        with self.shared.server(self.names[0]) as server:
            assert set(heads.values()) == {server.head()}
            acts = {
                act.first: act for start in range(1, server.head().size + 1, 150) for act in server.acts(start, 150)
            }
        ends = {act.id.hex(): act.first + len(act.entries) - 1 for act in acts.values()}
        assert len(ends) == len(acts)
        for act, (_, size) in told.heads.items():
            assert ends.get(act) == size, act
        assert not told.never & set(ends)
        kinds = self._four_eyes([read_body(entry.body) for _, act in sorted(acts.items()) for entry in act.entries])
        for name in self.names:
            findings = verify(self.shared.folder / f"{name}.case").findings
            assert findings == (), (name, findings[:5])
        return {
            "stations": len(self.names), "kills": self.kills, "acts in the record": len(acts), **told.said,
            "median ms of an act": round(statistics.median(told.took), 1) if told.took else 0,
            **{f"entries {kind}": many for kind, many in kinds.most_common()},
        }  # fmt: skip

    @staticmethod
    def _four_eyes(entries: list[Any]) -> Counter[str]:
        """Nobody has approved a determination of their own, and the clerk determined nothing; gives the kinds of entries."""
        received, closed = set[str](), dict[str, Any]()
        for entry in entries:
            if entry.kind == "envelope.received":
                assert entry.data["envelope"] not in received
                received.add(entry.data["envelope"])
            elif entry.kind == "envelope.determined":
                assert entry.by in REVIEWERS
            elif entry.kind == "batch.closed":
                assert entry.data["batch"] not in closed
                closed[entry.data["batch"]] = entry.data["items"]
            elif entry.kind == "batch.approved":
                items = closed[entry.data["batch"]]
                assert all(entries[seq - 1].by != entry.by for seq in items.values())
                closed[entry.data["batch"]] = {}
        return Counter(entry.kind for entry in entries)
