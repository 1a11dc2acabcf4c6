"""The lines of a card in words: the answer of a fact, and where it came from. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adjudicator.casework.sheet.application_day import APPLIED
from adjudicator.casework.sheet.cards import NOBODY, CardLine
from adjudicator.casework.sheet.from_files import cast_moment
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import NameOf, differing_words, source_words
from adjudicator.law.telling.words import value_words
from adjudicator.records.election import NO_BALLOT
from adjudicator.records.facts import Source
from ui.desks.review.asking import STYLE, registered_on
from ui.desks.review.people import name_words
from ui.desks.review.portions import portion_words
from ui.desks.review.screen import FactLine, FactState
from ui.desks.review.words import answer_words, known_source_words, sides_words
from ui.shared.envelope_words import label_of
from ui.shared.times import long_day


def fact_line(line: CardLine, sheet: Sheet, name_of: NameOf) -> FactLine:
    """A line as the Screen has it; who the voter is, and the day of applying, are hidden with personal data."""
    return FactLine(
        line.fact,
        _words(line, sheet),
        _source(line, sheet, name_of),
        _shown_state(line),
        personal=(line.fact == "match" and line.state != "open" and line.value not in NOBODY) or line.fact == APPLIED,
    )


def _shown_state(line: CardLine) -> FactState:
    return line.state


def _words(line: CardLine, sheet: Sheet) -> str:
    label = label_of(line.fact)
    if line.state == "open":
        return f"{label}: {'which one?' if line.fact == STYLE else 'no answer yet'}"
    if line.state == "contradiction" and line.known is not None:
        return f"{label}: {sides_words(line.known.answer, line.known.others)}"
    words = SPECIAL_WORDS.get(line.fact, _plain)(line, sheet)
    return f"{words}?" if line.state == "suggested" else words


def _plain(line: CardLine, sheet: Sheet) -> str:
    del sheet
    return answer_words(line.fact, line.value)


def _voter(line: CardLine, sheet: Sheet) -> str:
    elector = sheet.elector or sheet.evidence.elector
    if line.value in NOBODY or elector is None:
        return answer_words(line.fact, line.value)
    return f"{label_of(line.fact)}: {name_words(elector)}"


def _cast(line: CardLine, sheet: Sheet) -> str:
    moment = cast_moment(sheet.evidence.papers.cast_at)
    at = f"{moment:%H:%M}, " if moment is not None and line.value != "time_unknown" else ""
    return f"{label_of(line.fact)}: {at}{value_words(line.fact, line.value)}"


def _own_precinct(line: CardLine, sheet: Sheet) -> str:
    home, election = sheet.home, sheet.evidence.election
    if home is not None and home.portion == NO_BALLOT:
        return f"{label_of(line.fact)}: in none, outside the area of this election"
    portion = election.portion(home.precinct, home.portion) if home is not None else None
    return f"{label_of(line.fact)}: {portion_words(portion, election) if portion else 'not said'}"


def _applied(line: CardLine, sheet: Sheet) -> str:
    on = sheet.evidence.applied_on or registered_on(sheet)
    return f"{label_of(line.fact)}: {long_day(on) if on else 'no answer yet'}"


SPECIAL_WORDS = {"match": _voter, "cast": _cast, "home": _own_precinct, APPLIED: _applied}


def _source(line: CardLine, sheet: Sheet, name_of: NameOf) -> str:
    if line.fact in OWN_SOURCES:
        source = OWN_SOURCES[line.fact](sheet)
        return source_words(source, name_of) if source is not None else ""
    answer = sheet.answers.get(line.fact)
    if answer is not None and line.known is not None and line.fact in sheet.overtaken:
        return f"now {known_source_words(line.known, name_of)}; before {source_words(answer.source, name_of)}"
    if answer is not None:
        otherwise = differing_words(answer, name_of)
        return "; ".join(part for part in (source_words(answer.source, name_of), otherwise) if part)
    return known_source_words(line.known, name_of) if line.known is not None else ""


def _home_source(sheet: Sheet) -> Source | None:
    return sheet.state.elector.home_source if sheet.state.elector is not None else None


OWN_SOURCES: Mapping[str, Callable[[Sheet], Source | None]] = {
    "home": _home_source,
    APPLIED: lambda sheet: sheet.state.applied_source,
}
"""Lines that stand for no recorded answer, and where what they say came from."""
