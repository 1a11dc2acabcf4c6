"""The lines of the envelope panel: the voter, the facts with their sources, where the voter was looked for. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from adjudicator.casework.acts.review.whys import OTHER, why_words
from adjudicator.casework.sheet.claims import facts_against_records
from adjudicator.casework.sheet.home import NEW
from adjudicator.casework.sheet.lines.voter import status_words
from adjudicator.casework.sheet.research import RESEARCH
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import NameOf, claim_words, source_words
from adjudicator.law.telling.words import value_words
from adjudicator.records.county import county_words
from adjudicator.records.election import NO_BALLOT
from adjudicator.records.elector import Elector
from adjudicator.records.facts import FACTS
from adjudicator.words import _, beside, capital, small
from adjudicator.words.dates import dated_cell, long_day
from ui.parts import Line
from ui.shared.envelope_words import label_of, looked_by
from ui.shared.home_words import precinct_words
from ui.shared.questions import RESEARCH_RESULTS

DERIVED_FROM: Mapping[str, str] = {
    "party": _("from the election's definition"),
    "court_order": _("from the register of court orders"),
    "deadline": _("from the case's calendar"),
    "timing": _("from the day of the determination, and the last day for it"),
    "statement": _("from the envelope"),
    "home": _("from the elector's precinct and districts, and where it was cast"),
    "ballot_in_envelope": _("nobody opens an envelope before it is approved"),
    "ruling": _("no ruling of the board is entered"),
}
"""Fact -> where its answer comes from when nobody gave it."""

PLAIN: Mapping[str, str] = {
    "party": "not_a_primary",
    "ballot_in_envelope": "sealed",
    "ruling": "none",
    "deadline": "open",
    "timing": "in_time",
    "court_order": "none",
}
"""Derived answers that say nothing about an envelope while they are these; they stand last."""

NO_NOTES: Mapping[str, str] = MappingProxyType({})

HIDDEN = _("Not shown to your roles")
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
    label, words = label_of(fact), capital(value_words(fact, value, sheet.words))
    answer, since = sheet.answers.get(fact), _since(sheet, fact, name_of)
    if answer is None or answer.value != value:
        return Line(label, words, DERIVED_FROM.get(fact, ""), said=since)
    said = tuple(capital(claim_words(fact, claim, name_of)) for claim in answer.claims)
    return Line(
        label,
        words,
        source_words(answer.source, name_of),
        said=(*said, *since),
        why=_why(fact, answer.why),
        own_words=notes.get(answer.note, ""),
    )


def _since(sheet: Sheet, fact: str, name_of: NameOf) -> tuple[str, ...]:
    """What a source has come to say since the fact was answered."""
    if fact not in sheet.overtaken:
        return ()
    if fact not in sheet.known:
        return (_("The papers say another name"),)
    newer = sheet.known[fact].answer
    source, answer = source_words(newer.source, name_of), value_words(fact, newer.value, sheet.words)
    return (_("Since then, {source}: {answer}", source=source, answer=answer),)


WRITTEN: Mapping[str, frozenset[str]] = {
    _("Name as written"): frozenset({"first_name", "middle_name", "last_name", "suffix"}),
    _("Born, as written"): frozenset({"birth_date"}),
    _("Address as written"): frozenset({"house_number", "street", "city"}),
}
"""What the papers say of the voter, by the sealed fields that it is made of."""


def voter_lines(sheet: Sheet, name_of: NameOf, notes: Mapping[str, str] = NO_NOTES, *, names: bool) -> tuple[Line, ...]:
    """Who signed as written, and who of the roll was taken for it; without `names` only what names nobody."""
    if not names:
        return _unnamed_lines(sheet, name_of)
    papers, elector, home = sheet.evidence.papers, sheet.elector, sheet.home
    lines = [
        Line(_("Name as written"), papers.voter_name, personal=True),
        Line(_("Born, as written"), dated_cell(papers.birth_date), personal=True),
        Line(_("Address as written"), papers.voter_address, personal=True),
    ]
    if elector is not None:
        lines.append(Line(_("On the roll"), _elector(elector), personal=True))
    shown = [line for line in lines if line.answer]
    if sheet.state.elector is not None and home is not None:
        shown.append(_own_precinct(sheet, home.county, name_of, notes))
    elif elector is None:
        shown.append(Line(_("On the roll"), _("nobody was taken for the voter")))
    applied, source = sheet.evidence.applied_on, sheet.state.applied_source
    if applied is not None and source is not None:
        shown.append(Line(_("Applied to register"), long_day(applied), source_words(source, name_of), personal=True))
    return tuple(shown)


def _unnamed_lines(sheet: Sheet, name_of: NameOf) -> tuple[Line, ...]:
    """The same lines for a person who sees no names: that something stands there, and what names nobody."""
    state, home = sheet.state, sheet.home
    shown = [Line(label, HIDDEN) for label, fields in WRITTEN.items() if not fields.isdisjoint(state.sealed)]
    if state.elector is not None and state.elector.registration_number:
        shown.append(Line(_("On the roll"), HIDDEN))
    if state.elector is not None and home is not None:
        shown.append(_own_precinct(sheet, home.county, name_of, NO_NOTES))
    elif state.elector is None:
        shown.append(Line(_("On the roll"), _("nobody was taken for the voter")))
    if state.applied_source is not None:
        shown.append(Line(_("Applied to register"), HIDDEN, source_words(state.applied_source, name_of)))
    return tuple(shown)


def research_lines(
    sheet: Sheet, name_of: NameOf, local: Callable[[str], str], notes: Mapping[str, str]
) -> tuple[Line, ...]:
    """Where the voter was looked for and what came of it; `local` gives an instant's local time, `notes` a note's words."""
    return tuple(
        Line(
            RESEARCH.get(line.where, line.where),
            beside(RESULTS.get(line.result, line.result), notes.get(line.note, ""), by=" - "),
            beside(looked_by(line.by, name_of), local(line.at), by=", "),
            personal=bool(notes.get(line.note)),
        )
        for line in sheet.state.research
    )


def place_words(sheet: Sheet) -> str:
    """Where it was cast, and on which ballot: "Box 3, precinct 031 (Harbins A), ballot style 17"."""
    papers, election = sheet.evidence.papers, sheet.evidence.election
    precinct = election.precincts.get(papers.precinct_cast)
    code, style = papers.precinct_cast, sheet.cast_style
    return beside(
        "" if papers.place == code else papers.place,
        _("precinct {precinct}", precinct=precinct_words(precinct, code)) if code else "",
        _("ballot style {style}", style=style) if style else _("ballot style not known"),
        by=", ",
    )


def _own_precinct(sheet: Sheet, county: str, name_of: NameOf, notes: Mapping[str, str]) -> Line:
    """The voter's own precinct; where a person chose it against the roll's row, what that gives, and why it does not hold."""
    words, source = _home_words(sheet), _home_source(sheet, county, name_of)
    chosen = sheet.state.elector
    if chosen is None or not chosen.listed:
        return Line(_("Own precinct"), words, source)
    roll = source_words(sheet.evidence.source("roll"), name_of)
    said = capital(_("{source}: portion {portion}", source=roll, portion=chosen.listed))
    own_words = notes.get(chosen.note, "")
    return Line(_("Own precinct"), words, source, said=(said,), why=_why("home", chosen.why), own_words=own_words)


def _home_words(sheet: Sheet) -> str:
    home = sheet.home
    if home is not None and home.portion == NO_BALLOT:
        return _("in none: the address is outside the area of this election")
    if home is None or not home.precinct:
        new = home is not None and home.address == NEW
        return _("not known yet for the new address") if new else _("cannot be told")
    precinct = sheet.evidence.election.precincts.get(home.precinct)
    named = precinct_words(precinct, home.precinct)
    if home.style == NO_BALLOT:
        return _("{precinct}, no contest there in this election", precinct=named)
    if not home.style:
        return _("{precinct}, no portion of the election fits", precinct=named)
    return _("{precinct}, ballot style {style}", precinct=named, style=home.style)


def _home_source(sheet: Sheet, county: str, name_of: NameOf) -> str:
    """The county; and for a portion that a person chose, of which address it is and where it was seen."""
    there = _("{county} County", county=county_words(county))
    chosen = sheet.state.elector
    if chosen is None or chosen.home_source is None or chosen.address != (sheet.home.address if sheet.home else ""):
        return there
    source = source_words(chosen.home_source, name_of)
    if chosen.address == NEW:
        return _("{county}, of the new address: {source}", county=there, source=source)
    return _("{county}, chosen by hand: {source}", county=there, source=source)


def _elector(elector: Elector) -> str:
    return beside(*_elector_parts(elector), by=", ")


def _elector_parts(elector: Elector) -> Iterator[str]:
    yield elector.name
    if elector.birth_year is not None:
        yield _("born {year}", year=str(elector.birth_year))
    if elector.address:
        yield elector.address
    yield status_words(elector.status)
    yield _("registration number {number}", number=elector.registration_number)


def _why(fact: str, code: str) -> str:
    """Why an answer holds; a person's own words stand below it."""
    if code == OTHER:
        return _("Why, in their own words:")
    words = why_words(fact, code) if code else ""
    return _("Why: {reason}", reason=small(words)) if words else ""
