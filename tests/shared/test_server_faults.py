"""A real server tells another story, was restored, has no room, or has somebody hostile at it: what stations make of it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.log.copies.scans import ScanFile
from adjudicator.log.tree.merkle import leaf_hash, root_of
from adjudicator.port.acts import NewAct
from adjudicator.port.answers import Head
from adjudicator.records.trouble import WorldError
from adjudicator.shared.comparing import against_server
from adjudicator.shared.copying import bring, common_with, join
from adjudicator.shared.founding import PostgresFounder
from adjudicator.shared.papers import bring_scans
from adjudicator.shared.parcels import sent
from adjudicator.shared.postgres import PostgresServer
from adjudicator.shared.record import SharedRecord
from tests.log.conftest import new_act, signer
from tests.server.conftest import NOT_HERE, engine, ready
from tests.server.engine import ON_DISK, Engine, binaries

from .cuts import ready as ready_record
from .on_postgres import Shared
from .stations import PASSPHRASE, settled

__all__ = ["engine"]

ROOM = "160m"
NAME = "Zebulonsen"


@pytest.fixture
def shared(engine: Engine, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Shared]:
    made = Shared(engine, f"sf{abs(hash(request.node.name)) % 10**8}", tmp_path)
    yield made
    made.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Shared]:
    """A shared record on a server of its own."""
    if binaries() is None:
        pytest.skip(NOT_HERE)
    server = ready(Engine.make(ON_DISK))
    made = Shared(server, "own", tmp_path)
    yield made
    made.close()
    server.end()


def recorded(record: SharedRecord, shared: Shared, *numbers: str) -> Head:
    head = record.head()
    for number in numbers:
        done = settled(record, shared.received(number))
        assert isinstance(done, Head), done
        head = done
    return head


def parted(record: SharedRecord) -> str:
    """What the station says of the server's other story, once it has seen it."""
    until = monotonic() + 10
    while record.stopped is None or record.stopped.code != "another_story":
        assert monotonic() < until, record.stopped
        record.follow()
        sleep(0.05)
    with pytest.raises(WorldError, match=str(record.stopped)[:20]):
        record.append(NewAct(bytes(16), []))
    return str(record.stopped)


def rewritten(shared: Shared, *, whole: bool) -> int:
    """The administrator makes an envelope another one, with its leaf; `whole` also makes all roots fit. Gives its entry."""
    with shared.engine.administrator() as administrator:
        administrator.execute(f"SET search_path = case_{shared.case}".encode())
        for table in ("log", "act", "head"):
            administrator.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL".encode())
        change = (
            "UPDATE log SET body = replace(body, '0001', '0009'), leaf = sha256('\\x00'::bytea || convert_to(replace("
        )
        change += "body, '0001', '0009'), 'UTF8')) WHERE body LIKE '%\"0001\"%' RETURNING seq"
        ((seq,),) = administrator.execute(change.encode()).fetchall()
        leaves = [
            leaf_hash(str(body).encode()) for (body,) in administrator.execute("SELECT body FROM log ORDER BY seq")
        ]
        ends = administrator.execute("SELECT first, first + number - 1 FROM act").fetchall() if whole else []
        for first, end in ends:
            administrator.execute(
                "UPDATE act SET root = %s WHERE first = %s", (root_of(leaves[: int(str(end))]), first)
            )
        if whole:
            administrator.execute("UPDATE head SET root = %s", (root_of(leaves),))
    return int(str(seq))


def test_a_row_that_the_administrator_changes_comes_into_no_copy(shared: Shared) -> None:
    east, west = shared.station("east"), shared.station("west")
    shared.let_go(west)
    recorded(east, shared, "0001", "0002")
    seq = rewritten(shared, whole=False)
    west = shared.opened("west")
    assert f"entry {seq} on" in parted(west)
    assert west.head().size < seq
    shared.founder.add_station(f"new_{shared.case}", "", "new")
    with shared.server("new") as server, pytest.raises(WorldError) as refused:
        join(server, shared.folder / "new.case", PASSPHRASE, "url", plain=True)
    assert refused.value.code == "another_story"
    assert not (shared.folder / "new.case").exists()
    shared.close()
    for name in ("east", "west"):
        assert verify(shared.folder / f"{name}.case").findings == ()


