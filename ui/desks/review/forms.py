"""What is done with a panel: a choice in it, a field that changes, and its button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from adjudicator.casework.acts.determining import Decision
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Office
from adjudicator.records.trouble import Problem
from ui.desks.review import panels
from ui.desks.review.answers import Result, portion_panel_of, take_portion
from ui.desks.review.asking import STYLE
from ui.desks.review.panels import Values
from ui.desks.review.papers import read_value, value_as_text
from ui.desks.review.screen import PanelScreen
from ui.shared.reading_times import HINT, UNREAD, read_day, read_past
from ui.shared.times import long_day, long_day_and_hour

NO_DAY = "This cannot be read as a day. Write it as in 2 Oct, or 14 Nov 2019."

Given = Callable[[Office, Sheet, PanelScreen, Values], Result]
Choose = Callable[[Sheet, str], Result]


def choose(sheet: Sheet, panel: PanelScreen, value: str) -> Result:
    """Take a choice of a panel."""
    return CHOOSE[panel.kind](sheet, value)


def changed(office: Office, sheet: Sheet, panel: PanelScreen, values: Values) -> PanelScreen:
    """The panel after a field has changed: what hangs on the field follows."""
    follow = CHANGED.get(panel.kind)
    return follow(office, sheet, panel, values) if follow else panel


def submit(office: Office, sheet: Sheet, panel: PanelScreen, values: Values) -> Result:
    """Do what the panel's button says; gives the panel again where something in it is wrong."""
    return SUBMIT[panel.kind](office, sheet, panel, values)


def missing_reason(panel: PanelScreen, values: Values) -> PanelScreen | None:
    """The panel with its problem where a reason is wanted and none is written."""
    if values.get("reason", "").strip():
        return None
    fields = tuple(
        replace(field, value=values.get(field.id, field.value), problem="Write why, in a sentence.")
        if field.id == "reason"
        else replace(field, value=values.get(field.id, field.value), problem="")
        for field in panel.fields
    )
    return replace(panel, fields=fields)


def _recommended(sheet: Sheet) -> str:
    return sheet.recommendation.outcome if sheet.recommendation else "incomplete"


def _otherwise(sheet: Sheet, value: str) -> Result:
    recommended = _recommended(sheet)
    return panels.code_panel(recommended) if value == "not_counted" else panels.reason_panel(value, "", recommended)


def _put_right(sheet: Sheet, value: str) -> Result:
    papers, election = sheet.evidence.papers, sheet.evidence.election
    return {
        "1": lambda: panels.correct_panel(papers, election),
        "2": lambda: portion_panel_of(sheet),
        "3": lambda: panels.correct_panel(papers, election, {"field": STYLE}),
        "0": panels.refer_panel,
    }[value]()


CHOOSE: Mapping[str, Choose] = {panels.OTHERWISE: _otherwise, panels.PUT_RIGHT: _put_right}


def _refer(office: Office, sheet: Sheet, panel: PanelScreen, values: Values) -> Result:
    return missing_reason(panel, values) or office.review.refer(sheet.number, values["reason"])


def _hold(office: Office, sheet: Sheet, panel: PanelScreen, values: Values) -> Result:
    return missing_reason(panel, values) or office.review.record(sheet, Decision("held", values["reason"]))


def _reason(office: Office, sheet: Sheet, panel: PanelScreen, values: Values) -> Result:
    outcome, _, code = panel.about.partition(":")
    wrong = missing_reason(panel, values)
    return wrong or office.review.record(sheet, Decision(outcome, values["reason"], code))


def _code(office: Office, sheet: Sheet, panel: PanelScreen, values: Values) -> Result:
    del office, panel
    return panels.reason_panel("not_counted", values["code"], _recommended(sheet))


def _take_back(office: Office, sheet: Sheet, panel: PanelScreen, values: Values) -> Result:
    return missing_reason(panel, values) or office.review.withdraw(sheet.number, values["reason"])


def _note(office: Office, sheet: Sheet, panel: PanelScreen, values: Values) -> Result:
    where, _, result = panel.about.partition(":")
    return office.review.research(sheet, {where: (result, values.get("note", ""))})


