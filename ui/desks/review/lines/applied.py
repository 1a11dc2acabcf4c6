"""On which day the voter applied to register: the roll's day, or another, typed into a panel."""

from __future__ import annotations

from datetime import date

from adjudicator.casework.sheet.application_day import APPLIED as FACT
from adjudicator.casework.sheet.lines.line import CardLine
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.words import _
from adjudicator.words.dates import long_day
from ui.desks.review.lines.line import DeskLine
from ui.desks.review.panels import DeskPanel, Result, Values
from ui.desks.review.screen import PanelField, PanelScreen
from ui.desks.review.work import Work
from ui.shared.questions import REFER, Option, Question
from ui.shared.reading_times import read_day

NO_DAY = _("This cannot be read as a day. Write it as in Oct 2, or Nov 14, 2019.")


def applied_panel(values: Values | None = None, problem: str = "", read: str = "") -> PanelScreen:
    """Asks on which day the voter applied to register. `read` says how the day was understood."""
    hint = read or _("As in Oct 2, or Nov 14, 2019")
    field = PanelField("on", _("Which day?"), "line", (values or {}).get("on", ""), hint, problem, personal=True)
    words = _(
        "The postmark, the day at the driver's license office, or the date on the form; not the day it was keyed."
    )
    return PanelScreen(
        FACT, _("When the voter applied to register"), words, fields=(field,), accept=_("Record the day")
    )


def _given(work: Work, panel: PanelScreen, values: Values) -> Result:
    del panel
    on = read_day(values.get("on", ""), work.office.election.date)
    return work.office.review.applied(work.sheet, on) if on is not None else applied_panel(values, NO_DAY)


def _changed(work: Work, panel: PanelScreen, values: Values) -> PanelScreen:
    """Say how the day was understood, before anything is recorded."""
    del panel
    on = read_day(values.get("on", ""), work.office.election.date)
    return applied_panel(values, read=_("Read as {day}", day=long_day(on)) if on else "")


OTHER_DAY = DeskPanel(FACT, submit=_given, changed=_changed)


def _listed(sheet: Sheet) -> date | None:
    """The day of registration that the roll has."""
    elector = sheet.evidence.elector
    return elector.registered_on if elector is not None else None


def _as_listed(work: Work) -> Result:
    on = _listed(work.sheet)
    return work.office.review.applied(work.sheet, on, listed=True) if on is not None else None


def _words(line: CardLine, sheet: Sheet) -> str:
    del line
    on = sheet.evidence.applied_on or _listed(sheet)
    return long_day(on) if on else _("no answer yet")


APPLIED = DeskLine(
    Question(
        FACT,
        _("When did this voter apply to register?"),
        (
            # with the precinct, the day names the voter
            Option("1", _("On the day that the roll has: {registered}"), asks="listed_day", personal=True),
            Option("2", _("On another day, or the roll has none"), asks="other_day"),
            REFER,
        ),
        _(
            "Registration for some contests on this ballot closed on a different day: {closings} (O.C.G.A. 21-2-224(b)). The "
            "day that counts is the day the person applied (postmark, driver's license office, date on the form), not the "
            "day it was keyed. A voter who applied later votes in the other contests only."
        ),
        _("when the voter applied to register"),
    ),
    without=lambda work: frozenset({"1"}) if _listed(work.sheet) is None else frozenset(),
    steps={"listed_day": _as_listed, "other_day": lambda __: applied_panel()},
    words=_words,
    is_personal=lambda __: True,
)
