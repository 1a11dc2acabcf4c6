"""The register of court orders: what an order needs, and how it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from adjudicator.casework.acts.act import Act, Acted
from adjudicator.casework.acts.consequences import Consequences
from adjudicator.casework.acts.orders import change_order, enter_order
from adjudicator.casework.record.state import OrderState
from adjudicator.records.orders import CourtOrder
from adjudicator.records.trouble import Refusal

ACT = Act("2020-11-04T14:00:00.000000Z", "sue")
NOTHING = Consequences(0, ())
BEGINS, ENDS = datetime(2020, 11, 3, 19), datetime(2020, 11, 3, 20)  # noqa: DTZ001 - an order's times are local
ORDER = CourtOrder("20-CV-1", frozenset({"School 002", "School 001"}), BEGINS, ENDS, "in_force", "Superior", "J")


def code_of(acted: Acted) -> str:
    return acted.code if isinstance(acted, Refusal) else ""


def test_an_order_is_entered_with_its_places_in_order() -> None:
    (entry,) = enter_order(None, replace(ORDER, court=" Superior "), NOTHING, ACT)
    assert entry.data["places"] == ["School 001", "School 002"]
    assert entry.data["court"] == "Superior"
    assert (entry.data["begins"], entry.data["ends"]) == ("2020-11-03T19:00:00", "2020-11-03T20:00:00")


ENTERED = OrderState("20-CV-1", 5, "Superior", "J", ("School 001",), "a", "b", "in_force")


@pytest.mark.parametrize(
    ("existing", "order", "code"),
    [
        (ENTERED, ORDER, "order_exists"),
        (None, replace(ORDER, places=frozenset()), "order_incomplete"),
        (None, replace(ORDER, status="none"), "order_incomplete"),
        (None, replace(ORDER, ends=BEGINS), "order_incomplete"),
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
