"""Measures the record: durable appends and verify, each beside its baseline in the same run.

    .venv/bin/python tests/benchmarks/bench_append.py [--entries N] [--appends N] [--folder DIR]

Append: one determination with everything that goes with it (fold, projections, look-ups, tree, head) against a bare
SQLite commit of the same bytes in WAL with synchronous=FULL, alternating. Verify: against reading and SHA-256-hashing the
same rows. The folder must lie on a real disk; in memory a commit costs nothing and the comparison says nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from adjudicator.casework.bodies import SealedEntry, Secret, seal
from adjudicator.casework.catalogue import new_entry
from adjudicator.log.case_log import CaseLog
from adjudicator.log.connection import prepare_to_write
from adjudicator.log.entries import Document
from adjudicator.log.verify import Depth, verify
from adjudicator.records.facts import FACTS

ENVELOPES_PER_ENTRIES = 4
CONTESTS = [f"135-{number:02d}" for number in range(1, 22)]
_salts = (hashlib.sha256(str(number).encode()).digest() for number in itertools.count())


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: times in seconds, `budget` the highest ratio promised."""

    name: str
    measured: float
    baseline: float
    budget: float

    @property
    def ratio(self) -> float:
        """Measured over baseline."""
        return self.measured / self.baseline


def run(entries: int = 20_000, appends: int = 300, folder: Path | None = None) -> list[Row]:
    """Measure everything in a temporary folder inside `folder` (the system's own by default)."""
    with tempfile.TemporaryDirectory(dir=folder) as made:
        path = Path(made) / "bench.case"
        with filled(path, entries) as log:
            rows = [append_row(log, Path(made) / "bare.db", appends)]
        return [*rows, *verify_rows(path)]


def entry(kind: str, data: dict[str, Any]) -> SealedEntry:
    """An entry as the office would seal it."""
    return seal(new_entry(kind, "2020-11-04T14:02:11.000000Z", "mortiz", data), lambda: next(_salts))