def test_who_makes_all_roots_fit_is_found_by_every_copy_that_has_it(shared: Shared) -> None:
    east = shared.station("east")
    recorded(east, shared, "0001", "0002")
    seq = rewritten(shared, whole=True)
    assert f"entry {seq} on" in parted(east)
    shared.let_go(east)
    assert f"entry {seq} on" in parted(shared.opened("east"))
    shared.close()
    assert verify(shared.folder / "east.case").findings == ()


def test_what_the_administrator_changes_beside_the_log_is_found_against_the_server(shared: Shared) -> None:
    east = shared.station("east")
    recorded(east, shared, "0001", "0002", "0003")
    head, key = east.head(), shared.key
    scans = ScanFile(east.path, None)
    scans.keep("ab" * 32, {f"{each}.png": lambda each=each: each.encode() for each in "abc"})

    def found() -> Counter[str]:
        with shared.server("east") as server:
            return Counter(each.id for each in against_server(east, server, key).findings)

    with shared.server("east") as server:
        bring_scans(east.path, None, server, key)
    assert found() == {}
    with shared.engine.administrator() as administrator:
        administrator.execute(f"SET search_path = case_{shared.case}".encode())
        for table in ("sealed", "scan"):
            administrator.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL".encode())
        last = f"(SELECT commitment FROM sealed WHERE seq = {head.size} LIMIT 1)"
        administrator.execute(f"UPDATE sealed SET value = '\\x00' WHERE commitment = {last}".encode())
        before = f"(SELECT commitment FROM sealed WHERE seq = {head.size - 1} LIMIT 1)"
        administrator.execute(f"DELETE FROM sealed WHERE commitment = {before}".encode())
        administrator.execute(
            b"UPDATE scan SET content = other.content FROM (SELECT max(name) AS name FROM scan) AS newest, scan AS other "
            b"WHERE other.name = newest.name AND scan.name = (SELECT min(name) FROM scan)"
        )
    assert found() == {"server.sealed": 1, "server.sealed_lacks": 1, "server.scan": 1}
    # a copy that is made now lacks the two values, and says so; those that were there have them
    shared.founder.add_station(f"new_{shared.case}", "", "new")
    with shared.server("new") as server:
        join(server, shared.folder / "new.case", PASSPHRASE, "url", plain=True)
    shared.close()
    assert {each.id for each in verify(shared.folder / "new.case").findings} == {"sealed.missing"}
    assert verify(shared.folder / "east.case").findings == ()


def test_two_servers_that_tell_two_stories(shared: Shared) -> None:
    other = f"{shared.case}b"
    with PostgresFounder(shared.engine.url("founder"), "", other) as founder:
        founder.found(other, shared.key.wrapped(PASSPHRASE), "0.1.0")
        with CaseLog.open(shared.folder / "first.case", read_only=True) as log:
            begins = bring(log, founder, shared.key).size
        founder.add_station(f"east_{other}", "", "east")
    east = shared.station("east")
    path = shutil.copy(shared.folder / "east.case", shared.folder / "there.case")
    shutil.copy(shared.folder / "east.case.station", shared.folder / "there.case.station")
    recorded(east, shared, "0001")
    elsewhere = PostgresServer(shared.engine.url(f"east_{other}"), case=other)
    there = SharedRecord.open_shared(Path(path), elsewhere, shared.key, None, patience=3.0)
    recorded(there, shared, "0002", "0003")
    there.close()
    shared.let_go(east)
    turned = PostgresServer(shared.engine.url(f"east_{other}"), case=other)
    assert f"entry {begins + 1} on" in parted(shared.opened("east", server=turned))
    assert isinstance(settled(shared.opened("east"), shared.received("0004")), Head)


