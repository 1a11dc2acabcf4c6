"""Writes what the electors share: names with the neighbourhood of the misspelt, streets, standings, places."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator
from typing import Any

from adjudicator.roll.cells import SEPARATOR, Interned, InternedCells
from adjudicator.roll.layouts import DISTRICT_LEVELS
from adjudicator.roll.loading import Loader
from adjudicator.roll.spelling import (
    SLOT_BITS,
    SLOTS_OF_PACK,
    keys_of,
    little_endian,
    parts_of,
    slots_of,
    street_key,
)  # fmt: skip

_PLACE = ("id", "county", "precinct", *DISTRICT_LEVELS, "municipality", "combo", "electors", "example")
INSERT_PLACE = f"INSERT INTO place ({', '.join(_PLACE)}) VALUES ({', '.join('?' * len(_PLACE))})"

_TO_FIRST_BITS = SLOT_BITS + 24


class Surnames:
    """The surnames with the parts of the double ones, and the neighbourhood of all of them."""

    def __init__(self, surnames: Interned) -> None:
        self._texts = surnames.texts
        self.parts = list(_parts(surnames))
        surnames.clear()
        self._keys = keys_of(self._texts)
        self._slots = _by_first_bits(self._keys)

    def write(self, connection: sqlite3.Connection) -> None:
        """Writes the tables `surname`, `surname_part` and `neighbour`."""
        connection.executemany("INSERT INTO surname VALUES (?, ?, ?)", self.rows())
        connection.executemany("INSERT INTO surname_part VALUES (?, ?)", self.parts)
        connection.executemany("INSERT INTO neighbour VALUES (?, ?)", self.packs())

    def rows(self) -> Iterator[tuple[int, str, str]]:
        """The rows of `surname`, in the order of their numbers."""
        return zip(range(1, len(self._texts)), self._texts[1:], self._keys[1:], strict=True)

    def packs(self) -> Iterator[tuple[int, bytes]]:
        """The rows of `neighbour`, ascending."""
        for slots in self._slots:
            yield from _packed(sorted(slots))


def _by_first_bits(keys: list[str]) -> list[array[int]]:
    """The slots of all names in 256 heaps by their first eight bits, 8 bytes each; only one heap at a time becomes numbers.

    `keys[number]` is the name's spelling; the first stands for no name.
    """
    heaps = [array("Q") for _ in range(256)]
    put = [heap.append for heap in heaps]
    for number in range(1, len(keys)):
        for slot in slots_of(keys[number], number):
            put[slot >> _TO_FIRST_BITS](slot)
    return heaps


def _packed(slots: list[int]) -> Iterator[tuple[int, bytes]]:
    """Ascending slots in packs: the first one, and all of them as 64-bit numbers in little-endian order."""
    for start in range(0, len(slots), SLOTS_OF_PACK):
        pack = array("Q", slots[start : start + SLOTS_OF_PACK])
        yield pack[0], little_endian(pack).tobytes()


def _parts(surnames: Interned) -> Iterator[tuple[int, int]]:
    """(double name's number, its part's number); a part that nobody has for a name of its own gets a number."""
    for number, text in enumerate(surnames.texts[1:], start=1):
        if not text.isalpha():
            yield from ((number, surnames[part]) for part in parts_of(text))


def write_values(connection: sqlite3.Connection, loader: Loader) -> None:
    """Writes the tables `given_name`, `standing`, `street` and `place`."""
    names = loader.given_names.texts
    given = zip(range(1, len(names)), names[1:], keys_of(names)[1:], strict=True)
    connection.executemany("INSERT INTO given_name VALUES (?, ?, ?)", given)
    connection.executemany("INSERT INTO standing VALUES (?, ?, ?)", _rows(loader.standings))
    streets = ((*row, street_key(row[1])) for row in _rows(loader.streets))
    connection.executemany("INSERT INTO street VALUES (?, ?, ?, ?, ?)", streets)
    electors, examples = loader.electors_of_place, loader.example_of_place
    places = ((*row, electors[row[0]], examples.get(row[0], "")) for row in _rows(loader.places))
    connection.executemany(INSERT_PLACE, places)


def _rows(values: InternedCells) -> Iterator[tuple[Any, ...]]:
    for number, text in enumerate(values.texts[1:], start=1):
        yield number, *text.split(SEPARATOR)
