"""`python -m tests.faults --long`: kills, faults, flipped bytes and lives, as long as one likes; see docs/developers.md."""

from __future__ import annotations

import argparse
import random
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from adjudicator.people import passwords
from adjudicator.roll import build_roll
from tests.life.machine import Life, lived
from tests.office.conftest import roll_text

from .disk import NO_DISK, disk
from .flips import flip, small_case
from .life import CASE
from .long import LongRun, begun


def kills(given: argparse.Namespace, folder: Path) -> None:
    """People at work are killed, or their disk fails, until the time is over."""
    if NO_DISK:
        raise SystemExit(NO_DISK)
    (folder / "work").mkdir()
    run = LongRun(folder / "work", _begun(folder), random.Random(given.seed))
    until = time.monotonic() + given.seconds
    with disk() as watched:
        while time.monotonic() < until:
            run.round(watched)
    for what, many in sorted(run.counted.items()):
        say(f"{many:7,} {what}")


def flips(given: argparse.Namespace, folder: Path) -> None:
    """Every byte of a small case is flipped, with one mask for all of them."""
    path, mask = small_case(folder), random.Random(given.seed).randrange(1, 256)
    flipped = flip(path, range(path.stat().st_size), mask)
    say(f"every byte of {path.stat().st_size:,}, flipped by {mask:#04x}:\n{flipped}")
    if flipped.wrong:
        raise SystemExit("\n".join(flipped.wrong))


def lives(given: argparse.Namespace, folder: Path) -> None:
    """Random lives of a case, other ones for each seed."""
    _begun(folder)
    random.seed(given.seed)
    lived(lambda: Life(folder / "begun" / CASE), lives=given.lives, steps=60, derandomize=False)
    say(f"{given.lives:7,} lives of up to 60 steps")


PARTS: Mapping[str, Callable[[argparse.Namespace, Path], None]] = {"kills": kills, "flips": flips, "lives": lives}


def main() -> int:
    """Run all parts, or one; the first thing that is not whole ends it with what it was, and the folder is kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--long", action="store_true", required=True, help="run the long run")
    parser.add_argument("--only", choices=PARTS, help="one part of it")
    parser.add_argument("--seconds", type=float, default=600.0, help="how long to kill (600)")
    parser.add_argument("--lives", type=int, default=300, help="how many lives (300)")
    parser.add_argument("--seed", type=int, default=secrets.randbits(32), help="the seed of chance, which is printed")
    given = parser.parse_args()
    passwords.MEMORY_KIB, passwords.PASSES = 8 * passwords.LANES, 1  # nobody guesses these
    memory = Path("/dev/shm")
    for name in [given.only] if given.only else PARTS:
        folder = Path(tempfile.mkdtemp(prefix="faults-", dir=memory if memory.is_dir() else None))
        say(f"{name}: seed {given.seed}, in {folder}")
        PARTS[name](given, folder)
    return 0


def say(words: str) -> None:
    """Print at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _begun(folder: Path) -> bytes:
    (folder / "voters.csv").write_text(roll_text(), encoding="utf-8")
    assert not isinstance(build_roll(folder / "voters.csv", folder / "small.roll"), list)
    (folder / "begun").mkdir()
    return begun(folder / "begun", folder / "small.roll")


if __name__ == "__main__":
    sys.exit(main())
