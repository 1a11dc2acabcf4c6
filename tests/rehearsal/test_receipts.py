"""Some voters of a practice election have a receipt, with which the look-up answers from a release."""

from __future__ import annotations

import csv
from pathlib import Path

from adjudicator.people.receipts import check_of
from adjudicator.rehearsal.receipts import HELD, NOTE, OTHERS

from .conftest import PracticeRun


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_some_held_voters_have_a_receipt_that_a_release_answers(sixty: PracticeRun) -> None:
    receipts, answers = table(sixty.folder / "receipts.csv"), table(sixty.folder / "answers.csv")
    outcome = {row["envelope_number"]: row["outcome"] for row in answers}
    held = [row for row in receipts if outcome[row["envelope_number"]] == "held"]
    assert 0 < len(held) <= HELD
    assert len(held) < sum(each == "held" for each in outcome.values()), "who is held is not told by a receipt"
    assert 0 < len(receipts) - len(held) <= OTHERS
    assert {row["note"] for row in receipts} == {NOTE}

    status = {row["check"]: row["outcome"] for row in table(sixty.folder / "release" / "status.csv")}
    found = [status[check_of(row["receipt_number"], row["pin"])] for row in receipts]
    assert len(status) == len(receipts)
    assert set(found) - {"none"}, "the look-up says what became of a ballot"


def test_the_pins_stand_in_that_file_alone(sixty: PracticeRun) -> None:
    pins = [row["pin"].encode() for row in table(sixty.folder / "receipts.csv")]
    for path in sixty.folder.rglob("*"):
        if path.is_file() and path.name != "receipts.csv":
            read = path.read_bytes()
            assert not [pin for pin in pins if b'"' + pin in read or b" " + pin in read]
