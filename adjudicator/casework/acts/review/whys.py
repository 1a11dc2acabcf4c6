"""Why an answer was given against a record, or what explains a voter who differs: the short reasons of the lines.

"Something else" wants a person's own words, which are sealed. The code of a reason stands in the record in the clear, so none
of them says anything about one voter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adjudicator.casework.acts.act import secret
from adjudicator.casework.sheet.lines.line import MISREAD, OFFICE, ShortReason
from adjudicator.casework.sheet.lines.table import LINES
from adjudicator.casework.sheet.lines.voter import MATCH
from adjudicator.words import _


@dataclass(frozen=True, slots=True)
class Why:
    """What a person gave as reason: the code of a short one, and their own words, which "other" needs."""

    code: str
    words: str = ""


WHY_MISSING = "why_missing"
"""The refusal of what needs a short reason and got none."""

OTHER = "other"
"""The reason in a person's own words; it stands last."""

NOT_SURE = "not_sure"
"""What explains a voter who differs: nobody knows. Such an envelope is referred, and nobody is taken."""

ANYWHERE = (MISREAD, OFFICE)
"""The short reasons for a fact that has none of its own."""

OTHER_REASON = ShortReason(OTHER, _("Something else: write it"))
NOT_SURE_REASON = ShortReason(NOT_SURE, _("Not sure: refer to a supervisor"))


def reasons_for(fact: str, value: str, record: str) -> tuple[ShortReason, ...]:
    """The short reasons for an answer against a record, in the order of their keys; the person's own words stand last."""
    return (*(reason for reason in _reasons(fact) if reason.fits(value, record)), OTHER_REASON)


def explanations() -> tuple[ShortReason, ...]:
    """What may explain that the elector taken for the voter differs from the papers; "not sure" refers the envelope."""
    return (*MATCH.said_with, NOT_SURE_REASON)


def is_reason(fact: str, why: Why) -> bool:
    """Whether a person may give this: a code of the fact's own, an answer's, or other with words."""
    if why.code == OTHER:
        return bool(why.words.strip())
    return why.code in _codes(fact)


def why_data(why: Why | None) -> dict[str, Any]:
    """A reason as an entry has it, its words sealed, also where there are none; nothing without a reason."""
    return {"why": why.code, "note": secret(why.words)} if why is not None else {}


def why_words(fact: str, code: str) -> str:
    """A recorded reason as it is shown: "Another person of the same name"."""
    return _codes(fact).get(code) or code.replace("_", " ")


def _reasons(fact: str) -> tuple[ShortReason, ...]:
    return (LINES[fact].reasons if fact in LINES else ()) or ANYWHERE


def _codes(fact: str) -> Mapping[str, str]:
    """Every code that may stand in the record for a fact, with its words; an answer's own words go before the table's."""
    own = LINES[fact].said_with if fact in LINES else ()
    words = {reason.code: reason.words for reason in (*ANYWHERE, *_reasons(fact), *own)}
    return {**words, OTHER: _("Something else")}
