"""What the registration records say; where the answer hangs on the day of an application, that and its document are asked."""

from __future__ import annotations

from adjudicator.casework.acts.review.applications import APPLICATION_MISSING
from adjudicator.casework.acts.review.whys import Why
from adjudicator.casework.sheet.application_day import APPLICATIONS, NEEDS_WORDS, Application
from adjudicator.casework.sheet.lines.line import CardLine
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside
from adjudicator.words.dates import long_day
from ui.desks.review.lines.line import DeskLine
from ui.desks.review.panels import DeskPanel, Result, Values, refer_panel
from ui.desks.review.screen import PanelField, PanelScreen
from ui.desks.review.work import Work
from ui.parts import Choice
from ui.shared.questions import REGISTRATION as QUESTION
from ui.shared.reading_times import read_day

KIND = "application"
HINT = _("As in Oct 2, or Nov 14, 2019")
NO_DAY = _("This cannot be read as a day. Write it as in Oct 2, or Nov 14, 2019.")
NO_WORDS = _("Write which document it is.")


def document_panel(work: Work, key: str) -> PanelScreen:
    """Asks on keys which document shows when the voter applied; nothing is assumed."""
    choices = tuple(Choice(str(at), code, words) for at, (code, words) in enumerate(APPLICATIONS.items(), 1))
    refer = Choice("0", "", _("None, or it is in doubt: refer to a supervisor"))
    words = beside(_why_asked(work, key), _("Without a document, hold the envelope (H) until one comes."))
    title = _("What shows when the voter applied?")
    return PanelScreen(KIND, title, words, choices=(*choices, refer), about=f"registration:{key}")


def day_panel(about: str, values: Values | None = None, problems: Values | None = None, read: str = "") -> PanelScreen:
    """Asks on which day the voter applied, and what more there is to say of the document. `read` says how it was read."""
    given, wrong, document = values or {}, problems or {}, about.rpartition(":")[2]
    named = document == NEEDS_WORDS
    fields = (
        PanelField("on", _("On which day did the voter apply?"), "line", given.get("on", ""), read or HINT,
                   wrong.get("on", ""), personal=True),
        PanelField("words", _("Which document?") if named else _("What more does it say, or where is it?"), "line",
                   given.get("words", ""), _("Your words go into the record, sealed") if named else _("May stay empty"),
                   wrong.get("words", ""), personal=True),
    )  # fmt: skip
    words = _(
        "The postmark, the day at the driver's license office, or the date on the form; not the day it was keyed."
    )
    return PanelScreen(KIND, APPLICATIONS[document], words, fields=fields, accept=_("Record the answer"), about=about)


def _choose(work: Work, panel: PanelScreen, document: str) -> Result:
    del work
    return day_panel(f"{panel.about}:{document}") if document else refer_panel()


def _submit(work: Work, panel: PanelScreen, values: Values) -> Result:
    __, key, document = panel.about.split(":")
    option = QUESTION.on(work.sheet).option(key)
    on, words = read_day(values.get("on", ""), work.office.election.date), values.get("words", "")
    problems = {
        **({} if on is not None else {"on": NO_DAY}),
        **({"words": NO_WORDS} if document == NEEDS_WORDS and not words.strip() else {}),
    }
    if option is None or on is None or problems:
        return day_panel(panel.about, values, problems)
    why = Why(option.why) if option.why else None
    done = work.office.review.registered_by(work.sheet, option.value, Application(on, document, words), why=why)
    if isinstance(done, Refusal) and done.code in ("applied_late", "applied_in_time", "bad_input"):
        return day_panel(panel.about, values, {"on": done.words})
    return done


def _changed(work: Work, panel: PanelScreen, values: Values) -> PanelScreen:
    """Say how the day was understood, before anything is recorded."""
    if panel.choices:
        return panel
    on = read_day(values.get("on", ""), work.office.election.date)
    return day_panel(panel.about, values, read=_("Read as {day}", day=long_day(on)) if on else "")


APPLICATION = DeskPanel(KIND, choose=_choose, submit=_submit, changed=_changed)


def _why_asked(work: Work, key: str) -> str:
    option = QUESTION.on(work.sheet).option(key)
    if option is not None and option.value == "late":
        return _("A ballot that is turned down as applied for too late needs the day, and the letter names it.")
    return _("By the date on the roll, the voter applied after registration had closed. Say what shows another day.")


def _applied(line: CardLine, sheet: Sheet) -> str:
    """The day of the application that the answer rests on."""
    answer, on = sheet.answers.get(line.fact), sheet.evidence.applied_on
    if answer is None or on is None or answer.source.ref not in APPLICATIONS:
        return ""
    return _("Applied {day}", day=long_day(on))


class _Registration(DeskLine):
    """The question on its keys; an answer that wants an application asks for it before anything is recorded."""

    def press(self, work: Work, key: str, why: Why | None = None) -> Result:
        """Answer by a key; a reason comes after the application, if one is wanted at all."""
        done = super().press(work, key, why)
        if isinstance(done, Refusal) and done.code == APPLICATION_MISSING:
            return document_panel(work, key)
        return done


REGISTRATION = _Registration(QUESTION, more=_applied)
