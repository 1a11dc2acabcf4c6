"""A workbook of Excel (.xlsx) read as a table: one sheet of it, row by row, each cell as the text that a CSV would have.

Nothing in it is worked out, opened or followed: a formula has the value that Excel saved beside it, or none. What could be
meant to harm is refused before a cell is read: too large when unpacked, a document type, rows out of order or beyond Excel's.
"""

from __future__ import annotations

import hashlib
import re
import warnings
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import IO, Any, BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from adjudicator.intake.problem_list import shortened
from adjudicator.intake.sources import Source, opened
from adjudicator.records.trouble import Problem
from adjudicator.words import _, beside, n_

SIGN = b"PK\x03\x04"
"""The first bytes of a workbook, and of any other ZIP."""

MOST_UNPACKED = 256 << 20
"""Bytes of all parts together, unpacked: a list of 100,000 envelopes has some 60 million."""

MOST_OF_WORKBOOK = 64 << 20
"""Bytes of the file itself."""

MOST_OF_PART = 16 << 20
"""Bytes of a part that is neither a sheet nor the table of texts: formats, names, the book itself."""

MOST_PARTS = 2_000
MOST_PACKED = 400
"""So many times smaller a part of some size may be packed; that of a long list is packed to a tenth, seldom a fortieth."""

SOME_SIZE = 1 << 20
MOST_OF_ROW = 8 << 20
"""Bytes from the beginning of one row, or text, to that of the next: each is held whole."""

LAST_ROW = 1_048_576
MOST_CELLS = 50_000_000
MOST_SAID = 12
"""So many sheets of a workbook are named in a message."""

BLOCK = 1 << 20
XLSX = _('In the spreadsheet, save it as "Excel Workbook (.xlsx)" or "CSV UTF-8", and read that.')
AGAIN = _("Ask for the list again, or save it again in the spreadsheet.")

_ROW = re.compile(rb"<(?:[\w.-]+:)?row(?=[\s/>])(?:[^>]*?\sr\s*=\s*[\"'](\d{1,20})[\"'])?")
_TEXT = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_TYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ZEROS = re.compile(r"0+")
_BEFORE = 4096
"""Bytes that are looked at again with the block after them: a tag may stand across its edge."""

UNREADABLE: tuple[type[Exception], ...] = (
    BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, LookupError, TypeError,
    AttributeError, OverflowError, ArithmeticError, SyntaxError, AssertionError,
)  # fmt: skip
"""What the reader of workbooks raises where one is not as it should be: it looks into each part without first asking."""


class UnfitWorkbookError(Exception):
    """A workbook that is not read: why, and what to do. Caught inside this package and shown as a problem."""

    def __init__(self, what: str, remedy: str = AGAIN, row: int = 0) -> None:
        super().__init__(what)
        self.what, self.remedy, self.row = what, remedy, row

    def problem(self, file: str) -> Problem:
        """Return it as a problem of a file."""
        return Problem(file, self.what, self.remedy, row=self.row)


class NoValue(str):
    """A cell without a value where there should be one: empty text, and what is there in its place."""

    __slots__ = ("remedy", "what")

    what: str
    remedy: str

    @classmethod
    def of(cls, what: str, remedy: str) -> NoValue:
        """A cell that has no value for this reason."""
        made = cls("")
        made.what, made.remedy = what, remedy
        return made


class BareNumber(str):
    """A cell that is a number without a format of its own, so that zeros in front of it are gone."""

    __slots__ = ()


NO_RESULT = NoValue.of(
    _("the cell has a formula whose value was not saved"),
    _("Open the list in the spreadsheet and save it, or paste the values over the formulas."),
)


@dataclass(frozen=True, slots=True)
class SheetHead:
    """A sheet: its name, whether it is shown, and its first rows, as text."""

    name: str
    shown: bool
    rows: tuple[tuple[str, ...], ...]


def is_workbook(head: bytes) -> bool:
    """Whether a file begins as a workbook does."""
    return head.startswith(SIGN)


def sheets_of(source: Source, rows: int = 1) -> tuple[SheetHead, ...] | Problem:
    """The sheets of a workbook that hold anything, with their first rows; or why it is not read.

    Raises WorldError where the file cannot be opened.
    """
    try:
        with opened(source) as stream, _book(stream) as book:
            found = tuple(_head(sheet, rows) for sheet in book.sheets)
    except UnfitWorkbookError as error:
        return error.problem(source.name if isinstance(source, Path) else "")
    return tuple(each for each in found if each.rows)


def to_ask(sheets: Sequence[SheetHead]) -> tuple[SheetHead, ...]:
    """Of which sheets a person is asked which one is meant: those shown, or all where none is."""
    return tuple(each for each in sheets if each.shown) or tuple(sheets)


