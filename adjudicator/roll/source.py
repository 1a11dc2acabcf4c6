"""Reads a voter list into batches of raw rows: encoding, header, quoting; what the cells mean is for `cells`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BufferedReader, BytesIO, StringIO, TextIOWrapper
from itertools import chain, takewhile
from pathlib import Path
from typing import cast

from adjudicator.at_rest import foreign
from adjudicator.records.trouble import Problem, WorldError
from adjudicator.roll.cells import SEPARATOR
from adjudicator.roll.layouts import LAYOUTS, RollLayout
from adjudicator.words import _, beside, n_

BATCH_CHARACTERS = 32768
"""Read through the build at a time: enough to work column by column, little enough to stay in the processor's cache."""

Row = list[str]


@dataclass(frozen=True, slots=True)
class PlainRows:
    """Rows without quotation marks, not split yet: a line each, ended by a line feed, the separator between its cells."""

    text: str
    count: int

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Row]:
        return (line.split(SEPARATOR) for line in self.text.split("\n")[:-1])


@dataclass(slots=True)
class VoterListFile:
    """An open voter list. `positions` maps a field to its column's place; `width` is the header's number of columns."""

    name: str
    stream: TextIOWrapper
    layout: RollLayout
    positions: Mapping[str, int]
    width: int

    def batches(self) -> Iterator[PlainRows | list[Row]]:
        """The rows after the header in batches; raises UnicodeDecodeError and csv.Error as they come.

        Cells are as they stand, the last of a row may have its line end. Empty lines at the end of the file are no rows.
        """
        blank = ""
        while text := self.stream.read(BATCH_CHARACTERS):
            text = blank + text + self.stream.readline()
            blank = ""
            if plain := _plain(text, self.layout.delimiter):
                yield plain
                continue
            lines = list(StringIO(text, newline=""))
            ended = len(lines) - sum(1 for __ in takewhile(str.isspace, reversed(lines)))
            blank = "".join(lines[ended:])
            if ended:
                yield _rows_of(lines[:ended], self.stream, self.layout.delimiter)

    def place(self) -> int:
        """How many bytes have been taken from the file."""
        return cast(BufferedReader, self.stream.buffer).tell()


def _plain(text: str, delimiter: str) -> PlainRows | None:
    """The lines as rows to be taken apart later; None where cells may be quoted, or a line end is none of a row."""
    if '"' in text or SEPARATOR in text or ("\r" in text and text.count("\r") != text.count("\r\n")):
        return None
    last_line = text[text.rfind("\n", 0, -1) + 1 :]
    if last_line.isspace():
        return None
    if not last_line.endswith("\n"):
        text += "\n"
    return PlainRows(text.replace(delimiter, SEPARATOR), text.count("\n"))


def _rows_of(lines: list[str], stream: TextIOWrapper, delimiter: str) -> list[Row]:
    """The rows that begin in these lines. Lines without quotation marks are only split, which is much faster."""
    if '"' not in "".join(lines):
        return [line.split(delimiter) for line in lines]
    # a quoted cell may hold line ends, so that the last row may go on in the stream
    reader = csv.reader(chain(lines, stream), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    while reader.line_num < len(lines):
        rows.append(next(reader))
    return rows


def open_stream(path: Path, text: BytesIO | None = None) -> TextIOWrapper:
    """The file, or the text that was made of it, as UTF-8, a byte-order mark allowed; raises WorldError where it cannot be
    read.
    """
    try:
        return TextIOWrapper(foreign.opened(path) if text is None else text, encoding="utf-8-sig", newline="")
    except FileNotFoundError as error:
        what = _("There is no file {file}", file=path.name)
        raise WorldError("missing", what, _("Choose the voter list again.")) from error
    except OSError as error:
        what = _("{file} cannot be read", file=path.name)
        raise WorldError("io", what, _("Copy it to this computer and try again.")) from error


def open_source(path: Path, stream: TextIOWrapper, layout: RollLayout) -> VoterListFile | list[Problem]:
    """Reads the header; the problems name each column that is needed and missing or there twice."""
    lines = stream.readlines(1)
    header = _rows_of(lines, stream, layout.delimiter)[0] if lines else []
    names = [name.strip().casefold() for name in header]
    problems = _header_problems(path.name, names, layout)
    if problems:
        return problems
    positions = {field: names.index(column.casefold()) for field, column in layout.columns.items()}
    return VoterListFile(path.name, stream, layout, positions, len(names))


def _header_problems(file: str, names: list[str], layout: RollLayout) -> list[Problem]:
    needed = list(layout.columns.values())
    missing = [column for column in needed if column.casefold() not in names]
    twice = [column for column in needed if names.count(column.casefold()) > 1]
    if len(missing) == len(needed):
        return [_other_layout(file, names, layout)]
    again = _(
        'Ask for the list again with all columns of the layout "{layout}", or name the layout that the file has.',
        layout=layout.name,
    )
    problems: list[Problem] = []
    if missing:
        what = n_(
            "A column is missing: {columns}",
            "{count} columns are missing: {columns}",
            len(missing),
            columns=beside(*missing, by=", "),
        )
        problems.append(Problem(file, what, again, row=1, column=missing[0] if len(missing) == 1 else ""))
    return problems + [
        Problem(file, _("The column is there twice"), _("Remove one of the two and try again."), row=1, column=column)
        for column in twice
    ]


def _other_layout(file: str, names: list[str], layout: RollLayout) -> Problem:
    what = _('This is not a state voter list: it has none of the columns of the layout "{layout}"', layout=layout.name)
    cells = [name for line in names for name in line.replace("|", ",").split(",")]
    for other in LAYOUTS.values():
        known = {column.casefold() for column in other.columns.values()}
        if other is not layout and len(known & {cell.strip() for cell in cells}) > len(known) // 2:
            remedy = _('The file looks like the layout "{layout}": choose that.', layout=other.name)
            return Problem(file, what, remedy, row=1)
    return Problem(file, what, _("Choose the state's list, with its header row."), row=1)


def decoding_problem(path: Path) -> Problem:
    """Where the first byte lies that is not UTF-8: row and byte, both counted from the start of the file."""
    start = 0
    with foreign.opened(path) as stream:
        for number, line in enumerate(stream, start=1):
            try:
                line.decode()
            except UnicodeDecodeError as error:
                place, byte = str(start + error.start + 1), f"{line[error.start]:02X}"
                what = _("The file is not UTF-8: byte {place} is 0x{byte}", place=place, byte=byte)
                return Problem(path.name, what, _("Save it as UTF-8 and try again."), row=number)
            start += len(line)
    return Problem(path.name, _("The file ends in the middle of a character"), _("Copy it again from its source."))
