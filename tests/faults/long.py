"""The long run: thousands of real kills at random moments, and of faults at random writes, of people at work in a case."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from adjudicator.export.checking import check_release
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.office import Office
from adjudicator.office.desks.record import verifying
from adjudicator.port.answers import Head
from adjudicator.records.trouble import Refusal, WorldError
from tests.office.conftest import PASSWORD, PEOPLE, definition_bytes, receive_other_votes

from .disk import Disk, Fate, Step
from .life import CASE
from .shift import Shift
from .trial import Files, Platter, files_in, put

LONGEST = 0.15
"""Seconds until a process is killed, at most."""

MANY_STEPS = 600
"""Steps of the disk among which one fails."""

FULL = 300
"""Entries after which another case is begun: each is verified whole every time."""


@dataclass(slots=True)
class Storm:
    """Lets the disk fail once, at one step: as a failure that is told, or by a power cut, of which `left` is what it left."""

    platter: Platter
    at: int
    fate: Fate | None
    left: Files | None = None

    def __call__(self, step: Step) -> Fate:
        """The fate of the next step."""
        self.at -= 1
        if self.left is not None:
            return Fate.LOST
        if self.at == 0 and self.fate is None:
            self.left = self.platter.some()
            return Fate.LOST
        fate = Fate.DONE if self.at or self.fate is None else self.fate
        if fate is not Fate.LOST and step.file.name.startswith(CASE):
            self.platter.take(step)
        return fate


@dataclass(slots=True)
class LongRun:
    """One long run. `begun` is a case with people and a roll; `counted` says what was done, and how often."""

    folder: Path
    begun: bytes
    chance: random.Random
    counted: Counter[str] = field(default_factory=Counter[str])
    again: bool = True

    @property
    def path(self) -> Path:
        """The case at hand."""
        return self.folder / CASE

    def round(self, disk: Disk) -> None:
        """One kill, or one fault."""
        if self.again:
            put({CASE: self.begun}, self.folder)
            self.counted["cases"] += 1
        self.kill() if self.chance.random() < 0.5 else self.fail(disk)

    def kill(self) -> None:
        """Let a process work in the case, kill it at some moment, and look at what it left."""
        seed, (reads, writes) = self.chance.getrandbits(40), os.pipe()
        child = os.fork()
        if not child:
            os.close(reads)
            _work_for_ever(self.path, seed, writes)
        os.close(writes)
        time.sleep(self.chance.random() * LONGEST)
        os.kill(child, signal.SIGKILL)
        with os.fdopen(reads, "rb") as told:
            lines = [line for line in told.read().splitlines(keepends=True) if line.endswith(b"\n")]
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), "the process ended by itself"
        self.counted["kills"] += 1
        self.counted["heads acknowledged before kills"] += len(lines)
        self.look_around(_head(lines[-1]) if lines else Head(0, b""))

    def fail(self, disk: Disk) -> None:
        """Let people work on a disk that fails at one step, and look at what is there then."""
        acknowledged = [Head(0, b"")]
        shift = Shift(self.path, self.chance.getrandbits(40), acknowledged.append)
        fate = self.chance.choice([Fate.LOST, Fate.KEPT, None])
        storm = Storm(Platter(files_in(self.folder), self.chance), self.chance.randrange(1, MANY_STEPS), fate)
        disk.watch = storm
        try:
            while storm.at > -MANY_STEPS and shift.office.stopped is None:
                shift.act()
        except WorldError as error:
            self.counted[f"told of: {error.code}"] += 1
        finally:
            disk.watch = lambda _step: Fate.LOST  # whoever was there is gone
            left = files_in(self.folder) if storm.left is None else storm.left
            shift.office.close()
            disk.watch = None
        for name, content in left.items():
            (self.folder / name).write_bytes(content)
        for name in files_in(self.folder).keys() - left.keys():
            (self.folder / name).unlink()
        self.counted[f"faults: {fate.value if fate else 'power cut'}"] += 1
        self.look_around(acknowledged[-1])

    def look_around(self, acknowledged: Head) -> None:
        """Everything is whole: the case, with what was acknowledged; each copy, and each release, that has its name."""
        with CaseLog.open(self.path) as log:
            assert log.extends(acknowledged) or not acknowledged.size, "what was acknowledged is not there"
            assert verifying(log, "deep")(lambda _done, _of: None).findings == ()
            self.again = log.head().size > FULL
        for other in self.folder.iterdir():
            if not other.name.startswith(CASE):
                self._look_at(other)
                shutil.rmtree(other) if other.is_dir() else other.unlink(missing_ok=True)

    def _look_at(self, other: Path) -> None:
        if other.name.endswith("-release") or other.suffix == ".zip":
            assert check_release(other) == (), other.name
            self.counted["releases"] += 1
        elif other.suffix == ".case":
            assert verify(other).findings == (), other.name
            with CaseLog.open(other, read_only=True) as log:
                assert log.case().incarnation.startswith("2-") is ("restore" in other.name), other.name
            self.counted["copies and new cases"] += 1


def _head(line: bytes) -> Head:
    size, root = line.split()
    return Head(int(size), bytes.fromhex(root.decode()))


def _work_for_ever(path: Path, seed: int, out: int) -> None:
    """What the child does until it is killed; it never comes back."""
    try:
        chance = random.Random(seed)
        while True:
            shift = Shift(path, chance.getrandbits(40), lambda head: _tell(out, head))
            shift.work(chance.randrange(1, 30))
    finally:
        os._exit(1)


def _tell(out: int, head: Head) -> None:
    os.write(out, f"{head.size} {head.root.hex()}\n".encode())


@contextmanager
def _made(folder: Path) -> Iterator[Office]:
    office = Office.create(folder / CASE, definition_bytes(), "small.json", mode="practice")
    assert isinstance(office, Office), office
    yield office
    office.close()


def begun(folder: Path, roll: Path) -> bytes:
    """A case with people, a roll and other votes, and no envelope yet."""
    with _made(folder) as office:
        for at, person in enumerate(PEOPLE):
            assert not isinstance(office.people.add(person, PASSWORD), Refusal)
            if not at:
                office.people.sign_in(person.id, PASSWORD)
        assert not isinstance(office.receive.attach_roll(roll), Refusal)
        receive_other_votes(office, folder)
    return (folder / CASE).read_bytes()
