"""What verify says of a forged file, held against the table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.signatures import Seen
from adjudicator.log.checks.verdicts import Promise, promise_of
from adjudicator.log.checks.verify import Depth, Report, verify
from adjudicator.log.tree.notes import read_note
from adjudicator.office.desks.record import verifying
from adjudicator.records.trouble import WorldError
from tests.forgeries.table import Forgery

Told = dict[str, set[str]]


def report(path: Path, depth: Depth, saved: Sequence[str] = (), *, every: bool = False) -> Report:
    """What the command says of a case file."""
    against = [Seen(read_note(note), "saved") for note in saved]
    try:
        with CaseLog.open(path, read_only=True) as log:
            return verifying(log, depth, against, every_signature=every)(lambda *_: None)
    except WorldError as error:
        if error.code != "foreign_schema":
            raise
        return verify(path, depth, against=against)


def errors(said: Report) -> set[str]:
    """The ids of the errors that were found."""
    return {finding.id for finding in said.findings if finding.severity == "error"}


def broken(said: Report) -> set[Promise]:
    """The promises that are said not to be kept."""
    return {verdict.promise for verdict in said.verdicts if verdict.state == "not_ok"}


def hold(path: Path, forgery: Forgery, saved: str, newer: str) -> None:
    """Find a forgery where the table says, and by nothing that asks for less, and hear which promise it breaks; `saved` is a
    checkpoint of some acts before it, `newer` one of just before.
    """
    standard, deep = report(path, "standard"), report(path, "deep")
    for said in (standard, deep):
        assert broken(said) == set(map(promise_of, errors(said)))
    if forgery.found == "standard":
        assert forgery.by in errors(standard) & errors(deep)
        return
    assert errors(standard) == set()
    if forgery.found == "deep":
        assert forgery.by in errors(deep)
        return
    assert errors(deep) == set()
    if forgery.found == "every signature":
        assert forgery.by in errors(report(path, "deep", every=True))
        return
    assert errors(report(path, "deep", every=True)) == set()
    against = errors(report(path, "deep", [saved]))
    if forgery.found == "saved checkpoint":
        assert forgery.by in against
        return
    if forgery.found == "said":
        assert any(forgery.by in verdict.words for verdict in deep.verdicts)
    if forgery.by.startswith("form "):
        assert "against.form" in against
        return
    assert against == set()
    assert (forgery.by in errors(report(path, "deep", [newer]))) is (forgery.found == "newer checkpoint")
