"""A file of a release held against the same file made again from the record: every row and cell that differs is named.

Both are read in step and a row at a time, so a file of any length takes little memory.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest

from adjudicator.export.checking import ReleaseFinding
from adjudicator.words import _, beside

KEYS: Mapping[str, tuple[str, ...]] = {
    "dispositions.csv": ("envelope",),
    "contests.csv": ("envelope", "contest"),
    "corrections.csv": ("envelope",),
    "groups.csv": ("place", "style", "kept_apart", "counts", "contests", "precinct", "replaces"),
    "tabulation_room/groups.csv": ("place", "style", "kept_apart", "counts", "contests", "precinct", "replaces"),
    "tabulation_room/work_order.csv": ("place", "precinct", "style", "copy", "leave_blank", "replaces"),
    "tabulation_room/work_order_kept_apart.csv": ("place", "precinct", "style", "copy", "leave_blank", "replaces"),
    "status.csv": ("check",),
    "contest_totals.csv": ("by", "precinct", "contest"),
    "totals.csv": ("scope", "by", "value"),
    "totals_public.csv": ("by", "value"),
    "totals_public_lines.csv": ("by", "value"),
}
"""File -> the columns that tell one of its rows from all others."""

DIFFERS = "release.differs"
MOST = 100
"""Differences of a file that are told one by one."""

MOST_APART = 10_000
"""So many rows are kept that have no counterpart yet; after that the rest of a file is not compared."""

MOST_KEPT = 64 << 20
"""Bytes of memory that those rows may take together; the longest rows of an honest release take some thousand each."""

MOST_IN_ROW = 1 << 20
"""Letters of a row."""

LONGEST = 120
"""Letters of a cell that are told."""

MOST_KEPT_OF_CELL = 4 * LONGEST
"""Letters of a cell or key that a finding keeps beside its words."""

Lines = Callable[[], Iterable[bytes]]
"""Gives the lines, or pieces of whole lines, of a file afresh at each call."""

Row = Sequence[str]


def compare_csv(name: str, said: Lines, given: Lines, unheeded: frozenset[str]) -> Iterator[ReleaseFinding]:
    """What a CSV file of a release says that the record does not give, and the other way round; at most MOST and a sum.

    The columns `unheeded` are not looked at. Without any, a file with the same cells in other bytes differs, too.
    """
    if _digest(said()) == _digest(given()):
        return
    found = list(islice(_differences(name, said(), given(), unheeded), MOST + 1))
    yield from found[:MOST]
    if len(found) > MOST:
        words = _("{file}: there are more differences than the {most} above.", file=name, most=MOST)
        yield ReleaseFinding(DIFFERS, name, words)
    if not found and not unheeded:
        yield ReleaseFinding(DIFFERS, name, _("{file} has the cells that the record gives, in other bytes.", file=name))


def compare_json(name: str, said: object, given: object, place: str = "") -> Iterator[ReleaseFinding]:
    """Where two JSON values differ; `place` is where they stand in the file."""
    if isinstance(said, dict) and isinstance(given, dict):
        for key in sorted({*map(str, said), *map(str, given)}):
            there, due = said.get(key), given.get(key)
            yield from compare_json(name, there, due, f"{place}.{key}" if place else key)
    elif said != given:
        yield differing(name, "", place, _json(said), _json(given))


def differing(name: str, row: str, column: str, says: str, gives: str) -> ReleaseFinding:
    """One cell or value that differs."""
    place = beside(name, _("row {row}", row=shown(row)) if row else "", column, by=", ")
    words = _(
        "{place}: it says {says}, and the record gives {gives}.",
        place=place,
        says=shown(says) or _("nothing"),
        gives=shown(gives) or _("nothing"),
    )
    return ReleaseFinding(DIFFERS, name, words, row=row, column=column, says=_kept(says), gives=_kept(gives))


def shown(text: str) -> str:
    """Text of a file that anybody may have made, fit for a terminal: in one line, not too long, no control characters."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in text)
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}..."


def _differences(
    name: str, said: Iterable[bytes], given: Iterable[bytes], unheeded: frozenset[str]
) -> Iterator[ReleaseFinding]:
    there, due = _rows(said), _rows(given)
    try:
        header, wanted = next(there, []), next(due, [])
        if header != wanted:
            yield differing(name, "1", _("the header"), ",".join(header), ",".join(wanted))
            return
        pairing = _Pairing(name, wanted, unheeded)
        for row, other in zip_longest(there, due):
            yield from pairing.take(row, other)
            if pairing.is_full:
                words = _("{file}: too many rows differ; the rest was not compared.", file=name)
                yield ReleaseFinding(DIFFERS, name, words)
                return
        yield from pairing.rest()
    except (csv.Error, UnicodeDecodeError) as error:
        words = _("{file} cannot be read as a CSV file: {error}.", file=name, error=shown(str(error)))
        yield ReleaseFinding(DIFFERS, name, words)


