"""What rests on sealed values: the day of applying, and lines of other votes under files that have none."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import Report
from adjudicator.log.copies.observers import copy_for_observers
from adjudicator.office import Done, Office
from adjudicator.office.desks.record import verifying
from tests.casework.admission.conftest import Forger
from tests.desks import movers_cases as cases
from tests.desks.review.test_review_movers import desk_on


def verified(path: Path) -> Report:
    with CaseLog.open(path, read_only=True) as log:
        return verifying(log, "deep")(lambda _done, _of: None)


def in_duluth(folder: Path) -> Office:
    """A voter who applied after the closing of one contest on the ballot, determined."""
    office = cases.office_on("municipal", folder)
    number = cases.receive(office, "municipal", at=0)
    desk = desk_on(office, number)
    desk.accept()
    desk.press("1")
    desk.accept()
    desk.drawn(number)
    desk.record()
    return office


def test_the_contests_that_closed_too_early_for_the_voter_are_worked_out_from_the_sealed_day(tmp_path: Path) -> None:
    office = in_duluth(tmp_path)
    path = office.path
    office.close()
    report, copy = verified(path), tmp_path / "observers.case"
    assert (report.findings, report.verdicts[-1].words) == ((), "")
    copy_for_observers(path, copy)
    report = verified(copy)
    assert (report.findings, report.verdicts[-1].words) == (
        (),
        "but for 1 determination that rests on sealed values, which this copy lacks",
    )


def test_other_contests_than_those_are_found(tmp_path: Path) -> None:
    office = in_duluth(tmp_path)
    room = office._room
    newest = room.log.read_back(limit=1, kind="envelope.determined")[0]
    number = str(newest.entry.data["envelope"])
    assert newest.entry.data["too_late_for"]
    assert isinstance(office.review.withdraw(number, undo=True), Done)
    in_time = room.recommender.recommend(
        newest.entry.data["facts"], newest.entry.data["cast_style"], newest.entry.data["home_style"], ()
    )
    data = {
        **newest.entry.data, "supersedes": newest.seq, "too_late_for": [], "recommended": in_time.outcome,
        "outcome": in_time.outcome, "counted": list(in_time.counted), "not_counted": {}, "marks": list(in_time.marks),
    }  # fmt: skip
    data.pop("salt")
    assert isinstance(room.put((room.act().entry("envelope.determined", data),)), Done)
    path = office.path
    office.close()
    assert [finding.id for finding in verified(path).findings] == ["admission.determination"]


Of = Callable[[sqlite3.Connection], str]


def of_kind(kind: str) -> Of:
    sql = "SELECT digest FROM received_file WHERE kind = ?"
    return lambda raw: raw.execute(sql, (kind,)).fetchone()[0]


@pytest.mark.parametrize("digest_of", [of_kind("roll"), of_kind("envelope_list")], ids=["roll", "list"])
def test_a_vote_under_a_file_that_has_no_lines_is_found(forger: Forger, digest_of: Of) -> None:
    list_file = forger.office.path.with_name("list.csv")
    list_file.write_text("envelope_number,stream\n0051,advance\n", encoding="utf-8")
    forger.sign_in("rita")
    done = forger.office.receive.receive(forger.office.receive.preview("envelope_list", list_file))
    assert isinstance(done, Done)
    path = forger.office.path
    forger.office.close()
    with sqlite3.connect(path) as raw:
        row = ("00000001", "absentee_accepted", "2020-10-27", "accepted", digest_of(raw), "DELGADO", "MARIA")
        raw.execute("INSERT INTO private_credit VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    raw.close()
    assert {finding.id for finding in verified(path).findings} == {"credit.lines"}
