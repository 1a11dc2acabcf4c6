"""`python -m tests.faults --long`: kills and faults for as long as one likes; see docs/developers.md."""

from __future__ import annotations

import argparse
import random
import secrets
import sys
import tempfile
import time
from pathlib import Path

from adjudicator.people import passwords
from adjudicator.roll import build_roll
from tests.office.conftest import roll_text

from .disk import NO_DISK, disk
from .long import LongRun, begun


def main() -> int:
    """Run until the time is over; the first thing that is not whole ends it with what it was, and the folder is kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--long", action="store_true", required=True, help="run the long run")
    parser.add_argument("--seconds", type=float, default=600.0, help="how long (600)")
    parser.add_argument("--seed", type=int, default=secrets.randbits(32), help="the seed of chance, which is printed")
    given = parser.parse_args()
    if NO_DISK:
        parser.error(NO_DISK)
    sys.stdout.write(f"seed {given.seed}\n")
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="faults-", dir=memory if memory.is_dir() else None))
    sys.stdout.write(f"folder {folder}\n")
    run = _prepared(folder, random.Random(given.seed))
    until = time.monotonic() + given.seconds
    with disk() as watched:
        while time.monotonic() < until:
            run.round(watched)
    for what, many in sorted(run.counted.items()):
        sys.stdout.write(f"{many:7,} {what}\n")
    return 0


def _prepared(folder: Path, chance: random.Random) -> LongRun:
    passwords.MEMORY_KIB, passwords.PASSES = 8 * passwords.LANES, 1  # nobody guesses these
    (folder / "voters.csv").write_text(roll_text(), encoding="utf-8")
    assert not isinstance(build_roll(folder / "voters.csv", folder / "small.roll"), list)
    for name in ("begun", "work"):
        (folder / name).mkdir()
    return LongRun(folder / "work", begun(folder / "begun", folder / "small.roll"), chance)


if __name__ == "__main__":
    sys.exit(main())
