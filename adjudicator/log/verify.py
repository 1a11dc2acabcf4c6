"""Verify: read the record and say whether it is whole. Nothing is changed, and nobody is kept from writing.

Standard depth: sequence, leaves, tree, head, checkpoints. Deep adds the form and meaning of every entry, sealed values,
documents, projections and look-ups rebuilt from the log, the schema, four eyes, and every determination replayed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlite_utils import Database

from adjudicator.log import errors
from adjudicator.log.append import immediate
from adjudicator.log.case_log import PATIENCE
from adjudicator.log.check_log import DeepPass, Replay, Row, check_head, walk_log
from adjudicator.log.check_projections import check_mentions, check_private, check_projections
from adjudicator.log.check_schema import check_file, check_schema
from adjudicator.log.check_sealed import check_credits, check_documents, check_sealed
from adjudicator.log.connection import connect
from adjudicator.log.findings import CheckFinding, Findings
from adjudicator.log.merkle import Frontier
from adjudicator.log.tables import make_projections

Depth = Literal["standard", "deep"]

Progress = Callable[[int, int], None]
"""Told now and then: entries done, entries in all."""

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@dataclass(frozen=True, slots=True)
class Report:
    """What verify found. `entries` and `root` (32 bytes) are of the tree over the bodies as they stand."""

    findings: tuple[CheckFinding, ...]
    entries: int
    root: bytes
    depth: Depth

    @property
    def ok(self) -> bool:
        """Whether there is no error among the findings."""
        return not any(finding.severity == "error" for finding in self.findings)


def verify(path: Path, depth: Depth = "deep", replay: Replay | None = None, progress: Progress | None = None) -> Report:
    """Verify a case file on a connection of its own, on one unchanging state of it.

    Without `replay` determinations are not replayed. Raises WorldError for a file that cannot be opened at all.
    """
    with errors.the_world(path):
        db = connect(path, read_only=True, patience=PATIENCE)
        try:
            return _verify(db, depth, replay, progress)
        finally:
            db.close()


def _verify(db: Database, depth: Depth, replay: Replay | None, progress: Progress | None) -> Report:
    findings = Findings()
    frontier = Frontier()
    db.execute("BEGIN")
    try:
        if depth == "deep":
            check_schema(db.conn, findings)
            check_file(db.conn, findings)
        db.conn.text_factory = bytes
        steps = _Steps(db, progress)
        frontier = _deep(db, findings, replay, steps) if depth == "deep" else walk_log(db.conn, findings, steps.chunk)
        check_head(db.conn, frontier, findings)
    except sqlite3.DatabaseError as error:
        # a damaged page or a missing table ends the reading; what was found until then still counts
        if not _is_damage(error):
            raise
        findings.add("file.damaged", "file", f"Reading stopped: {error}.")
    return Report(findings.all(), frontier.size, frontier.root(), depth)


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE or str(error).startswith("no such ")


def _deep(db: Database, findings: Findings, replay: Replay | None, steps: _Steps) -> Frontier:
    # an empty name is SQLite's private database: in memory while small, else in a file that no one else can open
    scratch = Database(sqlite3.connect("", isolation_level=None), execute_plugins=False)
    try:
        make_projections(scratch)
        scratch.conn.text_factory = bytes
        with immediate(scratch.conn):
            deep = DeepPass(scratch.conn, findings, replay)
            frontier = walk_log(db.conn, findings, steps.then(deep.chunk))
            check_documents(db.conn, deep.shelf, findings)
            deep.shelf.drop()
        check_sealed(db.conn, deep.commitments, findings)
        check_projections(db.conn, scratch.conn, findings)
        check_mentions(db.conn, deep.mentions, findings)
        check_private(db.conn, scratch.conn, findings)
        check_credits(db.conn, findings)
    finally:
        scratch.close()
    return frontier


class _Steps:
    """Tells how far the pass over the log has come."""

    def __init__(self, db: Database, progress: Progress | None) -> None:
        self._total = int(db.execute("SELECT coalesce(max(seq), 0) FROM log").fetchone()[0])
        self._done = 0
        self._progress = progress

    def chunk(self, rows: Sequence[Row]) -> None:
        """Note that these rows are done."""
        self._done += len(rows)
        if self._progress is not None:
            self._progress(self._done, self._total)

    def then(self, each: Callable[[Sequence[Row]], None]) -> Callable[[Sequence[Row]], None]:
        """The same after doing something else with the rows."""

        def both(rows: Sequence[Row]) -> None:
            each(rows)
            self.chunk(rows)

        return both
