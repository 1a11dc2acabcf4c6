"""The question that stands open, as the Screen has it: words, answers on keys, help. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from adjudicator.casework.cards import Line
from adjudicator.casework.questions import QUESTIONS, RESEARCH, RESEARCH_RESULTS, Option, Question
from adjudicator.casework.sheet import Sheet
from adjudicator.casework.source_words import NameOf, source_words
from adjudicator.records.elector import Candidate
from ui.presenters.parts import Choice
from ui.presenters.review_people import candidate_choices
from ui.presenters.review_screen import Asking
from ui.presenters.review_words import counted, question_words

RESEARCH_PREFIX = "research:"
STYLE = "style_cast"
MOST_STYLES = 9


@dataclass(frozen=True, slots=True)
class Standing:
    """What the person has open on the desk, beside what is recorded.

    `reopened` is the line that is answered again; `searched` the words of a search on the roll and `found` what it
    gave, None where nobody searched; `unfolded` the citations whose text is shown.
    """

    reopened: str = ""
    searched: str = ""
    found: tuple[Candidate, ...] | None = None
    unfolded: frozenset[str] = frozenset()
    read_only: bool = False


def asking_of(sheet: Sheet, fact: str, line: Line | None, standing: Standing, name_of: NameOf) -> Asking:
    """The question about a fact; `line` is its line on the card, None for a line of the research list."""
    if fact.startswith(RESEARCH_PREFIX):
        return _research(fact)
    if fact == STYLE:
        return _style(sheet)
    question = QUESTIONS[fact]
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
        note=_note(sheet, standing) if fact == "match" else "",
    )


def candidates_of(sheet: Sheet, standing: Standing) -> tuple[Candidate, ...]:
    """The candidates on the keys: those of the person's own search, else those of the look-up."""
    return sheet.evidence.match.candidates if standing.found is None else standing.found


@dataclass(frozen=True, slots=True)
class _Said:
    """What files and people say of the line that is asked."""

    sheet: Sheet
    line: Line | None
    name_of: NameOf

    def chosen(self, question: Question) -> str:
        """The key of the answer that is recorded, or accepted with the card; empty while there is none."""
        if self.line is None or self.line.wants_key:
            return ""
        return next((option.key for option in question.options if option.value == self.line.value), "")

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


Choosing = Callable[[Sheet, Question, _Said, Standing], tuple[Choice, ...]]


def _options(sheet: Sheet, question: Question, said: _Said, standing: Standing) -> tuple[Choice, ...]:
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


def _match(sheet: Sheet, question: Question, said: _Said, standing: Standing) -> tuple[Choice, ...]:
    people = candidate_choices(candidates_of(sheet, standing), sheet.evidence.election.county)
    several = (option for option in question.options if option.value != "several" or len(people) > 1)
    return (*people, *(Choice(option.key, option.key, option.words, said.beside(option)) for option in several))


def _home(sheet: Sheet, question: Question, said: _Said, standing: Standing) -> tuple[Choice, ...]:
    pick = Choice("1", "1", "Choose the precinct and its portion")
    return (pick, *_options(sheet, question, said, standing))


SPECIAL: Mapping[str, Choosing] = {"match": _match, "home": _home}


def _note(sheet: Sheet, standing: Standing) -> str:
    found = candidates_of(sheet, standing)
    if standing.found is None:
        return "" if found else "The look-up on the roll found nobody like this. Search in other words, too."
    return f"{counted(len(found), 'elector')} found" if found else f"Nobody found for “{standing.searched}”."


def _research(fact: str) -> Asking:
    where = RESEARCH[fact.removeprefix(RESEARCH_PREFIX)]
    choices = tuple(Choice(option.key, option.key, option.words) for option in RESEARCH_RESULTS)
    return Asking(fact, f"{where}: what came of it?", choices, help=_RESEARCH_HELP)


_RESEARCH_HELP = (
    "Before a ballot is turned down because the voter was not registered, a good-faith effort is owed to find the "
    "registration (O.C.G.A. 21-2-419(b))."
)


def _style(sheet: Sheet) -> Asking:
    choices = tuple(Choice(str(key), str(key), style) for key, style in enumerate(styles_here(sheet), 1))
    other = Choice("0", "0", "Another style, or it cannot be read")
    return Asking(STYLE, "Which ballot style is in the envelope?", (*choices, other), help=_STYLE_HELP)


_STYLE_HELP = "It stands on the envelope's label. Do not open the envelope to find out."


def styles_here(sheet: Sheet) -> tuple[str, ...]:
    """The styles of the precinct where the ballot was cast, at most nine, on the keys 1 to 9."""
    precinct = sheet.evidence.election.precincts.get(sheet.evidence.papers.precinct_cast)
    return precinct.styles[:MOST_STYLES] if precinct else ()


def _filled(text: str, sheet: Sheet) -> str:
    papers = sheet.evidence.papers
    return question_words(
        text, sheet.evidence.calendar, flag=sheet.flag or "There is an open question", party=papers.party or "party",
        place=papers.place or "this place",
    )  # fmt: skip
