"""A log and its signatures as they lie in a release, checked like those of a case: whose acts the entries are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from adjudicator.log.acts import from_json, put_act
from adjudicator.log.check_acts import ActsPass
from adjudicator.log.check_log import walk_log
from adjudicator.log.findings import CheckFinding, Findings
from adjudicator.log.merkle import leaf_hash
from adjudicator.log.schema import TABLES

NEEDED = ("log", "signature", "checkpoint")


@dataclass(frozen=True, slots=True)
class WhoseActs:
    """The places of the entries that are in force nowhere, what was found, and how many entries at the beginning are of a
    form whose acts are not signed one by one.
    """

    not_in_force: frozenset[int]
    findings: tuple[CheckFinding, ...]
    unsigned: int


def whose_acts(bodies: Iterable[bytes], signatures: Iterable[Mapping[str, Any]]) -> WhoseActs:
    """Check bodies in order against the rows of signatures (see `acts.as_json`), in a scratch database of their own.

    Raises ValueError, LookupError, TypeError or OverflowError for rows that are no signatures, or bodies that are no text.
    """
    # an empty name is SQLite's private database: in memory while small, else in a file that no one else can open
    with closing(sqlite3.connect("", isolation_level=None)) as scratch:
        try:
            _fill(scratch, bodies, signatures)
        except sqlite3.IntegrityError as error:
            raise ValueError("the signatures are not those of a log") from error
        scratch.text_factory = bytes
        findings = Findings()
        acts = ActsPass(scratch, findings, ())
        walk_log(scratch, findings, acts.take)
        acts.end()
        return WhoseActs(frozenset(acts.not_in_force), findings.all(), acts.unsigned)


def _fill(scratch: sqlite3.Connection, bodies: Iterable[bytes], signatures: Iterable[Mapping[str, Any]]) -> None:
    for table in NEEDED:
        scratch.execute(TABLES[table])
    scratch.execute("BEGIN")
    for row in signatures:
        put_act(scratch, from_json(row))
    rows = ((seq, body.decode(), leaf_hash(body)) for seq, body in enumerate(bodies, 1))
    scratch.executemany("INSERT INTO log (seq, body, leaf) VALUES (?, ?, ?)", rows)
