"""Projections and look-ups, compared row by row and column by column with those rebuilt from the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from sqlite3 import Connection
from typing import Any

from adjudicator.casework.record.catalogue import upcast
from adjudicator.casework.record.entry import read_body
from adjudicator.casework.record.fold import subjects_of
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.log.checks.entries import Tally
from adjudicator.log.file.findings import Findings
from adjudicator.log.file.forms import FileForm
from adjudicator.log.file.projections import PROJECTIONS, Projection
from adjudicator.log.states.lookups import NAME_FIELDS, name_of, words_of
from adjudicator.log.states.rebuilt import RebuiltShelf
from adjudicator.words import Words, _

_CHUNK = 500

Row = Sequence[Any]


def check_projections(connection: Connection, shelf: RebuiltShelf, form: FileForm, findings: Findings) -> None:
    """Compare every projection of a file of that form with the rebuilt one; the connection gives text as bytes."""
    for projection in filter(form.has, PROJECTIONS):
        names = form.columns(projection)
        sql = f"SELECT {', '.join(names)} FROM {projection.table} ORDER BY {projection.key}"
        _compare(
            projection, connection.execute(sql), map(form.row(projection), shelf.rows(projection)), names, findings
        )


def _compare(
    projection: Projection, stored: Iterator[Row], rebuilt: Iterator[Row], names: Sequence[str], findings: Findings
) -> None:
    have, due = next(stored, None), next(rebuilt, None)
    while have is not None or due is not None:
        if due is None or (have is not None and have[0] < due[0]):
            findings.add("projection.extra", _place(projection, have))
            have = next(stored, None)
        elif have is None or due[0] < have[0]:
            findings.add("projection.missing", _place(projection, due))
            due = next(rebuilt, None)
        else:
            if have != due:
                _name_columns(projection, names, (have, due), findings)
            have, due = next(stored, None), next(rebuilt, None)


def _place(projection: Projection, row: Row | None) -> str:
    key = row[0].decode(errors="replace") if row else ""
    return f"{projection.table} {key}"


def _name_columns(projection: Projection, names: Sequence[str], rows: tuple[Row, Row], findings: Findings) -> None:
    have, due = rows
    for name, stored, rebuilt in zip(names, have, due, strict=True):
        if stored != rebuilt:
            findings.add("projection.differs", _("{row}, column {column}", row=_place(projection, due), column=name))


def check_mentions(connection: Connection, expected: Tally, findings: Findings) -> None:
    """Compare the table of subjects and their entries with the log's."""
    stored = Tally()
    stored.add(connection.execute("SELECT subject, seq FROM mention"))
    if stored != expected:
        _name_mentions(connection, findings)


def _name_mentions(connection: Connection, findings: Findings) -> None:
    stored = set(connection.execute("SELECT subject, seq FROM mention"))
    for seq, body in connection.execute("SELECT seq, body FROM log ORDER BY seq"):
        try:
            due = {(subject.encode(), seq) for subject in subjects_of(upcast(read_body(body.decode())))}
        except Exception:  # noqa: S112 - a body that cannot be read has its own finding
            continue
        for subject, __ in due - stored:
            findings.add(
                "lookup.differs",
                _mentioned(subject, seq),
                _("It is not there."),
            )
        stored -= due
    for subject, seq in sorted(stored):
        findings.add(
            "lookup.differs",
            _mentioned(subject, seq),
            _("It should not be there."),
        )


def _mentioned(subject: bytes, seq: int) -> Words:
    return _("mention {subject}, entry {entry}", subject=subject.decode(errors="replace"), entry=str(seq))


def check_private(connection: Connection, shelf: RebuiltShelf, findings: Findings) -> None:
    """Compare the private look-ups with what the rebuilt envelopes and the sealed values give. Names no values."""
    states = shelf.states(EnvelopeState)
    total = {"private_name": 0, "private_word": 0, "private_elector": 0}
    while envelopes := list(islice(states, _CHUNK)):
        for table, due in _expected(connection, envelopes).items():
            stored = _stored(connection, table, envelopes)
            total[table] += len(stored)
            for envelope in sorted({row[0] for row in stored ^ due}):
                findings.add("lookup.differs", f"{table} {envelope.decode(errors='replace')}")
    for table, number in total.items():
        if connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] != number:
            findings.add("lookup.differs", table, _("It has rows of envelopes that were never received."))


def _expected(connection: Connection, envelopes: Sequence[EnvelopeState]) -> dict[str, set[tuple[bytes, bytes]]]:
    values = _sealed_text(connection, envelopes)
    names = {envelope.number: name_of(envelope.sealed, values) for envelope in envelopes}
    chosen = {envelope.number: envelope.elector.registration_number for envelope in envelopes if envelope.elector}
    return {
        "private_name": {(number.encode(), name.encode()) for number, name in names.items()},
        "private_word": {(number.encode(), word.encode()) for number, name in names.items() for word in words_of(name)},
        "private_elector": {(number.encode(), values[one].encode()) for number, one in chosen.items() if one in values},
    }


def _sealed_text(connection: Connection, envelopes: Sequence[EnvelopeState]) -> dict[str, str]:
    wanted = {envelope.sealed[field] for envelope in envelopes for field in NAME_FIELDS if field in envelope.sealed}
    wanted |= {envelope.elector.registration_number for envelope in envelopes if envelope.elector}
    keys = [key for key in map(_commitment, sorted(wanted)) if key]
    found: dict[str, str] = {}
    for at in range(0, len(keys), _CHUNK):
        part = keys[at : at + _CHUNK]
        sql = f"SELECT commitment, value FROM sealed WHERE commitment IN ({', '.join('?' * len(part))})"
        found.update((key.hex(), value.decode(errors="replace")) for key, value in connection.execute(sql, part))
    return found


def _commitment(text: str) -> bytes:
    """A commitment's bytes; none for a text that is none, which its body's own finding names."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


_COLUMNS = {"private_name": "name", "private_word": "word", "private_elector": "registration_number"}


def _stored(connection: Connection, table: str, envelopes: Sequence[EnvelopeState]) -> set[tuple[bytes, bytes]]:
    numbers = [envelope.number for envelope in envelopes]
    among = ", ".join("?" * len(numbers))
    return set(
        connection.execute(f"SELECT envelope, {_COLUMNS[table]} FROM {table} WHERE envelope IN ({among})", numbers)
    )
