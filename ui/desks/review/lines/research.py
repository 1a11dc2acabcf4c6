"""The research list: where a voter is looked for, one line a place, before the ballot is turned down as not registered."""

from __future__ import annotations

from adjudicator.casework.record.state import ResearchLine
from adjudicator.casework.sheet.research import OWN_SEARCHES, RESEARCH
from adjudicator.words import _
from ui.desks.review.panels import DeskPanel, Result, Values
from ui.desks.review.screen import Asking, PanelField, PanelScreen
from ui.desks.review.work import RESEARCH_PREFIX, Work
from ui.parts import Choice
from ui.shared.questions import RESEARCH_RESULTS

NEEDS_NOTE = frozenset({"found", "not_possible"})
NOT_ON_ROLL = {
    "county_list": _(
        "The roll of this case does not cover the county: look in the state's system, and say what came of it."
    ),
    "cancelled_pending": _(
        "This case lacks a list of canceled or of pending registrations: look in the state's system, and "
        "say what came of it."
    ),
    "state_wide": _(
        "The roll of this case covers one county alone: look in the state's system, and say what came of it."
    ),
}
"""What the roll does not cover is not looked up by the program, which says so."""

HELP = _(
    "Before a ballot is turned down because the voter was not registered, the office must make a good-faith effort to find "
    "the registration (O.C.G.A. 21-2-419(b))."
)


def asking_where(work: Work, fact: str) -> Asking:
    """What came of looking in one place."""
    choices = tuple(Choice(option.key, option.key, option.words) for option in RESEARCH_RESULTS)
    place, line = _place(fact), _line(work, fact)
    given = next((option.key for option in RESEARCH_RESULTS if line is not None and option.value == line.result), "")
    own = place in OWN_SEARCHES and line is None
    return Asking(
        fact,
        _("{where}: what came of it?", where=RESEARCH[place]),
        choices,
        given,
        help=HELP,
        note=NOT_ON_ROLL[place] if own else "",
        likely=given,
    )


def press_where(work: Work, fact: str, key: str) -> Result:
    """Say what came of it by its key; "found" and "not possible" ask for a note."""
    result = next((option.value for option in RESEARCH_RESULTS if option.key == key), "")
    if result in NEEDS_NOTE:
        return note_panel(_place(fact), result, _note(work, fact, result))
    return work.office.review.research(work.sheet, {_place(fact): (result, "")}) if result else None


def note_panel(where: str, result: str, note: str = "") -> PanelScreen:
    """Asks what was found, or why it was not possible to look; the words may stay empty. `note` was written before."""
    label = _("What was found?") if result == "found" else _("Why was it not possible?")
    field = PanelField("note", label, "line", note, hint=_("May stay empty"), personal=True)
    return PanelScreen("note", RESEARCH[where], fields=(field,), accept=_("Continue"), about=f"{where}:{result}")


def _noted(work: Work, panel: PanelScreen, values: Values) -> Result:
    where, __, result = panel.about.partition(":")
    return work.office.review.research(work.sheet, {where: (result, values.get("note", ""))})


NOTE = DeskPanel("note", submit=_noted)


def _line(work: Work, fact: str) -> ResearchLine | None:
    """What was recorded of this place."""
    return next((line for line in work.sheet.state.research if line.where == _place(fact)), None)


def _note(work: Work, fact: str, result: str) -> str:
    """What was written of the same result before."""
    line = _line(work, fact)
    return work.office.review.reason_of(line.note) if line is not None and line.result == result else ""


def _place(fact: str) -> str:
    return fact.removeprefix(RESEARCH_PREFIX)
