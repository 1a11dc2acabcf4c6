"""The register of court orders: what an order needs, and how it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from adjudicator.casework.acts.act import Act, Acted
from adjudicator.casework.acts.consequences import Consequences
from adjudicator.casework.acts.orders import amend_order, change_order, enter_order, named
from adjudicator.casework.record.state import OrderState
from adjudicator.records.orders import CourtOrder, Hours
from adjudicator.records.trouble import Refusal

ACT = Act("2020-11-04T14:00:00.000000Z", "sue")
NOTHING = Consequences(0, ())
BEGINS, ENDS = datetime(2020, 11, 3, 19), datetime(2020, 11, 3, 20)  # noqa: DTZ001 - an order's times are local
ORDER = CourtOrder.for_all(
    "20-CV-1", frozenset({"School 002", "School 001"}), BEGINS, ENDS, "in_force", "Superior", "J"
)


def code_of(acted: Acted) -> str:
    return acted.code if isinstance(acted, Refusal) else ""


def test_an_order_is_entered_with_its_places_in_order() -> None:
    (entry,) = enter_order(None, replace(ORDER, court=" Superior "), NOTHING, ACT)
    assert list(entry.data["hours"]) == ["School 001", "School 002"]
    assert entry.data["court"] == "Superior"
    assert entry.data["hours"]["School 001"] == ["2020-11-03T19:00:00", "2020-11-03T20:00:00"]


ENTERED = OrderState("20-CV-1", 5, "Superior", "J", ("School 001",), "a", "b", "in_force")
EVENING = Hours(BEGINS, ENDS)


@pytest.mark.parametrize(
    ("existing", "order", "code"),
    [
        (ENTERED, ORDER, "order_exists"),
        (None, replace(ORDER, hours={}), "order_incomplete"),
        (None, replace(ORDER, status="none"), "order_incomplete"),
        (None, replace(ORDER, hours={"School 001": Hours(BEGINS, BEGINS)}), "order_incomplete"),
        (None, replace(ORDER, hours={**ORDER.hours, "School 003": Hours(ENDS, BEGINS)}), "order_incomplete"),
        (None, replace(ORDER, hours={"School 001": EVENING, "SCHOOL  001": EVENING}), "order_place_twice"),
        (None, replace(ORDER, number=" "), "order_incomplete"),
        (None, replace(ORDER, number="20\u2013CV\u20131"), "bad_name"),
        (None, replace(ORDER, court="Superior\u202e"), "bad_name"),
        (None, replace(ORDER, judge="J\x1b[2J"), "bad_name"),
    ],
)
def test_an_order_needs_a_number_places_and_hours(existing: OrderState | None, order: CourtOrder, code: str) -> None:
    assert code_of(enter_order(existing, order, NOTHING, ACT)) == code


IN_FORCE = OrderState(
    "20-CV-1", 5, "Superior", "J", ("School 001",), "2020-11-03T19:00", "2020-11-03T20:00", "in_force"
)


def test_the_status_of_an_order_changes_with_a_reason_that_stays_sealed() -> None:
    (entry,) = change_order(IN_FORCE, "vacated", "Set aside on appeal", NOTHING, ACT)
    assert (entry.kind, entry.data["order"], entry.data["status"]) == ("order.changed", "20-CV-1", "vacated")
    assert "appeal" not in repr(entry.data)


@pytest.mark.parametrize(
    ("status", "reason", "code"),
    [
        ("in_force", "Why", "same_status"),
        ("none", "Why", "same_status"),
        ("forgotten", "Why", "same_status"),
        ("vacated", " ", "reason_missing"),
    ],
)
def test_an_order_changes_to_no_status_that_it_has_or_that_does_not_exist(status: str, reason: str, code: str) -> None:
    assert code_of(change_order(IN_FORCE, status, reason, NOTHING, ACT)) == code


WRITTEN = ("2020-11-03T19:00:00", "2020-11-03T20:00:00")
TWO = OrderState(
    "20-CV-1", 5, "Superior", "J", ("School 001", "School 002"), *WRITTEN, "in_force",
    {"School 001": WRITTEN, "School 002": WRITTEN},
)  # fmt: skip
OTHER = OrderState(
    "20-CV-9", 6, "Superior", "J", ("School 003",), *WRITTEN, "in_force", {"School 003": WRITTEN}, "20-CV-8"
)
LATER = replace(ORDER, hours={**ORDER.hours, "School 002": Hours(BEGINS, datetime(2020, 11, 3, 21))})  # noqa: DTZ001


def amended(now: CourtOrder, reason: str = "The order says 9 p.m.") -> Acted:
    return amend_order(TWO, [TWO, OTHER], now, reason, NOTHING, ACT)


def test_an_order_is_put_right_at_one_place_and_keeps_its_number() -> None:
    (entry,) = amended(replace(LATER, called=" 20-CV-2 "))
    assert (entry.kind, entry.data["order"], entry.data["called"]) == ("order.amended", "20-CV-1", "20-CV-2")
    assert entry.data["hours"]["School 001"] == list(WRITTEN)
    assert entry.data["hours"]["School 002"][1] == "2020-11-03T21:00:00"
    assert "9 p.m." not in repr(entry.data)


def test_the_number_it_was_entered_with_is_no_other_number() -> None:
    (entry,) = amended(replace(LATER, called="20-CV-1"))
    assert entry.data["called"] == ""


@pytest.mark.parametrize(
    ("now", "reason", "code"),
    [
        (ORDER, "Why", "same_order"),
        (LATER, " ", "reason_missing"),
        (replace(LATER, called="20-CV-9"), "Why", "order_exists"),
        (replace(LATER, called="20-CV-8"), "Why", "order_exists"),
        (replace(LATER, called="20\u2013CV"), "Why", "bad_name"),
        (replace(LATER, hours={}), "Why", "order_incomplete"),
        (replace(LATER, hours={"School 001": EVENING, "school 001": EVENING}), "Why", "order_place_twice"),
    ],
)
def test_an_order_is_put_right_only_with_a_reason_and_to_what_an_order_can_say(
    now: CourtOrder, reason: str, code: str
) -> None:
    assert code_of(amended(now, reason)) == code


def test_an_order_is_found_by_either_of_its_numbers() -> None:
    assert named([TWO, OTHER], "20-CV-8") == named([TWO, OTHER], "20-CV-9") == OTHER
    assert named([TWO, OTHER], "20-CV-7") is None
