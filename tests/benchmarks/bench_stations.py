"""Measures a record that stations share on PostgreSQL, beside a bare INSERT and its COMMIT on the same server.

One act is measured from the moment a station gives it in until it stands in the station's own copy, durably at the server;
for many stations at once the server alone is measured, each by a connection of its own. The server writes to the disk what
it has told. With 5 ms each way a proxy of the tests stands between; the bare INSERT goes through it, too. Where there is no
PostgreSQL nothing is measured.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from secrets import token_bytes
from threading import Thread
from time import perf_counter

import psycopg
from made_up import envelopes, must, receive, signers
from replica import encrypt, fill_envelopes, practised
from rows import Row, percentile, seconds

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.casework.acts import receiving
from adjudicator.casework.acts.act import Act
from adjudicator.casework.record.entry import instant, seal
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.office import Office
from adjudicator.people import passwords
from adjudicator.port.acts import NewAct, Signer
from adjudicator.port.answers import Head, Unknown
from adjudicator.port.rows import QueueQuery
from adjudicator.rehearsal.ready import sign_in_as
from adjudicator.shared.case_key import CaseKey
from adjudicator.shared.copying import bring, join
from adjudicator.shared.founding import PostgresFounder, set_up
from adjudicator.shared.parcels import sent
from adjudicator.shared.postgres import PostgresServer
from adjudicator.shared.reaching import Reach
from adjudicator.shared.record import SharedRecord

sys.path.append(str(Path(__file__).resolve().parents[2]))

from tests.server.engine import ON_DISK, Engine, binaries
from tests.shared.proxy import Proxy

ENVELOPES = 100_000
"""So many are joined and pulled; a tenth of them is there when the copy that is then behind is made."""

PASSPHRASE = Passphrase(b"seven quiet herons over the marsh")
CASE, CLERK = "bench", "jbellamy"
DELAY = 0.005
PATIENCE = 30.0
STATIONS = (12, 40)

TO_DO = 300
"""So many more wait to be worked on."""

_numbers = count(500_000)


def run(quick: bool) -> list[Row]:
    """With 100,000 envelopes, or with a hundredth of them."""
    if binaries() is None:
        sys.stderr.write("stations: no PostgreSQL on this machine, so nothing is measured\n")
        return []
    passwords.LANES, passwords.MEMORY_KIB, passwords.PASSES = 1, 8, 1
    many, acts = (ENVELOPES // 100, 60) if quick else (ENVELOPES, 1000)
    engine = _ready(Engine.make(ON_DISK, Path(tempfile.gettempdir())))
    try:
        with tempfile.TemporaryDirectory() as made:
            office = _founded(engine, Path(made), many)
            return [
                *office.copies(),
                *office.screen(50 if quick else 250),
                *office.acts(acts, engine.folder, ""),
                *office.far_away(acts // 4),
                *(row for stations in STATIONS for row in office.at_once(stations, 4 if quick else 20)),
            ]
    finally:
        engine.end()


@dataclass
class Shared:
    """A shared record on a server, the case file from which it was founded, and one that nobody shares."""

    engine: Engine
    folder: Path
    case: Path
    key: CaseKey
    clerk: Signer
    brought: list[Row]
    early: Path
    alone: Path
    envelopes: int

    def url(self, name: str, folder: Path | None = None) -> str:
        """The address for a login, by the server's own folder or by that of a proxy."""
        return f"postgresql://{name}@/ballots?host={folder or self.engine.folder}&port=5432"

    def opened(self, path: Path, login: str, folder: Path | None = None) -> SharedRecord:
        """The record of a station."""
        server = PostgresServer(self.url(login, folder), case=CASE)
        return SharedRecord.open_shared(path, server, self.key, PASSPHRASE, patience=PATIENCE, following=False)

    def copies(self) -> list[Row]:
        """Founding, joining, and bringing up to date a copy that has a tenth."""
        with CaseLog.open(self.early, read_only=True, passphrase=PASSPHRASE) as copy:
            before = copy.head().size
        began = perf_counter()
        record = self.opened(self.early, "early")
        pulled = record.catch_up(PATIENCE).size - before
        pull = perf_counter() - began
        entries = record.head().size
        record.close()
        checked = seconds(lambda: verify(self.case, passphrase=PASSPHRASE))
        with PostgresServer(self.url("front"), case=CASE) as server:
            joined = seconds(lambda: join(server, self.folder / "front.case", PASSPHRASE, "url"))
        return [
            *self.brought,
            Row(f"stations: pull {pulled:,} entries of {self.envelopes:,} envelopes", pull, "s"),
            Row(
                f"stations: join {self.envelopes:,} envelopes (baseline: deep verify of the file)", joined, "s", checked
            ),
            Row("stations: join, for 1,000 entries", joined * 1e6 / entries, "ms", checked * 1e6 / entries),
        ]

    def screen(self, many: int) -> list[Row]:
        """The next envelope at a station and at a file: found and drawn, then taken with the one before put back."""
        path, reach = (
            self.folder / "front.case",
            Reach(lambda _: PostgresServer(self.url("front"), case=CASE), PATIENCE),
        )
        ours = Office.open(path, passphrase=PASSPHRASE, reach=reach)
        theirs = Office.open(self.alone, passphrase=PASSPHRASE)
        shown: tuple[list[float], list[float]] = ([], [])
        taken: tuple[list[float], list[float]] = ([], [])
        for which, office in enumerate((theirs, ours)):
            sign_in_as(office, "reviewer")
            before = ""
            rows = office.overview.envelopes(QueueQuery(status=("to_do",), referred=False, limit=many))
            for row in rows:
                shown[which].append(seconds(lambda office=office, row=row: office.review.sheet(row.number)))
                take = lambda office=office, row=row, before=before: must(office.whose.take(row.number, before))  # noqa: E731
                taken[which].append(seconds(take))
                before = row.number
            office.close()
        return [
            *_figures("stations: next envelope read for the screen (baseline: at a file)", shown[1], shown[0]),
            *_figures("stations: its claim recorded (baseline: at a file)", taken[1], taken[0]),
        ]

    def acts(self, many: int, folder: Path, how: str) -> list[Row]:
        """One act after the other by one station, in turns with bare commits."""
        record = self.opened(self.folder / "front.case", "front", folder)
        theirs: list[float] = []
        ours: list[float] = []
        with _bare(self.url("administrator", folder)) as bare:
            for _ in range(many):
                act = received(record, self.clerk)
                theirs.append(seconds(lambda act=act: bare(act.entries[0].body)))
                ours.append(seconds(lambda act=act: _recorded(record, act)))
        record.close()
        return _figures(f"stations: one act{how} (baseline: INSERT and COMMIT)", ours, theirs)

    def far_away(self, many: int) -> list[Row]:
        """The same over a line that takes its time."""
        with Proxy(self.engine.folder / "far", self.engine.folder / ".s.PGSQL.5432", DELAY) as proxy:
            return self.acts(many, proxy.folder, ", 5 ms each way")

    def at_once(self, stations: int, each: int) -> list[Row]:
        """So many stations that record without a pause, and as many that INSERT and COMMIT."""
        record = self.opened(self.folder / "front.case", "front")
        base, offset = record.head(), record.offset
        servers = [PostgresServer(self.url(f"s{number}"), case=CASE) for number in range(stations)]
        for server in servers:
            server.head()
        took: list[float] = []
        late: list[object] = []

        def ours(server: PostgresServer) -> None:
            for _ in range(each):
                act = received(record, self.clerk)
                parcel = sent(act, base, datetime.now(UTC) + offset, self.key)
                began = perf_counter()
                answer = server.append(parcel)
                took.append(perf_counter() - began)
                late.extend([] if isinstance(answer, Head) else [answer])

        whole = _together([lambda server=server: ours(server) for server in servers])
        for server in servers:
            server.close()
        record.close()
        body = "x" * 600
        connections = [_bare(self.url("administrator")) for _ in range(stations)]
        bare = [each_one.__enter__() for each_one in connections]
        least = _together([lambda insert=insert: [insert(body) for _ in range(each)] for insert in bare])
        for each_one in connections:
            each_one.__exit__(None, None, None)
        many = stations * each
        done = many - len(late)
        return [
            Row(f"stations: {stations} at once (baseline: INSERT and COMMIT)", done / whole, "acts/s", many / least),
            Row(
                f"stations: {stations} at once, of {many:,} acts not recorded because they came late", len(late), "acts"
            ),
            Row(f"stations: {stations} at once, an act, median", percentile(took, 50) * 1e3, "ms"),
        ]


