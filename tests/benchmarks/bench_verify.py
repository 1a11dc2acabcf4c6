"""Measures verify at both depths beside reading and SHA-256-hashing the same rows, in turns."""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from pathlib import Path

from entries import filled
from rows import Row, side_by_side

from adjudicator.log.verify import Depth, verify

DEPTHS: tuple[tuple[Depth, str], ...] = (("standard", "1.5 times"), ("deep", "6 times"))


def run(quick: bool) -> list[Row]:
    """Of a log with four entries for each envelope."""
    entries = 20_000 if quick else 1_000_000
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "bench.case"
        filled(path, entries).close()
        return [row(path, entries, depth, budget) for depth, budget in DEPTHS]


def row(path: Path, entries: int, depth: Depth, budget: str) -> Row:
    """One depth beside its baseline."""
    ours, theirs = side_by_side(lambda: check(path, depth), lambda: read_and_hash(path), 5 if entries < 100_000 else 3)
    return Row(f"verify {entries:,} entries, {depth}", ours, "s", theirs, budget)


def check(path: Path, depth: Depth) -> None:
    """Verify, and insist that the record is whole."""
    report = verify(path, depth)
    if report.findings:
        raise AssertionError(report.findings[:3])


def read_and_hash(path: Path) -> None:
    """Read every row of the log and hash its body."""
    connection = sqlite3.connect(path)
    for _, body, _ in connection.execute("SELECT seq, body, leaf FROM log ORDER BY seq"):
        hashlib.sha256(body.encode()).digest()
    connection.close()
