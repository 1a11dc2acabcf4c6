"""Measures what encryption costs: a durable append beside a bare encrypted commit, verify and look-up beside plain files.

All in turns. The passphrase's key is worked out once, as it is in the program, and measured by itself.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from functools import partial
from pathlib import Path

from bench_append import append_rows
from bench_roll import SEED, misspelt, write_list
from replica import encrypt, filled
from rows import Row, percentile, seconds, side_by_side

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.log.checks.verify import Depth, verify
from adjudicator.records.elector import Elector
from adjudicator.roll import Roll, build_roll

DEPTHS: tuple[Depth, ...] = ("standard", "deep")
LOOK_UPS = 1000


def run(quick: bool) -> list[Row]:
    """In a case of 5,000 envelopes, a log of some length, and a roll."""
    key = Passphrase(b"seven quiet herons over the marsh")
    opening = Row("work out the key of an encrypted file", seconds(lambda: key.raw_key(bytes(16))) * 1e3, "ms")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with filled(folder / "append", 20_000, key) as log:
            appends = append_rows(log, folder / "bare.db", 200 if quick else 1000, "encrypted")
        verifies = verify_rows(folder, 20_000 if quick else 200_000, key)
        return [opening, *appends, *verifies, *roll_rows(folder, 20_000 if quick else 500_000, key)]


def verify_rows(folder: Path, entries: int, key: Passphrase) -> list[Row]:
    """Both depths on the same entries, encrypted and plain."""
    with filled(folder / "plain", entries) as log:
        plain, hidden = log.path, folder / "hidden.case"
    shutil.copy(plain, hidden)
    encrypt(hidden, key)
    return [
        Row(f"verify {entries:,} entries encrypted, {depth}", *_both(hidden, plain, depth, key), "plain")
        for depth in DEPTHS
    ]


def _both(hidden: Path, plain: Path, depth: Depth, key: Passphrase) -> tuple[float, str, float]:
    ours, theirs = side_by_side(partial(_check, hidden, depth, key), partial(_check, plain, depth, None), 3)
    return ours, "s", theirs


def _check(path: Path, depth: Depth, key: Passphrase | None) -> None:
    report = verify(path, depth, passphrase=key)
    if report.findings:
        raise AssertionError(report.findings[:3])


def roll_rows(folder: Path, electors: int, key: Passphrase) -> list[Row]:
    """Building the same list, and the same look-ups, encrypted and plain."""
    source, hidden, plain = folder / "list.csv", folder / "hidden.roll", folder / "plain.roll"
    write_list(source, electors)
    built = Row(
        f"build {electors:,} electors encrypted",
        seconds(lambda: build_roll(source, hidden, passphrase=key)),
        "s",
        seconds(lambda: build_roll(source, plain)),
        "plain",
    )
    with Roll.open(hidden, key) as ours, Roll.open(plain) as theirs:
        return [built, *_look_ups(ours, theirs)]


def _look_ups(ours: Roll, theirs: Roll) -> list[Row]:
    chance = random.Random(SEED)
    asked = _some(theirs, chance)
    exact = [_in_turns(lambda roll, one=one: roll.by_number(one.registration_number), ours, theirs) for one in asked]
    queries = [misspelt(one, chance) for one in asked]
    slips = [_in_turns(lambda roll, query=query: roll.find(query, limit=5), ours, theirs) for query in queries]
    return [
        Row(
            f"{what} on an encrypted roll, 99th percentile",
            percentile([each for each, _ in times], 99) * 1e3,
            "ms",
            percentile([each for _, each in times], 99) * 1e3,
            "plain",
        )
        for what, times in (("exact look-up", exact), ("misspelt look-up", slips))
    ]


def _in_turns(ask: object, ours: Roll, theirs: Roll) -> tuple[float, float]:
    assert callable(ask)
    return seconds(lambda: ask(ours)), seconds(lambda: ask(theirs))


def _some(roll: Roll, chance: random.Random) -> list[Elector]:
    found: list[Elector] = []
    while len(found) < LOOK_UPS:
        elector = roll.by_number(f"{10_000 + chance.randrange(3 * roll.info.electors):08d}")
        if elector is not None:
            found.append(elector)
    return found
