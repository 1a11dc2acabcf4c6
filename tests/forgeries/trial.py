"""What verify says of a forged file, held against the table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from adjudicator.log.case_log import CaseLog
from adjudicator.log.check_signatures import Seen
from adjudicator.log.notes import read_note
from adjudicator.log.verify import Depth, Report
from adjudicator.office.record_desk import verifying
from adjudicator.records.trouble import WorldError
from tests.forgeries.table import Forgery


def report(path: Path, depth: Depth, saved: Sequence[str] = (), *, every: bool = False) -> Report:
    """What verify says of a case file."""
    against = [Seen(read_note(note), "saved") for note in saved]
    with CaseLog.open(path, read_only=True) as log:
        return verifying(log, depth, against, every_signature=every)(lambda *_: None)


def found(path: Path, depth: Depth, saved: Sequence[str] = (), *, every: bool = False) -> set[str]:
    """The ids of the errors that verify finds; what opening the file says, where it does not open."""
    try:
        said = report(path, depth, saved, every=every)
    except WorldError as error:
        return {error.code}
    return {finding.id for finding in said.findings if finding.severity == "error"}


def hold(path: Path, forgery: Forgery, saved: str) -> None:
    """Find a forgery where the table says, and nowhere before: `saved` is a checkpoint of just before."""
    first = {
        "standard": found(path, "standard"),
        "deep": found(path, "deep"),
        "every signature": found(path, "deep", every=True),
        "checkpoint": found(path, "standard", [saved]),
    }
    print(forgery.name, {k: sorted(v) for k, v in first.items()}, [str(v) for v in report(path, "deep").verdicts] if "foreign_schema" not in first["standard"] else "")
