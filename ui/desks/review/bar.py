"""The bar of acts: what the first button will do, or why it cannot be pressed yet. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.casework.sheet.cards import ready_outcome
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.telling.words import outcome_words
from ui.desks.review.asking import RESEARCH_PREFIX
from ui.desks.review.cards import TITLES, Work, line_of, research_items
from ui.desks.review.screen import Bar
from ui.desks.review.words import wanted_words
from ui.shared.counting import joined
from ui.shared.envelope_words import label_of

TAKE_BACK = ("determined", "held", "in_batch")
READ_ONLY: Mapping[str, str] = {
    "held": "Held: the Holds desk records what arrives",
    "referred": "Waiting for the supervisor's answer",
    "to_do": "With another person",
    "approved": "Approved: only a supervisor reopens it",
    "released": "Released: only a supervisor reopens it",
}
"""Status -> why nothing can be answered here, and who can do something."""


def bar_of(sheet: Sheet, work: Work, *, read_only: bool, may_back: bool) -> Bar:
    """The acts that are possible now, and why recording is not."""
    if read_only:
        status = "referred" if sheet.state.referred else sheet.state.status
        return Bar(
            may_act=False, take_back=status in TAKE_BACK, may_back=may_back, why_not=READ_ONLY.get(status, "Read-only")
        )
    outcome = ready_outcome(sheet)
    back = may_back or bool(work.asked) or any(card.done for card in work.cards)
    return Bar(
        record=record_words(outcome),
        why_not="" if outcome else not_ready_words(sheet, work),
        may_otherwise=sheet.recommendation is not None,
        may_back=back,
    )


def record_words(outcome: str) -> str:
    """What the first button says it will do: "Record: count in part"."""
    if outcome == "held":
        return "Record: hold"
    return f"Record: {outcome_words(outcome).lower()}" if outcome else "Record"


def not_ready_words(sheet: Sheet, work: Work) -> str:
    """Why the envelope cannot be recorded yet, and what to do."""
    if work.asked.startswith(RESEARCH_PREFIX):
        left = [item.words.lower() for item in research_items(sheet) if not item.done]
        return f"Still owed: {joined(left[:2])}{f' and {len(left) - 2} more' if len(left) > 2 else ''}"
    line = line_of(work.cards, work.asked) if work.asked else None
    if line is not None and line.wants_key:
        return f"Still open: {label_of(line.fact).lower()}"
    if work.current:
        return f"Accept the card “{TITLES[work.current]}” with Enter"
    needs = sheet.recommendation.needs if sheet.recommendation else ("style_cast",)
    return f"Still wanted: {joined(wanted_words(needs))}"
