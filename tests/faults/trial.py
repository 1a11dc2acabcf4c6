"""One deed on a disk that fails: what the files may look like at any moment, and what is found when they are opened again.

A process that is killed leaves the files as they stand between two steps of SQLite. A power cut also takes whatever was
not yet synced: all of it, or any part of it, the last write torn in two. So one run of a deed, watched step by step, gives
all the states in which a kill or a power cut can leave the files; a step that fails is another run for each step.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify

from .disk import Fate, Step
from .life import CASE, clear

Files = Mapping[str, bytes]
"""Name -> content, of the case file and what SQLite puts beside it. Shared memory is none: a new process makes it anew."""

SUFFIXES = ("", "-wal", "-journal")


def files_in(folder: Path) -> dict[str, bytes]:
    """The files of the case as they stand."""
    paths = [folder / f"{CASE}{suffix}" for suffix in SUFFIXES]
    return {path.name: path.read_bytes() for path in paths if path.exists()}


def put(files: Files, folder: Path) -> None:
    """Make them the files of an empty folder."""
    clear(folder)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def done_to(files: dict[str, bytes], step: Step, torn: int | None = None) -> None:
    """Do to the contents what a step does to the disk; of a `torn` write only so many bytes arrive."""
    name, content = step.file.name, files.get(step.file.name, b"")
    if step.kind == "write":
        written = step.content[:torn]
        gap = b"\0" * max(0, step.at - len(content))
        files[name] = content[: step.at] + gap + written + content[step.at + len(written) :]
    elif step.kind == "truncate":
        files[name] = content[: step.at]
    elif step.kind == "delete":
        files.pop(name, None)


@dataclass(slots=True)
class Platter:
    """What the disk holds: `here` is what running processes read, `safe` what a power cut cannot take any more."""

    here: dict[str, bytes]
    chance: random.Random
    safe: dict[str, bytes] = field(default_factory=dict[str, bytes])
    _unsafe: list[Step] = field(default_factory=list[Step])

    def __post_init__(self) -> None:
        self.safe = dict(self.here)

    def take(self, step: Step) -> None:
        """A step is done."""
        done_to(self.here, step)
        if step.kind == "sync":
            name = step.file.name
            self.safe = {**self.safe, name: self.here[name]} if name in self.here else self.safe
            self._unsafe = [step for step in self._unsafe if step.file.name != name]
        elif step.kind != "map":
            self._unsafe.append(step)

    def some(self) -> Files:
        """What a power cut could leave: some of what was not synced has arrived, the last of it in part."""
        left = dict(self.safe)
        chosen = [step for step in self._unsafe if self.chance.random() < 0.5]
        for step in chosen:
            torn = self.chance.randrange(len(step.content) + 1) if step is chosen[-1] else None
            done_to(left, step, torn)
        return left


@dataclass(slots=True)
class Recorder:
    """Watches a deed: `killed` are the states in which a kill could leave the files, `cut` those of a power cut."""

    platter: Platter
    steps: list[Step] = field(default_factory=list[Step])
    killed: list[Files] = field(default_factory=list[Files])
    cut: list[Files] = field(default_factory=list[Files])

    def __call__(self, step: Step) -> Fate:
        """Note the files before a step, and let it be done."""
        self.look()
        self.steps.append(step)
        self.platter.take(step)
        return Fate.DONE

    def look(self) -> None:
        """Note the files as they stand."""
        self.killed.append(dict(self.platter.here))
        self.cut += [dict(self.platter.safe), self.platter.some()]


@dataclass(slots=True)
class FailingOnce:
    """Lets one step fail, by its place in the order; all others are done."""

    at: int
    fate: Fate
    count: int = 0

    def __call__(self, _step: Step) -> Fate:
        """The fate of the next step."""
        self.count += 1
        return self.fate if self.count == self.at + 1 else Fate.DONE


def contents(path: Path) -> int:
    """Everything that a case file holds, row by row, as one number; opening it brings it in order first."""
    with CaseLog.open(path) as log:
        tables = [name for (name,) in log.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return hash(tuple(tuple(log.db.execute(f"SELECT * FROM {name}")) for name in sorted(tables)))


_SOUND: dict[str, int] = {}
"""Digest of a closed case file that verifies -> everything that it holds."""


def found_in(files: Files, folder: Path) -> int:
    """What fresh code finds in files that were left like this; they have to open and to verify.

    Each is opened and brought in order. Of those that are then the same, byte for byte, one is read and verified.
    """
    put(files, folder)
    CaseLog.open(folder / CASE).close()
    digest = closed(folder)
    if digest not in _SOUND:
        found = contents(folder / CASE)
        report = verify(folder / CASE)
        assert report.findings == (), report.findings
        _SOUND[digest] = found
    return _SOUND[digest]


def closed(folder: Path) -> str:
    """The digest of a case file that nobody has open: SQLite has left nothing beside it."""
    left = files_in(folder)
    assert left.keys() == {CASE}
    return sha256(left[CASE]).hexdigest()


def different(states: list[Files]) -> Iterator[Files]:
    """The states, each once."""
    seen: set[tuple[tuple[str, bytes], ...]] = set()
    for files in states:
        key = tuple(sorted(files.items()))
        if key not in seen:
            seen.add(key)
            yield files
