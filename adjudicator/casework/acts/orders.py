"""Acts on the register of court orders. Each acts on all the order's envelopes at once, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from adjudicator.casework.acts.act import Act, Acted, joined
from adjudicator.casework.acts.consequences import Consequences, carried_out
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.state import OrderState
from adjudicator.records.election import Election, plain_place
from adjudicator.records.names import disguised, name_problem, tidied
from adjudicator.records.orders import CourtOrder, Hours
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

STATUSES = ("in_force", "under_review", "vacated")


def enter_order(existing: OrderState | None, order: CourtOrder, found: Consequences, act: Act) -> Acted:
    """Enter a court order that extends the hours of places; envelopes cast there in those hours are marked at once.

    Refused for a number that is already entered, for names that are none, and for an order that is not complete.
    """
    order = replace(order, number=tidied(order.number), court=tidied(order.court), judge=tidied(order.judge))
    order = replace(order, contests=_each_once(order.contests))
    return _not_names(order) or _one_place_twice(order) or entered(existing, order, found, act)


def entered(existing: OrderState | None, order: CourtOrder, found: Consequences, act: Act) -> Acted:
    """Enter a court order by the rules that every form of the case file had; `enter_order` has today's for names, too.

    Refused for a number that is already entered, and for an order that is not complete.
    """
    if existing is not None:
        return _entered_already(order.number)
    if not order.number.strip() or order.status not in STATUSES or not _have_hours(order):
        return INCOMPLETE
    data = {
        "order": order.number,
        "court": order.court,
        "judge": order.judge,
        "hours": _hours_data(order.hours),
        "contests": list(order.contests),
        "status": order.status,
        "changes": found.listed(),
    }
    order_entered = (act.entry("order.entered", data),)
    return joined(order_entered, carried_out(found, f"Court order {order.number} was entered for this place.", act))


def amend_order(
    order: OrderState, others: Iterable[OrderState], now: CourtOrder, reason: str, found: Consequences, act: Act
) -> Acted:
    """Put right what was entered of a court order, with a reason, and what that means for every envelope of its places.

    The order keeps the number that it was entered with, because entries and answers name it by that one; `now.called` is
    the number as the court wrote it, empty where it is the same. Refused without a reason, where nothing differs, for
    names that are none, for an order that is not complete, and for a number that one of the `others` has.
    """
    called = tidied(now.called)
    now = replace(
        now, called=called if called != order.number else "", court=tidied(now.court), judge=tidied(now.judge),
        contests=_each_once(now.contests),
    )  # fmt: skip
    if refused := _not_names(replace(now, number=now.name)) or _one_place_twice(now):
        return refused
    other = named((each for each in others if each.number != order.number), now.name)
    if other is not None:
        return _entered_already(now.name)
    if not _have_hours(now):
        return INCOMPLETE
    hours = _hours_data(now.hours)
    written = {place: list(there) for place, there in order.hours.items()}
    said = (now.called, now.court, now.judge, now.contests, hours)
    if said == (order.called, order.court, order.judge, order.contests, written):
        return Refusal("same_order", _("Nothing of order {number} would be different.", number=order.number))
    if not reason.strip():
        return Refusal("reason_missing", _("Changing a court order needs a reason. Write why, in a sentence."))
    data = {
        "order": order.number,
        "called": now.called,
        "court": now.court,
        "judge": now.judge,
        "hours": hours,
        "contests": list(now.contests),
        "reason": Secret(reason),
        "changes": found.listed(),
    }
    amended = (act.entry("order.amended", data),)
    return joined(amended, carried_out(found, f"Court order {order.number} was put right: {reason}", act))


def named(orders: Iterable[OrderState], number: str) -> OrderState | None:
    """The order that was entered with a number, or has it as the court wrote it."""
    return next((order for order in orders if number in (order.number, order.called)), None)


INCOMPLETE = Refusal(
    "order_incomplete", _("An order needs a number, its places, and at each an end after its beginning.")
)


def _entered_already(number: str) -> Refusal:
    return Refusal("order_exists", _("Order {number} is already entered.", number=number))


def _have_hours(order: CourtOrder) -> bool:
    """Whether an order names places, and each has an end after its beginning."""
    return bool(order.hours) and all(there.ends > there.begins for there in order.hours.values())


def _one_place_twice(order: CourtOrder) -> Refusal | None:
    """Refuse a place that stands there in two spellings: nobody could say which of its hours hold."""
    if len(set(map(plain_place, order.hours))) == len(order.hours):
        return None
    return Refusal("order_place_twice", _("One place stands there twice. Give its hours once."))


def unknown_contest(order: CourtOrder, election: Election) -> Refusal | None:
    """Refuse a contest that the election does not have: an order for it alone would keep the places open for none."""
    unknown = next((contest for contest in order.contests if contest not in election.contests), None)
    if unknown is None:
        return None
    return Refusal("unknown_contest", _('There is no contest "{contest}" in this election.', contest=unknown))


def _each_once(contests: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(contests))


def _hours_data(hours: Mapping[str, Hours]) -> dict[str, list[str]]:
    return {place: [there.begins.isoformat(), there.ends.isoformat()] for place, there in hours.items()}


def _not_names(order: CourtOrder) -> Refusal | None:
    """Refuse a number, court or judge that is no name; places are called what the definition calls them."""
    words = ""
    if problem := name_problem(order.number) or disguised(order.number):
        words = _("The number of the order {problem}. Write it again in plain letters.", problem=problem)
    elif problem := name_problem(order.court):
        words = _("The court of the order {problem}. Write it again in plain letters.", problem=problem)
    elif problem := name_problem(order.judge):
        words = _("The judge of the order {problem}. Write it again in plain letters.", problem=problem)
    return Refusal("bad_name", words) if words else None


def change_order(order: OrderState, status: str, reason: str, found: Consequences, act: Act) -> Acted:
    """Change where a court order stands, with a reason, and what that means for every envelope of its places.

    Refused for a status that does not exist, for the one it has, and without a reason.
    """
    if status not in STATUSES or status == order.status:
        return Refusal("same_status", _("Order {number} already has this status.", number=order.number))
    if not reason.strip():
        return Refusal("reason_missing", _("Changing a court order needs a reason. Write why, in a sentence."))
    data = {"order": order.number, "status": status, "reason": Secret(reason), "changes": found.listed()}
    stands = (act.entry("order.changed", data),)
    return joined(stands, carried_out(found, f"Court order {order.number} changed: {reason}", act))
