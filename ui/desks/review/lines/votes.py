"""Other votes: the question as on every desk, and the way to the other envelope where there is one."""

from __future__ import annotations

from adjudicator.words import _, beside
from ui.desks.review.lines.line import DeskLine
from ui.desks.review.vote_rows import vote_rows
from ui.desks.review.work import Work
from ui.shared.questions import VOTED_ALREADY as QUESTION


def _note(work: Work) -> str:
    numbers = beside(*work.sheet.evidence.other_envelopes, by=", ")
    return _("Of the same voter: envelope {numbers}.", numbers=numbers) if numbers else ""


VOTED_ALREADY = DeskLine(QUESTION, note=_note, votes=vote_rows)
