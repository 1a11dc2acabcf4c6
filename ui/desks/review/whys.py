"""The second step of an answer: why a record does not hold, or what explains a voter who differs. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from adjudicator.casework.acts.answering import answered
from adjudicator.casework.acts.whys import explanations, reasons_for
from adjudicator.casework.sheet.claims import record_against
from adjudicator.casework.sheet.home import home_on_roll
from adjudicator.casework.sheet.source_words import source_words
from adjudicator.law.telling.words import value_words
from adjudicator.records.election import NO_BALLOT
from adjudicator.records.elector import Candidate
from adjudicator.records.facts import Answer, Source
from adjudicator.words import joined
from ui.desks.review.panels import own_words_field
from ui.desks.review.screen import PanelScreen
from ui.desks.review.work import Work
from ui.shared.envelope_words import NOT_THE_RECORD, label_of, on_keys

WHY, WHY_WORDS = "why", "why_words"

PORTION_TAKEN = "portion"
"""What a panel is about that asks why a portion is taken; its precinct and the portion follow."""

FIELDS: Mapping[str, str] = {
    "another suffix": "suffix",
    "last and first name exchanged": "last and first name",
    "first and last name exchanged": "last and first name",
    "the number on the envelope is this elector's, the name is not": "name",
}
"""How the look-up begins a sentence that does not begin with the field's name -> the field."""

EXPLAINS = "What explains it?"


def why_panel(work: Work, answer: tuple[str, str], key: str, chosen: Candidate | None = None) -> PanelScreen:
    """Asks on keys why an answer (fact, value), given by `key`, stands against a record, or what explains the elector."""
    fact, value = answer
    elector, differs = (chosen.elector, chosen.differs) if chosen is not None else (None, ())
    record = record_against(answered(work.sheet, Answer(fact, value, Source("worker")), elector))
    about = f"{fact}:{key}"
    if record is None:
        words = f"Not as the papers say: {joined(fields_that_differ(differs))}. Your answer goes into the record."
        return PanelScreen(WHY, EXPLAINS, words, choices=on_keys(explanations()), about=about)
    said = f"{_start(source_words(record.source, work.office.people.name_of))}: {value_words(fact, record.value)}."
    words = f"{said} Your answer: {value_words(fact, value)}. Both are kept, with your reason."
    choices = on_keys(reasons_for(fact, value, record.value))
    return PanelScreen(WHY, _title(fact), words, choices=choices, about=about)


def portion_why_panel(work: Work, precinct: str, portion: str) -> PanelScreen:
    """Asks on keys why a portion is taken for the voter's own against the one that the roll's row gives."""
    evidence = work.sheet.evidence
    home, source = home_on_roll(work.sheet.state, evidence), evidence.source("roll")
    said = f"{_start(source_words(source, work.office.people.name_of))}: portion {home.portion if home else ''}."
    answer = "outside the area of this election" if portion == NO_BALLOT else f"portion {portion}"
    words = f"{said} Your answer: {answer}. Both are kept, with your reason."
    about = f"{PORTION_TAKEN}:{precinct}:{portion}"
    return PanelScreen(WHY, _title("home"), words, choices=on_keys(reasons_for("home", "", "")), about=about)


def fields_that_differ(differs: Iterable[str]) -> tuple[str, ...]:
    """Which fields the look-up found to differ, by their names alone: what stands in them is personal."""
    names = ("birth year" if said.startswith("born") else said.partition(" (")[0].partition(":")[0] for said in differs)
    return tuple(dict.fromkeys(FIELDS.get(name, name) for name in names))


def words_panel(asked: PanelScreen) -> PanelScreen:
    """Asks for the reason in a person's own words."""
    return replace(asked, kind=WHY_WORDS, choices=(), fields=(own_words_field(),), accept="Record the answer")


def _title(fact: str) -> str:
    return f"{label_of(fact)}: {NOT_THE_RECORD[:1].lower()}{NOT_THE_RECORD[1:]}"


def _start(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
