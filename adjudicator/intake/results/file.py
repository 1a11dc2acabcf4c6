"""Reads a file of results, of whichever form it is, for a comparison with the record.

Such a file is no kind of file that a case receives: nothing in it is kept but its digest and what the comparison found.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from adjudicator.intake.branches import Branch, read_json, read_xml
from adjudicator.intake.problem_list import ProblemList
from adjudicator.intake.results import clarity as results_clarity
from adjudicator.intake.results import nist as results_nist
from adjudicator.intake.results.book import ResultsBook
from adjudicator.intake.results.csv_file import read_csv
from adjudicator.intake.sources import BOM, bytes_of
from adjudicator.records.election import Election
from adjudicator.records.results import Results
from adjudicator.records.trouble import Problem
from adjudicator.words import _

MOST_OF_RESULTS = 64 << 20
"""Bytes of a file of results, unpacked; a large county's detail file has some twenty million."""

Form = Literal["csv", "nist_json", "nist_xml", "clarity_xml", ""]

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_KNOWN_FORMS = _(
    "Choose results as CSV, as a report by NIST SP 1500-100 version 2 in JSON or XML, or as Clarity's detail.xml."
)


@dataclass(frozen=True, slots=True)
class ResultsFile:
    """A file of results that was read. `results` is None where a problem is more than a warning.

    `digest` is SHA-256 of the file as it lies there, hexadecimal; `form` empty where it is none that is known.
    """

    name: str
    form: Form
    digest: str
    results: Results | None
    problems: tuple[Problem, ...]


def read_results_file(path: Path, election: Election) -> ResultsFile:
    """Read the file at a path. Raises WorldError where it cannot be read at all or has more than 64 MB."""
    return read_results(bytes_of(path, MOST_OF_RESULTS), path.name, election)


def read_results(data: bytes, name: str, election: Election) -> ResultsFile:
    """Read a file of results by its bytes; `name` is the file's name, for messages."""
    problems = ProblemList(name)
    book = ResultsBook(election, problems)
    digest = hashlib.sha256(data).hexdigest()
    plain = _unpacked(data, problems)
    form = _read(plain, book) if plain is not None else ""
    results = book.results() if form and not problems.has_errors else None
    return ResultsFile(name, form, digest, results, problems.shown())


def _unpacked(data: bytes, problems: ProblemList) -> bytes | None:
    """The bytes of a gzipped file, never more than may be read; other bytes as they are."""
    if data.startswith(_ZIP):
        what = _("is a packed folder (ZIP) or a spreadsheet's own file")
        remedy = _("Unpack it first; of a spreadsheet, save the table as CSV UTF-8.")
        problems.add(Problem(problems.file, what, remedy))
        return None
    if not data.startswith(_GZIP):
        return data
    unpacking = zlib.decompressobj(wbits=31)
    try:
        plain = unpacking.decompress(data, MOST_OF_RESULTS + 1)
    except zlib.error:
        plain = b""
    if len(plain) > MOST_OF_RESULTS:
        what = _("unpacks to more than {most} bytes", most=MOST_OF_RESULTS)
        problems.add(Problem(problems.file, what, _("Check that it is the right file.")))
        return None
    if not unpacking.eof or unpacking.unused_data:
        problems.add(Problem(problems.file, _("is packed, and cannot be unpacked"), _("Ask for the file again.")))
        return None
    return plain


def _read(data: bytes, book: ResultsBook) -> Form:
    first = data.removeprefix(BOM).lstrip()[:1]
    if not first:
        book.wrong(_("the file is empty"), _KNOWN_FORMS)
        return ""
    if first == b"{":
        return _read_object(data, book)
    if first == b"<":
        return _read_element(data, book)
    read_csv(data, book)
    return "csv"


def _read_object(data: bytes, book: ResultsBook) -> Form:
    root = read_json(data, book.problems)
    if root is None:
        return ""
    if not results_nist.is_report(root):
        return _not_known(book)
    results_nist.read_nist(root, book)
    return "nist_json"


def _read_element(data: bytes, book: ResultsBook) -> Form:
    root: Branch | None = read_xml(data, book.problems, results_clarity.skips)
    if root is None:
        return ""
    namespace, __, name = root.name.rpartition(" ")
    if name == results_clarity.ROOT:
        results_clarity.read_clarity(root, book)
        return "clarity_xml"
    if name != results_nist.ROOT:
        return _not_known(book)
    if namespace != results_nist.NAMESPACE:
        book.wrong(_("the report is of another version of the format"), results_nist.VERSION_2, root.place)
        return ""
    results_nist.read_nist(root, book)
    return "nist_xml"


def _not_known(book: ResultsBook) -> Form:
    book.wrong(_("is not a file of results in a form that is known"), _KNOWN_FORMS)
    return ""
