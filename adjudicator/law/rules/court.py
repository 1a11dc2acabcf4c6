"""Rules on hours that a court extended."""

from __future__ import annotations

from adjudicator.law.rules import citations as law
from adjudicator.law.rules.rule import FEDERAL_CONTEST, Effects, as_decided, for_the_board, hold, mark, rule


@rule()
def kept_apart(cast: str) -> Effects:
    """O.C.G.A. 21-2-418(d), 52 U.S.C. 21082(c): separated and held apart, where a federal candidate is on the ballot."""
    return mark("kept_apart", law.EXTENDED_HOURS, FEDERAL_CONTEST) if cast == "court_extension" else ()


@rule()
def court_order_missing(cast: str, court_order: str, ruling: str, *, court_order_missing: str) -> Effects:
    """O.C.G.A. 21-2-418(d) speaks of a court order and is silent where none is entered."""
    if cast != "court_extension" or court_order != "none":
        return ()
    return as_decided(court_order_missing, ruling, "court_order_missing", law.EXTENDED_HOURS)


@rule()
def court_order_under_review(cast: str, court_order: str, ruling: str, *, court_order_under_review: str) -> Effects:
    """52 U.S.C. 21082(c): kept apart so that a court can still decide; held until it has, unless the board rules."""
    if cast != "court_extension" or court_order != "under_review":
        return ()
    if court_order_under_review == "board":
        return for_the_board(ruling, "court_order_under_review", law.ORDER_HELD_APART)
    return (hold("court_order_under_review", law.ORDER_HELD_APART),)


@rule()
def court_order_vacated(cast: str, court_order: str, ruling: str, *, court_order_vacated: str) -> Effects:
    """52 U.S.C. 21082(c) is silent on an order set aside afterwards."""
    if cast != "court_extension" or court_order != "vacated":
        return ()
    return as_decided(court_order_vacated, ruling, "court_order_vacated", law.ORDER_HELD_APART)
