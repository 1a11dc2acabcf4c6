"""Verify: read the record and say whether it is whole. Nothing is changed, and nobody is kept from writing.

Standard depth: sequence, leaves, tree, head, checkpoints and their signatures. Deep adds the form and meaning of every
entry, the signature of every act that is to be signed, sealed values, documents, projections and look-ups rebuilt from the
log, the schema, four eyes, and every determination replayed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from sqlite3 import Connection
from typing import Literal

from adjudicator.at_rest.files import faults
from adjudicator.at_rest.passphrase import Passphrase, is_encrypted
from adjudicator.casework.admission.context import CaseLaw, Surroundings
from adjudicator.log import errors
from adjudicator.log.case_log import PATIENCE
from adjudicator.log.check_log import CHUNK, DeepPass, Expected, Replay, Row, check_head, walk_log
from adjudicator.log.check_pages import add_page_findings, page_check
from adjudicator.log.check_projections import check_mentions, check_private, check_projections
from adjudicator.log.check_schema import check_schema
from adjudicator.log.check_sealed import check_credits, check_documents, check_sealed
from adjudicator.log.check_signatures import Keyholders, check_acts, check_checkpoints, key_at
from adjudicator.log.connection import connect, is_for_observers
from adjudicator.log.findings import CheckFinding, Findings
from adjudicator.log.merkle import Frontier
from adjudicator.log.notes import Note
from adjudicator.log.rebuilt import RebuiltShelf

Depth = Literal["standard", "deep"]

Progress = Callable[[int, int], None]
"""Told now and then: entries done, entries in all."""

Walk = Callable[[Connection, Findings, "_Steps"], Frontier]

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_TOOBIG})

_UNFIT = (TypeError, ValueError, AttributeError, LookupError, OverflowError)
"""What the reading meets in a damaged page: a number where a text is due, or nothing at all."""


@dataclass(frozen=True, slots=True)
class Report:
    """What verify found. `entries` and `root` (32 bytes) are of the tree over the bodies as they stand.

    `for_observers` says that the file is an observer's copy, which has no sealed values and look-ups to check; `unchecked`
    counts the determinations that rest on sealed values, or on the roll, and were not checked for it.
    """

    findings: tuple[CheckFinding, ...]
    entries: int
    root: bytes
    depth: Depth
    for_observers: bool = False
    unchecked: int = 0

    @property
    def ok(self) -> bool:
        """Whether there is no error among the findings."""
        return not any(finding.severity == "error" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Seen:
    """A checkpoint that somebody saved, and the name under which findings speak of it."""

    note: Note
    name: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What determinations are held against: without `replay` they are not replayed, without `law` not derived again."""

    replay: Replay | None = None
    law: CaseLaw | None = None


NO_RULES = Rules()


def verify(
    path: Path,
    depth: Depth = "deep",
    rules: Rules = NO_RULES,
    progress: Progress | None = None,
    against: Sequence[Seen] = (),
    passphrase: Passphrase | None = None,
) -> Report:
    """Verify a case file on a connection of its own, on one unchanging state of it.

    Determinations are held against `rules`. `against` are checkpoints saved earlier, which the log has to extend. Raises
    WorldError for a file that cannot be opened at all.
    """
    findings = Findings()
    with errors.the_world(path), closing(connect(path, True, PATIENCE, passphrase)) as db:
        for_observers = is_for_observers(db.conn)
        walk = partial(_standard, against)
        if depth == "deep":
            walk = partial(_deep, rules, against, is_encrypted(path))
        with page_check(path, PATIENCE, passphrase) if depth == "deep" else nullcontext() as said:
            frontier, broke = _read(db.conn, findings, progress, walk)
            if said is not None:
                add_page_findings(said(), findings)
        if broke is not None:
            _explain(broke, path, passphrase, findings)
    return Report(
        _located(findings.all(), against), frontier.size, frontier.root(), depth, for_observers, findings.unchecked
    )


def _located(found: tuple[CheckFinding, ...], against: Sequence[Seen]) -> tuple[CheckFinding, ...]:
    """The findings; where a saved checkpoint does not fit, with the newest one that does: between the two it happened."""
    apart = {finding.place for finding in found if finding.id == "against.differs"}
    fitting = max((each.note.head.size for each in against if each.name not in apart), default=0)
    words = f"The first {fitting:,} entries are those of a saved checkpoint; after them the log is another."
    return tuple(
        replace(each, words=f"{each.words} {words}") if fitting and each.id == "against.differs" else each
        for each in found
    )


