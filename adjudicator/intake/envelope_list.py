"""Reads an envelope list: CSV, UTF-8, a header row, one row an envelope, columns in any order.

Columns of free text are kept exactly as received; columns of codes, numbers and times lose surrounding space. A cell
that is empty or holds only space is unknown, never "no".
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, cast

from adjudicator.intake.as_saved import YES_OR_NO, code_as_saved, moment_as_saved, spelt_as, with_zeros
from adjudicator.intake.characters import SPACES
from adjudicator.intake.envelope_checks import (
    FIELD_OF_COLUMN,
    Expected,
    expected_of,
    found_problems,
    not_a_position,
    not_sheets,
    one_of,
)
from adjudicator.intake.manner import AS_IT_IS, Manner
from adjudicator.intake.problem_list import ProblemList, shortened
from adjudicator.intake.reading import FileContent, Reader, Reading
from adjudicator.intake.sources import MOST_OF_ENVELOPES, bytes_of
from adjudicator.intake.tables import FileRow, Layout, lines_of, read_table, row_problems
from adjudicator.intake.words import REGISTRATION_DIGITS
from adjudicator.records.birth import born_on
from adjudicator.records.election import Election
from adjudicator.records.envelope import STATEMENTS, STREAMS, Envelope, number_key
from adjudicator.records.trouble import Problem
from adjudicator.words import _

ZIP_DIGITS = 5

OTHER_NAMES: Mapping[str, str] = {
    "envelope": "envelope_number", "envelopeno": "envelope_number", "zipcode": "zip",
    "birthdate": "birth_date", "dateofbirth": "birth_date", "dob": "birth_date", "pollingplace": "place",
    "precinct": "precinct_cast", "ballotstyle": "style_cast", "timecast": "cast_at", "firstname": "first_name",
    "lastname": "last_name", "surname": "last_name", "voterregistrationnumber": "registration_number",
}  # fmt: skip
"""What a column is also called, as `as_saved.plain` writes it -> its name in the list."""

LAYOUT = Layout(
    tuple(FIELD_OF_COLUMN),
    ("envelope_number",),
    spelt=spelt_as(tuple(FIELD_OF_COLUMN), OTHER_NAMES),
    zeros={"envelope_number": 0, "precinct_cast": 0, "registration_number": REGISTRATION_DIGITS, "zip": ZIP_DIGITS},
)

CODED = (
    "envelope_number", "stream", "precinct_cast", "style_cast", "party", "cast_at", "reasons", "oath_signed",
    "id_shown", "statement", "sheets", "box", "position",
)  # fmt: skip

ALREADY = ("envelope_number", _("the envelope was already received with the same answers"))
"""Column and words of the warning for a row received earlier."""

UNCOMPARED = ""
"""In place of the fingerprint of an envelope received earlier: nothing is said of whether its answers are the same."""

TAKEN_IN = ("envelope_number", _("an envelope of this number was already received"))
"""Column and words of the warning for a row that is not compared."""

NOTHING_RECEIVED: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class EnvelopeList:
    """What an envelope list holds.

    `envelopes` are those without an error and not received before, in the file's order; they may be written only
    where `is_acceptable`. `rows` is the number of rows that hold anything; `digest` SHA-256 of the file, hexadecimal.
    """

    name: str
    envelopes: tuple[Envelope, ...]
    problems: tuple[Problem, ...]
    digest: str
    rows: int

    @property
    def is_acceptable(self) -> bool:
        """Whether there is no error, so that the envelopes may be received: all of them or none."""
        return all(problem.warning for problem in self.problems)


def fingerprint(envelope: Envelope) -> str:
    """Return SHA-256 over every answer of an envelope, hexadecimal; equal where the papers say the same.

    It is not salted, so names could be guessed from it: it is for comparing in memory and never goes into the record. Where
    the envelope lies is no answer of its papers: lists without these columns go on as they were.
    """
    answers = {name: value for name, value in asdict(envelope).items() if name not in ("box", "position")}
    born = born_on(envelope.birth_date, date.max)  # a spreadsheet writes the same day in its own way
    answers["birth_date"] = born.isoformat() if born else envelope.birth_date
    fields = json.dumps(answers, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(fields.encode("ascii")).hexdigest()


def read_envelope_list(
    data: bytes,
    name: str,
    election: Election,
    *,
    known: Mapping[str, str] = NOTHING_RECEIVED,
    reason_codes: Collection[str],
    manner: Manner = AS_IT_IS,
) -> EnvelopeList:
    """Read an envelope list; `name` is the file's name, for messages.

    `known` maps the number of each envelope received earlier to its `fingerprint`, or to `UNCOMPARED`. Source:
    files-and-commands, "Envelope list".
    """
    problems = ProblemList(name)
    reading = _Reading(problems, expected_of(election, reason_codes), known)
    lines = lines_of(io.BytesIO(data), manner.sheet)
    envelopes = tuple(_received(read_table(lines, manner.of(LAYOUT), problems), reading))
    if not reading.first_rows and not problems.has_errors:
        problems.add(Problem(name, _("the list has a header but no envelope"), _("Choose another file."), warning=True))
    if 1 < reading.rows == reading.again:
        what = _("all {count} envelopes have been received already", count=reading.rows)
        whole = Problem(name, what, _("Choose another file if there are new ones."), warning=True)
        for kind in (ALREADY, TAKEN_IN):
            problems.put_together(kind, whole)
    return EnvelopeList(name, envelopes, problems.shown(), lines.digest(), reading.rows)


def _content(it: Reading) -> FileContent:
    data = bytes_of(it.path, MOST_OF_ENVELOPES)
    listed = read_envelope_list(
        data, it.path.name, it.election, known=it.known, reason_codes=it.codes, manner=it.manner
    )
    return FileContent(listed.digest, len(listed.envelopes), listed.problems, envelopes=listed.envelopes)


READER = Reader(LAYOUT, _content)


class _Reading:
    """One list while it is read: where each number stood first, how many rows there were, and how many of them received."""

    def __init__(self, problems: ProblemList, expected: Expected, known: Mapping[str, str]) -> None:
        self.problems = problems
        self.expected = expected
        self.known = known
        self.received = {number_key(number): number for number in reversed(tuple(known))}
        self.first_rows: dict[tuple[str, ...], int] = {}
        self.rows = 0
        self.again = 0

    def as_received(self, number: str) -> str:
        """The number under which an envelope was received, however it is written here; empty where it was not."""
        return number if number in self.known else self.received.get(number_key(number), "")


def _received(rows: Iterator[FileRow], reading: _Reading) -> Iterator[Envelope]:
    for row in rows:
        reading.rows += 1
        envelope, found = _read(row, reading)
        reading.problems.add(*found)
        if not found or all(problem.warning for problem in found):
            yield from () if reading.as_received(envelope.number) else (envelope,)


def _read(row: FileRow, reading: _Reading) -> tuple[Envelope, tuple[Problem, ...]]:
    """Return a row's envelope and everything that is wrong with it."""
    file = reading.problems.file
    whole = tuple(row_problems(row, file))
    if len(row.cells) != row.width:  # the cells may stand in the wrong columns: what they say means nothing
        reading.first_rows.setdefault(number_key(row.code("envelope_number")), row.number)
        return Envelope(row.code("envelope_number")), whole
    envelope, unreadable = _envelope(row)
    ticked = (code_as_saved(code, reading.expected.reason_codes) for code in envelope.reasons)
    precinct = with_zeros(envelope.precinct_cast, reading.expected.election.precincts)
    envelope = replace(envelope, reasons=tuple(dict.fromkeys(ticked)), precinct_cast=precinct)
    placed = (*unreadable, *found_problems(envelope, reading.expected), *_of_number(envelope, row.number, reading))
    refused = {problem.column for problem in whole if not problem.warning}  # a NUL character is told once
    told = (replace(problem, file=file, row=row.number) for problem in placed if problem.column not in refused)
    return envelope, _without_doubts((*whole, *told))


