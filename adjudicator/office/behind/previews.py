"""A file that was read and not yet received, as the Receive desk shows it before anything is recorded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from adjudicator.at_rest import foreign
from adjudicator.intake import absentee, check_in, envelope_list
from adjudicator.intake.credits import CreditFile
from adjudicator.intake.envelope_list import read_envelope_list
from adjudicator.intake.sources import MOST_OF_ENVELOPES, refuse_unfit
from adjudicator.intake.tables import Layout
from adjudicator.office.behind.shown import masked_problems
from adjudicator.office.behind.telling_numbers import number_problems
from adjudicator.records.election import Election
from adjudicator.records.envelope import Envelope
from adjudicator.records.received import FILE_KINDS
from adjudicator.records.trouble import Problem, Refusal, WorldError
from adjudicator.words import _, n_

LISTS = frozenset(code for code, kind in FILE_KINDS.items() if kind.holds == "envelopes")


@dataclass(frozen=True, slots=True)
class FilePreview:
    """A file that was read and not yet received: what is in it, what is wrong with it.

    `kind` as in FileState; `rows` counts what would be received. It can be received while no problem is an error.
    `masked` says that it was given out without what the rows say.
    """

    path: Path
    kind: str
    digest: str
    dated: str
    rows: int
    problems: tuple[Problem, ...]
    envelopes: tuple[Envelope, ...] = ()
    credit_file: CreditFile | None = None
    seen_before: bool = False
    masked: bool = False

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stand in the way."""
        return tuple(problem for problem in self.problems if not problem.warning)


@dataclass(frozen=True, slots=True)
class Reading:
    """A file to be read: as what, for which election, and what was received before.

    `seen` are the digests of files received; `known` are the fingerprints of envelopes received, by number, where the kind
    holds envelopes; `codes` the county's table of codes.
    """

    kind: str
    path: Path
    election: Election
    seen: Collection[str]
    known: Mapping[str, str]
    codes: Collection[str]


def _envelopes(it: Reading) -> FilePreview:
    listed = read_envelope_list(bytes_of(it.path), it.path.name, it.election, known=it.known, reason_codes=it.codes)
    telling = number_problems(it.path.name, listed.envelopes)
    problems = (*_seen_before(it.path, listed.digest, it.seen), *listed.problems, *telling)
    count, again = len(listed.envelopes), listed.digest in it.seen
    return FilePreview(
        it.path, it.kind, listed.digest, "", count, problems, envelopes=listed.envelopes, seen_before=again
    )


def _absentee(it: Reading) -> FilePreview:
    return _votes(it, absentee.read_absentee(it.path, it.path.name, it.election.county))


def _check_ins(it: Reading) -> FilePreview:
    return _votes(it, check_in.read_check_in(it.path, it.path.name, it.election))


@dataclass(frozen=True, slots=True)
class Reader:
    """How a kind of file is read: the layout by whose columns it is recognized, and what reads it."""

    layout: Layout
    read: Callable[[Reading], FilePreview]


READERS: Mapping[str, Reader] = {
    "envelope_list": Reader(envelope_list.LAYOUT, _envelopes),
    "absentee_file": Reader(absentee.LAYOUT, _absentee),
    "check_in_list": Reader(check_in.LAYOUT, _check_ins),
}
"""Kind -> how it is read; every kind of `records.received.FILE_KINDS` but the roll, which has its own file."""


def masked_preview(preview: FilePreview) -> FilePreview:
    """The preview without what its rows say, for a person who sees no names; how many there are and what is wrong stays."""
    return replace(preview, problems=masked_problems(preview.problems), envelopes=(), credit_file=None, masked=True)


def _votes(it: Reading, read: CreditFile) -> FilePreview:
    problems = (*_seen_before(it.path, read.digest, it.seen), *read.problems)
    again = read.digest in it.seen
    return FilePreview(
        it.path, it.kind, read.digest, read.dated, read.count, problems, credit_file=read, seen_before=again
    )


def _seen_before(path: Path, digest: str, seen: Collection[str]) -> tuple[Problem, ...]:
    if digest not in seen:
        return ()
    return (Problem(path.name, _("this very file has been received"), _("Choose a newer one."), warning=True),)


def bytes_of(path: Path) -> bytes:
    """The bytes of an envelope list; raises WorldError where it cannot be read, is larger than any, or is the open case."""
    try:
        refuse_unfit(path, MOST_OF_ENVELOPES)
        return foreign.bytes_of(path)
    except OSError as error:
        raise WorldError(
            "missing", _("{file} cannot be read", file=path.name), _("Check that it is there and may be read.")
        ) from error


def not_receivable(preview: FilePreview) -> Refusal | None:
    """Why a file is not received: it has an error, or nothing new. None where it can be."""
    if preview.errors:
        return Refusal(
            "bad_input",
            n_(
                "{file} has {count} problem. Nothing was received.",
                "{file} has {count} problems. Nothing was received.",
                len(preview.errors),
                file=preview.path.name,
            ),
        )
    if preview.seen_before or (preview.kind in LISTS and not preview.rows):
        return Refusal("nothing_new", _("{file} holds nothing that is not received already.", file=preview.path.name))
    return None
