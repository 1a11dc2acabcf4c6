"""Measures verify at both depths beside reading and SHA-256-hashing the same rows, in turns.

Deep has the law at hand: every determination is replayed and derived from the entries again. It is done as the program does
it: a long record by two processes, where the machine has two cores; the baseline by one.

The baseline reads one table and hashes once an entry. The standard depth also reads the signature of each act, some 77 for
100 entries, reads what stands around each entry's data, hashes three times an entry (leaf, tree, the stretch that its person
signed), and checks more than 1,300 signatures of Ed25519 for 100,000 entries, half of what the baseline takes by themselves.

Deep does not keep its budget. One process takes some 53 times the baseline: 20 before an entry is decoded (SQLite's check of
the pages 7, tree and acts 6, sealed values 2, tables and look-ups 5), 33 for entries (decoding and form 4, rights, fold and
mentions 8, each act done again and compared 21). Two share that and 8 more, to start and to fold the first half twice: if
entries cost nothing, each would still take 11.
"""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from replica import fill, filled
from rows import Row, side_by_side

from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import NO_RULES, Depth, Rules, verify
from adjudicator.office.behind.law.replay import LawOfFile


def run(quick: bool) -> list[Row]:
    """Of a record of some length, which is then made longer."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        filled(folder, 0).close()
        for entries in (10_000, 20_000) if quick else (100_000, 1_000_000):
            with CaseLog.open(folder / "practice.case") as log:
                fill(log, entries)
                law = LawOfFile.of_log(log)
            rows += rows_of(folder / "practice.case", entries, law)
    return rows


def rows_of(path: Path, entries: int, law: LawOfFile) -> list[Row]:
    """Every depth beside its baseline; three times each, the slow depths of a long record once."""
    rules, times = Rules(law.replay, law), 1 if entries > 20_000 else 3
    works: tuple[tuple[str, Callable[[], None], str], ...] = (
        ("standard", partial(check, path, "standard"), "1.5 times"),
        ("deep", partial(check, path, "deep", rules), "12 times"),
        ("deep, every signature", partial(check, path, "deep", rules, every_signature=True), ""),
        ("deep, without the law", partial(check, path, "deep"), ""),
    )
    read = partial(read_and_hash, path)
    read()  # what comes first would else pay for the disk
    return [
        Row(f"verify {entries:,} entries, {words}", ours, "s", theirs, budget)
        for words, work, budget in works
        for ours, theirs in [side_by_side(work, read, 3 if words == "standard" else times)]
    ]


def check(path: Path, depth: Depth, rules: Rules = NO_RULES, *, every_signature: bool = False) -> None:
    """Verify, and insist that the record is whole."""
    report = verify(path, depth, rules=rules, every_signature=every_signature)
    if report.findings:
        raise AssertionError(report.findings[:3])


def read_and_hash(path: Path) -> None:
    """Read every row of the log and hash its body."""
    connection = sqlite3.connect(path)
    for _, body, _ in connection.execute("SELECT seq, body, leaf FROM log ORDER BY seq"):
        hashlib.sha256(body.encode()).digest()
    connection.close()
