"""Strict reading of CSV, and of a sheet of a workbook, row by row and with flat memory.

A table has a header. A row's number counts the header as 1 and every record after it, blank ones too, as a
spreadsheet numbers them; a cell with a line break in it does not shift the rows below. RFC 4180 is the form that is
read; what is not that form is a problem, never a guess.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from adjudicator.intake.problem_list import ProblemList, nearest, shortened
from adjudicator.intake.sources import Lines, NotUtf8Error
from adjudicator.intake.workbook import SIGN, BareNumber, NoValue, SheetRows, UnfitWorkbookError
from adjudicator.records.trouble import Problem
from adjudicator.words import _, joined

SEPARATORS = {";": _("semicolons"), "\t": _("tabs"), "|": _("vertical bars")}
MOST_ABOVE = 10
"""So many rows are looked through for a header that does not stand in the first."""

MOST_COLUMNS = 500
"""A state's absentee file has some forty."""
LOST_CHARACTER = "\ufffd"
SAVE_AGAIN = _('Save the file again as "CSV UTF-8 (comma separated)".')

BREAKS: Sequence[tuple[str, str, str]] = (
    (
        "unexpected end of data",
        _("a quotation mark is opened and never closed"),
        _('Close it, or double it ("") in a text.'),
    ),
    (
        "field larger",
        _("a cell is longer than 131,072 characters"),
        _("Look for a quotation mark that is never closed."),
    ),
    (
        "expected after",
        _("a quotation mark stands inside a quoted cell"),
        _('Double it: "" stands for one mark in a text.'),
    ),
    ("new-line character", _("the lines end with a bare carriage return"), SAVE_AGAIN),
)
"""What the csv module says -> what is wrong, and what to do."""


def as_written(header: str) -> str:
    """Return a column's name without surrounding space; letters count as they are."""
    return header.strip()


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns that a table may have, by name and in any order.

    `spelt` brings a header to the form of `columns` before they are compared. With `closed`, a column that is not
    among `columns` is a warning that names the nearest one; otherwise it is passed over. `zeros` are columns whose values
    may begin with zeros, with the digits that each has, 0 where that differs; `passed_over` are headers of which a person
    said that nothing of them is wanted, `others` those that such a file has, too: none of them is a slip for another.
    """

    columns: tuple[str, ...]
    required: tuple[str, ...]
    spelt: Callable[[str], str] = as_written
    closed: bool = True
    zeros: Mapping[str, int] = field(default_factory=dict[str, int])
    passed_over: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FileRow:
    """One record: its number in the file and its cells. `places` maps a column's name to the cell's index."""

    number: int
    cells: Sequence[str]
    places: Mapping[str, int]
    width: int

    def text(self, column: str) -> str:
        """Return a cell exactly as received; empty where it holds only space or the table has no such column."""
        place = self.places.get(column)
        if place is None or place >= len(self.cells):
            return ""
        text = self.cells[place]
        return "" if text.isspace() else text

    def code(self, column: str) -> str:
        """Return a cell that holds a code, a number or a time, without surrounding space."""
        place = self.places.get(column)
        return self.cells[place].strip() if place is not None and place < len(self.cells) else ""


TableLines = Lines | SheetRows
"""Where the rows of a table come from: the lines of a CSV, or a sheet."""


def lines_of(stream: BinaryIO, sheet: str = "") -> TableLines:
    """The lines of a CSV, or the rows of a workbook's sheet, whichever an open file is; it stands at its beginning."""
    stream.seek(0)
    head = stream.read(len(SIGN))
    stream.seek(0)
    return SheetRows(stream, sheet) if head == SIGN else Lines(stream)