def _without_doubts(found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Leave out the other warnings of a row that was received already: they were shown then."""
    again = (ALREADY[1], TAKEN_IN[1])
    if all(problem.what not in again for problem in found):
        return found
    return tuple(problem for problem in found if not problem.warning or problem.what in again)


def _of_number(envelope: Envelope, row: int, reading: _Reading) -> Iterator[Problem]:
    """Yield what is wrong with the number beside those of other rows and of envelopes received earlier."""
    number = envelope.number
    if not number:
        return
    first = reading.first_rows.setdefault(number_key(number), row)
    value = shortened(number)
    if first != row:
        remedy = _("Each envelope has one row and a number of its own.")
        what = _("the number is already in row {row}", row=str(first))
        yield Problem("", what, remedy, column="envelope_number", value=value)
    there = reading.as_received(number)
    if not there:
        return
    earlier = reading.known[there]
    if earlier in (UNCOMPARED, fingerprint(replace(envelope, number=there))):
        reading.again += 1
        column, what = TAKEN_IN if earlier == UNCOMPARED else ALREADY
        yield Problem("", what, _("Nothing to do: it is left out."), column=column, value=value, warning=True)
    else:
        what = _("the row contradicts the row received earlier for this envelope")
        if there != number:
            what = _("the row contradicts the row received earlier for envelope {number}", number=shortened(there))
        remedy = _("Compare with the envelope; take the row out, and correct the received one in the program.")
        yield Problem("", what, remedy, column="envelope_number", value=value)


def _envelope(row: FileRow) -> tuple[Envelope, tuple[Problem, ...]]:
    """Return a row as an envelope, and the cells that could not be read as what they are for."""
    answers: dict[str, object] = {}
    unreadable: list[Problem] = []
    for column, field in FIELD_OF_COLUMN.items():
        text = row.text(column).strip(SPACES) if column in CODED else row.text(column)
        answers[field], wrong = READ_AS.get(column, _as_text)(text, column)
        unreadable.extend(wrong)
    return Envelope(**cast("dict[str, Any]", answers)), tuple(unreadable)


Answer = tuple[object, Sequence[Problem]]


def _as_text(text: str, __: str) -> Answer:
    return text, ()


def _as_yes_or_no(text: str, column: str) -> Answer:
    said = YES_OR_NO.get(text.casefold())
    wrong = one_of(column, text, ("yes", "no")) if said is None else None
    return said, (wrong,) if wrong else ()


def _as_codes(text: str, __: str) -> Answer:
    """Return the codes with ";" or "," between them, each once, in the order written."""
    codes = (code.strip(SPACES) for code in text.replace(",", ";").split(";"))
    return tuple(dict.fromkeys(code for code in codes if code)), ()


def _as_number(text: str, column: str) -> Answer:
    if not text:
        return None, ()
    is_number = text.isascii() and text.isdigit() and len(text) <= 4
    wrong = not_sheets if column == "sheets" else not_a_position
    return (int(text), ()) if is_number else (None, (wrong(text),))


READ_AS: Mapping[str, Callable[[str, str], Answer]] = {
    "oath_signed": _as_yes_or_no,
    "id_shown": _as_yes_or_no,
    "reasons": _as_codes,
    "sheets": _as_number,
    "position": _as_number,
    "cast_at": lambda text, __: (moment_as_saved(text), ()),
    "stream": lambda text, __: (code_as_saved(text, STREAMS), ()),
    "statement": lambda text, __: (code_as_saved(text, STATEMENTS), ()),
}
"""Columns that are not texts -> how their cells are read."""
