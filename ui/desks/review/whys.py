"""The second step of an answer: why a record does not hold, or what explains a voter who differs. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from adjudicator.casework.acts.review.another_name import CHANGED, MISSPELLED, NICKNAME, explanations_of
from adjudicator.casework.acts.review.answering import answered
from adjudicator.casework.acts.review.whys import explanations, reasons_for
from adjudicator.casework.sheet.claims import record_against
from adjudicator.casework.sheet.home import home_on_roll
from adjudicator.casework.sheet.source_words import said_by, source_words
from adjudicator.law.telling.words import value_words
from adjudicator.records.election import NO_BALLOT
from adjudicator.records.elector import Candidate
from adjudicator.records.facts import Answer, Source
from adjudicator.words import _, capital, joined, small
from ui.desks.review.panels import own_words_field, reason_field
from ui.desks.review.screen import PanelScreen
from ui.desks.review.work import Work
from ui.parts import Choice
from ui.shared.envelope_words import NOT_THE_RECORD, label_of, on_keys

WHY, WHY_WORDS, WHY_PAPER = "why", "why_words", "why_paper"

ASKS_WHY = frozenset({WHY, WHY_WORDS, WHY_PAPER})
"""The panels of the second step."""

PORTION_TAKEN = "portion"
"""What a panel is about that asks why a portion is taken; its precinct and the portion follow."""

FIELDS: Mapping[str, str] = {
    "registration number": _("registration number"),
    "last name": _("last name"),
    "first name": _("first name"),
    "middle name": _("middle name"),
    "suffix": _("suffix"),
    "address": _("address"),
    "street": _("street"),
    "town": _("town"),
    "another suffix": _("suffix"),
    "last and first name exchanged": _("last and first name"),
    "the number on the envelope is this elector's, the name is not": _("name"),
}
"""How the look-up begins a sentence, in English -> the field."""

ADDRESS = frozenset({FIELDS["address"], FIELDS["street"], FIELDS["town"]})
NAMES = frozenset(
    {*map(FIELDS.__getitem__, ("last name", "first name", "middle name", "suffix")), _("last and first name")}
)
OF_NAMES, OF_ADDRESSES = frozenset({CHANGED, NICKNAME}), frozenset({"moved"})
"""What explains names alone, and what addresses alone."""

EXCHANGED = _("Written wrongly, or first and last name exchanged")
EXPLAINS = _("What explains it?")
ANOTHER_NAME = _("Another name: what explains it?")


def why_panel(work: Work, answer: tuple[str, str], key: str, chosen: Candidate | None = None) -> PanelScreen:
    """Asks on keys why an answer (fact, value), given by `key`, stands against a record, or what explains the elector."""
    fact, value = answer
    elector, differs = (chosen.elector, chosen.differs) if chosen is not None else (None, ())
    record = record_against(answered(work.sheet, Answer(fact, value, Source("worker")), elector))
    about = f"{fact}:{key}"
    if chosen is not None and chosen.another_names:
        words = _(
            "The elector has another name than the papers. Take the elector only if something explains that. Your "
            "explanation goes into the record, and the person who approves the batch looks at it."
        )
        choices = on_keys(explanations_of(chosen.another_names))
        return PanelScreen(WHY, ANOTHER_NAME, words, choices=choices, about=about)
    if record is None:
        words = _(
            "Not as on the papers: {fields}. Your answer goes into the record.",
            fields=joined(fields_that_differ(differs)),
        )
        return PanelScreen(WHY, EXPLAINS, words, choices=explaining(differs), about=about)
    words = _(
        "{source}: {record}. Your answer: {answer}. Both are kept, with your reason.",
        source=capital(said_by(fact, record.value, record.source, work.office.people.name_of)),
        record=value_words(fact, record.value, work.sheet.words),
        answer=value_words(fact, value, work.sheet.words),
    )
    choices = on_keys(reasons_for(fact, value, record.value))
    return PanelScreen(WHY, _title(fact), words, choices=choices, about=about)


def explaining(differs: Iterable[str]) -> tuple[Choice, ...]:
    """What can explain what differs, each on the key that it always has: an address has no nickname."""
    fields = frozenset(fields_that_differ(differs))
    left_out = (OF_NAMES if fields <= ADDRESS else frozenset()) | (OF_ADDRESSES if fields <= NAMES else frozenset())
    kept = (choice for choice in on_keys(explanations()) if choice.value not in left_out)
    exchanged = FIELDS["last and first name exchanged"] in fields
    return tuple(replace(each, label=EXCHANGED) if exchanged and each.value == MISSPELLED else each for each in kept)


def portion_why_panel(work: Work, precinct: str, portion: str) -> PanelScreen:
    """Asks on keys why a portion is taken for the voter's own against the one that the roll's row gives."""
    evidence = work.sheet.evidence
    home, source = home_on_roll(work.sheet.state, evidence), evidence.source("roll")
    answer = _("outside the area of this election") if portion == NO_BALLOT else _("portion {portion}", portion=portion)
    words = _(
        "{source}: {record}. Your answer: {answer}. Both are kept, with your reason.",
        source=capital(source_words(source, work.office.people.name_of)),
        record=_("portion {portion}", portion=home.portion if home else ""),
        answer=answer,
    )
    about = f"{PORTION_TAKEN}:{precinct}:{portion}"
    return PanelScreen(WHY, _title("home"), words, choices=on_keys(reasons_for("home", "", "")), about=about)


def fields_that_differ(differs: Iterable[str]) -> tuple[str, ...]:
    """Which fields the look-up found to differ, by their names alone: what stands in them is personal."""
    names = (
        _("birth year") if said.startswith("born") else said.partition(" (")[0].partition(":")[0] for said in differs
    )
    return tuple(dict.fromkeys(FIELDS.get(name, name) for name in names))


def words_panel(asked: PanelScreen) -> PanelScreen:
    """Asks for the reason in a person's own words."""
    return replace(asked, kind=WHY_WORDS, choices=(), fields=(own_words_field(),), accept=_("Record the answer"))


def paper_panel(key: str) -> PanelScreen:
    """Asks which paper shows that the name of the elector on a key has changed."""
    hint = _("As in: marriage certificate of Jun 2019, seen at the counter. Your words go into the record, sealed")
    field = reason_field(_("Which paper shows it?"), hint)
    words = _("Without a paper, ask the voter for one, or refer the envelope to a supervisor.")
    return PanelScreen(
        WHY_PAPER,
        _("The name has changed"),
        words,
        fields=(field,),
        accept=_("Record the answer"),
        about=f"match:{key}",
    )


def _title(fact: str) -> str:
    return _("{label}: {question}", label=label_of(fact), question=small(NOT_THE_RECORD))
