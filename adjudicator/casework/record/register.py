"""The register of court orders as the law reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from adjudicator.casework.record.state import OrderState
from adjudicator.records.orders import CourtOrder, Hours


def orders_of(states: Iterable[OrderState]) -> tuple[CourtOrder, ...]:
    """The orders of a case, in the order of their numbers."""
    return tuple(
        CourtOrder(
            number=order.number,
            hours=_hours(order),
            status=order.status,
            court=order.court,
            judge=order.judge,
            called=order.called,
            contests=order.contests,
        )
        for order in states
    )


def _hours(order: OrderState) -> Mapping[str, Hours]:
    """The hours of each place; a file of an older form has the same for all."""
    written = order.hours or dict.fromkeys(order.places, (order.begins, order.ends))
    return hours_of(written)


def hours_of(written: Mapping[str, Sequence[str]]) -> Mapping[str, Hours]:
    """The hours of an order by place, as entries and states have them. Raises ValueError for what are no two times."""
    read: dict[str, Hours] = {}
    for place, (begins, ends) in written.items():
        read[place] = Hours(datetime.fromisoformat(begins), datetime.fromisoformat(ends))
    return read
