"""The lines of the envelope panel: the voter, the facts with their sources, where the voter was looked for. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from adjudicator.casework.acts.whys import OTHER, why_words
from adjudicator.casework.sheet.claims import facts_against_records
from adjudicator.casework.sheet.home import NEW
from adjudicator.casework.sheet.research import RESEARCH
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import NameOf, claim_words, short_name, source_words
from adjudicator.law.telling.words import value_words
from adjudicator.records.county import county_words
from adjudicator.records.election import NO_BALLOT
from adjudicator.records.elector import Elector
from adjudicator.records.facts import FACTS
from adjudicator.words.dates import long_day
from ui.parts import Line
from ui.shared.envelope_words import label_of
from ui.shared.home_words import precinct_words
from ui.shared.questions import RESEARCH_RESULTS

DERIVED_FROM: Mapping[str, str] = {
    "party": "from the election's definition",
    "court_order": "from the register of court orders",
    "deadline": "from the case's calendar",
    "statement": "from the envelope",
    "home": "from the elector's precinct and districts, and where it was cast",
    "ballot_in_envelope": "nobody opens an envelope before it is approved",
    "ruling": "no ruling of the board is entered",
}
"""Fact -> where its answer comes from when nobody gave it."""

PLAIN: Mapping[str, str] = {
    "party": "not_a_primary",
    "ballot_in_envelope": "sealed",
    "ruling": "none",
    "deadline": "open",
    "court_order": "none",
}
"""Derived answers that say nothing about an envelope while they are these; they stand last."""

NO_NOTES: Mapping[str, str] = MappingProxyType({})

HIDDEN = "Not shown to your roles"
RESULTS: Mapping[str, str] = {option.value: option.words for option in RESEARCH_RESULTS}


def fact_lines(
    sheet: Sheet, facts: Mapping[str, str], name_of: NameOf, notes: Mapping[str, str] = NO_NOTES
) -> tuple[Line, ...]:
    """The facts a determination rests on, in the order in which they are asked; what says nothing stands last.

    What was decided against a record stands first. With each what the sources said of it and why the answer holds; `notes`
    has people's own words by commitment.
    """
    against = facts_against_records(sheet.state)
    known = [fact for fact in FACTS if fact in facts]
    known.sort(key=lambda fact: (fact not in against, PLAIN.get(fact) == facts[fact]))
    return tuple(_fact_line(sheet, fact, facts[fact], name_of, notes) for fact in known)


def _fact_line(sheet: Sheet, fact: str, value: str, name_of: NameOf, notes: Mapping[str, str]) -> Line:
    label, words = label_of(fact), _sentence(value_words(fact, value))
    answer = sheet.answers.get(fact)
    newer = sheet.known[fact].answer if fact in sheet.overtaken else None
    since = (f"Since then, {source_words(newer.source, name_of)}: {value_words(fact, newer.value)}",) if newer else ()
    if answer is None or answer.value != value:
        return Line(label, words, DERIVED_FROM.get(fact, ""), said=since)
    said = tuple(_sentence(claim_words(fact, claim, name_of)) for claim in answer.claims)
    return Line(
        label,
        words,
        source_words(answer.source, name_of),
        said=(*said, *since),
        why=_why(fact, answer.why),
        own_words=notes.get(answer.note, ""),
    )


WRITTEN: Mapping[str, frozenset[str]] = {
    "Name as written": frozenset({"first_name", "middle_name", "last_name", "suffix"}),
    "Born, as written": frozenset({"birth_date"}),
    "Address as written": frozenset({"house_number", "street", "city"}),
}
"""What the papers say of the voter, by the sealed fields that it is made of."""


def voter_lines(sheet: Sheet, name_of: NameOf, notes: Mapping[str, str] = NO_NOTES, *, names: bool) -> tuple[Line, ...]:
    """Who signed as written, and who of the roll was taken for it; without `names` only what names nobody."""
    if not names:
        return _unnamed_lines(sheet, name_of)
    papers, elector, home = sheet.evidence.papers, sheet.elector, sheet.home
    lines = [
        Line("Name as written", papers.voter_name, personal=True),
        Line("Born, as written", papers.birth_date, personal=True),
        Line("Address as written", papers.voter_address, personal=True),
    ]
    if elector is not None:
        lines.append(Line("On the roll", _elector(elector), personal=True))
    shown = [line for line in lines if line.answer]
    if sheet.state.elector is not None and home is not None:
        shown.append(_own_precinct(sheet, home.county, name_of, notes))
    elif elector is None:
        shown.append(Line("On the roll", "nobody was taken for the voter"))
    applied, source = sheet.evidence.applied_on, sheet.state.applied_source
    if applied is not None and source is not None:
        shown.append(Line("Applied to register", long_day(applied), source_words(source, name_of), personal=True))
    return tuple(shown)


def _unnamed_lines(sheet: Sheet, name_of: NameOf) -> tuple[Line, ...]:
    """The same lines for a person who sees no names: that something stands there, and what names nobody."""
    state, home = sheet.state, sheet.home
    shown = [Line(label, HIDDEN) for label, fields in WRITTEN.items() if not fields.isdisjoint(state.sealed)]
    if state.elector is not None and state.elector.registration_number:
        shown.append(Line("On the roll", HIDDEN))
    if state.elector is not None and home is not None:
        shown.append(_own_precinct(sheet, home.county, name_of, NO_NOTES))
    elif state.elector is None:
        shown.append(Line("On the roll", "nobody was taken for the voter"))
    if state.applied_source is not None:
        shown.append(Line("Applied to register", HIDDEN, source_words(state.applied_source, name_of)))
    return tuple(shown)


def research_lines(
    sheet: Sheet, name_of: NameOf, local: Callable[[str], str], notes: Mapping[str, str]
) -> tuple[Line, ...]:
    """Where the voter was looked for and what came of it; `local` gives an instant's local time, `notes` a note's words."""
    return tuple(
        Line(
            RESEARCH.get(line.where, line.where),
            " - ".join(part for part in (RESULTS.get(line.result, line.result), notes.get(line.note, "")) if part),
            ", ".join((short_name(name_of(line.by)), local(line.at))),
            personal=bool(notes.get(line.note)),
        )
        for line in sheet.state.research
    )


def place_words(sheet: Sheet) -> str:
    """Where and when it was cast: "Box 3, precinct 031, Tue 3 Nov, 17:42"."""
    papers, election = sheet.evidence.papers, sheet.evidence.election
    precinct = election.precincts.get(papers.precinct_cast)
    named = f"precinct {precinct_words(precinct, papers.precinct_cast)}" if papers.precinct_cast else ""
    place = "" if papers.place == papers.precinct_cast else papers.place
    style = f"ballot style {sheet.cast_style}" if sheet.cast_style else "ballot style not known"
    return ", ".join(part for part in (place, named, style) if part)


def _own_precinct(sheet: Sheet, county: str, name_of: NameOf, notes: Mapping[str, str]) -> Line:
    """The voter's own precinct; where a person chose it against the roll's row, what that gives, and why it does not hold."""
    words, source = _home_words(sheet), _home_source(sheet, county, name_of)
    chosen = sheet.state.elector
    if chosen is None or not chosen.listed:
        return Line("Own precinct", words, source)
    said = _sentence(f"{source_words(sheet.evidence.source('roll'), name_of)}: portion {chosen.listed}")
    own_words = notes.get(chosen.note, "")
    return Line("Own precinct", words, source, said=(said,), why=_why("home", chosen.why), own_words=own_words)


def _home_words(sheet: Sheet) -> str:
    home = sheet.home
    if home is not None and home.portion == NO_BALLOT:
        return "in none: the address is outside the area of this election"
    if home is None or not home.precinct:
        return "not said yet for the new address" if home is not None and home.address == NEW else "cannot be told"
    precinct = sheet.evidence.election.precincts.get(home.precinct)
    named = precinct_words(precinct, home.precinct)
    if home.style == NO_BALLOT:
        return f"{named}, no contest there in this election"
    return f"{named}, ballot style {home.style}" if home.style else f"{named}, no portion of the election fits"


def _home_source(sheet: Sheet, county: str, name_of: NameOf) -> str:
    """The county; and for a portion that a person chose, of which address it is and where it was seen."""
    there = f"{county_words(county)} County"
    chosen = sheet.state.elector
    if chosen is None or chosen.home_source is None or chosen.address != (sheet.home.address if sheet.home else ""):
        return there
    of = "of the new address" if chosen.address == NEW else "chosen by hand"
    return f"{there}, {of}: {source_words(chosen.home_source, name_of)}"


def _elector(elector: Elector) -> str:
    return ", ".join(_elector_parts(elector))


def _elector_parts(elector: Elector) -> Iterator[str]:
    yield elector.name
    if elector.birth_year is not None:
        yield f"born {elector.birth_year}"
    if elector.address:
        yield elector.address
    yield elector.status
    yield f"registration number {elector.registration_number}"


def _why(fact: str, code: str) -> str:
    """Why an answer holds; a person's own words stand below it."""
    if code == OTHER:
        return "Why, in their own words:"
    words = why_words(fact, code) if code else ""
    return f"Why: {words[:1].lower()}{words[1:]}" if words else ""


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
