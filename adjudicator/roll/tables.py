"""The questions that are put to a roll file, each one statement; numbers of rows and names in and out."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cached_property
from sqlite3 import Connection
from typing import NamedTuple

from adjudicator.at_rest.own_schema import column_names
from adjudicator.records.elector import Elector
from adjudicator.roll.layouts import DISTRICT_LEVELS
from adjudicator.roll.spelling import SLOT_BITS, first_slot, forms_of, little_endian
from adjudicator.roll.two_slips import NamesWithinTwoSlips

_LAST_OF_SLOT = (1 << SLOT_BITS) - 1

_LEVELS_FROM = 14


class IndexedElector(NamedTuple):
    """An elector as the index has it."""

    elector: int
    surname: int
    year: int
    given: int


class StreetRow(NamedTuple):
    """A street as the list has it: one name in two towns is two streets."""

    id: int
    city: str
    zip_code: str


def _listed(numbers: Iterable[int]) -> str:
    # numbers of our own rows, so they may stand in the statement: a list has no other form in SQL
    return ",".join(map(str, numbers))


class RollTables:
    """Reads one open roll file. Spellings that were read are remembered."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.levels = _levels_in(connection)
        self._given: dict[int, str] = {}
        self._surnames: dict[int, str] = {}
        self._of_letter: dict[str, NamesWithinTwoSlips] = {}

    def electors(self, rows: Collection[int]) -> Iterator[Elector]:
        """The electors of these rows, in no order."""
        statement = f"""SELECT e.registration_number, p.county, t.status, s.text AS last_name, g.text AS first_name,
            e.middle_name, e.suffix, e.birth_year, e.house_number, r.text AS street, e.unit, r.city, r.zip_code,
            p.precinct, {"".join(f"p.{level}, " for level in self.levels)}p.municipality, p.combo, t.reason,
            e.registered_on, e.changed_on
            FROM elector e CROSS JOIN surname s ON s.id = e.surname_id CROSS JOIN given_name g ON g.id = e.given_id
            CROSS JOIN standing t ON t.id = e.standing_id CROSS JOIN street r ON r.id = e.street_id
            CROSS JOIN place p ON p.id = e.place_id WHERE e.id IN ({_listed(rows)})"""
        for row in self._connection.execute(statement):
            yield _elector(row, self.levels)

    def row_of_number(self, number: str) -> int | None:
        """The row of exactly this registration number."""
        found = self._connection.execute("SELECT id FROM elector WHERE registration_number = ?", (number,)).fetchone()
        return found[0] if found else None

    def rows_of_numbers(self, numbers: Iterable[str]) -> list[int]:
        """The rows of those of the numbers that are there."""
        return [row for number in numbers if (row := self.row_of_number(number)) is not None]

    def rows_with_part(self, part: str, limit: int) -> list[int]:
        """Rows whose number holds these digits; reads the whole index by number."""
        found = self._connection.execute(
            "SELECT id FROM elector INDEXED BY elector_by_number WHERE instr(registration_number, ?) LIMIT ?",
            (part, limit),
        )
        return [row for (row,) in found]

    def surnames_near(self, keys: Iterable[str]) -> dict[int, str]:
        """Surnames that share a form with any key: number -> spelling. A few may only share the form's checksum."""
        forms = dict.fromkeys(form for key in keys for form in forms_of(key))
        numbers = {slot & _LAST_OF_SLOT for form in forms for slot in self._slots(form)}
        return self._spellings("surname", self._surnames, numbers)

    def _slots(self, form: str) -> Iterator[int]:
        """The slots of one form, which may run on through several packs."""
        low = first_slot(form)
        high = low + _LAST_OF_SLOT
        packs = self._connection.execute(
            """SELECT slots FROM neighbour WHERE first_slot <= :high
            AND first_slot >= coalesce((SELECT max(first_slot) FROM neighbour WHERE first_slot <= :low), 0)""",
            {"low": low, "high": high},
        )
        for (pack,) in packs:
            slots = little_endian(array("Q", pack))
            yield from slots[bisect_left(slots, low) : bisect_right(slots, high)]

    def surnames_starting(self, start: str, limit: int) -> dict[int, str]:
        """Surnames that begin with these letters: number -> spelling."""
        found = self._connection.execute(
            "SELECT id, spelling FROM surname WHERE spelling >= ? AND spelling < ? LIMIT ?",
            (start, start + "\U0010ffff", limit),
        )
        return dict(found.fetchall())

    def surnames_of_letter(self, letter: str) -> NamesWithinTwoSlips:
        """The surnames that begin with a letter. Read once, some 10,000 a letter."""
        if letter not in self._of_letter:
            found = self._connection.execute(
                "SELECT id, spelling FROM surname WHERE spelling >= ? AND spelling < ?", (letter, letter + "\U0010ffff")
            )
            self._of_letter[letter] = NamesWithinTwoSlips(found)
        return self._of_letter[letter]

    @cached_property
    def first_letters(self) -> tuple[str, ...]:
        """The letters with which surnames begin; reads all of them, once."""
        found = self._connection.execute("SELECT DISTINCT substr(spelling, 1, 1) FROM surname WHERE spelling > ''")
        return tuple(letter for (letter,) in found)

    def given_spellings(self, numbers: Collection[int]) -> dict[int, str]:
        """Given names: number -> spelling, for more numbers than were asked."""
        return self._spellings("given_name", self._given, numbers)

    def given_names(self, keys: Collection[str]) -> list[int]:
        """The numbers of the given names with these spellings."""
        marks = ",".join("?" * len(keys))
        found = self._connection.execute(f"SELECT id FROM given_name WHERE spelling IN ({marks})", tuple(keys))
        return [number for (number,) in found]

    def entries(self, surnames: Collection[int], years: Collection[int]) -> list[IndexedElector]:
        """Electors with any of the surnames, or one of two names among them, born in any of the years."""
        who, when = _listed(surnames), _listed(years)
        found = self._connection.execute(
            f"""SELECT id, surname_id, birth_year, given_id FROM elector
            WHERE surname_id IN ({who}) AND birth_year IN ({when})
            UNION ALL SELECT elector_id, part_id, birth_year, given_id FROM double_name
            WHERE part_id IN ({who}) AND birth_year IN ({when})"""
        )
        return list(map(IndexedElector._make, found))

    def given_of_surnames(self, surnames: Collection[int]) -> list[int]:
        """The numbers of all given names that occur with any of the surnames."""
        who = _listed(surnames)
        found = self._connection.execute(
            f"""SELECT given_id FROM elector WHERE surname_id IN ({who})
            UNION SELECT given_id FROM double_name WHERE part_id IN ({who})"""
        )
        return [number for (number,) in found]

    def entries_of_given(self, surnames: Collection[int], given: Collection[int], limit: int) -> list[IndexedElector]:
        """Electors of these surnames and given names, of any year."""
        who, name = _listed(surnames), _listed(given)
        found = self._connection.execute(
            f"""SELECT id, surname_id, birth_year, given_id FROM elector
            WHERE surname_id IN ({who}) AND given_id IN ({name})
            UNION ALL SELECT elector_id, part_id, birth_year, given_id FROM double_name
            WHERE part_id IN ({who}) AND given_id IN ({name}) LIMIT ?""",
            (limit,),
        )
        return list(map(IndexedElector._make, found))

    def entries_of_given_year(self, given: Collection[int], year: int, limit: int) -> list[IndexedElector]:
        """Electors of these given names and this year, of any surname; reads the whole index by surname."""
        found = self._connection.execute(
            f"""SELECT id, surname_id, birth_year, given_id FROM elector INDEXED BY elector_by_surname
            WHERE birth_year = ? AND given_id IN ({_listed(given)}) LIMIT ?""",
            (year, limit),
        )
        return list(map(IndexedElector._make, found))

    def entries_at(self, street: str, houses: Collection[str], limit: int) -> list[IndexedElector]:
        """Electors at these house numbers of any street of this spelling."""
        marks = ",".join("?" * len(houses))
        found = self._connection.execute(
            f"""SELECT e.id, e.surname_id, e.birth_year, e.given_id
            FROM street s CROSS JOIN elector e ON e.street_id = s.id
            WHERE s.spelling = ? AND e.house_number IN ({marks}) LIMIT ?""",
            (street, *houses, limit),
        )
        return list(map(IndexedElector._make, found))

    def streets_named(self, street: str) -> list[int]:
        """The streets of this spelling."""
        found = self._connection.execute("SELECT id FROM street WHERE spelling = ?", (street,))
        return [number for (number,) in found]

    def streets_of(self, street: str) -> list[StreetRow]:
        """The streets of this spelling with town and ZIP code."""
        found = self._connection.execute("SELECT id, city, zip_code FROM street WHERE spelling = ?", (street,))
        return [StreetRow._make(row) for row in found]

    def houses_on(self, streets: Collection[int], county: str) -> list[tuple[int, str]]:
        """Rows of electors on these streets in a county, each with the house number; reads everybody on the streets."""
        found = self._connection.execute(
            f"""SELECT e.id, e.house_number FROM elector e INDEXED BY elector_by_address
            CROSS JOIN place p ON p.id = e.place_id WHERE e.street_id IN ({_listed(streets)}) AND p.county = ?""",
            (county,),
        )
        return found.fetchall()

    def streets_of_zip(self, zip_code: str) -> list[int]:
        """The streets of a ZIP code of five digits; reads all streets."""
        found = self._connection.execute("SELECT id FROM street WHERE substr(zip_code, 1, 5) = ?", (zip_code,))
        return [number for (number,) in found]

    def cities(self) -> list[str]:
        """The towns as the list writes them; reads all streets."""
        return [city for (city,) in self._connection.execute("SELECT DISTINCT city FROM street")]

    def streets_of_cities(self, cities: Collection[str]) -> list[int]:
        """The streets of these towns; reads all streets."""
        marks = ",".join("?" * len(cities))
        found = self._connection.execute(f"SELECT id FROM street WHERE city IN ({marks})", tuple(cities))
        return [number for (number,) in found]

    def count_on(self, streets: Collection[int], most: int) -> int:
        """How many electors live on these streets, counted up to `most`."""
        return self._number(
            f"""SELECT count(*) FROM (SELECT 1 FROM elector INDEXED BY elector_by_address
            WHERE street_id IN ({_listed(streets)}) LIMIT ?)""",
            most,
        )

    def bearers(self, surname: str, most: int) -> int:
        """How many electors have the last name of this spelling, counted up to `most`."""
        return self._number(
            """SELECT count(*) FROM (SELECT 1 FROM surname s CROSS JOIN elector e ON e.surname_id = s.id
            WHERE s.spelling = ? LIMIT ?)""",
            surname,
            most,
        )

    def electors_of_counties(self) -> dict[str, int]:
        """County -> how many electors it has."""
        found = self._connection.execute("SELECT county, sum(electors) FROM place GROUP BY county")
        return dict(found.fetchall())

    def sample_of_given(self, samples: int, size: int) -> list[int]:
        """The given names of some rows, in runs spread evenly over the roll: a run is read at once, also from a slow disk."""
        last = self._number("SELECT coalesce(max(id), 0) FROM elector")
        step = max(size, last // samples)
        found: list[int] = []
        for first in range(1, last + 1, step):
            rows = self._connection.execute(
                "SELECT given_id FROM elector WHERE id BETWEEN ? AND ?", (first, first + size - 1)
            )
            found += [number for (number,) in rows]
        return found

    def _number(self, statement: str, *values: object) -> int:
        found = self._connection.execute(statement, values).fetchone()
        return int(found[0]) if found else 0

    def streets_starting(self, start: str, limit: int) -> list[int]:
        """The streets whose spelling goes on after these letters."""
        found = self._connection.execute(
            "SELECT id FROM street WHERE spelling > ? AND spelling < ? LIMIT ?", (start, start + "\U0010ffff", limit)
        )
        return [number for (number,) in found]

    def streets_holding(self, parts: Collection[str], limit: int) -> list[int]:
        """The streets whose spelling holds the letters of any part; reads the whole index of streets."""
        holds = " OR ".join(["instr(spelling, ?)"] * len(parts))
        found = self._connection.execute(
            f"SELECT id FROM street INDEXED BY street_by_spelling WHERE {holds} LIMIT ?", (*parts, limit)
        )
        return [number for (number,) in found]

    def entries_of_houses(self, streets: Collection[int], houses: Collection[str], limit: int) -> list[IndexedElector]:
        """Electors at these house numbers of these streets."""
        marks = ",".join("?" * len(houses))
        found = self._connection.execute(
            f"""SELECT id, surname_id, birth_year, given_id FROM elector INDEXED BY elector_by_address
            WHERE street_id IN ({_listed(streets)}) AND house_number IN ({marks}) LIMIT ?""",
            (*houses, limit),
        )
        return list(map(IndexedElector._make, found))

    def rows_of_streets(self, streets: Collection[int], year: int, limit: int) -> list[int]:
        """Rows of electors on these streets born in the year; reads everybody on the streets."""
        found = self._connection.execute(
            f"""SELECT id FROM elector INDEXED BY elector_by_address
            WHERE street_id IN ({_listed(streets)}) AND birth_year = ? LIMIT ?""",
            (year, limit),
        )
        return [row for (row,) in found]

    def _spellings(self, table: str, known: dict[int, str], numbers: Collection[int]) -> dict[int, str]:
        missing = [number for number in numbers if number not in known]
        if missing:
            found = self._connection.execute(f"SELECT id, spelling FROM {table} WHERE id IN ({_listed(missing)})")
            known.update(found.fetchall())
        return {number: known[number] for number in numbers if number in known}


def _levels_in(connection: Connection) -> tuple[str, ...]:
    """The levels of districts that the file keeps: a roll built by an earlier version has fewer."""
    kept = column_names(connection, "place")
    return tuple(level for level in DISTRICT_LEVELS if level in kept)


def _elector(row: tuple[str, ...], levels: tuple[str, ...]) -> Elector:
    levels_to = _LEVELS_FROM + len(levels)
    head, districts, tail = row[:_LEVELS_FROM], row[_LEVELS_FROM:levels_to], row[levels_to:]
    number, county, status, last, first, middle, suffix, year, *address, precinct = head
    house, street, unit, city, zip_code = address
    municipality, combo, reason, registered_on, changed_on = tail
    return Elector(
        registration_number=number, county=county, status=status, last_name=last, first_name=first,
        middle_name=middle, suffix=suffix, birth_year=int(year) or None, house_number=house, street=street, unit=unit,
        city=city, zip_code=zip_code, precinct=precinct, districts=_districts(levels, districts), municipality=municipality,
        combo=combo, status_reason=reason, registered_on=_day(registered_on), changed_on=_day(changed_on),
    )  # fmt: skip


def _districts(levels: tuple[str, ...], values: Iterable[str]) -> dict[str, str]:
    return {level: value for level, value in zip(levels, values, strict=True) if value}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
