"""An elector whose name is another than the one on the papers: what may explain that, and what the record keeps of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from adjudicator.casework.acts.review.whys import NOT_SURE_REASON, OTHER, OTHER_REASON, WHY_MISSING, Why
from adjudicator.casework.sheet.lines.line import ShortReason
from adjudicator.casework.sheet.lines.voter import MATCH
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.records.elector import AnotherName
from adjudicator.records.facts import Answer, Claim
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, n_

CHANGED, NICKNAME, MISSPELLED = "name_changed", "nickname", "written_wrongly"

EXPLAIN_ANOTHER = frozenset({CHANGED, NICKNAME, MISSPELLED, OTHER})
"""Codes that may explain another name; which of them do depends on the names."""

PAPER_MISSING = "why_paper_missing"
"""The refusal of a changed name for which no paper is named."""

MOST_MISSPELLED = 3
"""More letters are no misspelling, nor are more than half of those that a name has."""


def with_another_name(answer: Answer, sheet: Sheet) -> Answer:
    """The answer with what the papers say against it: another name, which is personal and so has no value here.

    It weighs as a record, so that the answer stands against it wherever that is told: to the approver, in the canvass.
    """
    against = Claim("", sheet.evidence.source("envelope"), "record")
    return structs.replace(answer, claims=(against, *answer.claims))


def explanations_of(names: Sequence[AnotherName]) -> tuple[ShortReason, ...]:
    """What may explain these names, in the order of the keys; "not sure" refers the envelope."""
    words = {
        CHANGED: _("The name has changed: a paper shows it, as a marriage certificate or a court order does"),
        MISSPELLED: letters_words(names),
    }
    fitting = (reason for reason in MATCH.said_with if reason.code in _fitting(names))
    return (
        *(replace(reason, words=words.get(reason.code, reason.words)) for reason in fitting),
        OTHER_REASON,
        NOT_SURE_REASON,
    )


def letters_words(names: Sequence[AnotherName]) -> str:
    """How many letters a misspelling would have got wrong."""
    return n_(
        "Misspelled: {count} letter differs", "Misspelled: {count} letters differ", sum(each.letters for each in names)
    )


def unexplained(number: str, names: Sequence[AnotherName], why: Why | None) -> Refusal | None:
    """The refusal of an elector of these names without an explanation that fits; None where one is given."""
    if why is None:
        words = _("The name on the papers is not this elector's. Say what explains it.")
        return Refusal(WHY_MISSING, words, number)
    if why.code not in _fitting(names):
        words = _("That does not explain the other name. Choose another explanation, or ask a supervisor.")
        return Refusal("unknown_why", words, number)
    if why.code == CHANGED and not why.words.strip():
        return Refusal(PAPER_MISSING, _("Write which paper shows that the name has changed."), number)
    return None


def with_letters(names: Sequence[AnotherName], why: Why) -> Why:
    """The explanation as it is kept: a misspelling says how many letters differ, whatever a person adds."""
    return replace(why, words=str(letters_words(names))) if why == Why(MISSPELLED) else why


def _fitting(names: Sequence[AnotherName]) -> frozenset[str]:
    """A nickname explains a first name alone, and a misspelling only a few letters of each."""
    first_alone = all(each.field == "given" for each in names)
    few = all(_is_misspelling(each) for each in names)
    unfit = (set() if first_alone else {NICKNAME}) | (set() if few else {MISSPELLED})
    return EXPLAIN_ANOTHER - unfit


def _is_misspelling(name: AnotherName) -> bool:
    return name.letters <= min(MOST_MISSPELLED, max(len(name.written), len(name.listed)) // 2)