class SheetRows:
    """The rows of one sheet of a workbook. `sheet` is its name, empty where the workbook has one that holds anything.

    Going through them raises `UnfitWorkbookError`. `name` is the sheet's, once they were gone through. The file is held
    whole, so that its digest is of what was read.
    """

    def __init__(self, stream: BinaryIO, sheet: str = "") -> None:
        self._data, self._sheet = stream.read(MOST_OF_WORKBOOK + 1), sheet
        self._stream = BytesIO(self._data)
        self.name = sheet

    def records(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield each row's number in the sheet and its cells, as far as the last that is not empty."""
        if len(self._data) > MOST_OF_WORKBOOK:
            raise UnfitWorkbookError(_("is far larger than a list"), _("Save the list alone as CSV UTF-8."))
        with _book(self._stream) as book:
            chosen = _chosen(book.sheets, self._sheet)
            self.name = str(chosen.title)
            if not book.has_formulas:
                yield from _numbered(_rows(chosen))
                return
            with _book(self._stream, formulas=True) as written:
                beside_it = next(each for each in written.sheets if each.title == chosen.title)
                yield from _numbered(_rows(chosen), _rows(beside_it))

    def digest(self) -> str:
        """Return SHA-256 of the whole file as it came, hexadecimal."""
        return hashlib.sha256(self._data).hexdigest()


@dataclass(frozen=True, slots=True)
class _Book:
    """An open workbook: its sheets with cells, and whether a formula stands in any of its parts."""

    sheets: Sequence[Any]
    has_formulas: bool


@contextmanager
def _book(stream: BinaryIO, *, formulas: bool = False) -> Generator[_Book]:
    """A workbook open for reading, after it was looked through; what its reader raises becomes `UnfitWorkbookError`."""
    import openpyxl  # noqa: PLC0415 - only a workbook needs it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # what it says of is passed over: drawings, rules of validation, dates of no day
            stream.seek(0)
            with ZipFile(stream) as packed:
                has_formulas = _look_through(packed)
            stream.seek(0)
            with closing(
                openpyxl.load_workbook(stream, read_only=True, data_only=not formulas, keep_links=False)
            ) as book:
                yield _Book(tuple(book.worksheets), has_formulas)
    except UnfitWorkbookError:
        raise
    except UNREADABLE as error:
        raise UnfitWorkbookError(_("is no workbook that can be read, or a damaged one"), XLSX) from error


def _look_through(packed: ZipFile) -> bool:
    """Refuse what is no workbook, what is too large, and what a spreadsheet does not write; whether a formula is in it."""
    parts = packed.infolist()
    if "[Content_Types].xml" not in packed.namelist():
        raise UnfitWorkbookError(_("is packed like a workbook and is none"), XLSX)
    if len(parts) > MOST_PARTS or len({part.filename for part in parts}) != len(parts):
        raise UnfitWorkbookError(_("has far more parts than a workbook, or the same one twice"))
    if any(part.flag_bits & 1 for part in parts):
        raise UnfitWorkbookError(_("is locked with a password"), _("Save it without the password, and read that."))
    if sum(part.file_size for part in parts) > MOST_UNPACKED or any(map(_blows_up, parts)):
        what = _("unpacks to far more than a list has, and was not opened")
        raise UnfitWorkbookError(what, _("Save the list alone as a workbook of its own, or as CSV UTF-8."))
    texts = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
    with_formulas = [part for part in texts if _look_into(packed, part)]
    return bool(with_formulas)


def _blows_up(part: ZipInfo) -> bool:
    """Whether a part is packed as no spreadsheet packs, or is too large for what it is."""
    return part.file_size > SOME_SIZE and part.file_size > MOST_PACKED * max(part.compress_size, 1)


def _look_into(packed: ZipFile, part: ZipInfo) -> bool:
    """Refuse a part of XML with a document type, in UTF-16, with rows out of order, or with one that is far too long."""
    last, since, most, formulas = 0, 0, MOST_OF_PART, False
    with packed.open(part) as stream:
        for seen, edge in _pieces(stream):
            _refuse_strange(seen, first=not last and not since)
            rows = [found for found in _ROW.finditer(seen) if found.start() < edge]
            last = _last_row(rows, last)
            if rows or _TEXT.search(seen):
                since, most = 0, MOST_OF_ROW
            since += edge
            if since > most:
                raise UnfitWorkbookError(_("has a row or a text that is far too long"))
            formulas = formulas or _FORMULA.search(seen) is not None
    return formulas


def _pieces(stream: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """The bytes of a part in pieces, and up to where each is new to look at: its end comes again with the next one."""
    kept = b""
    while block := stream.read(BLOCK):
        seen = kept + block
        edge = len(seen) - _BEFORE if len(block) == BLOCK else len(seen)
        yield seen, edge
        kept = seen[edge:]
    if kept:
        yield kept, len(kept)


def _refuse_strange(seen: bytes, *, first: bool) -> None:
    if first and seen[:2] in (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0"):
        raise UnfitWorkbookError(_("is written as no spreadsheet writes"))
    if _TYPE.search(seen):
        raise UnfitWorkbookError(_("names other files or defines texts to be put in, as no spreadsheet does"))


def _last_row(rows: Sequence[re.Match[bytes]], last: int) -> int:
    """The number of the last of these rows; one that does not come after the row before would be passed over unseen."""
    for found in rows:
        number = int(found[1]) if found[1] else last + 1
        if not last < number <= LAST_ROW:
            raise UnfitWorkbookError(_("has rows out of order, or more than a sheet has"), row=last)
        last = number
    return last


def _chosen(sheets: Sequence[Any], name: str) -> Any:
    """The sheet of a name, or the only one that holds anything."""
    if name:
        found = [each for each in sheets if each.title == name]
        found = found or [each for each in sheets if each.title.strip().casefold() == name.strip().casefold()]
        if len(found) == 1:
            return found[0]
        what = _('has no sheet "{sheet}"; it has {names}', sheet=shortened(name), names=_names(sheets))
        raise UnfitWorkbookError(what, _("Name one of them."))
    filled = [each for each in sheets if _head(each, 1).rows]
    shown = [each for each in filled if each.sheet_state == "visible"] or filled
    if len(shown) > 1:
        what = n_(
            "has {count} sheet that may be meant: {names}",
            "has {count} sheets that may be meant: {names}",
            len(shown),
            names=_names(shown),
        )
        raise UnfitWorkbookError(what, _("Say which one: in the window with Sheet, in a command with --sheet."))
    if not shown:
        raise UnfitWorkbookError(_("has no sheet with anything in it"), _("Choose another file."))
    return shown[0]


def _names(sheets: Sequence[Any]) -> str:
    named = [f'"{shortened(each.title)}"' for each in sheets[:MOST_SAID]]
    return beside(*named, *(["…"] if len(sheets) > MOST_SAID else []), by=", ")


def _head(sheet: Any, most: int) -> SheetHead:
    found: list[tuple[str, ...]] = []
    with closing(_rows(sheet)) as rows:
        for __, cells in _numbered(rows):
            found.append(tuple(cells))
            if len(found) == most:
                break
    return SheetHead(str(sheet.title), sheet.sheet_state == "visible", tuple(found))


def _rows(sheet: Any) -> Generator[Sequence[Any]]:
    """The cells of each row of a sheet, also of those that are not there; its own word on its size is not believed."""
    sheet.reset_dimensions()
    cells = 0
    for row in sheet.iter_rows():
        cells += len(row)
        if cells > MOST_CELLS:
            raise UnfitWorkbookError(_("has far more cells than a list"))
        yield row


def _numbered(
    rows: Iterator[Sequence[Any]], written: Iterator[Sequence[Any]] | None = None
) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that hold anything, as text; `written` has the same cells with formulas in place of their values."""
    for number, row in enumerate(rows, start=1):
        cells = [_text(cell) for cell in row]
        if written is not None:
            formulas = next(written, ())
            cells = [
                NO_RESULT if not text and at < len(formulas) and formulas[at].data_type == "f" and row[at].value is None
                else text
                for at, text in enumerate(cells)
            ]  # fmt: skip
        while cells and not cells[-1] and not isinstance(cells[-1], NoValue):
            cells.pop()
        if cells:
            yield number, cells


def _text(cell: Any) -> str:
    """A cell as the text that a CSV would have: a day or time in ISO 8601, a number with the zeros that its format gives."""
    value = cell.value
    if cell.data_type == "e":
        error = shortened(value)
        what = _("the cell holds an error of the spreadsheet ({error})", error=error)
        return NoValue.of(what, _("Correct it in the spreadsheet."))
    return next((said(value, cell) for kind, said in _SAID.items() if isinstance(value, kind)), "")


def _moment(value: datetime, __: Any) -> str:
    with suppress(OverflowError):
        value = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    if value.time() == time():  # a day alone, also where a program gave it a format with an hour
        return value.date().isoformat()
    return value.isoformat(timespec="seconds" if value.second else "minutes")


def _number(value: float, cell: Any) -> str:
    whole = value if isinstance(value, int) else int(value) if value.is_integer() and abs(value) < 1e15 else None
    if whole is None:
        return repr(value)
    shown = str(cell.number_format).split(";")[0]
    return str(whole).zfill(len(shown)) if _ZEROS.fullmatch(shown) and len(shown) > 1 else BareNumber(whole)


def _hour(value: time, __: Any) -> str:
    return value.isoformat(timespec="seconds" if value.second else "minutes")


_SAID: Mapping[type, Callable[[Any, Any], str]] = {
    bool: lambda value, __: "TRUE" if value else "FALSE",
    str: lambda value, __: value,
    int: _number,
    float: _number,
    datetime: _moment,
    date: lambda value, __: value.isoformat(),
    time: _hour,
    timedelta: lambda value, __: str(value),
}
"""Kind of a value -> how it is said. Of two that fit, the first: TRUE is a number for Python, and a moment a date."""
