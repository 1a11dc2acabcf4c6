"""What a verdict says beside its word: what was not counted, not proved, not checked."""

from __future__ import annotations

import pytest

from adjudicator.log.checks.verdicts import Looked, Promise, promise_of, spoken_against, verdicts
from adjudicator.log.file.findings import FINDINGS, CheckFinding

NOT_COUNTED = "what rests on one person alone is counted at the deep depth only"


@pytest.mark.parametrize(
    ("looked", "said"),
    [
        (Looked(deep=True), "Who did it: OK"),
        (Looked(deep=False), f"Who did it: OK ({NOT_COUNTED})"),
        (
            Looked(deep=True, by_one=2),
            "Who did it: OK (2 determinations and approvals rest on what one person alone gave)",
        ),
        (
            Looked(deep=False, unsigned=7),
            "Who did it: NOT PROVED (for entries 1 to 7, which are of form 3.0: their acts are not signed one by one; "
            f"{NOT_COUNTED})",
        ),
        (Looked(deep=False, read=False), "Who did it: not checked"),
    ],
)
def test_who_did_it_says_what_was_not_counted(looked: Looked, said: str) -> None:
    assert str(verdicts((), looked)[1]) == said


def test_where_it_is_not_ok_nothing_stands_beside_it() -> None:
    found = CheckFinding("act.unsigned", "error", "entry 7", "It is not signed.")
    assert str(verdicts([found], Looked(deep=False))[1]) == "Who did it: NOT OK"


SPEAKS_AGAINST: dict[Promise, tuple[str, ...]] = {
    "who": (
        "act.aside", "act.base", "act.checkpoint_waits", "act.incomplete", "act.no_checkpoint", "act.out_of_place",
        "act.unsigned", "acts.differ",
        "against.people", "against.signature", "batch.four_eyes", "checkpoint.people", "checkpoint.signature",
        "key.refused", "log.no_right",
    ),
    "rules": (
        "admission.answer", "admission.batch", "admission.board", "admission.box", "admission.case",
        "admission.contact", "admission.days",
        "admission.determination", "admission.envelope", "admission.file", "admission.follows", "admission.law",
        "admission.order", "admission.person", "admission.release", "admission.table", "admission.tabulation",
        "determination.replay", "document.unreadable", "log.time_runs_back",
    ),
    "unchanged": (
        "against.differs", "against.form", "body.form", "body.kind", "body.meaning", "body.open",
        "checkpoint.differs", "checkpoint.gap", "checkpoint.note", "credit.file", "credit.lines", "document.digest",
        "document.missing", "file.damaged", "form.differs", "form.older", "log.gap", "log.leaf", "lookup.differs",
        "projection.differs", "projection.extra", "projection.missing", "roll.differs", "scans.changed",
        "scans.missing", "schema.differs", "sealed.missing", "sealed.orphan", "sealed.value", "server.checkpoint",
        "server.checkpoint_lacks", "server.differs", "server.document", "server.lines", "server.roll",
        "server.roll_lacks", "server.root", "server.scan", "server.scan_extra", "server.scan_lacks",
        "server.sealed", "server.sealed_extra", "server.sealed_lacks", "server.shorter",
        "server.signature", "tree.frontier", "tree.head",
    ),
}  # fmt: skip
"""Promise -> every finding that speaks against it."""


def test_every_finding_speaks_against_one_promise() -> None:
    assert sorted(each for findings in SPEAKS_AGAINST.values() for each in findings) == sorted(FINDINGS)


@pytest.mark.parametrize(
    ("found", "promise"), [(each, promise) for promise, findings in SPEAKS_AGAINST.items() for each in findings]
)
def test_a_finding_speaks_against_its_promise_and_no_other(found: str, promise: Promise) -> None:
    assert promise_of(found) == promise
    severity, words = FINDINGS[found]
    said = verdicts([CheckFinding(found, severity, "file", words)], Looked(deep=True))
    broken = {verdict.promise for verdict in said if verdict.state == "not_ok"}
    assert broken == ({promise} if severity == "error" else set())


def test_what_is_found_beside_the_file_changes_the_verdict_of_its_promise_alone() -> None:
    told = verdicts((), Looked(True, 10))
    found = CheckFinding("scans.missing", "error", "scans", "2 of 2 scans are not there.")
    assert [each.state for each in spoken_against(told, [found])] == ["not_ok", "ok", "ok"]
    days = CheckFinding("admission.days", "warning", "entry 2", "")
    assert spoken_against(told, [days]) == told
