"""Contests for which the polls had closed when a ballot was cast: a court's order may keep a place open for others alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from adjudicator.law.facts.derive import Readings, deciding_orders, orders_for
from adjudicator.records.orders import BEST_FIRST, CourtOrder


def derive_closed_contests(
    cast: str | None,
    cast_at: datetime | None,
    place: str,
    ballot: Sequence[str],
    orders: Iterable[CourtOrder],
    readings: Readings,
) -> tuple[str, ...]:
    """The contests of a ballot that no order keeps open on which it hangs, in ballot order.

    None where `cast` says that it was not cast in extended hours, and where one of those orders is for every contest. Of
    several orders that cover the time, those that stand best carry the ballot, each for its contests; where the time is not
    known it may hang on any of them, and a contest is closed only if none has it.
    """
    if cast not in (None, "court_extension"):
        return ()
    named = orders_for(place, orders)
    deciding = deciding_orders(named, cast_at) if readings.orders_by_time else named
    best = next((status for status in BEST_FIRST if any(order.status == status for order in deciding)), "")
    carrying = [order for order in deciding if order.status == best]
    if not carrying or not all(order.contests for order in carrying):
        return ()
    still_open = {contest for order in carrying for contest in order.contests}
    return tuple(contest for contest in ballot if contest not in still_open)