def read_table(lines: TableLines, layout: Layout, problems: ProblemList) -> Iterator[FileRow]:
    """Yield the rows of a table that hold anything, in the file's order.

    Nothing is yielded where the header is not right; reading stops at the first byte that is not UTF-8 and at a
    quotation mark that breaks the table. Whether a row is whole is asked with `row_problems`.
    """
    records = _records(lines, problems) if isinstance(lines, Lines) else _of_sheet(lines, problems)
    __, header = next(records, (0, None))
    if header is None:
        if not problems.has_errors:
            remedy = _("It needs a header row, and a row for each envelope or voter.")
            problems.add(Problem(problems.file, _("the file is empty"), remedy))
        return
    later = list(islice(records, MOST_ABOVE)) if _is_no_header(header, layout) else []
    places = _places(header, layout, problems, _header_below(later, layout))
    if places is None:
        return
    bare = {column: set[int]() for column in layout.zeros if column in places}
    for number, cells in records:
        if any((cell and not cell.isspace()) or isinstance(cell, NoValue) for cell in cells):
            _note_bare(bare, cells, places)
            yield FileRow(number, _filled(cells, len(header), lines), places, len(header))
    problems.add(
        *(
            _zeros_gone(column, problems.file)
            for column, digits in bare.items()
            if _may_lack(digits, layout.zeros[column])
        )
    )


def _filled(cells: Sequence[str], width: int, lines: TableLines) -> Sequence[str]:
    """The cells of a row; a sheet has none where nothing was written at the end of one."""
    return cells if isinstance(lines, Lines) or len(cells) >= width else [*cells, *[""] * (width - len(cells))]


def _note_bare(bare: Mapping[str, set[int]], cells: Sequence[str], places: Mapping[str, int]) -> None:
    """Note how many digits those cells have that are numbers in the spreadsheet, in columns whose zeros count."""
    for column, digits in bare.items():
        cell = cells[places[column]] if places[column] < len(cells) else ""
        if isinstance(cell, BareNumber):
            digits.add(len(cell))


def _may_lack(digits: Collection[int], width: int) -> bool:
    """Whether zeros may be gone: numbers are of different lengths, or shorter than such numbers are."""
    return len(digits) > 1 or any(each < width for each in digits)


def _zeros_gone(column: str, file: str) -> Problem:
    return Problem(
        file,
        _("the cells are numbers in the spreadsheet, which keeps no zeros in front: 17 may have been 0017"),
        _("Compare with the papers. To keep them, format the column as text before it is filled."),
        column=column,
        warning=True,
    )


def _of_sheet(lines: SheetRows, problems: ProblemList) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the number and cells of each row of a sheet; why the workbook is not read is collected and ends it."""
    file = problems.file
    try:
        for number, cells in lines.records():
            problems.file = sheet_of(file, lines.name)
            yield number, cells
    except UnfitWorkbookError as error:
        problems.add(error.problem(problems.file))


def sheet_of(file: str, sheet: str) -> str:
    """A file's name and the sheet's, where messages have a file's name."""
    return _("{file}, sheet {sheet}", file=file, sheet=shortened(sheet)) if file else ""


def row_problems(row: FileRow, file: str) -> Iterator[Problem]:
    """Yield what is wrong with a row as such: its width, NUL characters, characters lost before it came here."""
    if len(row.cells) != row.width:
        yield Problem(
            file,
            _("the row has {cells} cells, the header {width}", cells=len(row.cells), width=row.width),
            _("Put quotation marks around a cell with a comma in it, and fill the row up with empty cells."),
            row=row.number,
        )
    if not _may_lack_something(row.cells):
        return
    for column, place in row.places.items():
        cell = row.cells[place] if place < len(row.cells) else ""
        if isinstance(cell, NoValue):
            yield Problem(file, cell.what, cell.remedy, row.number, column)
        if "\0" in cell:
            yield Problem(file, _("the cell holds a NUL character"), SAVE_AGAIN, row.number, column)
        if LOST_CHARACTER in cell:
            what = _("a letter was lost before this file was made (it holds the replacement character)")
            yield Problem(file, what, _("Compare with the paper."), row.number, column, warning=True)


def _may_lack_something(cells: Sequence[str]) -> bool:
    """Whether any cell of a row has a sign that something was lost: asked of the row at once, since hardly any has."""
    text = "".join(cells)
    return "\0" in text or LOST_CHARACTER in text or NoValue in map(type, cells)


