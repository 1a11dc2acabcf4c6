"""Where an answer came from, in words: "roll of Mon 2 Nov", "order 20-CV-1187", "R. Ames, Thu 5 Nov 10:42"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adjudicator.law.telling.words import value_words
from adjudicator.records.facts import Answer, Claim, Source
from adjudicator.records.received import FILE_KINDS
from adjudicator.words.dates import dated_words

NameOf = Callable[[str], str]
"""Gives a person's name by id."""

FILES: Mapping[str, str] = {code: kind.source for code, kind in FILE_KINDS.items() if kind.source}
SOURCES: Mapping[str, str] = {
    "envelope": "envelope",
    **FILES,
    "case": "this case's envelopes",
    "calendar": "calendar",
    "election": "election",
}
DATED = frozenset(FILES)
ARRIVALS: Mapping[str, str] = {
    "licence": "Driver's licence or state ID",
    "passport": "Passport",
    "military": "Military or tribal ID",
    "government": "Government employee ID",
    "document": "Bill or statement, where allowed",
}
"""What may arrive as identification (O.C.G.A. 21-2-417(a) and (c)); it stands in an answer's source."""


def source_words(source: Source, name_of: NameOf) -> str:
    """Where an answer came from, as it stands beside it: "roll of Mon 2 Nov"."""
    if source.kind == "worker":
        parts = (short_name(name_of(source.ref)), dated_words(source.dated))
    elif source.kind == "paper":
        parts = (ARRIVALS.get(source.ref, "document"), f"arrived {dated_words(source.dated)}" if source.dated else "")
    elif source.kind == "order":
        parts = (f"order {source.ref}",)
    else:
        named = SOURCES.get(source.kind, source.kind)
        parts = (f"{named} of {dated_words(source.dated)}" if source.dated and source.kind in DATED else named,)
    return ", ".join(part for part in parts if part)


def claim_words(fact: str, claim: Claim, name_of: NameOf) -> str:
    """What a source said of a fact: "roll of Mon 2 Nov: registered in time"; an address that differs is not named."""
    source = source_words(claim.source, name_of)
    if not claim.value:
        return f"{source}: another address"
    return f"{source}{' suggests' if claim.weight == 'silence' else ''}: {value_words(fact, claim.value)}"


def differing_words(answer: Answer, name_of: NameOf) -> str:
    """What the sources said that is not the answer, each with its source; empty where none said otherwise."""
    otherwise = (claim for claim in answer.claims if claim.value != answer.value)
    return "; ".join(claim_words(answer.fact, claim, name_of) for claim in otherwise)


def short_name(name: str) -> str:
    """A colleague's name as it stands beside an answer: "R. Whitfield"."""
    first, _, last = name.strip().partition(" ")
    return f"{first[:1]}. {last}" if last else first
