"""The short reasons of the scripted worker: why a record does not hold, and what explains a voter who differs."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.casework.acts.review.answering import answered
from adjudicator.casework.acts.review.whys import Why, reasons_for
from adjudicator.casework.sheet.claims import record_against
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.records.elector import Candidate
from adjudicator.records.facts import Answer, Source

CLEARED: Mapping[str, str] = {
    "felony": "restored",
    "under_age": "of_age",
    "not_citizen": "shown_in_time",
    "in_question": "shown_in_time",
}
"""What a flag of eligibility says -> why it does not hold."""

CERTIFICATE = "The marriage certificate is with the papers"
"""What the worker writes of a new last name: an elector taken under one lives at the address and has year and first name."""


def why_against(sheet: Sheet, fact: str, value: str) -> Why | None:
    """A reason for an answer against a record, None where no record stands against it."""
    record = record_against(answered(sheet, Answer(fact, value, Source("worker"))))
    if record is None:
        return None
    if fact == "eligibility" and value == "eligible":
        return Why(CLEARED.get(record.value, "other_person"))
    return Why(reasons_for(fact, value, record.value)[0].code)


def explanation(candidate: Candidate) -> Why | None:
    """What explains that an elector differs from the papers, None where nothing does."""
    if candidate.another_names:
        return Why("name_changed", CERTIFICATE)
    if not candidate.differs:
        return None
    return Why("moved") if candidate.grades.get("address") == "other" else Why("written_wrongly")
