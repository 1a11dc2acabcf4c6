"""Turns batches of raw rows into the rows of the table `elector`, column by column, and digests each elector."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from adjudicator.records.trouble import Problem
from adjudicator.roll.cells import (
    SEPARATOR,
    Cleaned,
    Interned,
    InternedCells,
    Unreadable,
    birth_year,
    iso_date,
    place_reader,
    plain,
    read_street,
    status_reader,
)
from adjudicator.roll.layouts import DISTRICT_LEVELS, STREET_PARTS
from adjudicator.roll.source import PlainRows, Row, VoterListFile
from adjudicator.words import _

INSERT_ELECTOR = f"INSERT INTO elector VALUES ({', '.join('?' * 14)})"

_STANDING = ("status", "status_reason")
_STREET = (*STREET_PARTS, "city", "zip_code")
_PLACE = ("county", "precinct", *DISTRICT_LEVELS, "municipality", "combo")
_FREE = ("middle_name", "house_number", "unit")

_ALONE = (
    "registration_number", "last_name", "first_name", "suffix", "birth_year", "registered_on", "changed_on", *_FREE,
)  # fmt: skip
_WANTED: Mapping[str, Sequence[str]] = {
    "standing": _STANDING, "street": _STREET, "place": _PLACE, **{field: (field,) for field in _ALONE},
}  # fmt: skip
"""The columns that are taken from the list, and the fields that each is made of."""


class Loader:
    """Reads one source's rows. What repeats (names, streets, places, dates) is kept once and numbered."""

    def __init__(self, source: VoterListFile) -> None:
        self._source = source
        self._taker = _ColumnTaker(source.positions, source.width, _WANTED)
        self.file = source.name
        self.surnames = Interned(_surname)
        self.given_names = Interned(plain)
        self.standings = InternedCells(status_reader(source.layout), len(_STANDING))
        self.streets = InternedCells(read_street, len(_STREET))
        self.places = InternedCells(place_reader(source.layout), len(_PLACE))
        self.registered = Cleaned(iso_date("registered_on"))
        self.changed = Cleaned(iso_date("changed_on"))
        self.electors_of_place: Counter[int] = Counter()
        self.example_of_place: dict[int, str] = {}
        self._suffixes = Cleaned(plain)
        self._years = Cleaned(birth_year)
        self._readings: tuple[tuple[tuple[str, ...], Callable[[str], object]], ...] = (
            (("registration_number",), lambda text: _registration_numbers((text,))),
            (("last_name",), self.surnames.__getitem__),
            (("birth_year",), self._years.__getitem__),
            (("registered_on",), self.registered.__getitem__),
            (("changed_on",), self.changed.__getitem__),
            (_STANDING, self.standings.__getitem__),
            (_STREET, self.streets.__getitem__),
            (_PLACE, self.places.__getitem__),
            *(((field,), lambda text, field=field: _stripped(field, (text,))) for field in _FREE),
        )

    def rows(
        self, first_row: int, batch: PlainRows | Sequence[Row]
    ) -> tuple[Iterator[tuple[object, ...]], list[bytes]]:
        """The rows to insert and each one's leaf (SHA-256 of its canonical row), in the order of the batch.

        Raises ValueError where any cell or row is unreadable; `problems` then says which.
        """
        cells = self._taker.take(batch)
        numbers = _registration_numbers(cells["registration_number"])
        middle, house, unit = (_stripped(field, cells[field]) for field in _FREE)
        standing = _mapped(self.standings, cells["standing"])
        surname = _mapped(self.surnames, cells["last_name"])
        given = _mapped(self.given_names, cells["first_name"])
        suffix = _mapped(self._suffixes, cells["suffix"])
        year = _mapped(self._years, cells["birth_year"])
        street = _mapped(self.streets, cells["street"])
        place = _mapped(self.places, cells["place"])
        registered = _mapped(self.registered, cells["registered_on"])
        changed = _mapped(self.changed, cells["changed_on"])
        self._count_places(place, numbers)
        leaves = _leaves(
            numbers, _mapped(self.standings.texts, standing), _mapped(self.surnames.texts, surname),
            _mapped(self.given_names.texts, given), middle, suffix, year, house,
            _mapped(self.streets.texts, street), unit, _mapped(self.places.texts, place), registered, changed,
        )  # fmt: skip
        rows = zip(
            range(first_row, first_row + len(batch)), numbers, standing, surname, given, middle, suffix,
            year, house, street, unit, place, registered, changed, strict=True,
        )  # fmt: skip
        return rows, leaves

    def problems(self, first_row: int, batch: Iterable[Row]) -> Iterator[Problem]:
        """Everything that is wrong with a batch, row by row."""
        for number, row in enumerate(batch, start=first_row):
            if len(row) != self._source.width:
                what = _("The row has {cells} cells, the header {width}", cells=len(row), width=self._source.width)
                yield Problem(self._source.name, what, _("Look for a missing or extra separator."), row=number)
                continue
            yield from self._cell_problems(number, row)

    def _count_places(self, places: Sequence[int], numbers: Sequence[str]) -> None:
        self.electors_of_place.update(places)
        examples = self.example_of_place
        for place in set(places):
            if place not in examples:
                examples[place] = numbers[places.index(place)]

    def forget_raw(self) -> None:
        """Lets go of the raw texts of everything but surnames; the numbers and their cleaned texts stay."""
        for known in (self.given_names, self.streets, self.places):
            known.clear()

    def _cell_problems(self, number: int, row: Row) -> Iterator[Problem]:
        layout = self._source.layout
        cells = {field: row[at] for field, at in self._source.positions.items()}
        for fields, read in self._readings:
            if unfit := [field for field in fields if len(fields) > 1 and SEPARATOR in cells.get(field, "")]:
                what = _("The cell holds a control character")
                yield Problem(self._source.name, what, _("Remove it."), number, layout.columns[unfit[0]])
                continue
            try:
                read(SEPARATOR.join(cells.get(field, "") for field in fields))
            except Unreadable as trouble:
                column = layout.columns[trouble.field]
                yield Problem(self._source.name, trouble.what, trouble.remedy, number, column, trouble.value)


