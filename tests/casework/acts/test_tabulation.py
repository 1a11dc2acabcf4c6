"""Scanner batches and uploads: numbers are taken as told, acts alone are refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adjudicator.casework.acts.count.differences import Difference, explain, reconcile
from adjudicator.casework.acts.count.tabulation import (
    ScannedBatch,
    SentFile,
    clear_scan,
    make_upload,
    proposed_scans,
    record_scan,
    see_upload,
    take_into_results,
    void_scan,
    withdraw_upload,
)
from adjudicator.casework.record.count_state import CountState, Reconciled, ScanState, UploadState
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.state import changed
from adjudicator.records.trouble import Refusal
from tests.casework.conftest import ACT

HOUR = "2020-11-06T21:20"
HASH = "ab" * 32
BATCH = ScannedBatch("ICC1/17", "as_they_are", False, 342, HOUR)
SCAN = ScanState("ICC1/17", 5, 5, "as_they_are", False, 342, 3, HOUR, "cass")
SENT = SentFile(("ICC1/17",), HASH, "results.csv", 342, "president", 339, HOUR)
UPLOAD = UploadState("U0001", 9, 9, ("ICC1/17",), HASH, "", 342, "president", 339, HOUR, "sue")
RECONCILED = CountState(8, reconciled=Reconciled(8, HASH, 342, {}))


def code_of(acted: object) -> str:
    assert isinstance(acted, Refusal), acted
    return acted.code


def test_a_batch_is_recorded_as_it_is_told() -> None:
    (entry,) = record_scan(None, replace(BATCH, id=" ICC1/17 ", flagged=999), ACT)  # pyright: ignore
    assert entry.data["scan"] == "ICC1/17"
    assert (entry.data["ballots"], entry.data["flagged"]) == (342, 999)


def test_a_batch_is_recorded_once() -> None:
    assert code_of(record_scan(SCAN, BATCH, ACT)) == "scan_exists"


def test_a_voided_batch_is_recorded_again() -> None:
    assert not isinstance(record_scan(changed(SCAN, voided=HASH), BATCH, ACT), Refusal)


@pytest.mark.parametrize("number", ["", "  ", "a\u202eb", "x" * 41, "І7"])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    assert code_of(record_scan(None, replace(BATCH, id=number), ACT)) == "bad_number"
    if number.strip():
        assert code_of(void_scan(SCAN, number, "again", ACT)) == "bad_number"


def test_an_hour_that_no_clock_shows_is_refused() -> None:
    assert code_of(record_scan(None, replace(BATCH, hour="2020-11-31T21:20"), ACT)) == "bad_hour"


def test_nothing_more_is_recorded_of_a_voided_batch() -> None:
    voided = changed(SCAN, voided=HASH)
    assert code_of(clear_scan(voided, 3, HOUR, ACT)) == "scan_voided"
    assert code_of(take_into_results(voided, 342, HOUR, ACT)) == "scan_voided"
    assert code_of(void_scan(voided, "", "again", ACT)) == "scan_voided"


def test_voiding_wants_a_reason() -> None:
    assert code_of(void_scan(SCAN, "ICC1/18", " ", ACT)) == "reason_missing"


def test_numbers_that_do_not_fit_are_taken() -> None:
    assert not isinstance(clear_scan(SCAN, 9, HOUR, ACT), Refusal)
    assert not isinstance(take_into_results(SCAN, 0, HOUR, ACT), Refusal)
    sent = replace(SENT, ballots=1, votes=99)
    assert not isinstance(make_upload(RECONCILED, {SCAN.id: SCAN}, (), sent, "", ACT), Refusal)


def test_an_upload_has_all_batches_that_stand_by_default() -> None:
    later, gone = changed(SCAN, id="ICC1/9", seq=7), changed(SCAN, id="ICC1/18", seq=6, voided=HASH)
    assert proposed_scans((later, gone, SCAN)) == ("ICC1/17", "ICC1/9")


def test_an_upload_before_the_reconciliation_wants_a_reason() -> None:
    early = CountState(4, reconciled=Reconciled(4, HASH, 0, {}))
    for count in (CountState(0), early):
        assert code_of(make_upload(count, {SCAN.id: SCAN}, (), SENT, " ", ACT)) == "not_reconciled"
        (entry,) = make_upload(count, {SCAN.id: SCAN}, (), SENT, "The state asked for it", ACT)  # pyright: ignore
        assert entry.data["override"] == Secret("The state asked for it")


def test_a_reason_is_not_kept_where_none_is_needed() -> None:
    (entry,) = make_upload(RECONCILED, {SCAN.id: SCAN}, (), SENT, "To be sure", ACT)  # pyright: ignore
    assert entry.data["override"] is None


def test_uploads_are_numbered() -> None:
    count = changed(RECONCILED, next={"upload": 3})
    (entry,) = make_upload(count, {SCAN.id: SCAN}, (), SENT, "", ACT)  # pyright: ignore
    assert entry.data["upload"] == "U0003"


def test_an_upload_of_a_batch_that_nobody_recorded_is_refused() -> None:
    assert code_of(make_upload(RECONCILED, {}, (), SENT, "", ACT)) == "unknown_scan"


def test_the_very_file_that_stands_is_not_sent_twice() -> None:
    scans = {SCAN.id: SCAN}
    assert code_of(make_upload(RECONCILED, scans, (UPLOAD,), SENT, "", ACT)) == "same_file"
    withdrawn = changed(UPLOAD, withdrawn=HASH)
    assert not isinstance(make_upload(RECONCILED, scans, (withdrawn,), SENT, "", ACT), Refusal)


def test_an_upload_is_taken_out_once_and_with_a_reason() -> None:
    assert code_of(withdraw_upload(UPLOAD, HOUR, "", ACT)) == "reason_missing"
    assert code_of(withdraw_upload(changed(UPLOAD, withdrawn=HASH), HOUR, "Wrong file", ACT)) == "withdrawn"


def test_the_site_is_looked_at_again_and_again() -> None:
    (entry,) = see_upload(changed(UPLOAD, seen=339), 340, HOUR, ACT)  # pyright: ignore
    assert entry.data["votes"] == 340


def test_findings_stand_once_and_in_order() -> None:
    found = [Difference("b:2", 1, 2), Difference("a:1", 3, 4), Difference("b:2", 1, 2)]
    (entry,) = reconcile(HASH, "results.csv", 708, found, ACT)  # pyright: ignore
    assert [each["about"] for each in entry.data["found"]] == ["a:1", "b:2"]


def test_a_difference_is_explained_in_words() -> None:
    assert code_of(explain(Difference("a:1", 3, 4), " ", ACT)) == "reason_missing"
