"""Where an answer came from, in words: "roll of Mon 2 Nov", "order 20-CV-1187", "R. Ames, Thu 5 Nov 10:42"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adjudicator.casework.questions import ARRIVALS
from adjudicator.law.days import dated_words
from adjudicator.records.facts import Source

NameOf = Callable[[str], str]
"""Gives a person's name by id."""

SOURCES: Mapping[str, str] = {
    "envelope": "envelope",
    "roll": "roll",
    "absentee_file": "absentee file",
    "check_in_list": "check-in list",
    "case": "this case's envelopes",
    "calendar": "calendar",
    "election": "election",
}
DATED = frozenset({"roll", "absentee_file", "check_in_list"})


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


def short_name(name: str) -> str:
    """A colleague's name as it stands beside an answer: "R. Whitfield"."""
    first, _, last = name.strip().partition(" ")
    return f"{first[:1]}. {last}" if last else first
