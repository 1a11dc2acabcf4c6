"""Files that say how electors are recorded to have voted otherwise, read with flat memory.

A file is read twice: once to check it, and again each time its credits are asked for, so that a state's file of
millions of rows is never held; a workbook cannot have as many, and is held. Credits are yielded only where the check found
no error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from adjudicator.intake.manner import AS_IT_IS, Manner
from adjudicator.intake.problem_list import ProblemList
from adjudicator.intake.sources import Source, opened
from adjudicator.intake.tables import FileRow, Layout, lines_of, read_table, row_problems
from adjudicator.intake.workbook import SheetRows
from adjudicator.records.elector import Credit
from adjudicator.records.trouble import Problem, WorldError
from adjudicator.words import _


@dataclass(frozen=True, slots=True)
class RowReading:
    """What one row says: a credit or none, the newest date in it (ISO 8601, or empty), and what is wrong with it."""

    credit: Credit | None = None
    dated: str = ""
    problems: tuple[Problem, ...] = ()


class CreditRows(Protocol):
    """How the rows of one kind of file are read. The file's digest is put into the credit by the caller that knows it."""

    @property
    def layout(self) -> Layout:
        """The columns of the file."""
        ...

    def concerns(self, row: FileRow) -> bool:
        """Whether a row is of this election at all; others are passed over unread."""
        ...

    def read(self, row: FileRow, file: str) -> RowReading:
        """Read one row; `file` is the digest for its credit."""
        ...


@dataclass(frozen=True, slots=True)
class CreditFile:
    """A file of credits that was read and checked.

    `credits` can be iterated again and again, in the file's order; it is empty where there is an error. One elector
    may have several. `rows` counts the rows that concern the county, `count` the credits; `dated` is the day or
    instant up to which the file speaks (ISO 8601), `digest` SHA-256 of the file, hexadecimal.
    """

    name: str
    credits: Iterable[Credit]
    problems: tuple[Problem, ...]
    digest: str
    dated: str
    rows: int
    count: int

    @property
    def is_acceptable(self) -> bool:
        """Whether there is no error, so that the credits may be received."""
        return all(problem.warning for problem in self.problems)


@dataclass(frozen=True, slots=True)
class _Credits:
    """The credits of a file that was checked, read anew each time. Raises `WorldError` where the file has changed."""

    source: Source
    kind: CreditRows
    digest: str
    manner: Manner

    def __iter__(self) -> Iterator[Credit]:
        problems = ProblemList("")
        with opened(self.source) as stream:
            lines = lines_of(stream, self.manner.sheet)
            for row in read_table(lines, self.manner.of(self.kind.layout), problems):
                if self.kind.concerns(row) and (credit := self.kind.read(row, self.digest).credit):
                    yield credit
            if lines.digest() != self.digest:
                raise WorldError("io", _("The file changed while it was read"), _("Read it again when it is complete."))


@dataclass(slots=True)
class _Tally:
    rows: int = 0
    count: int = 0
    newest: str = ""

    def add(self, reading: RowReading) -> None:
        self.rows += 1
        self.count += reading.credit is not None
        self.newest = max(self.newest, reading.dated)


def read_credits(source: Source, name: str, kind: CreditRows, dated: str, manner: Manner = AS_IT_IS) -> CreditFile:
    """Check a file of credits; `dated` is when it was made, or empty to take the newest date in its rows.

    Raises `WorldError` where the file cannot be opened or read.
    """
    problems, tally, held = ProblemList(name), _Tally(), list[Credit]()
    with opened(source) as stream:
        lines = lines_of(stream, manner.sheet)
        for row in read_table(lines, manner.of(kind.layout), problems):
            if kind.concerns(row):
                reading = _checked(row, kind, problems)
                tally.add(reading)
                if reading.credit is not None and isinstance(lines, SheetRows):
                    held.append(reading.credit)
        digest = lines.digest()
    found: Iterable[Credit] = _Credits(source, kind, digest, manner)
    if isinstance(lines, SheetRows):  # it is bounded and slow to read, so what it says is held instead of read again
        found = tuple(replace(each, file=digest) for each in held)
    if not tally.rows and not problems.has_errors:
        remedy = _("Check that this is the file of this county and election.")
        problems.add(Problem(name, _("no row concerns this county"), remedy, warning=True))
    found = () if problems.has_errors else found
    return CreditFile(name, found, problems.shown(), digest, dated or tally.newest, tally.rows, tally.count)


def _checked(row: FileRow, kind: CreditRows, problems: ProblemList) -> RowReading:
    """Read a row and collect what is wrong with it; a row of the wrong width is not read."""
    problems.add(*row_problems(row, problems.file))
    if len(row.cells) != row.width:
        return RowReading()
    reading = kind.read(row, "")
    problems.add(*(replace(problem, file=problems.file, row=row.number) for problem in reading.problems))
    return reading
