"""Encrypted, worked on, killed: no byte of any file there tells who the voters are, or even that it is a database."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pytest

from adjudicator import resources
from adjudicator.at_rest.durable import UNFINISHED
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.intake.definition import read_definition
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.practice.make import make_practice

from .worker import NOTE, WORDS

pytest.importorskip("sqlcipher3")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")


class Needles:
    """Texts that are looked for in bytes, all at once: an expression of so many alternatives tries each at every place."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._beginning = defaultdict[bytes, list[bytes]](list)
        for text in texts:
            self._beginning[text.encode()[:SHORTEST]].append(text.encode())

    def found(self, content: bytes) -> set[bytes]:
        """Those that stand there."""
        places = (at for at in range(len(content)) if content[at : at + SHORTEST] in self._beginning)
        return {
            needle
            for at in places
            for needle in self._beginning[content[at : at + SHORTEST]]
            if content.startswith(needle, at)
        }


WORKER = Path(__file__).with_name("worker.py")
SHORTEST = 6
"""Shorter texts occur by chance among millions of bytes that look like chance."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a practice election, which came from outside and are plain."""
    folder = tmp_path_factory.mktemp("files")
    definition = resources.path("practice", "gwinnett-2020.json")
    election, _ = read_definition(definition.read_bytes(), definition.name)
    assert election is not None
    make_practice(election, definition.read_bytes(), folder, seed=7, envelopes=20, electors=1_000)
    return folder


@pytest.fixture(scope="module")
def telling(files: Path) -> Needles:
    """Every cell of the voters' and electors' rows that is long enough, and what no encrypted file may show."""
    cells = {NOTE, WORDS, "SQLite format 3", "CREATE TABLE", "June Bellamy"}
    for name in ("roll.csv", "envelopes.csv"):
        with (files / name).open(encoding="utf-8", newline="") as file:
            cells.update(cell for row in csv.DictReader(file) for cell in row.values())
    needles = sorted(cell for cell in cells if len(cell) >= SHORTEST)
    assert len(needles) > 1_000
    return Needles(needles)


def killed(files: Path, place: Path, temporary: Path, before: str = "", acts: int = 3) -> None:
    """Let the worker make and do everything, and kill it after some acts."""
    place.mkdir()
    temporary.mkdir()
    env = os.environ | {"PYTHONPATH": str(WORKER.parents[2]), "TMPDIR": str(temporary), "SQLITE_TMPDIR": str(temporary)}
    with subprocess.Popen(
        [sys.executable, str(WORKER), str(files), str(place), before], stdout=subprocess.PIPE, env=env
    ) as child:
        assert child.stdout is not None
        done = list(islice(child.stdout, acts))
        child.kill()
    assert child.returncode == -9
    assert len(done) == (0 if before else acts)


def test_after_a_kill_no_file_of_an_encrypted_case_can_be_read(files: Path, telling: Needles, tmp_path: Path) -> None:
    place, temporary = tmp_path / "place", tmp_path / "temporary"
    killed(files, place, temporary)
    left = {path.name: path.read_bytes() for path in (*place.iterdir(), *temporary.rglob("*")) if path.is_file()}
    assert {"a.case", "a.case-wal", "a.roll", "backup.case"} <= set(left)
    assert len(left["a.case-wal"]) > 4096
    assert [name for name, content in left.items() if telling.found(content)] == []
    key = Passphrase(WORDS.encode())
    with CaseLog.open(place / "a.case", passphrase=key) as log:
        assert any(NOTE in logged.sealed.values() for logged in log.entries(with_sealed=True))
    assert verify(place / "a.case", passphrase=key).findings == ()


def test_a_roll_killed_half_built_cannot_be_read_either(files: Path, telling: Needles, tmp_path: Path) -> None:
    place, temporary = tmp_path / "place", tmp_path / "temporary"
    killed(files, place, temporary, before="roll")
    assert {path.name for path in place.iterdir()} == {f"a.roll{UNFINISHED}", "a.roll-lock"}
    assert not telling.found((place / f"a.roll{UNFINISHED}").read_bytes())
    assert list(temporary.rglob("*")) == []


def test_in_plain_files_the_same_texts_would_be_found(files: Path, telling: Needles) -> None:
    assert len(telling.found((files / "roll.csv").read_bytes())) > 1_000
