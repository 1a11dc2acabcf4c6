"""Look-up tables beside the projections: which entries mention a subject, and the private ones with personal data.

The private tables let a person search the queue by the voter's name, and find two envelopes of one elector. They follow
the entries like the projections do, and leave the file with nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from sqlite3 import Connection

from adjudicator.casework.acts.receiving import line_of
from adjudicator.casework.record.entry import Entry, SealedRow
from adjudicator.casework.record.fold import subjects_of
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.log.states.shelf import SqlShelf
from adjudicator.records.elector import Credit
from adjudicator.records.vote_rows import unpacked

NAME_FIELDS = ("first_name", "middle_name", "last_name", "suffix")
"""The fields of the papers that make up the voter's name, in the order in which it is written."""

_WORD = re.compile(r"[^\W_]+")
_JOINING = str.maketrans("", "", "'’`´.")


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as they are searched: no accents, case or apostrophes, parted at spaces and hyphens."""
    plain = name if name.isascii() else _without_accents(name)
    return tuple(dict.fromkeys(_WORD.findall(plain.translate(_JOINING).casefold())))


def _without_accents(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))


def values_of(connection: Connection, commitments: Iterable[str]) -> dict[str, str]:
    """Sealed values by commitment (hexadecimal); those that are not there are left out."""
    wanted = list(dict.fromkeys(commitments))
    found: dict[str, str] = {}
    for at in range(0, len(wanted), 500):
        part = [bytes.fromhex(commitment) for commitment in wanted[at : at + 500]]
        sql = f"SELECT commitment, value FROM sealed WHERE commitment IN ({', '.join('?' * len(part))})"
        found.update((commitment.hex(), value) for commitment, value in connection.execute(sql, part))
    return found


def name_of(commitments: Mapping[str, str], values: Mapping[str, str]) -> str:
    """The voter's name as written, from the commitments of an envelope's fields and the sealed values."""
    parts = (values.get(commitments.get(field, ""), "") for field in NAME_FIELDS)
    return " ".join(part for part in parts if part)


class LookUps:
    """What the entries of one transaction change in the look-up tables; written by `flush` after the shelf's."""

    def __init__(self) -> None:
        self._mentions: list[tuple[str, int]] = []
        self._touched: dict[str, None] = {}
        self._fresh: dict[str, str] = {}

    def take(self, seq: int, entry: Entry, sealed: Sequence[SealedRow]) -> None:
        """Remember what one entry changes."""
        self._mentions += ((subject, seq) for subject in dict.fromkeys(subjects_of(entry)))
        if "papers" in entry.data or "elector" in entry.data:
            self._touched[str(entry.data["envelope"])] = None
            self._fresh.update((row.commitment.hex(), row.value) for row in sealed)

    def flush(self, connection: Connection, shelf: SqlShelf) -> None:
        """Write the look-ups of everything taken; `shelf` holds the states as the entries left them."""
        connection.executemany("INSERT INTO mention (subject, seq) VALUES (?, ?)", self._mentions)
        envelopes = [state for number in self._touched if (state := shelf.get(EnvelopeState, number)) is not None]
        if envelopes:
            self._write_names(connection, envelopes)
            self._write_electors(connection, envelopes)

    def _write_names(self, connection: Connection, envelopes: Sequence[EnvelopeState]) -> None:
        needed = {envelope.sealed.get(field, "") for envelope in envelopes for field in NAME_FIELDS}
        values = self._values(connection, needed)
        names = [(envelope.number, name_of(envelope.sealed, values)) for envelope in envelopes]
        words = [(word, number) for number, name in names for word in words_of(name)]
        connection.executemany("DELETE FROM private_word WHERE envelope = ?", [(number,) for number, _ in names])
        connection.executemany("REPLACE INTO private_name (envelope, name) VALUES (?, ?)", names)
        connection.executemany("INSERT INTO private_word (word, envelope) VALUES (?, ?)", words)

    def _write_electors(self, connection: Connection, envelopes: Sequence[EnvelopeState]) -> None:
        chosen = {envelope.number: envelope.elector.registration_number for envelope in envelopes if envelope.elector}
        values = self._values(connection, chosen.values())
        sql = "DELETE FROM private_elector WHERE envelope = ?"
        connection.executemany(sql, [(envelope.number,) for envelope in envelopes])
        rows = [(number, values[commitment]) for number, commitment in chosen.items() if commitment in values]
        connection.executemany("INSERT INTO private_elector (envelope, registration_number) VALUES (?, ?)", rows)

    def _values(self, connection: Connection, commitments: Iterable[str]) -> dict[str, str]:
        wanted = {commitment for commitment in commitments if commitment}
        older = values_of(connection, wanted - self._fresh.keys())
        return {**older, **self._fresh}


def put_credits(connection: Connection, lines: Mapping[str, Sequence[Credit]]) -> None:
    """Keep the lines of lists of votes and registrations by the files' ids, in the transaction of `file.received`."""
    for file, credits_received in lines.items():
        connection.executemany(
            "INSERT INTO private_credit VALUES (?, ?, ?, ?, ?, ?, ?)",
            (line_of(line, file) for line in credits_received),
        )


def credits_of(connection: Connection, registration_number: str) -> tuple[Credit, ...]:
    """The credits recorded for one elector, in the order in which they were received."""
    return _credits(connection, "registration_number", registration_number)


def credits_in(connection: Connection, file: str) -> tuple[Credit, ...]:
    """The lines of a file, by what the record calls it, in the order in which they stand in it."""
    return _credits(connection, "file", file)


def names_in(connection: Connection, file: str) -> list[tuple[str, str, str]]:
    """Registration number, last and first name of the lines of a file, without the rest of them, which takes longer."""
    sql = "SELECT registration_number, last_name, first_name FROM private_credit WHERE file = ? ORDER BY rowid"
    return connection.execute(sql, (file,)).fetchall()


def _credits(connection: Connection, column: str, value: str) -> tuple[Credit, ...]:
    sql = (
        "SELECT registration_number, value, dated, detail, file, last_name, first_name "
        f"FROM private_credit WHERE {column} = ? ORDER BY rowid"
    )
    return tuple(map(_credit, connection.execute(sql, (value,))))


def _credit(kept: Sequence[str]) -> Credit:
    number, value, on, words, *rest = kept
    detail, row = unpacked(words)
    return Credit(number, value, on, detail, *rest, row=row)
