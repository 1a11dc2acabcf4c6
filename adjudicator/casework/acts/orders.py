"""Acts on the register of court orders. Each acts on all the order's envelopes at once, in one transaction."""

from __future__ import annotations

from dataclasses import replace

from adjudicator.casework.acts.act import Act, Acted, joined
from adjudicator.casework.acts.consequences import Consequences, carried_out
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.state import OrderState
from adjudicator.records.names import disguised, name_problem, tidied
from adjudicator.records.orders import CourtOrder
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

STATUSES = ("in_force", "under_review", "vacated")


def enter_order(existing: OrderState | None, order: CourtOrder, found: Consequences, act: Act) -> Acted:
    """Enter a court order that extends the hours of places; envelopes cast there in those hours are marked at once.

    Refused for a number that is already entered, for names that are none, and for an order that is not complete.
    """
    order = replace(order, number=tidied(order.number), court=tidied(order.court), judge=tidied(order.judge))
    return _not_names(order) or entered(existing, order, found, act)


def entered(existing: OrderState | None, order: CourtOrder, found: Consequences, act: Act) -> Acted:
    """Enter a court order by the rules that every form of the case file had; `enter_order` has today's for names, too.

    Refused for a number that is already entered, and for an order that is not complete.
    """
    if existing is not None:
        return Refusal("order_exists", _("Order {number} is already entered.", number=order.number))
    complete = order.number.strip() and order.places and order.status in STATUSES
    if not complete or order.ends <= order.begins:
        return Refusal("order_incomplete", _("An order needs a number, its places, and an end after its beginning."))
    data = {
        "order": order.number,
        "court": order.court,
        "judge": order.judge,
        "places": sorted(order.places),
        "begins": order.begins.isoformat(),
        "ends": order.ends.isoformat(),
        "status": order.status,
        "changes": found.listed(),
    }
    order_entered = (act.entry("order.entered", data),)
    return joined(order_entered, carried_out(found, f"Court order {order.number} was entered for this place.", act))


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
