"""Figures that people tell: what verify would not take is not recorded either."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from adjudicator.casework.acts.act import Act, Acted
from adjudicator.casework.acts.count import tabulation
from adjudicator.casework.acts.count.tabulation import ScannedBatch, SentFile
from adjudicator.casework.acts.told import is_day, is_hour
from adjudicator.casework.record.count_state import CountState, ScanState, UploadState
from adjudicator.records.trouble import Refusal

HOUR = "2020-11-06T21:20"
ACT = Act("2020-11-07T03:00:00.000000Z", "sue")
SCAN = ScanState("17", 9, 9, "as_they_are", False, 12, 0, HOUR, "cleo")
UPLOAD = UploadState("U0001", 9, 9, ("17",), "ab" * 32, "", 12, "president", 100, HOUR, "sue")
SENT = SentFile(("17",), "cd" * 32, "results.csv", 12, "president", 100, HOUR)
BATCH = ScannedBatch("18", "as_they_are", False, 12, HOUR)


@pytest.mark.parametrize(
    ("text", "fits"),
    [(HOUR, True), ("2020-11-06T21:20:30", False), ("2020-11-06", False), ("2020-11-06 21:20", False), ("noon", False),
     ("2020-11-06T21:20+00:00", False), ("2020-11-31T21:20", False), ("", False)],
)  # fmt: skip
def test_an_hour_is_written_to_the_minute_and_in_one_way(text: str, fits: bool) -> None:
    assert is_hour(text) is fits


@pytest.mark.parametrize(("text", "fits"), [("2020-11-02", True), ("2020-11-31", False), ("1", False), ("", False)])
def test_a_day_is_one_of_the_calendar(text: str, fits: bool) -> None:
    assert is_day(text) is fits


LESS_THAN_NOTHING: Mapping[str, Callable[[], Acted]] = {
    "scanned": lambda: tabulation.record_scan(None, replace(BATCH, ballots=-1), ACT),
    "flagged": lambda: tabulation.record_scan(None, replace(BATCH, flagged=-1), ACT),
    "cleared": lambda: tabulation.clear_scan(SCAN, -1, HOUR, ACT),
    "in the results": lambda: tabulation.take_into_results(SCAN, -1, HOUR, ACT),
    "uploaded": lambda: tabulation.make_upload(CountState(0), {"17": SCAN}, (), replace(SENT, ballots=-1), "late", ACT),
    "votes": lambda: tabulation.make_upload(CountState(0), {"17": SCAN}, (), replace(SENT, votes=-1), "late", ACT),
    "seen": lambda: tabulation.see_upload(UPLOAD, -1, HOUR, ACT),
}


@pytest.mark.parametrize("what", LESS_THAN_NOTHING)
def test_nobody_counts_less_than_nothing(what: str) -> None:
    refused = LESS_THAN_NOTHING[what]()
    assert isinstance(refused, Refusal)
    assert refused.code == "bad_input"
