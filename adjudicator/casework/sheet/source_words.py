"""Where an answer came from, in words: "roll of Mon Nov 2", "order 20-CV-1187", "R. Ames, Thu Nov 5, 10:42 a.m."."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adjudicator.casework.sheet.application_day import APPLICATIONS
from adjudicator.law.telling.words import value_words
from adjudicator.records.facts import FACTS, NOT_ENTERED, Answer, Claim, Source
from adjudicator.records.received import FILE_KINDS
from adjudicator.words import _, beside
from adjudicator.words.dates import dated_words

NameOf = Callable[[str], str]
"""Gives a person's name by id."""

FILES: Mapping[str, str] = {code: kind.source for code, kind in FILE_KINDS.items() if kind.source}
SOURCES: Mapping[str, str] = {
    "envelope": _("envelope"),
    **FILES,
    "case": _("this case's envelopes"),
    "calendar": _("calendar"),
    "election": _("election"),
}
DATED = frozenset(FILES)
ARRIVALS: Mapping[str, str] = {
    "licence": _("Driver's license or state ID"),
    "passport": _("Passport"),
    "military": _("Military or tribal ID"),
    "government": _("Government employee ID"),
    "document": _("Bill or statement, where allowed"),
}
"""What may arrive as identification (O.C.G.A. 21-2-417(a) and (c)); it stands in an answer's source."""

_STATUS_REASON = _("status reason on the roll")
PARTS: Mapping[tuple[str, str, str], str] = {
    ("voted_already", "envelope", "no"): _("the voter's oath"),
    **{("cast", "envelope", value): _("time on the envelope") for value in FACTS["cast"]},
    ("cast", "envelope", "time_unknown"): _("no time on the envelope"),
    ("cast", "envelope", "court_extension"): _("code for extended hours ticked on the envelope"),
    ("eligibility", "envelope", "in_question"): _("code ticked on the envelope"),
    ("eligibility", "envelope", "under_age"): _("birth date on the certificate"),
    ("eligibility", "roll", "eligible"): _("entry on the roll"),
    ("eligibility", "roll", "under_age"): _("birth year on the roll"),
    ("eligibility", "roll", "felony"): _STATUS_REASON,
    ("eligibility", "roll", "deceased"): _STATUS_REASON,
    ("eligibility", "roll", "not_citizen"): _STATUS_REASON,
    ("eligibility", "roll", "incompetent"): _STATUS_REASON,
}
"""(fact, kind of source, answer) -> the part of the source that says it."""


def source_words(source: Source, name_of: NameOf) -> str:
    """Where an answer came from, as it stands beside it: "roll of Mon Nov 2"."""
    if source.kind == "worker":
        return beside(short_name(name_of(source.ref)), dated_words(source.dated), by=", ")
    if source.kind == "paper":
        what = ARRIVALS.get(source.ref) or APPLICATIONS.get(source.ref, _("document"))
        return _("{what}, arrived {day}", what=what, day=dated_words(source.dated)) if source.dated else what
    if source.kind == "order":
        if source == NOT_ENTERED:
            return _("an order still to be entered")
        return _("order {number}", number=source.ref)
    return _dated(SOURCES.get(source.kind, source.kind), source)


def said_by(fact: str, value: str, source: Source, name_of: NameOf) -> str:
    """Where one side of a contradiction comes from: a source that says two things of a fact is named by what says each."""
    part = PARTS.get((fact, source.kind, value))
    return _dated(part, source) if part else source_words(source, name_of)


def _dated(named: str, source: Source) -> str:
    if not source.dated or source.kind not in DATED:
        return named
    return _("{source} of {day}", source=named, day=dated_words(source.dated))


def claim_words(fact: str, claim: Claim, name_of: NameOf) -> str:
    """What a source said of a fact: "roll of Mon Nov 2: registered in time"; a name or address that differs is not named."""
    source = said_by(fact, claim.value, claim.source, name_of)
    if not claim.value:
        another_name = _("{source}: another name", source=source)
        return another_name if fact == "match" else _("{source}: another address", source=source)
    said = value_words(fact, claim.value)
    if claim.weight == "silence":
        return _("{source} suggests: {answer}", source=source, answer=said)
    return _("{source}: {answer}", source=source, answer=said)


def differing_words(answer: Answer, name_of: NameOf) -> str:
    """What the sources said that is not the answer, each with its source; empty where none said otherwise."""
    otherwise = (claim for claim in answer.claims if claim.value != answer.value)
    return beside(*(claim_words(answer.fact, claim, name_of) for claim in otherwise), by="; ")


def short_name(name: str) -> str:
    """A colleague's name as it stands beside an answer: "R. Whitfield"."""
    first, __, last = name.strip().partition(" ")
    return f"{first[:1]}. {last}" if last else first
