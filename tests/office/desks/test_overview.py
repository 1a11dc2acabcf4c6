"""The Overview: what waits, the canvass, the orders, and the end of the period for cures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adjudicator.office import Done
from adjudicator.port.rows import QueueQuery
from adjudicator.records.orders import CourtOrder
from adjudicator.records.trouble import Refusal
from tests.office.conftest import Desk, Watch

LAST_DAY = datetime(2020, 11, 6, 22, 0, tzinfo=UTC)
BEGINS, ENDS = datetime(2020, 11, 3, 19), datetime(2020, 11, 3, 20)  # noqa: DTZ001 - an order's times are local
ORDER = CourtOrder.for_all("20-CV-1", frozenset({"School 001"}), BEGINS, ENDS, "in_force", "Superior Court", "A. Judge")


def refused(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def test_the_last_day_is_the_third_after_the_election_at_five_in_the_countys_time(desk: Desk, watch: Watch) -> None:
    assert desk.office.overview.last_day() == LAST_DAY
    assert f"{desk.office.overview.last_day():%Y-%m-%d %H:%M %z}" == "2020-11-06 17:00 -0500"
    watch.moment = LAST_DAY - timedelta(hours=1)
    assert timedelta(minutes=59) < desk.office.overview.time_left() < timedelta(hours=1)
    watch.moment = LAST_DAY + timedelta(hours=1)
    assert desk.office.overview.time_left() < timedelta(0)


def test_the_period_is_not_closed_before_it_is_over_nor_by_a_reviewer(desk: Desk, watch: Watch) -> None:
    desk.sign_in("sue")
    assert refused(desk.office.overview.close_period()) == "too_early"
    assert refused(desk.office.overview.may_close_period()) == "too_early"
    watch.moment = LAST_DAY
    assert desk.office.overview.may_close_period() is None
    desk.sign_in("rita")
    assert refused(desk.office.overview.close_period()) == "no_right"
    assert desk.office.case.period_closed == 0


def test_closing_the_period_changes_nothing_by_itself_and_turns_holds_into_proposals(desk: Desk, watch: Watch) -> None:
    desk.receive("0001", id_shown=False)
    desk.receive("0002", voter="Nobody")
    assert desk.easy("0001").outcome == "held"
    desk.accept("0002")
    desk.say("0002", "match", "none")
    desk.say("0002", "registration", "not_found")
    assert desk.record("0002").outcome == "held"
    watch.moment = LAST_DAY
    desk.sign_in("sue")
    done = desk.office.overview.close_period()
    assert isinstance(done, Done)
    assert desk.office.case.period_closed == done.seq
    assert refused(desk.office.overview.close_period()) == "period_closed"
    assert {desk.state(number).status for number in ("0001", "0002")} == {"held"}
    first, second = desk.sheet("0001").recommendation, desk.sheet("0002").recommendation
    assert first is not None
    assert second is not None
    assert (first.outcome, first.reasons) == ("not_counted", ("no_identification",))
    assert (second.outcome, second.reasons) == ("not_counted", ("unable_to_determine",))
    desk.sign_in("rita")
    assert desk.ready("0001") == "not_counted"
    assert desk.record("0001").outcome == "not_counted"
    assert refused(desk.office.review.record(desk.sheet("0002"))) == "not_ready"
    owed = [item.id for item in desk.sheet("0002").owed if not item.done]
    desk.office.review.research(desk.sheet("0002"), dict.fromkeys(owed, ("nothing", "")))
    assert desk.record("0002").outcome == "not_counted"


def test_an_order_is_entered_by_a_supervisor_once(desk: Desk) -> None:
    assert refused(desk.office.orders.enter(ORDER)) == "no_right"
    desk.sign_in("sue")
    assert isinstance(desk.office.orders.enter(ORDER), Done)
    assert refused(desk.office.orders.enter(replace(ORDER, status="vacated"))) == "order_exists"
    assert desk.office.orders.all() == (ORDER,)


def test_what_waits_at_each_desk_is_counted(desk: Desk) -> None:
    desk.receive("0001")
    desk.receive("0002", "Nguyen")
    desk.receive("0003", "Late", id_shown=False)
    desk.receive("0004", "Smith")
    desk.easy("0001")
    desk.easy("0003")
    desk.office.review.refer("0004", "Which house?")
    waiting = desk.office.overview.waiting()
    assert (waiting.to_do, waiting.held, waiting.to_close, waiting.referred, waiting.to_approve) == (2, 1, 1, 1, 0)
    desk.office.batches.close()
    waiting = desk.office.overview.waiting()
    assert (waiting.to_close, waiting.to_approve) == (0, 1)


def test_the_canvass_accounts_for_every_envelope(desk: Desk) -> None:
    desk.receive("0001")
    desk.receive("0002", "Nguyen")
    desk.receive("0003", "Smith")
    desk.easy("0001")
    desk.easy("0002")
    canvass = desk.office.overview.canvass()
    assert (canvass.received, canvass.count_full, canvass.count_partial, canvass.undecided) == (3, 1, 1, 1)
    assert canvass.contests["president"] == 2
    assert canvass.contests["state-101"] == 1


def test_envelopes_are_listed_page_by_page_and_found_by_number_and_name(desk: Desk) -> None:
    for number in range(1, 6):
        desk.receive(f"{number:04d}", "Nguyen" if number == 3 else "")
    page = desk.office.overview.envelopes(QueueQuery(limit=2))
    assert [row.number for row in page] == ["0001", "0002"]
    assert desk.office.overview.count(QueueQuery(limit=2)) == 5
    assert [row.number for row in desk.office.overview.find("nguyen")] == ["0003"]
    assert [row.number for row in desk.office.overview.find("0003")] == ["0003"]
    assert desk.office.overview.voter_names(["0003"]) == {"0003": "Linh Nguyen"}


@pytest.mark.parametrize("act", ["clarify", "approve_everything"])
def test_a_right_that_does_not_exist_is_a_bug(desk: Desk, act: str) -> None:
    with pytest.raises(KeyError):
        desk.office.may(act)