def received(record: SharedRecord, clerk: Signer) -> NewAct:
    """The act by which a made-up envelope is received now."""
    number = next(_numbers)
    at = instant(datetime.now(UTC) + record.offset)
    acted = must(
        receiving.receive(envelopes(range(number, number + 1)), "", Act(at, clerk.person), lambda: token_bytes(32))
    )
    entries = [seal(entry, lambda: token_bytes(32)) for entry in acted]
    return NewAct(token_bytes(16), entries, {f"envelope M{number:06d}": 0}, signer=clerk)


def _recorded(record: SharedRecord, act: NewAct) -> None:
    answer = record.append(act)
    while isinstance(answer, Unknown):
        record.catch_up(PATIENCE)
        answer = record.settle(act.id)  # type: ignore[assignment]
    if not isinstance(answer, Head):
        raise AssertionError(answer)


def _figures(what: str, ours: list[float], theirs: list[float]) -> list[Row]:
    return [
        Row(f"{what}, {words}", percentile(ours, each) * 1e3, "ms", percentile(theirs, each) * 1e3)
        for each, words in ((50, "median"), (95, "95th percentile"))
    ]


def _together(works: list[Callable[[], object]]) -> float:
    threads = [Thread(target=work) for work in works]

    def all_of_them() -> None:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return seconds(all_of_them)


