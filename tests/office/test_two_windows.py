"""Two windows on one case file at once: nothing is lost, and the write-ahead log does not grow without end."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Lock

from adjudicator.log.connection import WAL_BYTES
from adjudicator.log.place import wal_of
from adjudicator.log.verify import verify
from adjudicator.records.trouble import Refusal

from .conftest import PASSWORD, Desk, Watch, envelope, open_again

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
