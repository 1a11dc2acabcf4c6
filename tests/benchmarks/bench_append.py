"""Measures a durable append: one signed determination with everything that goes with it, beside a bare commit.

What goes with it: the fold, projections, look-ups, the rights and four eyes that the database asks about, tree, head and the
signature. The bare commit is of the same bytes. Both are in WAL with synchronous=FULL, in turns.

The baseline is less than any record could do: it writes one row of one table, some two pages of the write-ahead log. The act
writes five rows with six indexes, which the form of the file asks for: twelve pages, eleven questions of the triggers and one
signature of Ed25519, before the program has done anything of its own.
"""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

from replica import Copies, filled
from rows import Row, percentile, seconds
from sqlite_utils import Database

from adjudicator.at_rest.files import connect
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.log.case_log import CaseLog
from adjudicator.log.file.connection import prepare_to_write

ENTRIES = 20_000


def run(quick: bool) -> list[Row]:
    """In a case of some 4,000 envelopes."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with filled(folder / "case", ENTRIES) as log:
            return append_rows(log, folder / "bare.db", 200 if quick else 1000)


def append_rows(log: CaseLog, bare: Path, appends: int, kind: str = "durable") -> list[Row]:
    """Append determinations, in turns with bare commits of the same bytes; in an encrypted file where the log is."""
    baseline = bare_log(bare, log.passphrase)
    ours: list[float] = []
    theirs: list[float] = []
    for act in Copies(log).acts():
        if [entry.kind for entry in act.like] != ["envelope.determined"]:
            act.append_to(log)
            continue
        theirs.append(seconds(lambda: bare_commit(baseline, act.sealed[0].body)))  # noqa: B023 - called at once
        ours.append(seconds(lambda: act.append_to(log)))  # noqa: B023
        if len(ours) == appends:
            break
    baseline.close()
    figures = ((50, "median", "1.5 times"), (95, "95th percentile", ""))
    return [
        Row(
            f"append one signed determination, {kind}, {words}",
            percentile(ours, each) * 1e3,
            "ms",
            percentile(theirs, each) * 1e3,
            budget,
        )
        for each, words, budget in figures
    ]


def bare_log(path: Path, passphrase: Passphrase | None) -> sqlite3.Connection:
    """A table of bodies with room for leaf and signature and nothing else, as durable as the record."""
    connection = connect(path, passphrase)
    connection.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY, body TEXT, leaf BLOB, signature BLOB)")
    prepare_to_write(Database(connection, execute_plugins=False))
    return connection


def bare_commit(connection: sqlite3.Connection, body: str) -> None:
    """The least that makes these bytes durable."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO log (body, leaf, signature) VALUES (?, zeroblob(32), zeroblob(64))", (body,))
    connection.execute("COMMIT")
