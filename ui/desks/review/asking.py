"""The question that stands open, as the Screen has it: words, answers on keys, help. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from adjudicator.casework.sheet.application_day import closings_on
from adjudicator.casework.sheet.cards import CardLine
from adjudicator.casework.sheet.questions import RESEARCH, RESEARCH_RESULTS, Option, Question
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import NameOf, source_words
from adjudicator.casework.sheet.variants import question_of
from adjudicator.law.facts.party import party_of_style
from adjudicator.records.counties import county_words
from adjudicator.records.elector import Candidate
from ui.desks.review.people import candidate_choices
from ui.desks.review.portions import nobody_near, portion_choices
from ui.desks.review.screen import Asking
from ui.parts import Choice
from ui.shared.counting import counted, joined
from ui.shared.envelope_words import question_words
from ui.shared.times import long_day, short_day

RESEARCH_PREFIX = "research:"
STYLE = "style_cast"
MOST_STYLES = 9


@dataclass(frozen=True, slots=True)
class OpenOnDesk:
    """What the person has open on the desk, beside what is recorded.

    `reopened` is the line that is answered again; `searched` the words of a search on the roll and `found` what it
    gave, None where nobody searched; `unfolded` the citations whose text is shown.
    """

    reopened: str = ""
    searched: str = ""
    found: tuple[Candidate, ...] | None = None
    unfolded: frozenset[str] = frozenset()
    read_only: bool = False


def asking_of(sheet: Sheet, fact: str, line: CardLine | None, standing: OpenOnDesk, name_of: NameOf) -> Asking:
    """The question about a fact; `line` is its line on the card, None for a line of the research list."""
    if fact.startswith(RESEARCH_PREFIX):
        return _research(fact)
    if fact == STYLE:
        return _style(sheet, standing)
    question = question_of(sheet, fact)
    said = _Said(sheet, line, name_of)
    choices = SPECIAL.get(fact, _options)(sheet, question, said, standing)
    return Asking(
        fact,
        _filled(question.prompt, sheet),
        choices,
        said.chosen(question),
        _filled(question.help, sheet),
        search=fact == "match",
        searched=standing.searched,
        note=NOTES[fact](sheet, standing) if fact in NOTES else "",
    )


def candidates_of(sheet: Sheet, standing: OpenOnDesk) -> tuple[Candidate, ...]:
    """The candidates on the keys: those of the person's own search, else those of the look-up."""
    return sheet.evidence.match.candidates if standing.found is None else standing.found


@dataclass(frozen=True, slots=True)
class _Said:
    """What files and people say of the line that is asked."""

    sheet: Sheet
    line: CardLine | None
    name_of: NameOf

    def chosen(self, question: Question) -> str:
        """The key of the answer that is recorded, or accepted with the card; empty while there is none."""
        if self.line is None or self.line.wants_key:
            return ""
        recorded = self.sheet.answers.get(question.fact)
        fitting = [option for option in question.options if option.value == self.line.value]
        own = (option.key for option in fitting if recorded is not None and option.why == recorded.why)
        return next(own, fitting[0].key if fitting else "")

    def beside(self, option: Option) -> str:
        """What speaks for an answer, as its second line."""
        known = self.line.known if self.line is not None and self.line.wants_key else None
        if known is None or not option.value:
            return ""
        sides = (known.answer, *known.others)
        side = next((answer for answer in sides if answer.value == option.value), None)
        if side is None:
            return ""
        said = known.words if side is known.answer else ""
        source = source_words(side.source, self.name_of)
        word = "Suggested" if known.strength == "silence" else "Says"
        return f"{word}: {', '.join(part for part in (said, source) if part)}"


Choosing = Callable[[Sheet, Question, _Said, OpenOnDesk], tuple[Choice, ...]]


def _options(sheet: Sheet, question: Question, said: _Said, standing: OpenOnDesk) -> tuple[Choice, ...]:
    del standing
    first_of: dict[str, str] = {}
    for option in question.options:
        first_of.setdefault(option.value, option.key)
    return tuple(
        Choice(
            option.key,
            option.key,
            _filled(option.words, sheet),
            said.beside(option) if first_of[option.value] == option.key else "",
        )
        for option in question.options
    )


def _match(sheet: Sheet, question: Question, said: _Said, standing: OpenOnDesk) -> tuple[Choice, ...]:
    people = candidate_choices(candidates_of(sheet, standing), sheet.evidence.election.county)
    several = (option for option in question.options if option.value != "several" or len(people) > 1)
    return (*people, *(Choice(option.key, option.key, option.words, said.beside(option)) for option in several))


