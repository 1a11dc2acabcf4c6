"""A file that was read and not yet received, as the Receive desk shows it before anything is recorded."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from adjudicator.at_rest import received
from adjudicator.intake.credits import CreditFile
from adjudicator.intake.envelope_list import EnvelopeList
from adjudicator.office.shown import masked_problems
from adjudicator.records.envelope import Envelope
from adjudicator.records.trouble import Problem, Refusal, WorldError


@dataclass(frozen=True, slots=True)
class Preview:
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


def list_preview(path: Path, listed: EnvelopeList, seen: Collection[str]) -> Preview:
    """An envelope list as it was read; `seen` are the digests of files received."""
    problems = (*_seen_before(path, listed.digest, seen), *listed.problems)
    count = len(listed.envelopes)
    again = listed.digest in seen
    return Preview(
        path, "envelope_list", listed.digest, "", count, problems, envelopes=listed.envelopes, seen_before=again
    )


def masked_preview(preview: Preview) -> Preview:
    """The preview without what its rows say, for whoever sees no names; how many there are and what is wrong stays."""
    return replace(preview, problems=masked_problems(preview.problems), envelopes=(), credit_file=None, masked=True)


def credit_preview(kind: str, path: Path, read: CreditFile, seen: Collection[str]) -> Preview:
    """A file of other votes as it was read; `seen` are the digests of files received."""
    problems = (*_seen_before(path, read.digest, seen), *read.problems)
    again = read.digest in seen
    return Preview(path, kind, read.digest, read.dated, read.count, problems, credit_file=read, seen_before=again)


def _seen_before(path: Path, digest: str, seen: Collection[str]) -> tuple[Problem, ...]:
    if digest not in seen:
        return ()
    return (Problem(path.name, "this very file has been received", "Choose a newer one.", warning=True),)


def bytes_of(path: Path) -> bytes:
    """The bytes of a file; raises WorldError where it cannot be read, or is the open case."""
    try:
        return received.bytes_of(path)
    except OSError as error:
        raise WorldError("missing", f"{path.name} cannot be read", "Check that it is there and may be read.") from error


def not_receivable(preview: Preview) -> Refusal | None:
    """Why a file is not received: it has an error, or nothing new. None where it can be."""
    if preview.errors:
        return Refusal("bad_input", f"{preview.path.name} has {len(preview.errors)} problems. Nothing was received.")
    if preview.seen_before or (preview.kind == "envelope_list" and not preview.rows):
        return Refusal("nothing_new", f"{preview.path.name} holds nothing that is not received already.")
    return None
