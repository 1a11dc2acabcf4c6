"""What follows the load: the roll's id, the look-up indexes, the neighbourhood of misspelt surnames."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO, FileIO
from typing import BinaryIO

from adjudicator.records.trouble import Problem
from adjudicator.roll import schema
from adjudicator.roll.loading import Loader
from adjudicator.roll.values import Surnames, write_values
from adjudicator.words import _

LEAF_BYTES = 32
"""Bytes of SHA-256, the digest of one elector's canonical row."""

LEAVES_AT_ONCE = 4096

_HAS_PREAD = hasattr(os, "pread")  # Windows has it not


def roll_id(rows: Sequence[int], leaves: BinaryIO, first_row: int) -> str:
    """SHA-256 over the electors' leaves in the order given, hexadecimal; a leaf lies in `leaves` at its row's place."""
    digest = hashlib.sha256()
    leaf_of = _reader(leaves)
    for start in range(0, len(rows), LEAVES_AT_ONCE):
        places = [(row - first_row) * LEAF_BYTES for row in rows[start : start + LEAVES_AT_ONCE]]
        digest.update(b"".join(map(leaf_of, places)))
    return digest.hexdigest()


def _reader(leaves: BinaryIO | FileIO) -> Callable[[int], bytes | memoryview]:
    """What gives the leaf that begins at a place. Those in a file are read one by one: held, they fill the memory."""
    if isinstance(leaves, BytesIO):
        held = leaves.getbuffer()
        return lambda place: held[place : place + LEAF_BYTES]
    if _HAS_PREAD and isinstance(leaves, FileIO):
        file = leaves.fileno()
        return lambda place: os.pread(file, LEAF_BYTES, place)

    def read(place: int) -> bytes:
        leaves.seek(place)
        return leaves.read(LEAF_BYTES)

    return read


def rows_by_number(connection: sqlite3.Connection) -> array[int]:
    """The electors' rows in the order of their registration numbers."""
    return array("I", (row for (row,) in connection.execute("SELECT id FROM elector ORDER BY registration_number")))


def remove_repeated(
    connection: sqlite3.Connection, loader: Loader, leaves: BinaryIO, first_row: int
) -> Iterator[Problem]:
    """Removes rows that repeat an earlier one word for word; yields a problem for each that says something else."""
    groups = connection.execute(
        "SELECT group_concat(id) FROM elector GROUP BY registration_number HAVING count(*) > 1"
    ).fetchall()
    for (ids,) in groups:
        first, *others = sorted(map(int, ids.split(",")))
        for other in others:
            if roll_id((first,), leaves, first_row) == roll_id((other,), leaves, first_row):
                found = connection.execute("DELETE FROM elector WHERE id = ? RETURNING place_id", (other,)).fetchone()
                loader.electors_of_place[found[0]] -= 1
            else:
                what = _("The registration number is already in row {row}, with other content", row=str(first))
                remedy = _("Find out which row is right and remove the other.")
                yield Problem(loader.file, what, remedy, row=other)


def finish(connection: sqlite3.Connection, loader: Loader, surnames: Surnames, leaves: BinaryIO, first_row: int) -> str:
    """Makes the look-up tables and indexes and returns the roll's id; the index by number must be there.

    SQLite sorts without holding Python's lock, so the indexes are made beside the digests.
    """
    loader.forget_raw()
    order = rows_by_number(connection)
    with ThreadPoolExecutor(1) as beside:
        indexes = beside.submit(_run_each, connection, schema.ELECTOR_INDEXES)
        identity = roll_id(order, leaves, first_row)
        indexes.result()
    surnames.write(connection)
    write_values(connection, loader)
    _run_each(connection, schema.NAME_INDEXES)
    return identity


def _run_each(connection: sqlite3.Connection, statements: Sequence[str]) -> None:
    for statement in statements:
        connection.execute(statement)
