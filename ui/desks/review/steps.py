"""The way back through the lines of an envelope. Pure."""

from __future__ import annotations

from adjudicator.casework.sheet.sheet import Sheet
from ui.desks.review.asking import OpenOnDesk
from ui.desks.review.cards import Work, facts_on, work_of


def step_back(sheet: Sheet, standing: OpenOnDesk) -> str:
    """The fact of the line before the one that is asked, or the first of the card accepted last; empty at the first."""
    if standing.read_only:
        return ""
    work = work_of(sheet, standing)
    if work.asked:
        return _line_before(sheet, work)
    return _first_of_last_accepted(sheet, work)


def _line_before(sheet: Sheet, work: Work) -> str:
    order = [fact for card in work.cards for fact in facts_on(sheet, card)]
    place = order.index(work.asked) if work.asked in order else 0
    return order[place - 1] if place > 0 else ""


def _first_of_last_accepted(sheet: Sheet, work: Work) -> str:
    accepted = [card for card in work.cards if card.done and card.id != work.current]
    facts = facts_on(sheet, accepted[-1]) if accepted else ()
    return facts[0] if facts else ""
