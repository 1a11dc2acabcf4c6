"""The bar of acts: what the first button will do, or why it cannot be pressed yet; and the panels that its keys open."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.casework.acts.review.determining import Decision
from adjudicator.casework.acts.review.in_hand import TAKE_OVER_WHYS
from adjudicator.casework.acts.review.reviewing import DEPARTURES, basis_of, owed_first, untold
from adjudicator.casework.acts.review.whys import OTHER, Why
from adjudicator.casework.sheet.research import research_owed
from adjudicator.law.telling.words import REASONS, outcome_words
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, capital, joined, small, some_of
from ui.desks.review.cards import TITLES
from ui.desks.review.lines.home import portion_panel_of
from ui.desks.review.lines.table import wanted_words
from ui.desks.review.mistakes import mistake_panel
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
    "held": _("Held: the Holds desk records what arrives"),
    "referred": _("Waiting for the supervisor's answer"),
    "to_do": _("With another person"),
    "approved": _("Approved: only a supervisor reopens it"),
    "released": _("Released: only a supervisor reopens it"),
    "by_mistake": _("Entered by mistake. Is it an envelope after all? Press E"),
}
"""Status -> why nothing can be answered here, and who can do something."""

FOR_A_REVIEWER = _("To look at: a reviewer records it")


def bar_of(work: Work, *, may_back: bool) -> Bar:
    """The acts that are possible now, and why recording is not."""
    state, outcome = work.sheet.state, work.ready
    if work.standing.read_only:
        status = "referred" if state.referred else state.status
        may_record = work.office.may("determine") is None
        why_not = READ_ONLY.get(status, _("Read-only")) if may_record or status != "to_do" else FOR_A_REVIEWER
        take_back = may_record and status in WITHDRAWABLE
        return Bar(
            may_act=False, take_back=take_back, may_back=may_back, why_not=why_not, put_right=_mistake_words(work)
        )
    return Bar(
        record=_record_words(outcome),
        why_not="" if outcome else not_ready_words(work),
        may_otherwise=work.sheet.recommendation is not None,
        put_right=_("Put right"),
        may_back=may_back or bool(work.asked) or any(card.done for card in work.cards),
    )


def _mistake_words(work: Work) -> str:
    """What can still be put right on an envelope to look at: that it is none, or is one after all."""
    if work.office.mistakes.may_ask(work.sheet.number) is not None:
        return ""
    return _("An envelope after all") if work.sheet.state.is_none else _("Entered by mistake")


def _record_words(outcome: str) -> str:
    if outcome == "held":
        return _("Record: hold")
    return _("Record: {outcome}", outcome=small(outcome_words(outcome))) if outcome else _("Record")


def not_ready_words(work: Work) -> str:
    """Why the envelope cannot be recorded yet, and what to do."""
    line, recommendation = work.line, work.sheet.recommendation
    if work.asked.startswith(RESEARCH_PREFIX) or work.current == "owed":
        owed = (*research_owed(work.sheet.state), *work.sheet.owed)
        left = tuple(dict.fromkeys(small(item.words) for item in owed if not item.done))
        return _("Still owed: {steps}", steps=some_of(left, most=2) if len(left) > 2 else joined(left))
    if line is not None and line.wants_key:
        return _("Still open: {line}", line=small(label_of(line.fact)))
    if work.current:
        return _("Accept the card “{card}” with Enter", card=TITLES[work.current])
    needs = recommendation.needs if recommendation else ("style_cast",)
    return _("Still wanted: {facts}", facts=joined(wanted_words(needs)))


# recording otherwise than recommended

DEPARTURE_CODES = tuple(code for code in REASONS if code not in ("ballot_missing", "papers_missing"))
"""Reasons a person may record against the recommendation."""


def hold_panel(work: Work) -> PanelScreen:
    """Asks why an envelope is held against the recommendation."""
    return _departure("hold", "held", work)


def otherwise_panel(work: Work) -> PanelScreen:
    """Offers the outcomes a person may record against the recommendation, and says what has to come before one."""
    outcomes = [outcome for outcome in DEPARTURES if outcome != _recommended(work)]
    refused = {outcome: _refused(work, outcome) for outcome in outcomes}
    before = {outcome: refusal.words for outcome, refusal in refused.items() if refusal is not None}
    choices = tuple(
        Choice(str(key), outcome, outcome_words(outcome), before.get(outcome, ""))
        for key, outcome in enumerate(outcomes, 1)
    )
    words = _("To count in part, correct the facts: which contests count follows from them.")
    return PanelScreen("otherwise", _("Record otherwise than recommended"), words, _warning(work), choices)


def _refused(work: Work, outcome: str) -> Refusal | None:
    """What has to come before an outcome is recorded, None where nothing has."""
    state, basis = work.sheet.state, basis_of(work.sheet)
    owed = owed_first(state) if outcome == "not_counted" else None
    return owed or (untold(state, Decision(outcome), basis) if basis is not None else None)


def _choose_otherwise(work: Work, panel: PanelScreen, outcome: str) -> Result:
    del panel
    refusal = _refused(work, outcome)
    if refusal is not None:
        return refusal
    if outcome != "not_counted":
        return _departure("reason", outcome, work, about=f"{outcome}:")
    return _code_panel(work)


def _code_panel(work: Work, problem: str = "") -> PanelScreen:
    """Asks why a ballot is not counted; nothing is chosen by itself."""
    options = tuple((code, capital(REASONS[code])) for code in DEPARTURE_CODES)
    field = PanelField("code", _("Reason"), "choice", problem=problem, options=options)
    return PanelScreen(
        "code", _("Why is the ballot not counted?"), "", _warning(work), fields=(field,), accept=_("Continue")
    )


def _departure(kind: str, outcome: str, work: Work, about: str = "") -> PanelScreen:
    title = _("Record: {outcome}", outcome=small(outcome_words(outcome)))
    field = reason_field(_("Why do you record this?"), _("Your reason goes into the record"))
    return PanelScreen(kind, title, "", _warning(work), fields=(field,), accept=title, about=about)


def _record(work: Work, panel: PanelScreen, reason: str) -> Result:
    outcome, __, code = panel.about.partition(":")
    return work.office.review.record(work.sheet, Decision(outcome or "held", reason, code))


def _coded(work: Work, panel: PanelScreen, values: Values) -> Result:
    del panel
    code = values.get("code", "")
    if not code:
        return _code_panel(work, _("Choose a reason."))
    return _departure("reason", "not_counted", work, about=f"not_counted:{code}")


def _recommended(work: Work) -> str:
    return work.sheet.recommendation.outcome if work.sheet.recommendation else "incomplete"


def _warning(work: Work) -> str:
    recommended = _recommended(work)
    if recommended == "incomplete":
        return _("Nothing is recommended yet: there are cards to accept or questions to answer.")
    return _("This departs from the recommendation: {outcome}.", outcome=small(outcome_words(recommended)))


# taking back, putting right


def take_back_panel() -> PanelScreen:
    """Asks why a determination is taken back."""
    field = reason_field(_("Why do you take it back?"), _("The earlier determination stays in the record"))
    words = _("The envelope is to do again, and leaves its batch where it is in one.")
    return PanelScreen("take_back", _("Take the determination back"), words, fields=(field,), accept=_("Take back"))


def _take_back(work: Work, panel: PanelScreen, reason: str) -> Result:
    del panel
    return work.office.review.withdraw(work.sheet.number, reason)


def put_right_panel() -> PanelScreen:
    """Offers what may be put right on an envelope."""
    choices = (
        Choice("1", "1", _("A slip in what was entered from the papers")),
        Choice("2", "2", _("The address belongs to another precinct or portion")),
        Choice("3", "3", _("The ballot style was misread")),
        Choice("4", "4", _("It was entered by mistake: entered twice, or no envelope at all")),
        Choice("0", "0", _("Something else: refer to a supervisor")),
    )
    return PanelScreen("put_right", _("What do you want to put right?"), choices=choices)


def _put_right(work: Work, panel: PanelScreen, value: str) -> Result:
    del panel
    if value == "2":
        return portion_panel_of(work)
    if value == "4":
        return work.office.mistakes.may_ask(work.sheet.number) or mistake_panel(work)
    return refer_panel() if value == "0" else correct_panel(work, "style_cast" if value == "3" else "cast_at")


# an envelope that another person has taken

TAKE_OVER = _("Take the envelope over")


def take_over_panel() -> PanelScreen:
    """Asks why the envelope is taken over."""
    keys = (*map(str, range(1, len(TAKE_OVER_WHYS))), "0")
    choices = tuple(Choice(key, code, words) for key, (code, words) in zip(keys, TAKE_OVER_WHYS.items(), strict=True))
    words = _("The other person is told at their next step. What they recorded stays.")
    return PanelScreen("take_over", _("Why do you take the envelope over?"), words, choices=choices)


def _choose_why(work: Work, panel: PanelScreen, code: str) -> Result:
    """Take the envelope over for a reason of the list; "something else" asks for words first."""
    del panel
    if code != OTHER:
        return work.office.whose.take_over(work.sheet.number, Why(code))
    return PanelScreen("take_over_words", TAKE_OVER, fields=(own_words_field(),), accept=_("Take it over"))


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
