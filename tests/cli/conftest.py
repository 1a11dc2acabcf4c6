"""The command line in this process, on a small case in a folder of its own."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from adjudicator.cli.main import run
from adjudicator.cli.shared.exits import DONE, REFUSED
from adjudicator.cli.shared.shapes import SHAPES
from tests.made import with_few_electors
from tests.needles import tells_of_a_voter
from tests.office.conftest import (
    FIRST_PASSWORD,
    PASSWORD,
    definition_bytes,
    make_passwords_cheap,
    roll_text,
    wait_for_no_disk,
)

ROWS = (
    "0001,election_day,School 001,001,S1,2020-11-03T10:00,Delgado,Maria,yes\n"
    "0002,election_day,School 002,002,S2,2020-11-03T11:30,Nguyen,Linh,\n"
)
HEADER = "envelope_number,stream,place,precinct_cast,style_cast,cast_at,last_name,first_name,oath_signed\n"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here pays for Argon2, waits for the disk, or makes up more people than its envelopes need."""
    make_passwords_cheap(monkeypatch)
    wait_for_no_disk(monkeypatch)
    with_few_electors(monkeypatch)


@dataclass(frozen=True)
class Said:
    """What a command said: exit code, answer, and what it said beside it."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer as JSON."""
        return json.loads(self.out)


class Terminal:
    """Types commands in one folder, and holds them to what every command promises."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *words: str, stdin: Iterable[bytes] | None = None) -> Said:
        """Run one command; words are given as typed."""
        if stdin is not None:
            self._monkeypatch.setattr("sys.stdin", stream(stdin))
        code = run(list(words))
        captured = self._capsys.readouterr()
        assert not tells_of_a_voter(captured.err), "standard error tells of a voter"
        assert "Traceback" not in captured.err
        if "--json" in words and captured.out and code in (DONE, REFUSED):
            assert_has_its_shape(words, json.loads(captured.out))
        return Said(code, captured.out, captured.err)

    def write(self, name: str, content: str | bytes) -> str:
        """A file in the folder; gives its name."""
        data = content.encode() if isinstance(content, str) else content
        (self.folder / name).write_bytes(data)
        return name

    def password(self, password: str = PASSWORD, variable: str = "ADJUDICATOR_PASSWORD_FILE") -> None:
        """Have a password in a file that a variable names."""
        self._monkeypatch.setenv(variable, str(self.folder / self.write(f"{variable}.txt", password + "\n")))

    def digest(self, name: str = "c.case") -> str:
        """SHA-256 of a file."""
        return hashlib.sha256((self.folder / name).read_bytes()).hexdigest()

    def files(self) -> set[str]:
        """The names in the folder."""
        return {path.name for path in self.folder.iterdir()}


def assert_has_its_shape(words: tuple[str, ...], answered: Any) -> None:
    """An answer in JSON has exactly the keys that `shapes` promises of its command, in one of its forms."""
    name = words[0] if words[0] in SHAPES else " ".join(words[:2])
    entries = answered if isinstance(answered, list) else [answered]
    fits = [
        each
        for each in SHAPES[name]
        if each.is_list == isinstance(answered, list)
        and all({*each.keys} <= {*entry} <= {*each.keys, *each.also} for entry in entries)
    ]
    assert fits, f"the answer of {name} has no shape: {sorted(entries[0])}"


class Pieces(io.RawIOBase):
    """A stream of bytes made while it is read."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces: Iterator[bytes] = iter(pieces)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._rest = self._rest or next(self._pieces, b"")
        part, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def stream(pieces: Iterable[bytes]) -> io.TextIOWrapper:
    """Standard input that gives these bytes."""
    return io.TextIOWrapper(io.BufferedReader(Pieces(pieces)), encoding="utf-8")


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a definition, a roll, and a live case with an administrator, a reviewer and a supervisor."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "def.json").write_bytes(definition_bytes())
    (folder / "voters.csv").write_text(roll_text(), encoding="utf-8")
    (folder / "password.txt").write_text(PASSWORD + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        make_passwords_cheap(patch)
        (folder / "first.txt").write_text(FIRST_PASSWORD + "\n", encoding="utf-8")
        patch.setenv("ADJUDICATOR_PASSWORD_FILE", str(folder / "password.txt"))
        patch.setenv("ADJUDICATOR_NEW_PASSWORD_FILE", str(folder / "first.txt"))
        assert run(["roll", "build", "voters.csv", "--out", "a.roll"]) == 0
        assert run(["new", "c.case", "--definition", "def.json", "--plain", "--roll", "a.roll", "--as", "jane"]) == 0
        for person, role in (("rita", "reviewer"), ("sue", "supervisor")):
            added = ["person", "add", "c.case", person, "--name", person.title(), "--role", role, "--as", "jane"]
            assert run(added) == 0
        patch.setenv("ADJUDICATOR_PASSWORD_FILE", str(folder / "first.txt"))
        patch.setenv("ADJUDICATOR_NEW_PASSWORD_FILE", str(folder / "password.txt"))
        for person in ("rita", "sue"):
            assert run(["person", "password", "c.case", "--as", person]) == 0
    return folder


@pytest.fixture
def terminal(
    made_once: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    """A terminal in a folder with that case; nobody's password is at hand."""
    folder = Path(shutil.copytree(made_once, tmp_path / "office"))
    monkeypatch.chdir(folder)
    for variable in ("ADJUDICATOR_PASSWORD_FILE", "ADJUDICATOR_NEW_PASSWORD_FILE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("sys.stdin", stream([]))
    capsys.readouterr()
    return Terminal(folder, capsys, monkeypatch)
