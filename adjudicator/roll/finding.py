"""Which electors may be meant: pools them by number, name and year, and address, and lets the best be scored.

Each pool is small because it goes through an index of distinct names: a misspelt surname leads to some dozens of
surnames (`spelling.forms_of`), each with a year to some electors. A rough score by names and year alone picks those
that are read whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from heapq import nlargest

from adjudicator.roll.grades import related_grade, spelling_grade
from adjudicator.roll.query import PreparedQuery, RollQuery, wanted_of
from adjudicator.roll.readings import Address, is_start
from adjudicator.roll.spelling import SHORTEST_MISSPELT, house_key, likely_slips
from adjudicator.roll.tables import IndexedElector, RollTables
from adjudicator.roll.weights import WEIGHTS

ROUGH_LIMIT = 60
"""Electors that are read and scored whole, a pool."""

ENTRY_LIMIT = 4000
"""Electors that a pool without a year takes from the index; a name without year or address can mean no more."""

START_LIMIT = 200
"""Surnames and electors taken for the beginning of a name: more would not be looked through."""

STREET_LIMIT = 4000
"""Streets taken for the beginning or a part of one's name; a street counts once for each of its towns."""

_NOT_GIVEN = 0
"""The birth year of an elector whose list has none."""


class Finder:
    """Finds rows for what is wanted in one roll; `pools` yields the sure and cheap ways first."""

    def __init__(self, tables: RollTables) -> None:
        self._tables = tables

    def close(self, wanted: PreparedQuery) -> list[int]:
        """Rows by the number, by the surname or one near it with the year (or the first name), and by the address."""
        rows = self._by_number(wanted)
        surnames = self._surnames(wanted)
        entries = self._of_year(surnames, wanted) if wanted.year else self._of_any_year(surnames, wanted)
        rows += self._best(entries, surnames, wanted)
        return rows + self._at_address(wanted, surnames)

    def wide(self, wanted: PreparedQuery) -> list[int]:
        """Rows with a slip in the year, with first and last name exchanged, and with a number one digit off."""
        rows = self._tables.rows_of_numbers(_numbers_near(wanted.number)) if wanted.number else []
        surnames = self._surnames(wanted)
        if wanted.year:
            rows += self._best(self._tables.entries(surnames, likely_slips(wanted.year)), surnames, wanted)
        if wanted.given and wanted.surname:
            rows += self._exchanged(wanted)
        return rows

    def far(self, wanted: PreparedQuery) -> list[int]:
        """Rows of surnames that only resemble the one written, and begin with its first letter or its second."""
        return [row for letter in dict.fromkeys(wanted.surname[:2]) for row in self._resembling(wanted, letter)]

    def farthest(self, wanted: PreparedQuery) -> list[int]:
        """Rows of surnames that only resemble the one written, and begin with any other letter; the slowest way."""
        others = [letter for letter in self._tables.first_letters if letter not in wanted.surname[:2]]
        return [row for letter in others for row in self._resembling(wanted, letter)]

    def _resembling(self, wanted: PreparedQuery, letter: str) -> list[int]:
        if len(wanted.surname) < SHORTEST_MISSPELT:
            return []
        surnames = self._tables.surnames_of_letter(letter).near(wanted.surname)
        if not surnames:
            return []
        if not wanted.year:
            return self._best(self._of_any_year(surnames, wanted), surnames, wanted)
        years = {wanted.year, _NOT_GIVEN, *likely_slips(wanted.year)}
        return self._best(self._tables.entries(surnames, years), surnames, wanted)

    def surname_start(self, start: str, year: int | None) -> list[int]:
        """Rows whose surname begins with these letters, born in the year where one is given."""
        surnames = self._tables.surnames_starting(start, START_LIMIT)
        if year:
            return [entry.elector for entry in self._tables.entries(surnames, (year,))[:START_LIMIT]]
        given = self._tables.given_of_surnames(surnames)
        return [entry.elector for entry in self._tables.entries_of_given(surnames, given, START_LIMIT)]

    def given_and_year(self, keys: list[str], year: int) -> list[int]:
        """Rows of any surname with one of these first names, born in the year."""
        given = self._tables.given_names(keys)
        return [entry.elector for entry in self._tables.entries_of_given_year(given, year, START_LIMIT)]

    def at_house(self, address: Address) -> list[int]:
        """Rows at this house of a street with one of these names or, where long enough, one that begins with it."""
        rows: list[int] = []
        for street in address.streets:
            same = self._tables.streets_named(street)
            longer = self._tables.streets_starting(street, STREET_LIMIT) if is_start(street) else []
            rows += self._of_house(same, address) + self._of_house(longer, address)
        return rows

    def at_house_of_part(self, address: Address) -> list[int]:
        """Rows at this house of a street whose name has one of these names anywhere in it."""
        parts = list(filter(is_start, address.streets))
        return self._of_house(self._tables.streets_holding(parts, STREET_LIMIT), address) if parts else []

    def street_and_year(self, address: Address) -> list[int]:
        """Rows of electors born in the year on the street of the most words that has any."""
        if not address.year:
            return []
        for street in filter(is_start, address.streets):
            same = self._tables.streets_named(street)
            rows = self._tables.rows_of_streets(same, address.year, START_LIMIT)
            if not rows:
                longer = self._tables.streets_starting(street, STREET_LIMIT)
                rows = self._tables.rows_of_streets(longer, address.year, START_LIMIT)
            if rows:
                return rows
        return []

    def _of_house(self, streets: list[int], address: Address) -> list[int]:
        houses = {house_key(address.house), address.house.upper()}
        entries = self._tables.entries_of_houses(streets, houses, ENTRY_LIMIT) if streets else []
        return self._best(entries, {}, wanted_of(RollQuery(birth_year=address.year)))

    def _by_number(self, wanted: PreparedQuery) -> list[int]:
        return self._tables.rows_of_numbers({wanted.number, wanted.number.zfill(8)}) if wanted.number else []

    def _surnames(self, wanted: PreparedQuery) -> dict[int, str]:
        if not wanted.surname:
            return {}
        keys = (wanted.surname, *wanted.surname_parts)
        near = self._tables.surnames_near(keys)
        return {
            number: spelling
            for number, spelling in near.items()
            if any(spelling_grade(key, spelling) != "other" for key in keys)
        }

    def _of_year(self, surnames: dict[int, str], wanted: PreparedQuery) -> list[IndexedElector]:
        return self._tables.entries(surnames, (wanted.year or _NOT_GIVEN, _NOT_GIVEN)) if surnames else []

    def _of_any_year(self, surnames: dict[int, str], wanted: PreparedQuery) -> list[IndexedElector]:
        if not surnames:
            return []
        given = self._tables.given_of_surnames(surnames)
        entries = self._tables.entries_of_given(surnames, given, ENTRY_LIMIT)
        if len(entries) < ENTRY_LIMIT or not wanted.given:
            return entries
        spellings = self._tables.given_spellings(given)
        close = [number for number in given if related_grade(wanted.given, spellings[number]) != "other"]
        return self._tables.entries_of_given(surnames, close, ENTRY_LIMIT)

    def _at_address(self, wanted: PreparedQuery, surnames: dict[int, str]) -> list[int]:
        if not (wanted.street and wanted.house):
            return []
        written = wanted.query.house_number.strip().upper()
        entries = self._tables.entries_at(wanted.street, {wanted.house, written}, ENTRY_LIMIT)
        return self._best(entries, surnames, wanted)

    def _exchanged(self, wanted: PreparedQuery) -> list[int]:
        surnames = {
            number: spelling
            for number, spelling in self._tables.surnames_near([wanted.given]).items()
            if spelling == wanted.given
        }
        given = self._tables.given_names([wanted.surname])
        return [entry.elector for entry in self._tables.entries_of_given(surnames, given, ROUGH_LIMIT)]

    def _best(self, entries: Sequence[IndexedElector], surnames: dict[int, str], wanted: PreparedQuery) -> list[int]:
        """The rows of the entries that look best by surname, given name and year."""
        if len(entries) <= ROUGH_LIMIT:
            return [entry.elector for entry in entries]
        spellings = self._tables.given_spellings({entry.given for entry in entries})
        surname_points = {
            number: _points("surname", spelling_grade(wanted.surname, spelling))
            for number, spelling in surnames.items()
        }
        given_points = {
            number: _given_points(wanted.given, spelling) if wanted.given and spelling else 0.0
            for number, spelling in spellings.items()
        }
        year_points = {year: _year_points(wanted.year, year) for year in {entry.year for entry in entries}}
        scores = [
            surname_points.get(entry.surname, 0.0) + given_points[entry.given] + year_points[entry.year]
            for entry in entries
        ]
        return [entries[at].elector for at in nlargest(ROUGH_LIMIT, range(len(entries)), key=scores.__getitem__)]


def _points(field: str, grade: str) -> float:
    return WEIGHTS[field, grade].points


@lru_cache(maxsize=16384)
def _given_points(wanted: str, listed: str) -> float:
    """Remembered, because each pool of one search meets much the same first names."""
    return _points("given", related_grade(wanted, listed))


def _year_points(wanted: int | None, listed: int) -> float:
    if wanted is None or listed == _NOT_GIVEN:
        return 0.0
    grade = "same" if wanted == listed else "slip" if listed in likely_slips(wanted) else "other"
    return _points("year", grade)


def _numbers_near(number: str) -> Iterator[str]:
    """The numbers that one wrong digit, or two neighbours exchanged, would have made into this one."""
    digits = number.zfill(8)
    for place, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit:
                yield digits[:place] + other + digits[place + 1 :]
    for place in range(len(digits) - 1):
        yield digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
