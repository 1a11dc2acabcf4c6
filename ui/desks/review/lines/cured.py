"""The lines that something which comes later cures: a signature that does not match, and what a registration lacks."""

from __future__ import annotations

from adjudicator.words import _
from adjudicator.words.dates import long_day_and_hour
from ui.desks.review.lines.line import DeskLine
from ui.desks.review.panels import DeskPanel, Result, Values
from ui.desks.review.screen import PanelField, PanelScreen
from ui.desks.review.work import Work
from ui.shared.questions import REFER, Option, Question
from ui.shared.reading_times import HINT, UNREAD, read_past

CURED = "cured"
"""The kind of the panel that asks when it came; it is about the fact."""


def cured_panel(fact: str, typed: str = "", problem: str = "", read: str = "") -> PanelScreen:
    """Asks when what cures a fact came. `read` says how the time was understood."""
    when = PanelField("when", _("When did it come?"), "line", typed, read or HINT, problem)
    words = _(
        "The time at the counter, on the telephone or of the e-mail, not when it is typed in. The program compares it with "
        "the last day."
    )
    return PanelScreen(CURED, _("It was cured since"), words, fields=(when,), accept=_("Record the cure"), about=fact)


def _came(work: Work, panel: PanelScreen, values: Values) -> Result:
    typed = values.get("when", "")
    read = read_past(typed, work.office.election.date, work.office.now())
    if isinstance(read, str):
        return cured_panel(panel.about, typed, read)
    return work.office.review.answer(work.sheet, [work.office.review.cured(panel.about, read)])


def _changed(work: Work, panel: PanelScreen, values: Values) -> PanelScreen:
    """Say how the time was understood, before anything is recorded."""
    typed = values.get("when", "")
    read = read_past(typed, work.office.election.date, work.office.now())
    words = read if isinstance(read, str) else _("Read as {when}", when=long_day_and_hour(read))
    return cured_panel(panel.about, typed, read=HINT if words == UNREAD else words)


CURE = DeskPanel(CURED, submit=_came, changed=_changed)

SIGNATURE = DeskLine(
    Question(
        "signature",
        _("Does the signature match the one on file?"),
        (
            Option("1", _("Yes, or it is accepted"), "accepted"),
            Option("2", _("No, and nothing has come since"), "mismatch"),
            Option("3", _("It did not match, and was cured since"), asks=CURED),
            REFER,
        ),
        _(
            "Compare with every signature on file, not only the newest. Age, illness, haste and a pen change how a person "
            "signs. Where you doubt it, have a second person look before you answer no."
        ),
        _("whether the signature matches"),
    ),
    steps={CURED: lambda __: cured_panel("signature")},
)

REGISTRATION_DATA = DeskLine(
    Question(
        "registration_data",
        _("Does the registration lack anything that can still be supplied?"),
        (
            Option("1", _("No, it is complete"), "complete"),
            Option("2", _("Yes, and nothing has come since"), "lacking"),
            Option("3", _("It lacked something, which has come since"), asks=CURED),
            REFER,
        ),
        _(
            "For example a number that the law asks for. Look at the registration record itself, and at what the voter "
            "brought or wrote at the polls. What counts is the moment at which it came."
        ),
        _("whether the registration lacks anything"),
    ),
    steps={CURED: lambda __: cured_panel("registration_data")},
)
