"""What would come of an envelope if every card were accepted as it stands: a preview, on which no act rests."""

from __future__ import annotations

from adjudicator.casework.record.state import CaseState, ElectorChoice, changed
from adjudicator.casework.sheet.cards import cards_of
from adjudicator.casework.sheet.lines.table import LINES
from adjudicator.casework.sheet.making import make_sheet
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.engine.recommend import Recommender
from adjudicator.records.facts import Answer

PROPOSED = "proposed"
"""Stands where a choice of elector that was recorded has the commitment to their number."""


def if_the_cards_hold(case: CaseState, sheet: Sheet, recommender: Recommender) -> Sheet:
    """The sheet as it would be with each line accepted that a dated record answers, those included that are asked only then.

    What wants a key of its own stays open. It is the sheet itself where there is nothing to accept.
    """
    for __ in LINES:
        found = {answer.fact: answer for answer in _acceptable(sheet)}
        if not found:
            break
        state = changed(sheet.state, answers={**sheet.answers, **found})
        if "match" in found:
            state = changed(state, elector=_elector_taken(sheet))
        sheet = make_sheet(case, state, sheet.evidence, recommender)
    return sheet


def _acceptable(sheet: Sheet) -> tuple[Answer, ...]:
    lines = (line for card in cards_of(sheet) for line in card.to_accept)
    return tuple(line.known.answer for line in lines if line.known is not None)


def _elector_taken(sheet: Sheet) -> ElectorChoice | None:
    """The decisive elector as if taken, at home where the roll has them; a portion that a person chose stays."""
    home, chosen = sheet.home, sheet.state.elector
    if home is None:
        return None
    taken = ElectorChoice(PROPOSED, home.county, home.precinct, home.portion, home.style, "", "", "", "", home.address)
    return taken if chosen is None else changed(chosen, registration_number=PROPOSED)
