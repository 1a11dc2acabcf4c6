"""The bar of acts: what the first button will do, or why it cannot be pressed yet; and the panels that its keys open."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.casework.acts.determining import Decision
from adjudicator.casework.acts.in_hand import TAKE_OVER_WHYS
from adjudicator.casework.acts.reviewing import DEPARTURES
from adjudicator.casework.acts.whys import OTHER, Why
from adjudicator.casework.sheet.research import research_owed
from adjudicator.law.telling.words import REASONS, outcome_words
from adjudicator.words import joined
from ui.desks.review.cards import TITLES
from ui.desks.review.lines.home import portion_panel_of
from ui.desks.review.lines.table import wanted_words
from ui.desks.review.panels import (
    DeskPanel,
    Result,
    Values,
    correct_panel,
    own_words_field,
    reason_field,
    refer_panel,
    with_reason,
)
from ui.desks.review.screen import Bar, PanelField, PanelScreen
from ui.desks.review.work import RESEARCH_PREFIX, Work
from ui.parts import Choice
from ui.shared.envelope_words import label_of

WITHDRAWABLE = ("determined", "held", "in_batch")
READ_ONLY: Mapping[str, str] = {
    "held": "Held: the Holds desk records what arrives",
    "referred": "Waiting for the supervisor's answer",
    "to_do": "With another person",
    "approved": "Approved: only a supervisor reopens it",
    "released": "Released: only a supervisor reopens it",
}
"""Status -> why nothing can be answered here, and who can do something."""


def bar_of(work: Work, *, may_back: bool) -> Bar:
    """The acts that are possible now, and why recording is not."""
    state, outcome = work.sheet.state, work.ready
    if work.standing.read_only:
        status = "referred" if state.referred else state.status
        why_not = READ_ONLY.get(status, "Read-only")
        return Bar(may_act=False, take_back=status in WITHDRAWABLE, may_back=may_back, why_not=why_not)
    return Bar(
        record=_record_words(outcome),
        why_not="" if outcome else not_ready_words(work),
        may_otherwise=work.sheet.recommendation is not None,
        may_back=may_back or bool(work.asked) or any(card.done for card in work.cards),
    )


def _record_words(outcome: str) -> str:
    if outcome == "held":
        return "Record: hold"
    return f"Record: {outcome_words(outcome).lower()}" if outcome else "Record"


def not_ready_words(work: Work) -> str:
    """Why the envelope cannot be recorded yet, and what to do."""
    line, recommendation = work.line, work.sheet.recommendation
    if work.asked.startswith(RESEARCH_PREFIX) or work.current == "owed":
        owed = (*research_owed(work.sheet.state), *work.sheet.owed)
        left = list(dict.fromkeys(item.words.lower() for item in owed if not item.done))
        return f"Still owed: {joined(left[:2])}{f' and {len(left) - 2} more' if len(left) > 2 else ''}"
    if line is not None and line.wants_key:
        return f"Still open: {label_of(line.fact).lower()}"
    if work.current:
        return f"Accept the card “{TITLES[work.current]}” with Enter"
    return f"Still wanted: {joined(wanted_words(recommendation.needs if recommendation else ('style_cast',)))}"


# recording otherwise than recommended

DEPARTURE_CODES = tuple(code for code in REASONS if code not in ("ballot_missing", "papers_missing"))
"""Reasons a person may record against the recommendation."""


def hold_panel(work: Work) -> PanelScreen:
    """Asks why an envelope is held against the recommendation."""
    return _departure("hold", "held", work)


def otherwise_panel(work: Work) -> PanelScreen:
    """Offers the outcomes a person may record against the recommendation."""
    outcomes = (outcome for outcome in DEPARTURES if outcome != _recommended(work))
    choices = tuple(Choice(str(key), outcome, outcome_words(outcome)) for key, outcome in enumerate(outcomes, 1))
    words = "Which contests count in part follows from the facts: correct the facts instead."
    return PanelScreen("otherwise", "Record otherwise than recommended", words, _warning(work), choices)


def _choose_otherwise(work: Work, panel: PanelScreen, outcome: str) -> Result:
    del panel
    if outcome != "not_counted":
        return _departure("reason", outcome, work, about=f"{outcome}:")
    options = tuple((code, f"{REASONS[code][:1].upper()}{REASONS[code][1:]}") for code in DEPARTURE_CODES)
    field = PanelField("code", "Reason", "choice", options[0][0], options=options)
    return PanelScreen("code", "Why is the ballot not counted?", "", _warning(work), fields=(field,), accept="Go on")


def _departure(kind: str, outcome: str, work: Work, about: str = "") -> PanelScreen:
    title = f"Record: {outcome_words(outcome).lower()}"
    field = reason_field("Why do you depart from the recommendation?", "Your reason goes into the record")
    return PanelScreen(kind, title, "", _warning(work), fields=(field,), accept=title, about=about)


def _record(work: Work, panel: PanelScreen, reason: str) -> Result:
    outcome, _, code = panel.about.partition(":")
    return work.office.review.record(work.sheet, Decision(outcome or "held", reason, code))


def _coded(work: Work, panel: PanelScreen, values: Values) -> Result:
    del panel
    return _departure("reason", "not_counted", work, about=f"not_counted:{values['code']}")


def _recommended(work: Work) -> str:
    return work.sheet.recommendation.outcome if work.sheet.recommendation else "incomplete"


def _warning(work: Work) -> str:
    return f"This departs from the recommendation: {outcome_words(_recommended(work)).lower()}."


# taking back, putting right


def take_back_panel() -> PanelScreen:
    """Asks why a determination is taken back."""
    field = reason_field("Why is it taken back?", "The earlier determination stays in the record")
    words = "The envelope is to do again, and leaves its batch where it is in one."
    return PanelScreen("take_back", "Take the determination back", words, fields=(field,), accept="Take back")


def _take_back(work: Work, panel: PanelScreen, reason: str) -> Result:
    del panel
    return work.office.review.withdraw(work.sheet.number, reason)


def put_right_panel() -> PanelScreen:
    """Offers what may be put right on an envelope."""
    choices = (
        Choice("1", "1", "A slip in what was entered from the papers"),
        Choice("2", "2", "The address belongs to another precinct or portion"),
        Choice("3", "3", "The cast style was misread"),
        Choice("0", "0", "Something else: refer to a supervisor"),
    )
    return PanelScreen("put_right", "What is to be put right?", choices=choices)


def _put_right(work: Work, panel: PanelScreen, value: str) -> Result:
    del panel
    if value == "2":
        return portion_panel_of(work)
    return refer_panel() if value == "0" else correct_panel(work, "style_cast" if value == "3" else "cast_at")


# an envelope that another person has taken

TAKE_OVER = "Take the envelope over"


def take_over_panel() -> PanelScreen:
    """Asks why the envelope is taken over."""
    keys = (*map(str, range(1, len(TAKE_OVER_WHYS))), "0")
    choices = tuple(Choice(key, code, words) for key, (code, words) in zip(keys, TAKE_OVER_WHYS.items(), strict=True))
    words = "They are told at their next act. What they recorded stays."
    return PanelScreen("take_over", f"{TAKE_OVER}: why?", words, choices=choices)


def _choose_why(work: Work, panel: PanelScreen, code: str) -> Result:
    """Take the envelope over for a reason of the list; "something else" asks for words first."""
    del panel
    if code != OTHER:
        return work.office.whose.take_over(work.sheet.number, Why(code))
    return PanelScreen("take_over_words", TAKE_OVER, fields=(own_words_field(),), accept="Take it over")


def _take_over(work: Work, panel: PanelScreen, reason: str) -> Result:
    del panel
    return work.office.whose.take_over(work.sheet.number, Why(OTHER, reason))


BAR_PANELS = (
    DeskPanel("hold", submit=with_reason(_record), then="recorded"),
    DeskPanel("otherwise", choose=_choose_otherwise),
    DeskPanel("code", submit=_coded),
    DeskPanel("reason", submit=with_reason(_record), then="recorded"),
    DeskPanel("take_back", submit=with_reason(_take_back), then="afresh", on_others=True),
    DeskPanel("put_right", choose=_put_right),
    DeskPanel("take_over", choose=_choose_why, on_others=True),
    DeskPanel("take_over_words", submit=with_reason(_take_over), on_others=True),
)
"""The panels that the bar's keys open, besides the question to a supervisor."""
