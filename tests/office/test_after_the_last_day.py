"""A determination after the last day, by the window's clock and by deep verify alike."""

from __future__ import annotations

from datetime import UTC, datetime

from adjudicator.records.trouble import Refusal
from tests.office.conftest import Desk, Watch

LAST_MINUTE = datetime(2020, 11, 7, 4, 59, tzinfo=UTC)
"""11:59 p.m. in the county on the last day, Fri Nov 6."""

NEXT_DAY = datetime(2020, 11, 7, 5, 1, tzinfo=UTC)


def verified(desk: Desk) -> list[str]:
    report = desk.office.record.verifying("deep")(lambda _done, _of: None)
    return [finding.id for finding in report.findings if finding.severity == "error"]


def test_up_to_midnight_of_the_last_day_it_is_in_time(desk: Desk, watch: Watch) -> None:
    desk.receive("0001")
    watch.moment = LAST_MINUTE
    made = desk.easy("0001").determination
    assert (made.facts["timing"], made.marks) == ("in_time", ())
    assert verified(desk) == []


def test_after_midnight_it_counts_with_a_mark_that_the_board_sees(desk: Desk, watch: Watch) -> None:
    desk.receive("0001")
    watch.moment = NEXT_DAY
    made = desk.easy("0001").determination
    assert (made.outcome, made.facts["timing"]) == ("count_full", "determined_late")
    assert made.marks == ("after_last_day",)
    assert verified(desk) == []


def test_two_of_one_place_on_each_side_of_midnight_are_held_each_to_its_own_day(desk: Desk, watch: Watch) -> None:
    desk.receive("0001")
    watch.moment = LAST_MINUTE
    before = desk.easy("0001").determination
    assert not isinstance(desk.office.review.withdraw("0001", undo=True), Refusal)
    watch.moment = NEXT_DAY
    after = desk.record("0001").determination
    assert (before.facts["timing"], after.facts["timing"]) == ("in_time", "determined_late")
    assert verified(desk) == []


def test_what_was_drawn_before_midnight_is_not_recorded_after_it(desk: Desk, watch: Watch) -> None:
    desk.receive("0001")
    watch.moment = LAST_MINUTE
    for _ in range(3):
        desk.accept("0001")
    seen = desk.sheet("0001")
    watch.moment = NEXT_DAY
    refused = desk.office.review.record(seen)
    assert isinstance(refused, Refusal)
    assert refused.words == "The last day to determine has passed meanwhile. Look again."
    assert desk.record("0001").determination.facts["timing"] == "determined_late"
