"""Reading the log: entries in order with what they seal, one subject's history, and sealed values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from adjudicator.casework.record.catalogue import UNFIT, upcast
from adjudicator.casework.record.entry import Entry, SealedEntry, SealedRow, commitment_in, read_body
from adjudicator.log import keyring
from adjudicator.log.file import errors
from adjudicator.log.file.connection import is_for_observers, is_of_a_station
from adjudicator.log.file.schema import LATER, LATER_KINDS
from adjudicator.log.states.few import seqs_about
from adjudicator.log.states.lookups import credits_in, values_of
from adjudicator.log.tree.acts import read_acts
from adjudicator.port.acts import WHOLE_RECORD, Document, Logged, WholeAct
from adjudicator.port.answers import Head
from adjudicator.port.keys import WrappedKey
from adjudicator.records.elector import Credit

CHUNK = 500

DOCUMENT_NAMES = ("definition", "pack_document")
"""Where an entry's data name documents that the case carries."""

GIVES_KEY = frozenset(
    {"person.added", "person.key_changed", "person.key_made", "person.key_recovered", "person.password_changed"}
)
"""Kinds of entry with whose act a person's key is kept."""

# in canonical JSON a quotation mark inside a text stands behind a backslash, so this is found nowhere but in a seal
_SEAL = re.compile(r'\{"sealed":"([0-9a-f]{64})"\}')


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which entries to list: kinds that begin so ("envelope."), one person's, one envelope's; empty means any."""

    kind: str = ""
    by: str = ""
    envelope: str = ""


@dataclass(frozen=True, slots=True)
class Bodies:
    """The entries of a log as they are stored, read afresh whenever they are gone through."""

    connection: Connection
    path: Path

    def __iter__(self) -> Iterator[str]:
        with errors.the_world(self.path):
            for (body,) in self.connection.execute("SELECT body FROM log ORDER BY seq"):
                yield body


def commitments_in(body: str) -> list[str]:
    """The commitments of a stored body, hexadecimal, in order."""
    return _SEAL.findall(body)


def read(connection: Connection, from_seq: int, limit: int | None, with_sealed: bool) -> Iterator[Logged]:
    """Entries in order from `from_seq` on, at most `limit`, in the newest form of their kinds."""
    left = limit
    while left is None or left > 0:
        size = CHUNK if left is None else min(CHUNK, left)
        sql = "SELECT seq, body, leaf FROM log WHERE seq >= ? ORDER BY seq LIMIT ?"
        rows = connection.execute(sql, (from_seq, size)).fetchall()
        yield from _logged(connection, rows, with_sealed)
        if len(rows) < size:
            return
        from_seq = rows[-1][0] + 1
        left = None if left is None else left - len(rows)


def read_back(connection: Connection, which: LogFilter, before: int, limit: int) -> list[Logged]:
    """At most `limit` entries that pass the filter, newest first, all before the seq `before` (0: from the end)."""
    conditions, values = _conditions(connection, which)
    if before:
        conditions, values = [*conditions, "seq < ?"], [*values, before]
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    sql = f"SELECT seq, body, leaf FROM log {where} ORDER BY seq DESC LIMIT ?"
    rows = connection.execute(sql, (*values, limit)).fetchall()
    return list(_logged(connection, rows, with_sealed=False))


def since(connection: Connection, subject: str, seen: int, limit: int) -> tuple[list[Logged], int]:
    """The newest entries about a subject after a seq, at most `limit`, in order; and how many there are of them."""
    where = "seq > ?" if subject == WHOLE_RECORD else "seq IN (SELECT seq FROM mention WHERE subject = ? AND seq > ?)"
    bound = (seen,) if subject == WHOLE_RECORD else (subject, seen)
    (count,) = connection.execute(f"SELECT count(*) FROM log WHERE {where}", bound).fetchone()
    sql = f"SELECT seq, body, leaf FROM log WHERE {where} ORDER BY seq DESC LIMIT ?"
    rows = connection.execute(sql, (*bound, limit)).fetchall()
    return list(_logged(connection, rows[::-1], with_sealed=False)), int(count)


def whole_acts(connection: Connection, from_seq: int) -> Iterator[WholeAct]:
    """The acts whose first entry stands at `from_seq` or behind it, in order, each with all that a copy needs of it.

    Entries of form 3.0, which stand before the first act of a case that was raised, are in none.
    An observer's copy has neither sealed values, lines of files nor keys to give.
    """
    is_whole = not is_for_observers(connection)
    for row in read_acts(connection, from_seq):
        sql = "SELECT body FROM log WHERE seq BETWEEN ? AND ? ORDER BY seq"
        bodies: list[str] = [body for (body,) in connection.execute(sql, (row.first, row.last))]
        entries = [read_body(body) for body in bodies]
        yield WholeAct(
            row.first,
            row.act,
            row.person,
            Head(row.base_size, row.base_root),
            row.signature,
            tuple(SealedEntry(body, _sealed_in(connection, body) if is_whole else ()) for body in bodies),
            documents=tuple(_documents_in(connection, entries)),
            credit_lines=_lines_in(connection, entries) if is_whole else {},
            notes=tuple(note for (note,) in connection.execute(_NOTES, (row.last,))),
            keys=tuple(_keys_in(connection, entries)) if is_whole else (),
        )


_NOTES = "SELECT note FROM checkpoint WHERE size = ? ORDER BY number"


def _sealed_in(connection: Connection, body: str) -> tuple[SealedRow, ...]:
    sql = "SELECT commitment, salt, value FROM sealed WHERE commitment = ?"
    found = (connection.execute(sql, (bytes.fromhex(each),)).fetchone() for each in commitments_in(body))
    return tuple(SealedRow(*row) for row in found if row is not None)


def _documents_in(connection: Connection, entries: Sequence[Entry]) -> Iterator[Document]:
    for digest in (entry.data[name] for entry in entries for name in DOCUMENT_NAMES if name in entry.data):
        row = connection.execute("SELECT digest, kind, content FROM document WHERE digest = ?", (digest,)).fetchone()
        if row is not None:
            yield Document(*row)


def _lines_in(connection: Connection, entries: Sequence[Entry]) -> dict[str, tuple[Credit, ...]]:
    files = (commitment_in(entry.data["digest"]) for entry in entries if entry.kind == "file.received")
    found = {file: credits_in(connection, file) for file in files if file}
    return {file: lines for file, lines in found.items() if lines}


def _keys_in(connection: Connection, entries: Sequence[Entry]) -> Iterator[WrappedKey]:
    for entry in entries:
        key = keyring.read(connection, entry.data["person"]) if entry.kind in GIVES_KEY else None
        if key is not None:
            yield key


def _conditions(connection: Connection, which: LogFilter) -> tuple[list[str], list[str | int]]:
    conditions: list[str] = []
    values: list[str | int] = []
    if which.kind in LATER:
        conditions.append(f"json_extract(body, '$.kind') = ? AND json_extract(body, '$.kind') IN {LATER_KINDS}")
        values.append(which.kind)
    elif which.kind:
        conditions.append("substr(json_extract(body, '$.kind'), 1, ?) = ?")
        values += [len(which.kind), which.kind]
    if which.by:
        conditions.append("json_extract(body, '$.by') = ?")
        values.append(which.by)
    if which.envelope:
        # the table of mentions is a projection: a changed one could hide an entry
        conditions.append("seq IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(seqs_about(connection, which.envelope)))
    return conditions, values


def _newest(body: str) -> Entry:
    return upcast(read_body(body))


def _as_it_is(body: str) -> Entry:
    """The entry in the newest form of its kind; as it stands, or without anything, where it has none."""
    try:
        entry = read_body(body)
    except UNFIT:
        return Entry("", 0, "", "", {})
    try:
        return upcast(entry)
    except UNFIT:
        return entry


def _logged(connection: Connection, rows: Sequence[tuple[int, str, bytes]], with_sealed: bool) -> Iterator[Logged]:
    values: dict[str, str] = {}
    # a stranger with a login may have put anything into a shared record: it is in force nowhere, and shown as it is
    entry_of = _as_it_is if is_of_a_station(connection) else _newest
    if with_sealed:
        values = values_of(connection, (commitment for _, body, _ in rows for commitment in commitments_in(body)))
    for seq, body, leaf in rows:
        own = {one: values[one] for one in commitments_in(body) if one in values} if with_sealed else {}
        yield Logged(seq, entry_of(body), body, leaf, own)
