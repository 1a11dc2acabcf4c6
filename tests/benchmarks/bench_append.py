"""Measures a durable append: one determination with everything that goes with it, beside a bare commit of the same bytes.

What goes with it: the fold, projections, look-ups, tree and head. Both are in WAL with synchronous=FULL, in turns.
"""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

from entries import MORTIZ, determined, filled
from rows import Row, percentile, seconds
from sqlite_utils import Database

from adjudicator.at_rest.files import connect
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.log.case_log import CaseLog
from adjudicator.log.connection import prepare_to_write

ENTRIES = 20_000


def run(quick: bool) -> list[Row]:
    """In a case of 5,000 envelopes."""
    with tempfile.TemporaryDirectory() as made, filled(Path(made) / "bench.case", ENTRIES) as log:
        return append_rows(log, Path(made) / "bare.db", 200 if quick else 1000)


def append_rows(log: CaseLog, bare: Path, appends: int, kind: str = "durable") -> list[Row]:
    """Append determinations, in turns with bare commits of the same bytes; in an encrypted file where the log is."""
    baseline = bare_log(bare, log.passphrase)
    ours: list[float] = []
    theirs: list[float] = []
    envelopes = log.count_envelopes()
    for at in range(appends):
        number = f"{at * 7 % envelopes:06d}"
        sealed, after = determined(number), {f"envelope {number}": log.head().size}
        theirs.append(seconds(lambda: bare_commit(baseline, sealed.body)))  # noqa: B023 - called at once
        ours.append(seconds(lambda: log.append([sealed], after, signer=MORTIZ)))  # noqa: B023
    baseline.close()
    figures = ((50, "median", "1.5 times"), (95, "95th percentile", ""))
    return [
        Row(
            f"append one determination, {kind}, {words}",
            percentile(ours, each) * 1e3,
            "ms",
            percentile(theirs, each) * 1e3,
            budget,
        )
        for each, words, budget in figures
    ]


def bare_log(path: Path, passphrase: Passphrase | None) -> sqlite3.Connection:
    """A table of bodies and nothing else, as durable as the record."""
    connection = connect(path, passphrase)
    connection.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY, body TEXT, leaf BLOB)")
    prepare_to_write(Database(connection, execute_plugins=False))
    return connection


def bare_commit(connection: sqlite3.Connection, body: str) -> None:
    """The least that makes these bytes durable."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO log (body, leaf) VALUES (?, zeroblob(32))", (body,))
    connection.execute("COMMIT")
