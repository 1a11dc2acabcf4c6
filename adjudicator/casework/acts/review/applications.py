"""The application to register on which an answer about the registration hangs: its day and document go along with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import structs

from adjudicator.casework.acts.review.whys import OTHER, Why
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.sheet.application_day import (
    APPLICATIONS,
    HANGS_ON_DAY,
    NEEDS_WORDS,
    Application,
    closes_last,
    wants_application,
)
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.records.facts import Answer
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

APPLICATION_MISSING = "application_missing"
"""The refusal of an answer that wants the day and the document of an application, and got none."""

LAW = "O.C.G.A. 21-2-224(a)"


def application_refused(sheet: Sheet, answers: Sequence[Answer], application: Application | None) -> Refusal | None:
    """Why answers cannot be recorded with an application, or without one; None where they can."""
    value = _registration(answers)
    if application is None:
        return application_missing(sheet, answers)
    if value not in HANGS_ON_DAY:
        words = _("The day of an application stands with an answer about the registration.")
        return Refusal("unknown_value", words, sheet.number)
    return _document_missing(sheet, application) or _on_another_side(sheet, value, application.on)


def application_missing(sheet: Sheet, answers: Sequence[Answer]) -> Refusal | None:
    """Refuses an answer that wants the day and the document of an application."""
    if not wants_application(sheet.evidence, _registration(answers)):
        return None
    words = _("Say on which day the voter applied to register, and which document shows it.")
    return Refusal(APPLICATION_MISSING, words, sheet.number, LAW)


def with_application(
    answers: Sequence[Answer], whys: Mapping[str, Why], application: Application | None
) -> tuple[Sequence[Answer], Mapping[str, Why]]:
    """The answers with the document as the source of what is said of the registration, and a person's own words with it."""
    if application is None:
        return answers, whys
    shown = [
        structs.replace(each, source=application.source) if each.fact == "registration" else each for each in answers
    ]
    if not application.words.strip():
        return shown, whys
    code = whys["registration"].code if "registration" in whys else OTHER
    return shown, {**whys, "registration": Why(code, application.words.strip())}


def application_data(application: Application) -> dict[str, Any]:
    """An application as an entry has it: the day sealed, the document as its source."""
    return {"on": Secret(application.on.isoformat()), "source": structs.asdict(application.source)}


def _registration(answers: Sequence[Answer]) -> str:
    return next((answer.value for answer in answers if answer.fact == "registration"), "")


def _document_missing(sheet: Sheet, application: Application) -> Refusal | None:
    if application.document not in APPLICATIONS:
        return Refusal("unknown_value", _("Choose the document that shows the day."), sheet.number)
    if application.document == NEEDS_WORDS and not application.words.strip():
        return Refusal("words_missing", _("Write which document it is."), sheet.number)
    return None


def _on_another_side(sheet: Sheet, value: str, on: date) -> Refusal | None:
    """Refuses a day that says the opposite of the answer."""
    if on > sheet.evidence.election.date and value == "registered":
        return Refusal(
            "bad_input", _("That day is after the election. Write the day on which the voter applied."), sheet.number
        )
    late = on > closes_last(sheet.evidence)
    if late and value == "registered":
        words = _("Registration had closed by then for every contest. That is an application after the closing.")
        return Refusal("applied_late", words, sheet.number, LAW)
    if not late and value == "late":
        words = _("On that day registration was still open. That is an application in time.")
        return Refusal("applied_in_time", words, sheet.number, LAW)
    return None
