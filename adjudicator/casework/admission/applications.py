"""Applications to register that stand with an answer: the answers that want one have it, and its day says nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import UNSET, UnsetType

from adjudicator.casework.admission import fields
from adjudicator.casework.admission.context import Placed, Wrong
from adjudicator.casework.admission.determinations import calendar_there
from adjudicator.casework.record.catalogue import is_after
from adjudicator.casework.sheet.application_day import APPLICATIONS, HANGS_ON_DAY, last_closing
from adjudicator.words import _

ANSWER = "admission.answer"

ANY_ANSWER_BEFORE = "5.0"
"""The last form in which any answer about the registration was taken without an application."""


def goes_along(placed: Placed, data: fields.FactsRecorded) -> bool:
    """Whether an application stands with the answer about the registration that may have one, and names its document."""
    if not is_after(placed.case().form, ANY_ANSWER_BEFORE) or not isinstance(data.applied, fields.OfApplied):
        return False
    source = data.applied.source
    return _value(data.facts) in HANGS_ON_DAY and source.kind == "paper" and source.ref in APPLICATIONS


def missing(placed: Placed, facts: Iterable[fields.OfAnswer], applied: fields.OfApplied | UnsetType = UNSET) -> Wrong:
    """An answer that wants an application and has none, or one whose day says the opposite."""
    given = tuple(facts)
    value = _value(given)
    if not is_after(placed.case().form, ANY_ANSWER_BEFORE) or value not in HANGS_ON_DAY:
        return
    if isinstance(applied, UnsetType):
        if value == "late" or _is_late_on_roll(given):
            yield ANSWER, _("Nothing says when the voter applied to register, and the answer hangs on it.")
        return
    yield from _on_another_side(placed, value, applied)


def _value(facts: Iterable[fields.OfAnswer]) -> str:
    return next((answer.value for answer in facts if answer.fact == "registration"), "")


def _is_late_on_roll(facts: Iterable[fields.OfAnswer]) -> bool:
    """Whether the roll said then that the voter applied too late: that stands with the answer."""
    claims = (claim for answer in facts if answer.fact == "registration" for claim in answer.claims or ())
    return any((claim.source.kind, claim.value) == ("roll", "late") for claim in claims)


def _on_another_side(placed: Placed, value: str, applied: fields.OfApplied) -> Wrong:
    law, unseal = placed.context.at_hand.law, placed.context.at_hand.unseal
    if law is None or unseal is None:
        return
    late = date.fromisoformat(unseal(applied.on.sealed)) > last_closing(law.election, calendar_there(placed))
    if late != (value == "late"):
        yield ANSWER, _("The day of the application says the opposite of the answer.")