def _home(sheet: Sheet, question: Question, said: _Said, standing: OpenOnDesk) -> tuple[Choice, ...]:
    offered = portion_choices(sheet) if question.option(CHOOSES_PORTION) is not None else ()
    return (*offered, *_options(sheet, question, said, standing))


def _applied(sheet: Sheet, question: Question, said: _Said, standing: OpenOnDesk) -> tuple[Choice, ...]:
    """The roll's day is an answer only where it has one; with the precinct, the day names the voter."""
    choices = _options(sheet, question, said, standing)
    listed = registered_on(sheet) is not None
    return tuple(replace(each, personal=each.key == "1") for each in choices if listed or each.key != "1")


SPECIAL: Mapping[str, Choosing] = {"match": _match, "home": _home, "applied": _applied}
CHOOSES_PORTION = "8"


def _note(sheet: Sheet, standing: OpenOnDesk) -> str:
    found = candidates_of(sheet, standing)
    if standing.found is None:
        return "" if found else "The look-up on the roll found nobody like this. Search in other words, too."
    return f"{counted(len(found), 'elector')} found" if found else f"Nobody found for “{standing.searched}”."


def _beside_party(sheet: Sheet, standing: OpenOnDesk) -> str:
    del standing
    papers, election = sheet.evidence.papers, sheet.evidence.election
    printed = party_of_style(election, papers.style_cast)
    if not papers.party or not printed or papers.party == printed:
        return ""
    named, style = election.party_words(papers.party), election.party_words(printed)
    return f"The papers name the {named} ballot, and the label's style {papers.style_cast} is {style}."


NOTES: Mapping[str, Callable[[Sheet, OpenOnDesk], str]] = {
    "match": _note,
    "home": lambda sheet, _: nobody_near(sheet),
}
"""Fact -> what is said over the answers."""


def _research(fact: str) -> Asking:
    where = RESEARCH[fact.removeprefix(RESEARCH_PREFIX)]
    choices = tuple(Choice(option.key, option.key, option.words) for option in RESEARCH_RESULTS)
    return Asking(fact, f"{where}: what came of it?", choices, help=_RESEARCH_HELP)


_RESEARCH_HELP = (
    "Before a ballot is turned down because the voter was not registered, a good-faith effort is owed to find the "
    "registration (O.C.G.A. 21-2-419(b))."
)


def _style(sheet: Sheet, standing: OpenOnDesk) -> Asking:
    choices = tuple(
        Choice(str(key), str(key), style, _party_ballot(sheet, style))
        for key, style in enumerate(styles_here(sheet), 1)
    )
    other = Choice("0", "0", "Another style, or it cannot be read")
    note = _beside_party(sheet, standing)
    return Asking(STYLE, "Which ballot style is in the envelope?", (*choices, other), help=_STYLE_HELP, note=note)


def _party_ballot(sheet: Sheet, style: str) -> str:
    """Whose ballot a style is, in a primary."""
    party = party_of_style(sheet.evidence.election, style)
    return f"{sheet.evidence.election.party_words(party)} ballot" if party else ""


_STYLE_HELP = "It stands on the envelope's label. Do not open the envelope to find out."


def styles_here(sheet: Sheet) -> tuple[str, ...]:
    """The styles of the precinct where the ballot was cast, at most nine, on the keys 1 to 9.

    In a primary those of the party on the papers, and of every party where the label contradicts it.
    """
    papers = sheet.evidence.papers
    precinct = sheet.evidence.election.precincts.get(papers.precinct_cast)
    if precinct is None:
        return ()
    of_party = precinct.styles_of(papers.party) if papers.party and not papers.style_cast else ()
    return (of_party or precinct.styles)[:MOST_STYLES]


def registered_on(sheet: Sheet) -> date | None:
    """The day of registration that the roll has."""
    elector = sheet.evidence.elector
    return elector.registered_on if elector is not None else None


def _filled(text: str, sheet: Sheet) -> str:
    papers, election, elector = sheet.evidence.papers, sheet.evidence.election, sheet.evidence.elector
    on = registered_on(sheet)
    return question_words(
        text,
        sheet.evidence.calendar,
        flag=sheet.flag or "There is an open question",
        party=election.party_words(sheet.party or papers.party) or "party",
        place=papers.place or "this place",
        county=county_words(elector.county) if elector is not None else "another",
        registered=long_day(on) if on is not None else "",
        closings=closings_words(sheet),
    )


def closings_words(sheet: Sheet) -> str:
    """The contests of the ballot that closed on a day of their own, with the day: "Parks bond on Tue 7 Sep"."""
    election = sheet.evidence.election
    days = closings_on(sheet.evidence, sheet.cast_style)
    return joined(f"{election.contests[contest].title} on {short_day(day)}" for contest, day in days.items())