def _read(
    connection: Connection, findings: Findings, progress: Progress | None, walk: Walk
) -> tuple[Frontier, Exception | None]:
    """Walk through the file; gives the tree, and what broke the reading off that SQLite did not complain of."""
    frontier, broke = Frontier(), None
    connection.execute("BEGIN")
    try:
        frontier = walk(connection, findings, _Steps(connection, progress))
        check_head(connection, frontier, findings)
    except faults("DatabaseError") as error:
        # a damaged page or a missing table ends the reading; what was found until then still counts
        if not _is_damage(error):
            raise
        findings.add("file.damaged", "file", f"Reading stopped: {error}.")
    except _UNFIT as error:
        broke = error
    return frontier, broke


def _explain(broke: Exception, path: Path, passphrase: Passphrase | None, findings: Findings) -> None:
    """Where SQLite's own check of the pages finds damage, that has broken the reading off; anything else is a bug."""
    with page_check(path, PATIENCE, passphrase) as said:
        if said() == ["ok"]:
            raise broke
    findings.add("file.damaged", "file", "Reading stopped at a value that is none of its column's.")


def _is_damage(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE or str(error).startswith("no such ")


def _standard(against: Sequence[Seen], connection: Connection, findings: Findings, steps: _Steps) -> Frontier:
    connection.text_factory = bytes
    keyholders = Keyholders()
    frontier = walk_log(connection, findings, steps.then(keyholders.chunk), _expected(against))
    check_checkpoints(connection, keyholders.found, findings)
    _check_signers(against, keyholders, findings)
    return frontier


def _expected(against: Sequence[Seen]) -> list[tuple[int, Expected]]:
    return [(each.note.head.size, Expected(each.note.head.root, "against.differs", each.name)) for each in against]


def _check_signers(against: Sequence[Seen], keyholders: Keyholders, findings: Findings) -> None:
    """A saved checkpoint is worth as much as its signature: it must be of a key that this log gives to its people."""
    for each in against:
        note, keys = each.note, keyholders.found
        signed = (note.is_signed_by(who.name, key_at(keys, who.name, note.head.size)) for who in note.signatures)
        if not any(signed):
            findings.add("against.signature", each.name)


def _deep(
    rules: Rules,
    against: Sequence[Seen],
    in_memory: bool,
    connection: Connection,
    findings: Findings,
    steps: _Steps,
) -> Frontier:
    for_observers = is_for_observers(connection)
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    check_schema(connection, findings, observers=for_observers)
    connection.text_factory = bytes
    with RebuiltShelf(in_memory) as shelf:
        unseal = None if for_observers else partial(_unsealed, connection)
        at_hand = Surroundings(rules.law, unseal, partial(_root_at, connection))
        deep, keyholders = DeepPass(shelf, findings, rules.replay, at_hand), Keyholders()
        frontier = walk_log(connection, findings, steps.then(keyholders.chunk, deep.chunk), _expected(against))
        deep.end()
        findings.unchecked = deep.unchecked
        _check_signers(against, keyholders, findings)
        check_acts(deep.signed, check_checkpoints(connection, keyholders.found, findings), findings)
        check_documents(connection, shelf, findings)
        check_projections(connection, shelf, findings)
        check_mentions(connection, deep.mentions, findings)
        if not for_observers:
            check_sealed(connection, deep.commitments, findings)
            check_private(connection, shelf, findings)
            check_credits(connection, findings)
    return frontier


def _unsealed(connection: Connection, commitment: str) -> str:
    """The value under a commitment. Raises LookupError where it is not there, which is a finding of its own."""
    row = connection.execute("SELECT value FROM sealed WHERE commitment = ?", (bytes.fromhex(commitment),)).fetchone()
    if row is None:
        raise LookupError("a sealed value is not there")
    return row[0].decode()


def _root_at(connection: Connection, size: int) -> str:
    """The root of the tree over the first entries, hexadecimal."""
    leaves = connection.execute("SELECT leaf FROM log WHERE seq <= ? ORDER BY seq", (size,))
    frontier = Frontier()
    while chunk := leaves.fetchmany(CHUNK):
        frontier.extend([leaf for (leaf,) in chunk])
    return frontier.root().hex()


class _Steps:
    """Tells how far the pass over the log has come."""

    def __init__(self, connection: Connection, progress: Progress | None) -> None:
        self._total = int(connection.execute("SELECT coalesce(max(seq), 0) FROM log").fetchone()[0])
        self._done = 0
        self._progress = progress

    def chunk(self, rows: Sequence[Row]) -> None:
        """Note that these rows are done."""
        self._done += len(rows)
        if self._progress is not None:
            self._progress(self._done, self._total)

    def then(self, *first: Callable[[Sequence[Row]], None]) -> Callable[[Sequence[Row]], None]:
        """The same after doing other things with the rows."""

        def all_of_it(rows: Sequence[Row]) -> None:
            for each in first:
                each(rows)
            self.chunk(rows)

        return all_of_it
