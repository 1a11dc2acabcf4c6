"""Sentences of the Review desk: days, sources, streams, counties, and where the voter belongs. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from adjudicator.casework.sheet.source_words import NameOf, source_words
from adjudicator.law.telling.words import HOLDS, fact_words, value_words
from adjudicator.records.facts import Answer, Known
from adjudicator.records.reasons import REASON_CODES
from ui.shared.envelope_words import label_of
from ui.shared.times import day_and_hour

WANTED: Mapping[str, str] = {
    "oath": "whether the oath is signed",
    "match": "which elector the voter is",
    "registration": "what the registration records say",
    "residence": "where the voter lived on election day",
    "eligibility": "whether the voter is eligible",
    "voted_already": "whether the voter has voted otherwise",
    "identification": "whether identification was shown",
    "party": "whether the voter may vote this party's ballot",
    "cast": "when the ballot was voted",
    "court_order": "where the court's order stands",
    "statement": "whether the sworn statement is complete",
    "home": "which precinct and style are the voter's own",
    "applied": "when the voter applied to register",
    "style_cast": "which ballot style is in the envelope",
    "deadline": "whether the period to determine is over",
    "ballot_in_envelope": "what is in the envelope",
    "ruling": "how the board rules",
}
"""Fact -> what is missing while it is unknown, as it follows "Still wanted: "."""


def known_source_words(known: Known, name_of: NameOf) -> str:
    """The source of an answer that the files give, with what they say of it."""
    source = source_words(known.answer.source, name_of)
    words = "" if known.words == source else known.words
    return ", ".join(part for part in (words, source) if part)


def answer_words(fact: str, value: str) -> str:
    """An answer as one line of a card: "Oath: signed"."""
    return f"{label_of(fact)}: {value_words(fact, value)}"


def sides_words(first: Answer, others: Iterable[Answer]) -> str:
    """The sides of a contradiction, the stronger first: "shown when voting, or not shown"."""
    return ", or ".join(value_words(answer.fact, answer.value) for answer in (first, *others))


def ticked_words(codes: Iterable[str], reasons: Mapping[str, str] = REASON_CODES) -> str:
    """What the poll worker ticked, in the words of the case's table, with the codes beside them."""
    return ", ".join(f"{reasons[code]} ({code})" if code in reasons else code for code in codes)


def wanted_words(facts: Iterable[str]) -> tuple[str, ...]:
    """What is missing, a phrase for each fact."""
    return tuple(WANTED.get(fact, fact_words(fact)) for fact in facts)


def hold_headline(holds: Iterable[str], last_day: datetime) -> str:
    """For what a ballot is held, and until when: a court's hold ends with its word, the board's with its ruling."""
    codes = tuple(holds)
    if codes and all(code == "court_order_under_review" for code in codes):
        return "Held for the court"
    if codes and all("the board rules" in HOLDS.get(code, "") for code in codes):
        return "Held for the board"
    return f"Held until {day_and_hour(last_day)}"
