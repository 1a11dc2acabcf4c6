"""Every line on the desk, registered once: how one is asked and answered, what is missing without it, its panels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from adjudicator.casework.acts.review.another_name import CHANGED
from adjudicator.casework.acts.review.whys import NOT_SURE, OTHER, Why
from adjudicator.casework.sheet.lines.table import LINES
from adjudicator.law.telling.words import fact_words
from adjudicator.words import _
from ui.desks.review.lines.applied import APPLIED, OTHER_DAY
from ui.desks.review.lines.cured import CURE, REGISTRATION_DATA, SIGNATURE
from ui.desks.review.lines.home import HOME, PORTION, take_portion_because
from ui.desks.review.lines.line import DeskLine
from ui.desks.review.lines.match import MATCH
from ui.desks.review.lines.papers import ARRIVAL, CAST, IDENTIFICATION, STYLE
from ui.desks.review.lines.registration import APPLICATION, REGISTRATION
from ui.desks.review.lines.research import NOTE, asking_where, press_where
from ui.desks.review.lines.votes import VOTED_ALREADY
from ui.desks.review.panels import DeskPanel, Result, refer_panel, with_reason
from ui.desks.review.screen import Asking, PanelScreen
from ui.desks.review.whys import PORTION_TAKEN, WHY, WHY_PAPER, WHY_WORDS, words_panel
from ui.desks.review.work import RESEARCH_PREFIX, Work
from ui.shared.questions import QUESTIONS

_WITH_WAYS = (
    IDENTIFICATION, CAST, MATCH, REGISTRATION, HOME, APPLIED, STYLE, SIGNATURE, REGISTRATION_DATA, VOTED_ALREADY,
)  # fmt: skip
_OWN = {line.fact: line for line in _WITH_WAYS}
DESK_LINES: Mapping[str, DeskLine] = {fact: _OWN[fact] if fact in _OWN else DeskLine(QUESTIONS[fact]) for fact in LINES}

WANTED_ELSEWHERE: Mapping[str, str] = {
    "deadline": _("whether the period to determine is over"),
    "timing": _("whether it is determined in time"),
    "ballot_in_envelope": _("what is in the envelope"),
    "ruling": _("how the board rules"),
}
"""What is missing while a fact is unknown that nobody is asked at this desk."""


def wanted_words(facts: Iterable[str]) -> tuple[str, ...]:
    """What is missing, a phrase for each fact, as it follows "Still wanted: "."""
    asked = {fact: line.question.wanted for fact, line in DESK_LINES.items()}
    return tuple(asked.get(fact) or WANTED_ELSEWHERE.get(fact) or fact_words(fact) for fact in facts)


def asking_of(work: Work) -> Asking:
    """The question about the line that is asked."""
    if work.asked.startswith(RESEARCH_PREFIX):
        return asking_where(work, work.asked)
    return DESK_LINES[work.asked].asking(work)


def give_answer(work: Work, fact: str, key: str, why: Why | None = None) -> Result:
    """Answer a question by its key: recorded at once, or a panel that asks for more."""
    if fact.startswith(RESEARCH_PREFIX):
        return press_where(work, fact, key)
    return DESK_LINES[fact].press(work, key, why)


def _give_reason(work: Work, panel: PanelScreen, why: Why) -> Result:
    """Give the answer for which a panel asked the reason; "other" asks for words first, "not sure" refers the envelope."""
    if why.code == NOT_SURE:
        return refer_panel()
    if why == Why(OTHER):
        return words_panel(panel)
    fact, __, key = panel.about.partition(":")
    if fact == PORTION_TAKEN:
        return take_portion_because(work, key, why)
    return give_answer(work, fact, key, why)


LINE_PANELS = (
    ARRIVAL,
    CURE,
    OTHER_DAY,
    APPLICATION,
    PORTION,
    NOTE,
    DeskPanel(WHY, choose=lambda work, panel, code: _give_reason(work, panel, Why(code))),
    DeskPanel(WHY_WORDS, submit=with_reason(lambda work, panel, words: _give_reason(work, panel, Why(OTHER, words)))),
    DeskPanel(WHY_PAPER, submit=with_reason(lambda work, panel, words: _give_reason(work, panel, Why(CHANGED, words)))),
)
"""The panels that answers open."""
