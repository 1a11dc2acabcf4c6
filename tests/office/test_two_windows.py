"""Two windows on one case file at once: nothing is lost, stale acts are refused, and the write-ahead log does not grow on."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path
from threading import Lock

import pytest

from adjudicator.log.checks.verify import verify
from adjudicator.log.file.connection import WAL_BYTES
from adjudicator.log.file.place import wal_of
from adjudicator.records.trouble import Refusal, WorldError

from .conftest import PASSWORD, Desk, Watch, envelope, make_passwords_cheap, open_again

MANY = 40
ONE_AT_THE_DOOR = Lock()
"""OpenSSL derives one key at a time in a process; windows are processes of their own."""


def received_by(path: Path, first: int, salts: int) -> int:
    """Receive many envelopes in a window of its own; how many of them were."""
    with closing(open_again(path, Watch(), salts)) as office:
        with ONE_AT_THE_DOOR:
            assert not isinstance(office.people.sign_in("rita", PASSWORD), Refusal)
        done = [office.receive.receive_one(envelope(f"{first + at:04d}")) for at in range(MANY)]
        return sum(not isinstance(each, Refusal) for each in done)


def test_two_windows_that_record_at_once_lose_nothing(desk: Desk) -> None:
    path = desk.office.path
    with ThreadPoolExecutor(2) as windows:
        done = windows.map(lambda given: received_by(path, *given), ((1000, 71), (2000, 72)))
        assert list(done) == [MANY, MANY]
    assert len(list(desk.office.overview.states())) == 2 * MANY
    assert verify(path, "deep").findings == ()


def test_the_second_window_of_a_process_takes_the_election_that_the_first_read(desk: Desk) -> None:
    with closing(open_again(desk.office.path, Watch(), 75)) as other:
        assert other._room.election is desk.office._room.election


def test_a_log_that_grew_under_a_long_reader_is_cut_back_and_folded_in_at_closing(
    begun: Path, tmp_path: Path, watch: Watch
) -> None:
    path = Path(shutil.copy(begun, tmp_path / "small.case"))
    with closing(open_again(path, watch, 70)) as office:
        with closing(office._room.log.reader()) as reader, reader.one_state():
            size = reader.head().size
            received_by(path, 1000, 73)
            assert reader.head().size == size
            assert wal_of(path).stat().st_size > 0
        received_by(path, 2000, 74)
        assert wal_of(path).stat().st_size <= WAL_BYTES
    assert not wal_of(path).exists()
    assert verify(path).findings == ()


def test_a_backup_and_a_closing_cut_the_log_to_nothing_and_are_quiet_where_others_read(
    desk: Desk, tmp_path: Path
) -> None:
    office, path = desk.office, desk.office.path
    (tmp_path / "backups").mkdir()
    office.backups.choose(tmp_path / "backups")
    desk.receive("0001")
    assert wal_of(path).stat().st_size > 0
    office.backups.made(office.backups.making()(lambda *_: None))
    assert wal_of(path).stat().st_size == 0
    with (
        closing(open_again(path, Watch(), 75)) as other,
        closing(other._room.log.reader()) as reader,
        reader.one_state(),
    ):
        size = reader.head().size
        desk.receive("0002")
        office.backups.made(office.backups.making()(lambda *_: None))
        assert wal_of(path).stat().st_size > 0
        desk.receive("0003")
        office.close()
        assert reader.head().size == size
    assert verify(path).findings == ()


# windows are processes of their own

AT_ONCE: list[Barrier] = []
SPAWN = get_context("spawn")


@pytest.fixture
def windows() -> Iterator[ProcessPoolExecutor]:
    """Two processes that begin together."""
    with ProcessPoolExecutor(2, SPAWN, initializer=begin_together, initargs=(SPAWN.Barrier(2),)) as pool:
        yield pool


def begin_together(barrier: Barrier) -> None:
    """Keep in mind, in a process, what the other one waits at too."""
    AT_ONCE.append(barrier)


def received_together(path: Path, first: int, salts: int) -> int:
    """Receive many envelopes in a process that begins when the other one does."""
    with pytest.MonkeyPatch.context() as patch:
        make_passwords_cheap(patch)
        AT_ONCE[0].wait(60)
        return received_by(path, first, salts)


def referred(path: Path, number: str) -> None:
    """Refer an envelope to a supervisor, as another reviewer in a process of their own."""
    with pytest.MonkeyPatch.context() as patch, closing(open_again(path, Watch(), 76)) as office:
        make_passwords_cheap(patch)
        assert not isinstance(office.people.sign_in("rob", PASSWORD), Refusal)
        assert not isinstance(office.review.refer(number, "Two oaths on one envelope"), Refusal)


def hold(path: Path, held: Event, let_go: Event) -> None:
    """Hold the lock to write, as a program that hangs does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        held.set()
        let_go.wait(60)
        holder.execute("ROLLBACK")


@pytest.mark.slow
def test_two_processes_that_record_at_once_lose_nothing(desk: Desk, windows: ProcessPoolExecutor) -> None:
    path = desk.office.path
    begun = [windows.submit(received_together, path, first, salts) for first, salts in ((1000, 77), (2000, 78))]
    assert [each.result(120) for each in begun] == [MANY, MANY]
    numbers = {state.number for state in desk.office.overview.states()}
    assert numbers == {f"{first + at:04d}" for first in (1000, 2000) for at in range(MANY)}
    assert verify(path, "deep").findings == ()


@pytest.mark.slow
def test_an_act_on_what_another_process_changed_is_refused_with_what_changed(
    desk: Desk, windows: ProcessPoolExecutor
) -> None:
    desk.receive("0001")
    stale = desk.sheet("0001")
    windows.submit(referred, desk.office.path, "0001").result(60)
    size = desk.office.record.head().size
    refusal = desk.office.review.say(stale, "oath", "signed")
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.envelope) == ("changed_meanwhile", "0001")
    assert "Rob Reviewer" in refusal.words
    assert "Two oaths" not in refusal.words
    assert desk.office.record.head().size == size


@pytest.mark.slow
def test_a_process_that_holds_the_lock_is_waited_for_and_then_said_to_be_in_the_way(desk: Desk) -> None:
    path, held, let_go = desk.office.path, SPAWN.Event(), SPAWN.Event()
    holder = SPAWN.Process(target=hold, args=(path, held, let_go))
    holder.start()
    assert held.wait(60)
    size = desk.office.record.head().size
    with pytest.raises(WorldError) as caught:
        desk.receive("0001")
    assert caught.value.code == "locked"
    assert str(caught.value).startswith(f"Another program is writing to {path.name}")
    assert (desk.office.record.head().size, desk.office.stopped) == (size, None)
    let_go.set()
    desk.receive("0001")
    holder.join(60)
    assert holder.exitcode == 0
    assert verify(path).findings == ()
