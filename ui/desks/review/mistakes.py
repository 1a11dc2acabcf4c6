"""The panel that asks what an envelope is that was entered by mistake, or why it is one after all."""

from __future__ import annotations

from dataclasses import replace

from adjudicator.casework.acts.mistakes import SaidMistake
from adjudicator.records.mistakes import NO_ENVELOPE, SAME_AS, STANDS
from adjudicator.words import _
from ui.desks.review.panels import DeskPanel, Result, Values, own_words_field, with_reason
from ui.desks.review.screen import PanelField, PanelScreen
from ui.desks.review.work import Work

AGREES = _("Nothing changes until a supervisor who is another person agrees. The number stays in the record.")


def mistake_panel(work: Work) -> PanelScreen:
    """Asks which other envelope it is, or that it is none; of one that is none, why it is one after all."""
    if work.sheet.state.is_none:
        title = _("It is an envelope after all")
        return PanelScreen("mistake", title, AGREES, fields=(own_words_field(),), accept=_("Ask a supervisor"))
    same_as = PanelField(
        "same_as",
        _("Entered twice? The number of the other envelope"),
        "line",
        hint=_("Leave empty where it is no envelope: a test line, a spoiled form, another county's list"),
    )
    title = _("Entered by mistake")
    return PanelScreen("mistake", title, AGREES, fields=(same_as, own_words_field()), accept=_("Ask a supervisor"))


def _ask(work: Work, panel: PanelScreen, values: Values) -> Result:
    kept = replace(panel, fields=tuple(replace(each, value=values.get(each.id, each.value)) for each in panel.fields))

    def ask(work: Work, __: PanelScreen, reason: str) -> Result:
        same_as = values.get("same_as", "").strip()
        what = STANDS if work.sheet.state.is_none else SAME_AS if same_as else NO_ENVELOPE
        return work.office.mistakes.ask(work.sheet.number, SaidMistake(what, reason, same_as))

    return with_reason(ask)(work, kept, values)


MISTAKE = DeskPanel("mistake", submit=_ask, on_others=True)
