"""Answers on their way into the record, each with what the files say of it, and a reason where a record disagrees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from msgspec import structs, to_builtins

from adjudicator.casework.acts.review.another_name import unexplained, with_another_name, with_letters
from adjudicator.casework.acts.review.chosen_elector import ElectorTaken
from adjudicator.casework.acts.review.whys import WHY_MISSING, Why, is_reason, why_data
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.sheet.claims import is_decisive, record_against, with_claims
from adjudicator.casework.sheet.lines.table import LINES
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.law.telling.words import fact_words, value_words
from adjudicator.records.elector import Elector
from adjudicator.records.facts import Answer
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

NO_WHYS: Mapping[str, Why] = MappingProxyType({})


def answers_data(
    sheet: Sheet, answers: Sequence[Answer], whys: Mapping[str, Why], elector: ElectorTaken | None = None
) -> dict[str, Any] | Refusal:
    """The data of an entry that records answers: what the files say of each, reasons and words only where there are any.

    `whys` has reasons by fact. Refused for an answer against a record, or an elector who differs, without a reason, for one
    of another name without an explanation that fits, and for a reason outside the closed table.
    """
    full = [answered(sheet, answer, elector.elector if elector else None) for answer in answers]
    names = elector.another_names if elector is not None and _is_chosen(full) else ()
    refusal = _table_left(sheet.number, whys) or (
        unexplained(sheet.number, names, whys.get("match")) if names else None
    )
    if names and refusal is None:
        full = [with_another_name(answer, sheet) if answer.fact == "match" else answer for answer in full]
        whys = {**whys, "match": with_letters(names, whys["match"])}
    refusal = refusal or _why_missing(sheet.number, full, whys)
    if refusal is None and elector is not None and elector.differs and "match" not in whys and _is_chosen(full):
        refusal = Refusal(WHY_MISSING, _("The voter differs from the papers. Say what explains it."), sheet.number)
    return refusal or {
        "envelope": sheet.number,
        "facts": [answer_data(answer, whys.get(answer.fact)) for answer in full],
    }


def answered(sheet: Sheet, answer: Answer, elector: Elector | None = None) -> Answer:
    """The answer with what the sources say of it; taking the elector for whom the look-up decides is not against it."""
    decided = answer.fact == "match" and is_decisive(sheet.evidence, elector)
    line = LINES.get(answer.fact)
    claims = line.claims(sheet.evidence, sheet.known.get(answer.fact)) if line is not None and not decided else ()
    return with_claims(answer, claims)


def _table_left(number: str, whys: Mapping[str, Why]) -> Refusal | None:
    wrong = next((fact for fact, why in whys.items() if not is_reason(fact, why)), None)
    if wrong is None:
        return None
    words = _("{fact}: choose a reason from the list, or write one in a sentence.", fact=fact_words(wrong))
    return Refusal("unknown_why", words, number)


def _why_missing(number: str, answers: Sequence[Answer], whys: Mapping[str, Why]) -> Refusal | None:
    for answer in answers:
        record = record_against(answer)
        if record is not None and answer.fact not in whys:
            words = _(
                "{fact}: a record says otherwise ({answer}). Say why it does not hold.",
                fact=fact_words(answer.fact),
                answer=value_words(answer.fact, record.value),
            )
            return Refusal(WHY_MISSING, words, number)
    return None


def _is_chosen(answers: Sequence[Answer]) -> bool:
    return any((answer.fact, answer.value) == ("match", "chosen") for answer in answers)


def answer_data(answer: Answer, why: Why | None = None) -> dict[str, Any]:
    """An answer as an entry has it: claims, reason and words only where there are any."""
    data: dict[str, Any] = {"fact": answer.fact, "value": answer.value, "source": structs.asdict(answer.source)}
    if answer.claims:
        data["claims"] = [to_builtins(claim) for claim in answer.claims]
    if answer.moment:
        data["moment"] = Secret(answer.moment)
    return {**data, **why_data(why or (Why(answer.why) if answer.why else None))}