def test_a_server_restored_from_an_older_backup_goes_on_from_the_longest_copy(own: Shared) -> None:
    east, west = own.station("east"), own.station("west")
    kept = recorded(east, own, "0001")
    ready_record(west)
    own.let_go(west)
    engine = own.engine
    engine.stop()
    backup = engine.folder / "backup"
    shutil.copytree(engine.data, backup, symlinks=True)
    engine.start()
    ready_record(east)
    longest = recorded(east, own, "0002", "0003")
    own.let_go(east)
    engine.stop()
    shutil.rmtree(engine.data)
    shutil.move(backup, engine.data)
    for path in (engine.data, *engine.data.rglob("*")):
        if engine.owner:
            shutil.chown(path, engine.owner)
    engine.data.chmod(0o700)
    engine.start()
    parted(own.opened("east"))
    own.let_go(own.records[-1])
    with CaseLog.open(own.folder / "east.case", read_only=True) as log:
        with own.server("east") as server:
            behind = common_with(log, server)
        assert behind == kept.size
        with PostgresFounder(engine.url("founder"), "", own.case) as founder:
            assert bring(log, founder, own.key, behind) == longest
    east, west = own.opened("east"), own.opened("west")
    recorded(west, own, "0004")
    ready_record(east)
    assert east.head() == west.head()
    assert [row.number for row in east.envelope_rows()] == ["0001", "0002", "0003", "0004"]
    own.close()
    for name in ("east", "west"):
        assert verify(own.folder / f"{name}.case").findings == ()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Shared]:
    """A shared record on a server whose disk is small: a part of memory, where this may mount one."""
    if binaries() is None:
        pytest.skip(NOT_HERE)
    with ExitStack() as undo:
        folder = Path(tempfile.mkdtemp(prefix="small-"))
        undo.callback(folder.rmdir)
        mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", str(folder)]
        if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("this user may mount no small disk")
        undo.callback(subprocess.run, ["umount", "--lazy", str(folder)], check=True)
        folder.chmod(0o755)
        server = ready(Engine.make(ON_DISK, folder))
        undo.callback(server.end)
        made = Shared(server, "small", tmp_path)
        undo.callback(made.close)
        yield made


def test_a_server_whose_disk_is_full_records_nothing_and_then_goes_on(small: Shared) -> None:
    east = small.station("east")
    recorded(east, small, "0001")
    filler, told, number = small.engine.folder / "filler", dict[str, bool](), 1
    with filler.open("wb", buffering=0) as file:
        part = bytes(1 << 16)
        try:
            while file.write(part):
                pass
        except OSError:
            pass
    failed = 0
    until = monotonic() + 60
    while not failed:
        assert monotonic() < until
        number += 1
        act = new_act(
            [small.pen.received(f"{number:04d}-{place}", last_name="x" * 4000) for place in range(4)],
            signer=signer("clerk"),
        )
        try:
            answer = settled(east, act, times=300)
        except WorldError:
            answer = None
        told[f"{number:04d}-0"] = isinstance(answer, Head)
        failed += not isinstance(answer, Head)
    filler.unlink()
    if not (small.engine.data / "postmaster.pid").exists():
        small.engine.start()
    ready_record(east)
    recorded(east, small, "9999")
    there = {row.number for row in east.envelope_rows()}
    assert {number for number, recorded_ in told.items() if recorded_} <= there
    small.close()
    assert verify(small.folder / "east.case").findings == ()


def test_with_the_login_alone_no_name_is_read(shared: Shared) -> None:
    east = shared.station("east")
    act = new_act([shared.pen.received("0001", last_name=NAME)], signer=signer("clerk"))
    assert isinstance(settled(east, act), Head)
    shared.founder.add_station(f"thief_{shared.case}", "", "thief")
    with shared.server("thief") as thief:
        seen: list[object] = [
            thief.acts(1), thief.case_key(), thief.stations(), thief.checkpoints(), thief.scan_names(), thief.key("clerk"),
            *(thief.roll("r", part) for part in range(2)), thief.attempt("clerk"),
        ]  # fmt: skip
    assert NAME.encode() not in repr(seen).encode()
    with shared.engine.administrator() as administrator:
        administrator.execute("CHECKPOINT")
    files = [path for path in shared.engine.data.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if NAME.encode() in path.read_bytes()]
    assert any(b"envelope.received" in path.read_bytes() for path in files)


def test_who_sends_without_end_stops_nobody(shared: Shared) -> None:
    east = shared.station("east")
    shared.founder.add_station(f"evil_{shared.case}", "", "evil")
    for number in range(5):
        with shared.server("evil") as evil:
            for turn in range(6):
                entry = shared.pen.entry("envelope.taken", "mo", envelope=f"{number:04d}-{turn}")
                parcel = sent(
                    NewAct(f"{number:08d}{turn:08d}".encode(), [entry]), east.head(), datetime.now(UTC), shared.key
                )
                assert isinstance(evil.append(replace(parcel, person="mo", signature=bytes(64))), Head)
        recorded(east, shared, f"{number:04d}")
    ready_record(east)
    assert {each.login for each in east.bad} == {f"evil_{shared.case}"}
    assert len(east.bad) == 30
    assert [row.taken_by for row in east.envelope_rows()] == [""] * 5
    shared.founder.add_station(f"late_{shared.case}", "", "late")
    with shared.server("late") as server:  # one who joins is not kept from it
        join(server, shared.folder / "late.case", PASSPHRASE, "url", plain=True)
