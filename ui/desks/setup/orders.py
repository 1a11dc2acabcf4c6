"""Reading a court order out of its form: hours as people write them, and what is wrong beside each field."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time

from adjudicator.casework.acts.orders import STATUSES as ORDER_STATUSES
from adjudicator.law.telling.words import value_words
from adjudicator.records.orders import CourtOrder
from adjudicator.words import counted
from adjudicator.words.dates import hour, long_day
from ui.desks.setup.screen import NewOrder, OrderCard
from ui.parts import Choice

_HOUR = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?")
HOUR_WORDS = "Write an hour such as 19:45 or 7:45 pm."


def status_words(status: str) -> str:
    """Where an order stands, as a phrase of its own: "In force"."""
    words = value_words("court_order", status)
    return f"{words[:1].upper()}{words[1:]}"


STATUSES = tuple(Choice(str(place), status, status_words(status)) for place, status in enumerate(ORDER_STATUSES, 1))


def hour_of(text: str) -> time | None:
    """An hour as people write it: "19:45", "1945", "7:45 pm"; None where it is none."""
    found = _HOUR.fullmatch(text.strip().casefold())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", "")
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None


def order_of(new: NewOrder, day: date) -> CourtOrder | dict[str, str]:
    """The order as the record has it; else what is wrong, by field."""
    begins, ends = hour_of(new.begins), hour_of(new.ends)
    troubles = _troubles(new, begins, ends)
    if troubles or begins is None or ends is None:
        return troubles
    return CourtOrder(
        new.number.strip(),
        new.places,
        datetime.combine(day, begins),
        datetime.combine(day, ends),
        new.status,
        new.court.strip(),
        new.judge.strip(),
    )


def order_card(order: CourtOrder, cast_under: int, *, may_change: bool) -> OrderCard:
    """An order with all its places, how many envelopes were cast under it, and how else it may stand."""
    others = [choice for choice in STATUSES if choice.value != order.status]
    number = counted(cast_under, "envelope") if cast_under else "No envelope"
    return OrderCard(
        order.number,
        status_words(order.status),
        f"{long_day(order.begins)}, {hour(order.begins)} to {hour(order.ends)}",
        ", ".join(part for part in (order.court, order.judge) if part),
        f"{number} cast under it",
        "\n".join(sorted(order.places)),
        tuple(replace(choice, key=str(key)) for key, choice in enumerate(others, 1)) if may_change else (),
    )


def _troubles(new: NewOrder, begins: time | None, ends: time | None) -> dict[str, str]:
    checks = (
        ("number", bool(new.number.strip()), "Write the order's number, such as 20-CV-1187."),
        ("court", bool(new.court.strip()), "Write which court made the order."),
        ("places", bool(new.places), "Choose at least one place."),
        ("begins", begins is not None, HOUR_WORDS),
        ("ends", ends is not None, HOUR_WORDS),
        ("ends", begins is None or ends is None or ends > begins, "The end has to come after the beginning."),
    )
    return {field: words for field, fine, words in checks if not fine}
