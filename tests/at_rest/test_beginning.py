"""Looking at the beginning of a file takes no lock from those who work in it."""

from __future__ import annotations

import gc
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.at_rest import beginning
from adjudicator.at_rest.files import connect
from adjudicator.at_rest.passphrase import Passphrase, is_encrypted

pytest.importorskip("sqlcipher3")

TRY = """
import sys
from pathlib import Path
from adjudicator.at_rest import passphrase
from adjudicator.at_rest.files import connect
passphrase.ROUNDS = 1
connection = connect(Path(sys.argv[1]), passphrase.Passphrase(b"%s"), patience=0)
connection.execute("PRAGMA journal_mode = DELETE")
"""


def another_program_takes_it_over(path: Path, words: str) -> bool:
    """Whether another program may fold the write-ahead log in for good, as it may where nobody else has the file open."""
    root = str(Path(__file__).parents[2])
    child = subprocess.run(
        [sys.executable, "-c", TRY % words, str(path)],
        check=False,
        env=os.environ | {"PYTHONPATH": root},
        capture_output=True,
    )
    return child.returncode == 0


@pytest.mark.parametrize("encrypted", [True, False])
def test_whoever_works_in_a_file_keeps_their_locks_while_it_is_looked_at(
    tmp_path: Path, right: Passphrase, encrypted: bool
) -> None:
    path, passphrase = tmp_path / "a.case", right if encrypted else None
    with closing(connect(path, passphrase)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE voter (name TEXT)")
        assert connection.execute("SELECT * FROM voter").fetchall() == []
        for _ in range(3):
            assert is_encrypted(path) == encrypted
            connect(path, passphrase, mode="ro").close()
        assert not another_program_takes_it_over(path, "seven quiet herons over the marsh")
    assert another_program_takes_it_over(path, "seven quiet herons over the marsh")


def test_once_nobody_has_a_file_open_it_is_looked_at_anew(tmp_path: Path, right: Passphrase) -> None:
    path = tmp_path / "a.case"
    first, second = connect(path, right), connect(path, right)
    first.close()
    first.close()
    assert beginning._connected
    del second
    gc.collect()
    assert not beginning._connected
    path.unlink()
    sqlite3.connect(path).execute("CREATE TABLE plain (x)").close()
    assert not is_encrypted(path)


class Forgetful(list[beginning._Connected]):
    """Connections that are forgotten while somebody goes through all there are, as by a look for garbage at that moment."""

    def __iter__(self) -> Iterator[beginning._Connected]:
        beginning._connected.clear()
        return super().__iter__()


def test_a_connection_may_be_forgotten_while_it_is_asked_what_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / name for name in ("one", "two")]
    for path in paths:
        path.touch()
    connected = {(0, at): Forgetful([beginning._Connected(b"", path, True)]) for at, path in enumerate(paths)}
    monkeypatch.setattr(beginning, "_connected", connected)
    assert beginning.is_open_here(paths[1])
    assert not beginning._connected
