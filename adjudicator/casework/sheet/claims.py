"""What each source says of a fact, kept beside the answer: which says otherwise, and which has come to say otherwise since.

Both sides of a contradiction are kept, and a person decides which holds. A pick against the stronger one, a dated record or
the first side, needs a reason.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import structs

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.evidence import Evidence
from adjudicator.casework.sheet.source_words import DATED
from adjudicator.records.elector import Elector
from adjudicator.records.facts import Answer, Claim, Known, Weight

PERSONS = frozenset({"worker", "paper"})
"""Sources that are a person's word or a document that came: they answer a file, and no file has to repeat them."""

COURT = frozenset({"order"})
"""Sources that do not ask again by themselves: an order has a register of its own, with its own way to the envelopes."""

FIRST: Mapping[str, Weight] = {"record": "record", "contradiction": "record", "silence": "silence"}
"""What the first side of what the files say weighs, by its strength."""

_UNDISPUTED = frozenset({"eligible", "no"})
_DOUBTS = frozenset({"in_question", "credit_in_question"})
"""Answers that leave a record open instead of deciding against it."""


def claims_of(known: Known | None) -> tuple[Claim, ...]:
    """What the sources say now, the stronger first; empty where they say nothing."""
    if known is None:
        return ()
    first = Claim(known.answer.value, known.answer.source, FIRST[known.strength])
    return (first, *(Claim(other.value, other.source, "other") for other in known.others))


def with_claims(answer: Answer, claims: tuple[Claim, ...]) -> Answer:
    """The answer with what the sources said of it, where that is more than the answer itself."""
    if answer.source.kind not in PERSONS and all(claim.value == answer.value for claim in claims):
        return answer
    kept = tuple(claim for claim in claims if (claim.value, claim.source) != (answer.value, answer.source))
    return structs.replace(answer, claims=kept)


def record_against(answer: Answer) -> Claim | None:
    """The record that an answer decides against, None where there is none.

    What came on paper answers a record and does not contradict it, and a doubt leaves it open.
    """
    record = next((claim for claim in answer.claims if claim.weight == "record"), None)
    if record is None or record.value == answer.value or answer.source.kind == "paper":
        return None
    return None if answer.value in _DOUBTS and record.value not in _UNDISPUTED else record


def facts_against_records(state: EnvelopeState) -> tuple[str, ...]:
    """The facts on which a person decided against a record; "home" where they chose another portion than the roll's."""
    answers = state.answers.items()
    found = tuple(fact for fact, answer in answers if answer.claims and record_against(answer) is not None)
    return (*found, "home") if state.elector is not None and state.elector.listed else found


def is_under_another_name(state: EnvelopeState) -> bool:
    """Whether the elector taken for the voter has another name than the papers, which a second person looks at."""
    answer = state.answers.get("match")
    return answer is not None and any(not claim.value for claim in answer.claims)


def is_overtaken(answer: Answer, known: Known | None) -> bool:
    """Whether a source has come to say otherwise since the answer was recorded: a fresher file, another envelope.

    What it said already when the answer was given does not ask again.
    """
    if known is None or known.answer.value == answer.value or known.answer.source.kind in COURT:
        return False
    then = said_then(answer, known.answer.source.kind)
    if then is not None:
        return then != known.answer.value
    return known.strength != "silence" and _came_after(answer, known)


def said_then(answer: Answer, kind: str) -> str | None:
    """What a kind of source said when the answer was recorded, None where it said nothing."""
    if answer.source.kind == kind:
        return answer.value
    return next((claim.value for claim in answer.claims if claim.source.kind == kind), None)


def with_recorded(known: Known, answer: Answer) -> Known:
    """What the files say now against what was recorded, as a contradiction that shows both."""
    others = (answer, *(other for other in known.others if other.value != answer.value))
    return Known(known.answer, "contradiction", known.words, others)


def is_decisive(evidence: Evidence, elector: Elector | None) -> bool:
    """Whether the look-up decides for one elector, and for this one."""
    found = evidence.match
    return (
        elector is not None
        and found.kind == "certain"
        and found.candidates[0].elector.registration_number == elector.registration_number
    )


def _came_after(answer: Answer, known: Known) -> bool:
    """Whether a source that said nothing then speaks since: an answer with claims would have had it among them.

    A person's answer without claims says nothing of the files; only one of a later day has surely come since.
    """
    if answer.claims or answer.source.kind not in PERSONS:
        return True
    source = known.answer.source
    return source.kind in DATED and source.dated[:10] > (answer.source.dated[:10] or source.dated)
