"""Reading a court order out of its form: hours as people write them, and what is wrong beside each field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from adjudicator.casework.acts.orders import STATUSES as ORDER_STATUSES
from adjudicator.law.telling.words import value_words
from adjudicator.records.orders import CourtOrder
from adjudicator.words import _, capital, n_
from adjudicator.words.dates import hour, long_day
from ui.desks.setup.screen import NewOrder, OrderCard
from ui.parts import Choice
from ui.shared.reading_times import read_hour

HOUR_WORDS = _("Write an hour such as 7:45 p.m.")


def status_words(status: str) -> str:
    """Where an order stands, as a phrase of its own: "In force"."""
    return capital(value_words("court_order", status))


STATUSES = tuple(Choice(str(place), status, status_words(status)) for place, status in enumerate(ORDER_STATUSES, 1))


def order_of(new: NewOrder, day: date) -> CourtOrder | dict[str, str]:
    """The order as the record has it; else what is wrong, by field."""
    begins, ends = read_hour(new.begins), read_hour(new.ends)
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
    cast = n_("{count} envelope cast under it", "{count} envelopes cast under it", cast_under)
    return OrderCard(
        order.number,
        status_words(order.status),
        _("{day}, {begins} to {ends}", day=long_day(order.begins), begins=hour(order.begins), ends=hour(order.ends)),
        ", ".join(part for part in (order.court, order.judge) if part),
        cast if cast_under else _("No envelope cast under it"),
        "\n".join(sorted(order.places)),
        tuple(replace(choice, key=str(key)) for key, choice in enumerate(others, 1)) if may_change else (),
    )


def _troubles(new: NewOrder, begins: time | None, ends: time | None) -> dict[str, str]:
    checks = (
        ("number", bool(new.number.strip()), _("Write the order's number, such as 20-CV-1187.")),
        ("court", bool(new.court.strip()), _("Write which court made the order.")),
        ("places", bool(new.places), _("Choose at least one place.")),
        ("begins", begins is not None, HOUR_WORDS),
        ("ends", ends is not None, HOUR_WORDS),
        ("ends", begins is None or ends is None or ends > begins, _("The end has to come after the beginning.")),
    )
    return {field: words for field, fine, words in checks if not fine}