@contextmanager
def _bare(url: str) -> Generator[Callable[[str], object]]:
    """What makes one row durable at the server, and no more."""
    with psycopg.connect(url, autocommit=True) as connection:
        insert = "INSERT INTO bare (body, leaf, signature) VALUES (%s, %s, %s)"
        yield lambda body: connection.execute(insert, (body, bytes(32), bytes(64)), binary=True)


def _ready(engine: Engine) -> Engine:
    with engine.administrator("postgres") as administrator:
        administrator.execute("CREATE DATABASE ballots")
    set_up(engine.url("administrator"))
    with engine.administrator() as administrator:
        administrator.execute("CREATE ROLE founder LOGIN")
        administrator.execute("GRANT adjudicator_owner, adjudicator_keeper TO founder")
        administrator.execute("CREATE TABLE bare (seq bigserial PRIMARY KEY, body text, leaf bytea, signature bytea)")
    return engine


def _founded(engine: Engine, folder: Path, many: int) -> Shared:
    """Bring a record with so many envelopes to the server; a copy is made when a tenth of its acts is there."""
    case = practised(folder / "case")
    with CaseLog.open(case) as log:
        number = fill_envelopes(log, many)
        clerk = signers(log)[CLERK]
        receive(log, envelopes(range(TO_DO)), clerk)
    alone = Path(shutil.copy(case, folder / "alone.case"))
    encrypt(alone, PASSPHRASE)
    office = Office.open(case)
    sign_in_as(office, "administrator")
    must(office.sharing.begin())
    office.close()
    encrypt(case, PASSPHRASE)
    key, early = CaseKey.by_chance(), folder / "early.case"
    with PostgresFounder(engine.url("founder"), "", CASE) as founder, CaseLog.open(case, passphrase=PASSPHRASE) as log:
        founder.found(CASE, key.wrapped(PASSPHRASE), "0.1.0")
        for name in ("early", "front", *(f"s{number}" for number in range(max(STATIONS)))):
            founder.add_station(name, "", name)
        size, apart = log.head().size, 0.0

        def told(done: int, _all: int) -> None:
            nonlocal apart
            if done > size // 10 and not early.exists():
                with PostgresServer(engine.url("early"), case=CASE) as server:
                    apart += seconds(lambda: join(server, early, PASSPHRASE, "url"))

        took = seconds(lambda: bring(log, founder, key, told=told)) - apart
    rows = [
        Row(f"stations: bring {size:,} entries of {number:,} envelopes to the server", took, "s"),
        Row("stations: bring, for 1,000 entries", took * 1e6 / size, "ms"),
    ]
    return Shared(engine, folder, case, key, clerk, rows, early, alone, number)
