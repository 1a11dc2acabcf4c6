"""`python -m tests.shared.faults`: what a shared record stands on a real PostgreSQL, as long as one likes."""

from __future__ import annotations

import argparse
import random
import secrets
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from adjudicator.people import passwords
from tests.server.conftest import NOT_HERE, ready
from tests.server.engine import ON_DISK, Engine, binaries

from .crowd import Crowd
from .cuts import KINDS, Trials, soon_too_late
from .on_postgres import Shared
from .proxy import HOWS, How


def cuts(given: argparse.Namespace, engine: Engine, folder: Path) -> None:
    """Each kind of act, each message of it, each fault of the line; every other time the program is begun anew."""
    counted, chance = Counter[str](), random.Random(given.seed)
    hows: tuple[How, ...] = (given.how,) if given.how else HOWS
    for turn, kind in enumerate(KINDS):
        shared = Shared(engine, f"cuts{turn}", _new(folder / f"cuts{turn}"))
        trials = Trials(shared)
        many = trials.messages(kind)
        for at in range(1, many + 1, given.every):
            for how in hows:
                answer = trials.act(kind, at, how, restarts=chance.random() < 0.5)
                counted[f"{how}: {type(answer).__name__}"] += 1
        trials.finish()
        shared.close()
        say(f"{kind}: {many} messages")
    _say_all(counted)


def kills(given: argparse.Namespace, engine: Engine, folder: Path) -> None:
    """A station is killed at each message of an act, which then comes through, or does not."""
    counted = Counter[str]()
    shared = Shared(engine, "kills", _new(folder / "kills"))
    trials = Trials(shared)
    many = trials.messages("an envelope is received")
    hows: tuple[How, ...] = ("held", "cut")
    for at in range(1, many + 1, given.every):
        for how in hows:
            answer = trials.killed(at, how)
            counted[f"killed, the message is {how}: {type(answer).__name__}"] += 1
    trials.finish()
    shared.close()
    _say_all(counted)


def stations(given: argparse.Namespace, engine: Engine, folder: Path) -> None:
    """Stations as processes, one of which is killed every few seconds."""
    shared = Shared(engine, "crowd", _new(folder / "crowd"))
    crowd = Crowd(shared, given.stations, given.seed)
    crowd.work(given.seconds, given.kill_every)
    for what, many in crowd.held().items():
        say(f"{many:>9,} {what}")
    shared.close()


PARTS: Mapping[str, Callable[[argparse.Namespace, Engine, Path], None]] = {
    "cuts": cuts,
    "kills": kills,
    "stations": stations,
}


def main() -> int:
    """Run all parts, or one; the first thing that does not hold ends it with what it was, and the folder is kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.shared.faults", description=__doc__)
    parser.add_argument("--only", choices=PARTS, help="one part")
    parser.add_argument("--every", type=int, default=1, help="take every so manieth message (1)")
    parser.add_argument("--how", choices=HOWS, help="one fault of the line")
    parser.add_argument("--stations", type=int, default=12, help="how many stations (12)")
    parser.add_argument("--seconds", type=float, default=180.0, help="how long they work (180)")
    parser.add_argument("--kill-every", type=float, default=4.0, help="seconds between two kills (4)")
    parser.add_argument("--seed", type=int, default=secrets.randbits(32), help="the seed of chance, which is printed")
    given = parser.parse_args()
    if binaries() is None:
        raise SystemExit(NOT_HERE)
    passwords.MEMORY_KIB, passwords.PASSES = 8 * passwords.LANES, 1  # nobody guesses these
    folder = Path(tempfile.mkdtemp(prefix="stations-"))
    engine = ready(Engine.make(ON_DISK))
    try:
        for name in [given.only] if given.only else PARTS:
            say(f"{name}: seed {given.seed}, in {folder}")
            with soon_too_late():
                PARTS[name](given, engine, folder)
    finally:
        engine.end()
    return 0


def say(words: str) -> None:
    """Print at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _say_all(counted: Counter[str]) -> None:
    for what, many in sorted(counted.items()):
        say(f"{many:>9,} {what}")


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    sys.exit(main())
