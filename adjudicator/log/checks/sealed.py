"""Checks of what stands beside the log: sealed values, documents, credits."""

from __future__ import annotations

import hashlib
import json
from sqlite3 import Connection

from adjudicator.casework.acts.receiving import lines_digest
from adjudicator.casework.record.shelf import CASE_KEY
from adjudicator.casework.record.state import CaseState
from adjudicator.log.checks.entries import CHUNK, Tally, seals_in
from adjudicator.log.file.findings import Findings, at_entry
from adjudicator.log.states.rebuilt import RebuiltShelf
from adjudicator.port.acts import DOCUMENT_KINDS
from adjudicator.records.received import FILE_KINDS, KEPT_AS_LINES
from adjudicator.words import Words, _

NO_LINES = lines_digest(())
"""What a file commits to of which no lines are kept: a roll, an envelope list."""


def check_sealed(connection: Connection, committed: Tally, findings: Findings) -> None:
    """Check that each sealed value matches its commitment, and that bodies and values belong to each other."""
    sha256 = hashlib.sha256
    stored = Tally()
    rows = connection.execute("SELECT commitment, salt, value FROM sealed")
    while chunk := rows.fetchmany(CHUNK):
        stored.add(commitment.hex().encode() for commitment, __, __ in chunk)
        for commitment, salt, value in chunk:
            if sha256(salt + value).digest() != commitment:
                findings.add("sealed.value", _sealed(commitment.hex()))
    if stored != committed:
        _name_seals(connection, findings)


def _name_seals(connection: Connection, findings: Findings) -> None:
    """Say which seals and values lack each other; only done when some do."""
    left = {commitment.hex().encode() for (commitment,) in connection.execute("SELECT commitment FROM sealed")}
    wanted: set[bytes] = set()
    for seq, body in connection.execute("SELECT seq, body FROM log ORDER BY seq"):
        for commitment in seals_in(body):
            if commitment not in left or commitment in wanted:
                findings.add("sealed.missing", at_entry(seq))
            wanted.add(commitment)
    for commitment in sorted(left - wanted):
        findings.add("sealed.orphan", _sealed(commitment.decode()))


def _sealed(commitment: str) -> Words:
    return _("sealed {commitment}", commitment=commitment[:16])


def check_documents(connection: Connection, shelf: RebuiltShelf, findings: Findings) -> None:
    """Check that documents match their digests, and that those the case names are there."""
    there: set[str] = set()
    for digest, kind, content in connection.execute("SELECT digest, kind, content FROM document"):
        name = digest.decode(errors="replace")
        there.add(name)
        if hashlib.sha256(content).hexdigest() != name or kind.decode(errors="replace") not in DOCUMENT_KINDS:
            findings.add("document.digest", _document(name))
    case = shelf.get(CaseState, CASE_KEY)
    if case is None:
        return
    for name in {case.definition, case.pack_document} - there:
        findings.add("document.missing", _document(name))


def _document(digest: str) -> Words:
    return _("document {digest}", digest=digest[:16])


def _file(digest: bytes) -> Words:
    return _("file {digest}", digest=digest.decode(errors="replace")[:16])


def check_credits(connection: Connection, findings: Findings) -> None:
    """Check that credits come from files that were received, and that their lines are those that were received then.

    The digest of the lines is sealed, so that nobody can try a guess at a short file on an observer's copy, which cannot be
    checked for it either: it has no such lines.
    """
    sql = "SELECT DISTINCT file FROM private_credit WHERE file NOT IN (SELECT digest FROM received_file)"
    for (digest,) in connection.execute(sql):
        findings.add("credit.file", _file(digest))
    for digest, state in connection.execute("SELECT digest, state FROM received_file").fetchall():
        kind, committed = _committed_lines(connection, state)
        kept = NO_LINES if kind in FILE_KINDS.keys() - KEPT_AS_LINES else committed
        if kept and kept != _lines_kept(connection, digest):
            findings.add("credit.lines", _file(digest))


def _committed_lines(connection: Connection, state: bytes) -> tuple[str, str]:
    """The kind of a file, and the digest of lines that it commits to; a state that cannot be read is found by comparing
    projections.

    Where no sealed value has that commitment the entry was of version 1, and it is the digest itself.
    """
    try:
        read = json.loads(state)
        kind, lines = str(read.get("kind", "")), str(read.get("lines", ""))
        sealed = connection.execute("SELECT value FROM sealed WHERE commitment = ?", (bytes.fromhex(lines),)).fetchone()
    except (ValueError, AttributeError, RecursionError):
        return "", ""
    return kind, lines if sealed is None else sealed[0].decode(errors="replace")


def _lines_kept(connection: Connection, digest: bytes) -> str:
    sql = (
        "SELECT registration_number, value, dated, detail, file, last_name, first_name "
        "FROM private_credit WHERE file = ? ORDER BY rowid"
    )
    rows = connection.execute(sql, (digest.decode(errors="replace"),))
    return lines_digest([cell.decode(errors="replace") for cell in row] for row in rows)
