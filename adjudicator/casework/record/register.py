"""The register of court orders as the law reads it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from adjudicator.casework.record.state import OrderState
from adjudicator.records.orders import CourtOrder


def orders_of(states: Iterable[OrderState]) -> tuple[CourtOrder, ...]:
    """The orders of a case, in the order of their numbers."""
    return tuple(
        CourtOrder(
            number=order.number,
            places=frozenset(order.places),
            begins=datetime.fromisoformat(order.begins),
            ends=datetime.fromisoformat(order.ends),
            status=order.status,
            court=order.court,
            judge=order.judge,
        )
        for order in states
    )