def _arrival(office: Office, sheet: Sheet, panel: PanelScreen, values: Values) -> Result:
    del panel
    read = read_past(values.get("when", ""), office.election.date, office.now())
    if isinstance(read, str):
        return panels.arrival_panel(values, read)
    return office.review.identification_arrived(sheet, read, values["what"])


def _applied(office: Office, sheet: Sheet, panel: PanelScreen, values: Values) -> Result:
    del panel
    on = read_day(values.get("on", ""), office.election.date)
    return office.review.applied(sheet, on) if on is not None else panels.applied_panel(values, NO_DAY)


def _portion(office: Office, sheet: Sheet, panel: PanelScreen, values: Values) -> Result:
    del panel
    return take_portion(office, sheet, values["precinct"], values["portion"])


def _correct(office: Office, sheet: Sheet, panel: PanelScreen, values: Values) -> Result:
    papers, election = sheet.evidence.papers, sheet.evidence.election
    name = values["field"]
    value, wrong = read_value(name, values.get("value", ""), election.date)
    problems = {"value": wrong or _checked(office, sheet, name, value)}
    if value == getattr(papers, name) and not problems["value"]:
        problems["value"] = "This is what is there already."
    if not values.get("reason", "").strip():
        problems["reason"] = "Write why, in a sentence."
    if any(problems.values()):
        return panels.correct_panel(papers, election, values, problems)
    del panel
    return office.receive.correct(sheet.number, {name: value}, values["reason"], sheet.state.version)


def _checked(office: Office, sheet: Sheet, name: str, value: object) -> str:
    """What the rules of the envelope list say against a value, in words; empty where nothing does."""
    envelope = replace(sheet.evidence.papers, **{name: value})
    found = (problem for problem in office.receive.check(envelope) if problem.column == name and not problem.warning)
    problem: Problem | None = next(found, None)
    return f"{problem.what[:1].upper()}{problem.what[1:]}. {problem.remedy}" if problem is not None else ""


SUBMIT: Mapping[str, Given] = {
    panels.REFER: _refer,
    panels.HOLD: _hold,
    panels.REASON: _reason,
    panels.CODE: _code,
    panels.TAKE_BACK: _take_back,
    panels.NOTE: _note,
    panels.ARRIVAL: _arrival,
    panels.APPLIED: _applied,
    panels.PORTION: _portion,
    panels.CORRECT: _correct,
}


def _arrival_changed(office: Office, sheet: Sheet, panel: PanelScreen, values: Values) -> PanelScreen:
    """Say how the time was understood, before anything is recorded."""
    del sheet, panel
    read = read_past(values.get("when", ""), office.election.date, office.now())
    words = read if isinstance(read, str) else f"Read as {long_day_and_hour(read)}"
    return panels.arrival_panel(values, read=HINT if words == UNREAD else words)


def _correct_changed(office: Office, sheet: Sheet, panel: PanelScreen, values: Values) -> PanelScreen:
    papers, name = sheet.evidence.papers, values["field"]
    before = next(field.value for field in panel.fields if field.id == "field")
    if name != before:
        values = {**values, "value": value_as_text(name, papers)}
    return panels.correct_panel(papers, office.election, values)


def _portion_changed(office: Office, sheet: Sheet, panel: PanelScreen, values: Values) -> PanelScreen:
    del sheet
    return panels.portion_panel(office.election, values["precinct"], values.get("portion", ""), panel.words)


def _applied_changed(office: Office, sheet: Sheet, panel: PanelScreen, values: Values) -> PanelScreen:
    """Say how the day was understood, before anything is recorded."""
    del sheet, panel
    on = read_day(values.get("on", ""), office.election.date)
    return panels.applied_panel(values, read=f"Read as {long_day(on)}" if on else "")


CHANGED: Mapping[str, Callable[[Office, Sheet, PanelScreen, Values], PanelScreen]] = {
    panels.APPLIED: _applied_changed,
    panels.ARRIVAL: _arrival_changed,
    panels.CORRECT: _correct_changed,
    panels.PORTION: _portion_changed,
}

RECORDS = frozenset({panels.HOLD, panels.REASON})
"""Panels whose button records a determination."""