def _records(lines: Iterable[str], problems: ProblemList) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and cells of each record; what breaks the table is collected and ends it."""
    number = 0
    try:
        for number, cells in enumerate(csv.reader(lines, strict=True), start=1):
            yield number, cells
    except NotUtf8Error as error:
        problems.add(error.problem(problems.file, number + 1))
    except csv.Error as error:
        problems.add(_broken(problems.file, str(error), number + 1))


def _broken(file: str, said: str, row: int) -> Problem:
    for sign, what, remedy in BREAKS:
        if sign in said:
            return Problem(file, _("{what}; the rest of the file was not read", what=what), remedy, row)
    what = _("the row is not CSV ({said}); the rest of the file was not read", said=said)
    return Problem(file, what, SAVE_AGAIN, row)


def _is_no_header(header: Sequence[str], layout: Layout) -> bool:
    return not any(layout.spelt(cell) in layout.columns for cell in header)


def _header_below(records: Iterable[tuple[int, Sequence[str]]], layout: Layout) -> int:
    """The row of the first of these records that is a header, 0 where none is: a title may stand above the table."""
    for number, cells in records:
        if {layout.spelt(cell) for cell in cells}.issuperset(layout.required):
            return number
    return 0


def _places(header: Sequence[str], layout: Layout, problems: ProblemList, below: int = 0) -> Mapping[str, int] | None:
    """Return where each known column stands, or None with the problem collected."""
    if len(header) > MOST_COLUMNS:
        what = _("the table has {columns} columns, and may have at most {most}", columns=len(header), most=MOST_COLUMNS)
        problems.add(Problem(problems.file, what, _("Remove the columns that are not needed."), row=1))
        return None
    names = ["" if cell.strip() in layout.passed_over else layout.spelt(cell) for cell in header]
    known = [name for name in names if name in layout.columns]
    stop = _not_a_table(header, problems.file, layout, below) if not known else _repeated(known, problems.file)
    if stop:
        problems.add(stop)
        return None
    if layout.closed:
        strangers = [name for name, cell in zip(names, header, strict=True) if cell.strip() not in layout.passed_over]
        problems.add(*_strangers(strangers, layout, problems.file))
    missing = [name for name in layout.required if name not in known]
    problems.add(*(_missing(name, names, layout, problems.file) for name in missing))
    return None if missing else {name: names.index(name) for name in known}


def _not_a_table(header: Sequence[str], file: str, layout: Layout, below: int) -> Problem:
    """Say why the first row has no column that is known."""
    first = header[0] if header else ""
    for separator, word in SEPARATORS.items():
        if len(header) == 1 and separator in first:
            what = _("the columns are separated by {characters}, not commas", characters=word)
            return Problem(file, what, SAVE_AGAIN, row=1)
    if below:
        what = _("the columns' names stand in row {row}, not in the first", row=below)
        return Problem(file, what, _("Remove the rows above them."), row=1)
    return Problem(
        file,
        _("the first row names no column that is known, so there is no header"),
        _("Put a row with the columns' names above the others, {columns} among them.", columns=joined(layout.required)),
        row=1,
        value="",  # without a header this row may be a voter's
    )


def _repeated(known: Sequence[str], file: str) -> Problem | None:
    for name in known:
        if known.count(name) > 1:
            return Problem(file, _("the column is there twice"), _("Remove or rename one of the two."), 1, name, name)
    return None


def _strangers(names: Sequence[str], layout: Layout, file: str) -> Iterator[Problem]:
    for name in names:
        if name in layout.columns:
            continue
        near = nearest(name, layout.columns)
        remedy = _("Remove it if it is not needed.")
        if near:
            remedy = _('Rename it to "{column}" if that is meant.', column=near)
        what = _("the column is not known and is not read") if name else _("a column has no name and is not read")
        yield Problem(file, what, remedy, 1, shortened(name), shortened(name), warning=True)


def _missing(name: str, names: Sequence[str], layout: Layout, file: str) -> Problem:
    near = nearest(name, [other for other in names if other not in layout.columns and other not in layout.others])
    remedy = _('Add a column "{column}".', column=name)
    if near:
        remedy = _('Rename the column "{there}" to "{column}".', there=shortened(near), column=name)
    return Problem(file, _('the column "{column}" is missing', column=name), remedy, 1, name)