@dataclass(slots=True)
class _Pairing:
    """Finds for each row of one side the row of the other with the same key, though rows were put in or left out."""

    name: str
    header: Row
    unheeded: frozenset[str]
    said: dict[Row, Row] = field(default_factory=dict[Row, Row])
    given: dict[Row, Row] = field(default_factory=dict[Row, Row])
    places: tuple[int, ...] = ()
    kept: int = 0
    is_out_of_order: bool = False

    def __post_init__(self) -> None:
        self.places = tuple(self.header.index(column) for column in KEYS[self.name] if column in self.header)

    @property
    def apart(self) -> int:
        """How many rows have no counterpart yet."""
        return len(self.said) + len(self.given)

    @property
    def is_full(self) -> bool:
        """Whether no more rows are kept: anybody may have made the file, of any length."""
        return self.apart > MOST_APART or self.kept > MOST_KEPT

    def take(self, said: Row | None, given: Row | None) -> Iterator[ReleaseFinding]:
        """The next row of each side."""
        if said is not None and given is not None and self._key(said) == self._key(given):
            yield from self._compared(said, given)
            return
        if said is not None:
            yield from self._put(said, self.said, self.given)
        if given is not None:
            yield from self._put(given, self.given, self.said)

    def rest(self) -> Iterator[ReleaseFinding]:
        """What found no counterpart."""
        for key in self.said:
            words = _("{file}, row {row}: the record gives no such row.", file=self.name, row=_told(key))
            yield ReleaseFinding(DIFFERS, self.name, words, row=_row(key))
        for key in self.given:
            words = _("{file}, row {row}: it is not there, and the record gives it.", file=self.name, row=_told(key))
            yield ReleaseFinding(DIFFERS, self.name, words, row=_row(key))
        if self.is_out_of_order and not self.apart:
            yield ReleaseFinding(DIFFERS, self.name, _("{file}: its rows stand in another order.", file=self.name))

    def _put(self, row: Row, own: dict[Row, Row], others: dict[Row, Row]) -> Iterator[ReleaseFinding]:
        key = self._key(row)
        if key in own:
            words = _("{file}, row {row}: there is more than one such row.", file=self.name, row=_told(key))
            yield ReleaseFinding(DIFFERS, self.name, words, row=_row(key))
        elif key in others:
            self.is_out_of_order = True
            other = others.pop(key)
            self.kept -= _size(other)
            yield from self._compared(*((row, other) if own is self.said else (other, row)))
        else:
            own[key] = row
            self.kept += _size(row)

    def _compared(self, said: Row, given: Row) -> Iterator[ReleaseFinding]:
        key = _row(self._key(given))
        for column, there, due in zip_longest(self.header, said, given, fillvalue=""):
            if there != due and column not in self.unheeded:
                yield differing(self.name, key, column or _("beyond the header"), there, due)

    def _key(self, row: Row) -> Row:
        return tuple(row[place] if place < len(row) else "" for place in self.places)


def _row(key: Row) -> str:
    """A row's key as a finding keeps it."""
    return _kept(" ".join(key))


def _kept(text: str) -> str:
    """No more of a stranger's text than a finding needs: a hundred long ones would fill the memory."""
    return text[:MOST_KEPT_OF_CELL]


def _size(row: Row) -> int:
    """Bytes that a row takes in memory."""
    return sys.getsizeof(row) + sum(map(sys.getsizeof, row))


def _told(key: Row) -> str:
    return shown(" ".join(part for part in key if part)) or _("without a name")


def _rows(lines: Iterable[bytes]) -> Iterator[Row]:
    """The rows of a CSV file; csv.Error for a row that is longer than any, UnicodeDecodeError for what is no UTF-8."""
    length = 0

    def bounded() -> Iterator[str]:
        nonlocal length
        for piece in lines:
            for line in io.StringIO(piece.decode(), newline=""):
                length += len(line)
                if length > MOST_IN_ROW:
                    raise csv.Error("a row is longer than any of a release")
                yield line

    for row in csv.reader(bounded(), strict=True):
        length = 0
        yield row


def _digest(lines: Iterable[bytes]) -> bytes:
    sha256 = hashlib.sha256()
    for line in lines:
        sha256.update(line)
    return sha256.digest()


def _json(value: object) -> str:
    return (
        json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else "" if value is None else str(value)
    )