def filled(path: Path, entries: int) -> CaseLog:
    """A case with that many entries: envelopes received, looked up, researched and determined."""
    documents = [Document.of("definition", "{}"), Document.of("pack", "[]")]
    first = entry("case.opened", {
        "case": "C1", "mode": "practice", "county": "GWINNETT", "election": "General", "time_zone": "America/New_York",
        "definition": documents[0].digest, "rules": "r", "pack": "p", "pack_document": documents[1].digest,
        "deadlines": {},
    })  # fmt: skip
    log = CaseLog.create(path, [first], documents)
    numbers = [f"{number:06d}" for number in range(entries // ENVELOPES_PER_ENTRIES)]
    for at in range(0, len(numbers), 1000):
        part = numbers[at : at + 1000]
        log.append([make(number) for make in (received, looked_up, researched, determined) for number in part])
    return log


def received(number: str) -> SealedEntry:
    """An envelope with its papers."""
    papers: dict[str, Any] = {
        "stream": "election_day", "place": f"{int(number) % 156:03d}", "precinct_cast": f"{int(number) % 156:03d}",
        "style_cast": "135-BS078", "reasons": ["OP", "EH"], "oath_signed": True, "id_shown": True, "sheets": 1,
    }  # fmt: skip
    sealed = {"last_name": f"Name{number}", "first_name": "Ann", "birth_date": "1974", "cast_at": "2020-11-03T17:30"}
    papers |= {name: Secret(value) for name, value in sealed.items()}
    return entry("envelope.received", {"envelope": number, "file": "ab" * 32, "papers": papers})


def looked_up(number: str) -> SealedEntry:
    """The voter found on the roll."""
    elector = {
        "registration_number": Secret(number), "county": "GWINNETT", "precinct": "002", "portion": "002",
        "style": "135-BS001", "status": "active", "registered_on": "2012-03-04", "roll": "cd" * 32,
    }  # fmt: skip
    source = {"kind": "roll", "dated": "2020-11-01", "ref": "abcdef012345"}
    facts = [{"fact": fact, "value": FACTS[fact][0], "source": source} for fact in ("match", "registration", "home")]
    return entry("facts.recorded", {"envelope": number, "facts": facts, "elector": elector})


def researched(number: str) -> SealedEntry:
    """Answers from the papers."""
    source = {"kind": "paper", "dated": "", "ref": "mortiz"}
    facts = [{"fact": fact, "value": FACTS[fact][0], "source": source} for fact in ("oath", "identification", "cast")]
    return entry("facts.recorded", {"envelope": number, "facts": facts})


def determined(number: str) -> SealedEntry:
    """A determination with all facts and 21 contests."""
    return entry("envelope.determined", {
        "envelope": number, "outcome": "count_partial", "recommended": "count_partial", "reasons": [], "holds": [],
        "marks": ["wrong_precinct"], "counted": CONTESTS[:16],
        "not_counted": dict.fromkeys(CONTESTS[16:], "wrong_precinct"),
        "facts": {fact: values[0] for fact, values in FACTS.items()}, "cast_style": "135-BS078",
        "home_style": "135-BS001", "too_late_for": [], "rules": "georgia-2020-sos", "pack": "sha256:" + "ab" * 32,
        "departs": False, "reason": None, "supersedes": 0,
    })  # fmt: skip


def append_row(log: CaseLog, bare: Path, appends: int) -> Row:
    """Append determinations, alternating with bare commits of the same bytes; medians."""
    baseline = bare_log(bare)
    ours: list[float] = []
    theirs: list[float] = []
    for at in range(appends):
        sealed = determined(f"{at * 7 % log.count_envelopes():06d}")
        after = {f"envelope {at * 7 % log.count_envelopes():06d}": log.head().size}
        ours.append(timed(lambda: log.append([sealed], after)))  # noqa: B023 - called at once
        theirs.append(timed(lambda: bare_commit(baseline, sealed.body)))  # noqa: B023
    baseline.close()
    return Row("append one determination, durable", statistics.median(ours), statistics.median(theirs), 1.5)


def bare_log(path: Path) -> sqlite3.Connection:
    """A table of bodies and nothing else, as durable as the record."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY, body TEXT, leaf BLOB)")
    prepare_to_write(Database(connection, execute_plugins=False))
    return connection


def bare_commit(connection: sqlite3.Connection, body: str) -> None:
    """The least that makes these bytes durable."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO log (body, leaf) VALUES (?, zeroblob(32))", (body,))
    connection.execute("COMMIT")


def verify_rows(path: Path) -> list[Row]:
    """Verify at both depths, alternating with reading and hashing the same rows; the best of three each."""
    depths: tuple[tuple[Depth, float], ...] = (("standard", 1.5), ("deep", 6.0))
    rows: list[Row] = []
    for depth, budget in depths:
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(3):
            theirs.append(timed(lambda: read_and_hash(path)))
            ours.append(timed(lambda: check(path, depth)))  # noqa: B023 - called at once
        rows.append(Row(f"verify, {depth}", min(ours), min(theirs), budget))
    return rows


def check(path: Path, depth: Depth) -> None:
    """Verify, and insist that the record is whole."""
    report = verify(path, depth)
    assert report.findings == (), report.findings[:3]


def read_and_hash(path: Path) -> None:
    """Read every row of the log and hash its body."""
    connection = sqlite3.connect(path)
    for _, body, _ in connection.execute("SELECT seq, body, leaf FROM log ORDER BY seq"):
        hashlib.sha256(body.encode()).digest()
    connection.close()


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def table(rows: Sequence[Row]) -> str:
    """The rows as text: name | measured | baseline | ratio | budget."""
    lines = [f"{'name':36} | {'measured':>10} | {'baseline':>10} | {'ratio':>6} | budget"]
    for row in rows:
        times = f"{row.measured * 1000:7.2f} ms | {row.baseline * 1000:7.2f} ms"
        lines.append(f"{row.name:36} | {times} | {row.ratio:6.2f} | {row.budget}")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--entries", type=int, default=20_000)
    parser.add_argument("--appends", type=int, default=300)
    parser.add_argument("--folder", type=Path, default=None)
    asked = parser.parse_args()
    sys.stdout.write(table(run(asked.entries, asked.appends, asked.folder)) + "\n")


if __name__ == "__main__":
    main()
