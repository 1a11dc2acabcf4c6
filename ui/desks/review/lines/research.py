"""The research list: where a voter is looked for, one line a place, before the ballot is turned down as not registered."""

from __future__ import annotations

from adjudicator.casework.sheet.research import RESEARCH
from adjudicator.words import _
from ui.desks.review.panels import DeskPanel, Result, Values
from ui.desks.review.screen import Asking, PanelField, PanelScreen
from ui.desks.review.work import RESEARCH_PREFIX, Work
from ui.parts import Choice
from ui.shared.questions import RESEARCH_RESULTS

NEEDS_NOTE = frozenset({"found", "not_possible"})
HELP = _(
    "Before a ballot is turned down because the voter was not registered, the office must make a good-faith effort to find "
    "the registration (O.C.G.A. 21-2-419(b))."
)


def asking_where(fact: str) -> Asking:
    """What came of looking in one place."""
    choices = tuple(Choice(option.key, option.key, option.words) for option in RESEARCH_RESULTS)
    return Asking(fact, _("{where}: what came of it?", where=RESEARCH[_place(fact)]), choices, help=HELP)


def press_where(work: Work, fact: str, key: str) -> Result:
    """Say what came of it by its key; "found" and "not possible" ask for a note."""
    result = next((option.value for option in RESEARCH_RESULTS if option.key == key), "")
    if result in NEEDS_NOTE:
        return note_panel(_place(fact), result)
    return work.office.review.research(work.sheet, {_place(fact): (result, "")}) if result else None


def note_panel(where: str, result: str) -> PanelScreen:
    """Asks what was found, or why it was not possible to look; the words may stay empty."""
    label = _("What was found?") if result == "found" else _("Why was it not possible?")
    field = PanelField("note", label, "line", hint=_("May stay empty"))
    return PanelScreen("note", RESEARCH[where], fields=(field,), accept=_("Continue"), about=f"{where}:{result}")


def _noted(work: Work, panel: PanelScreen, values: Values) -> Result:
    where, __, result = panel.about.partition(":")
    return work.office.review.research(work.sheet, {where: (result, values.get("note", ""))})


NOTE = DeskPanel("note", submit=_noted)


def _place(fact: str) -> str:
    return fact.removeprefix(RESEARCH_PREFIX)
