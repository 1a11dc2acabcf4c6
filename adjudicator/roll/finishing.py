"""What follows the load: the roll's id, the look-up indexes, the neighbourhood of misspelt surnames."""

from __future__ import annotations

import hashlib
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import FileIO

from adjudicator.records.trouble import Problem
from adjudicator.roll import schema
from adjudicator.roll.cells import Interned
from adjudicator.roll.loading import Loader
from adjudicator.roll.spelling import first_slot, forms_of, key_of, parts_of, street_key

LEAF_BYTES = 32
"""Bytes of SHA-256, the digest of one elector's canonical row."""


def roll_id(rows: Sequence[int], leaves: FileIO, first_row: int) -> str:
    """SHA-256 over the electors' leaves in the order given, hexadecimal; a leaf lies in `leaves` at its row's place."""
    digest = hashlib.sha256()
    for row in rows:
        leaves.seek((row - first_row) * LEAF_BYTES)
        digest.update(leaves.read(LEAF_BYTES))
    return digest.hexdigest()


def rows_by_number(connection: sqlite3.Connection) -> array[int]:
    """The electors' rows in the order of their registration numbers."""
    return array("L", (row for (row,) in connection.execute("SELECT id FROM elector ORDER BY registration_number")))


def remove_repeated(connection: sqlite3.Connection, leaves: FileIO, first_row: int, file: str) -> Iterator[Problem]:
    """Removes rows that repeat an earlier one word for word; yields a problem for each that says something else."""
    groups = connection.execute(
        "SELECT group_concat(id) FROM elector GROUP BY registration_number HAVING count(*) > 1"
    ).fetchall()
    for (ids,) in groups:
        first, *others = sorted(map(int, ids.split(",")))
        for other in others:
            if roll_id((first,), leaves, first_row) == roll_id((other,), leaves, first_row):
                connection.execute("DELETE FROM elector WHERE id = ?", (other,))
            else:
                what = f"The registration number is already in row {first}, with other content"
                remedy = "Find out which row is right and remove the other."
                yield Problem(file, what, remedy, row=other)


def finish(connection: sqlite3.Connection, loader: Loader, leaves: FileIO, first_row: int) -> str:
    """Makes the look-up tables and indexes and returns the roll's id; the index by number must be there.

    SQLite sorts without holding Python's lock, so the indexes are made beside the digests and the neighbourhood.
    """
    order = rows_by_number(connection)
    with ThreadPoolExecutor(1) as beside:
        indexes = beside.submit(_run_each, connection, schema.ELECTOR_INDEXES)
        identity = roll_id(order, leaves, first_row)
        del order
        surnames = _Surnames(loader.surnames)
        indexes.result()
    surnames.write(connection)
    _write_values(connection, loader)
    _run_each(connection, schema.NAME_INDEXES)
    return identity


def _run_each(connection: sqlite3.Connection, statements: Sequence[str]) -> None:
    for statement in statements:
        connection.execute(statement)


class _Surnames:
    """The surnames with the parts of the double ones, and the neighbourhood of all of them."""

    def __init__(self, surnames: Interned[str]) -> None:
        self.texts = [text for text in surnames.values_of if text is not None]
        self.parts: list[tuple[int, int]] = []
        self._add_parts(surnames)
        self.keys = [key_of(text) for text in self.texts]
        self.slots = sorted(set(self._slots()))

    def _add_parts(self, surnames: Interned[str]) -> None:
        for number, text in enumerate(list(self.texts), start=1):
            if text.isalpha():
                continue  # one word of letters has no parts
            for part in parts_of(text):
                part_number = surnames[part]
                if part_number > len(self.texts):
                    self.texts.append(part)
                self.parts.append((number, part_number))

    def _slots(self) -> Iterator[int]:
        for number, key in enumerate(self.keys, start=1):
            for form in forms_of(key):
                yield first_slot(form) | number

    def write(self, connection: sqlite3.Connection) -> None:
        rows = enumerate(zip(self.texts, self.keys, strict=True), start=1)
        connection.executemany("INSERT INTO surname VALUES (?, ?, ?)", ((number, *row) for number, row in rows))
        connection.executemany("INSERT INTO surname_part VALUES (?, ?)", self.parts)
        connection.executemany("INSERT INTO neighbour VALUES (?)", zip(self.slots, strict=True))


def _write_values(connection: sqlite3.Connection, loader: Loader) -> None:
    given = enumerate(loader.given_names.values_of[1:], start=1)
    connection.executemany(
        "INSERT INTO given_name VALUES (?, ?, ?)", ((number, text, key_of(text or "")) for number, text in given)
    )
    standings = enumerate(loader.standings.values_of[1:], start=1)
    connection.executemany(
        "INSERT INTO standing VALUES (?, ?, ?)", ((number, *row) for number, row in standings if row)
    )
    streets = enumerate(loader.streets.values_of[1:], start=1)
    connection.executemany(
        "INSERT INTO street VALUES (?, ?, ?, ?, ?)",
        ((number, *row, street_key(row[0])) for number, row in streets if row),
    )
    places = enumerate(loader.places.values_of[1:], start=1)
    connection.executemany(
        f"INSERT INTO place VALUES ({', '.join('?' * 14)})",
        (
            (number, *row, loader.electors_of_place[number], loader.example_of_place.get(number, ""))
            for number, row in places if row
        ),
    )  # fmt: skip