def _mapped(known: Interned | InternedCells | Cleaned | list[str], raw: Iterable[Any]) -> list[Any]:
    return list(map(known.__getitem__, raw))


def _leaves(*columns: Sequence[str]) -> list[bytes]:
    sha256 = hashlib.sha256
    lines = map(SEPARATOR.join, zip(*columns, strict=True))
    return [sha256(line).digest() for line in map(str.encode, lines)]


def _stripped(field: str, cells: Iterable[str]) -> list[str]:
    """The cells of a column that hardly repeats, without space around them."""
    texts = list(map(str.strip, cells))
    if SEPARATOR in "".join(texts):
        raise Unreadable(field, _("The cell holds a control character"), _("Remove it."))
    return texts


def _registration_numbers(cells: Iterable[str]) -> list[str]:
    numbers = list(map(str.strip, cells))
    if not all(map(str.isdigit, numbers)) or not "".join(numbers).isascii():
        raise Unreadable("registration_number", _("The registration number is not made of digits"), _("Correct it."))
    return numbers


def _surname(text: str) -> str:
    """The surname; refuses an empty one, because nobody could be found by it."""
    if name := plain(text):
        return name
    raise Unreadable("last_name", _("The elector has no last name"), _("Fill it in, or remove the row."))


_ABSENT = -1


class _Run(NamedTuple):
    """Neighbouring columns of the file that are wanted in their order; `first` is -1 for fields that it has not."""

    first: int
    length: int


class _ColumnTaker:
    """Takes columns out of batches of one file.

    `wanted` says by name which fields make a column; its cells are theirs, joined by the separator, and a field that the
    file has not is empty. Of plain rows one pattern takes all columns: splitting them into cells that are joined again, or
    that nobody wants, takes twice as long.
    """

    def __init__(self, positions: Mapping[str, int], width: int, wanted: Mapping[str, Sequence[str]]) -> None:
        self._positions = positions
        self._width = width
        self._wanted = wanted
        self._runs = {name: _runs(fields, positions) for name, fields in wanted.items()}
        every = {run for runs in self._runs.values() for run in runs}
        self._absent = {run for run in every if run.first == _ABSENT}
        self._in_file = sorted(every - self._absent)
        self._pattern = re.compile(_pattern(self._in_file, width))

    def take(self, batch: PlainRows | Sequence[Row]) -> dict[str, Sequence[str]]:
        """The columns by their names; raises ValueError where a row has another width than the header."""
        return self._of_plain(batch) if isinstance(batch, PlainRows) else self._of_cells(batch)

    def _of_plain(self, batch: PlainRows) -> dict[str, Sequence[str]]:
        # a match may reach over a line end only where a row is too short, and none begins within a row that is too long:
        # as many matches as lines are one each
        found = self._pattern.findall(batch.text)
        if len(found) != len(batch):
            raise ValueError("rows of another width than the header")
        columns = dict(zip(self._in_file, zip(*found, strict=True), strict=True))
        columns |= {run: (SEPARATOR * (run.length - 1),) * len(batch) for run in self._absent}
        return {name: _joined([columns[run] for run in runs]) for name, runs in self._runs.items()}

    def _of_cells(self, batch: Sequence[Row]) -> dict[str, Sequence[str]]:
        columns = list(zip(*batch, strict=True))
        if len(columns) != self._width:
            raise ValueError("rows of another width than the header")
        nothing = ("",) * len(batch)
        at = self._positions
        return {
            name: _joined([columns[at[field]] if field in at else nothing for field in fields])
            for name, fields in self._wanted.items()
        }


def _runs(fields: Iterable[str], positions: Mapping[str, int]) -> list[_Run]:
    runs: list[_Run] = []
    for at in (positions.get(field, _ABSENT) for field in fields):
        before = runs[-1] if runs else None
        if before and at == (_ABSENT if before.first == _ABSENT else before.first + before.length):
            runs[-1] = before._replace(length=before.length + 1)
        else:
            runs.append(_Run(at, 1))
    return runs


def _pattern(runs: Iterable[_Run], width: int) -> str:
    """A line of that many cells, with a group for each of the runs, which are in the order of the file."""
    cells = [f"[^{SEPARATOR}]*+"] * (width - 1) + [f"[^{SEPARATOR}\n]*+"]
    for run in runs:
        cells[run.first] = "(" + cells[run.first]
        cells[run.first + run.length - 1] += ")"
    return "(?m)^" + SEPARATOR.join(cells) + "\n"


def _joined(columns: Sequence[Sequence[str]]) -> Sequence[str]:
    return columns[0] if len(columns) == 1 else list(map(SEPARATOR.join, zip(*columns, strict=True)))
