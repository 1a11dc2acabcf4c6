"""A file that was read and not yet received, as the Receive desk shows it before anything is recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from adjudicator.intake.credits import CreditFile
from adjudicator.intake.likely_same import likely_same
from adjudicator.intake.manner import AS_IT_IS, Manner
from adjudicator.intake.problem_list import shortened
from adjudicator.intake.readers import READERS
from adjudicator.intake.reading import Reading
from adjudicator.office.behind.shown import masked_problems
from adjudicator.office.behind.telling_numbers import number_problems
from adjudicator.records.envelope import Envelope
from adjudicator.records.received import FILE_KINDS
from adjudicator.records.trouble import Problem, Refusal
from adjudicator.words import _, beside, n_

LISTS = frozenset(code for code, kind in FILE_KINDS.items() if kind.holds == "envelopes")


@dataclass(frozen=True, slots=True)
class FilePreview:
    """A file that was read and not yet received: what is in it, what is wrong with it.

    `kind` as in FileState; `rows` counts what would be received. It can be received while no problem is an error.
    `masked` says that it was given out without what the rows say, `manner` how it was read.
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
    manner: Manner = AS_IT_IS

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stand in the way."""
        return tuple(problem for problem in self.problems if not problem.warning)


def preview_of(kind: str, it: Reading, seen: Collection[str]) -> FilePreview:
    """Read a file as a kind of READERS; `seen` are the digests of files received before. Raises WorldError."""
    read, name = READERS[kind].read(it), it.path.name
    again = read.digest in seen
    same = likely_same(name, read.envelopes, it.papers, it.election.date) if it.papers is not None else ()
    told = (*_seen_before(name, again=again), *_read_as(name, it.manner))
    problems = (*told, *read.problems, *same, *number_problems(name, read.envelopes))
    return FilePreview(
        it.path, kind, read.digest, read.dated, read.rows, problems, read.envelopes, read.credit_file,
        seen_before=again, manner=it.manner,
    )  # fmt: skip


def masked_preview(preview: FilePreview) -> FilePreview:
    """The preview without what its rows say, for a person who sees no names; how many there are and what is wrong stays."""
    return replace(preview, problems=masked_problems(preview.problems), envelopes=(), credit_file=None, masked=True)


def _seen_before(name: str, *, again: bool) -> tuple[Problem, ...]:
    if not again:
        return ()
    return (Problem(name, _("this very file has been received"), _("Choose a newer one."), warning=True),)


def _read_as(name: str, manner: Manner) -> Iterator[Problem]:
    """Which columns are read as another one, because a person said so: told each time, since nothing else would show it."""
    read = [(header, column) for header, column in manner.columns.items() if column]
    if read:
        pairs = beside(
            *(_('"{there}" as {column}', there=shortened(header), column=column) for header, column in read), by=", "
        )
        what = _("columns are read as somebody said: {pairs}", pairs=pairs)
        yield Problem(name, what, _("Look at the first rows: each value must stand where it belongs."), warning=True)


def not_receivable(preview: FilePreview, *, speaks_anew: bool = False) -> Refusal | None:
    """Why a file is not received: it has an error, or nothing new. None where it can be.

    A list of other votes that was received before is new where it `speaks_anew`: up to a later hour, or as the final one.
    """
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
    if (preview.seen_before and not speaks_anew) or (preview.kind in LISTS and not preview.rows):
        return Refusal("nothing_new", _("{file} holds nothing that is not received already.", file=preview.path.name))
    return None
