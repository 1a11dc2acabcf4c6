"""What a reader of one kind of file is: the layout by which the kind is recognized, and what is asked of it and found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from adjudicator.intake.credits import CreditFile
from adjudicator.intake.manner import AS_IT_IS, Manner
from adjudicator.intake.tables import Layout
from adjudicator.records.election import Election
from adjudicator.records.envelope import Envelope
from adjudicator.records.trouble import Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """A file to be read for an election.

    `known` are the fingerprints of envelopes received, by number, where the kind holds envelopes; `codes` the county's
    table of codes. `papers` are those of the envelopes received, None where a list is not compared with them; `manner` is
    what a person said of how it is to be read.
    """

    path: Path
    election: Election
    known: Mapping[str, str]
    codes: Collection[str]
    papers: Sequence[Envelope] | None = None
    manner: Manner = AS_IT_IS


@dataclass(frozen=True, slots=True)
class FileContent:
    """What was read of a file. `rows` counts what would be received; `dated` is up to when it speaks, ISO 8601 or empty."""

    digest: str
    rows: int
    problems: tuple[Problem, ...]
    dated: str = ""
    envelopes: tuple[Envelope, ...] = ()
    credit_file: CreditFile | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """How a kind of file is read. `read` raises WorldError where the file cannot be read at all."""

    layout: Layout
    read: Callable[[Reading], FileContent]


def of_lines(layout: Layout, read: Callable[[Reading], CreditFile]) -> Reader:
    """The reader of a kind whose rows are kept as lines: votes, or registrations."""

    def content(it: Reading) -> FileContent:
        found = read(it)
        return FileContent(found.digest, found.count, found.problems, found.dated, credit_file=found)

    return Reader(layout, content)
