"""Who the voter is: the electors who come near on keys, the search on the roll, and electors in words."""

from __future__ import annotations

from adjudicator.casework.sheet.evidence import Evidence, same_county
from adjudicator.casework.sheet.lines.line import NOBODY, CardLine
from adjudicator.casework.sheet.lines.voter import status_words
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import source_words
from adjudicator.law.telling.words import value_words
from adjudicator.records.county import county_words
from adjudicator.records.elector import Candidate, Elector
from adjudicator.records.facts import Source
from adjudicator.words import Language, _, beside, capital, n_, said
from adjudicator.words.sentence import made
from ui.desks.review.compared import agrees_words, differing, differing_heard, differs_words
from ui.desks.review.letters import compared_name
from ui.desks.review.lines.line import CHOSEN, DeskLine, Offer, or_why
from ui.desks.review.screen import PanelScreen, ShownElector
from ui.desks.review.whys import ASKS_WHY
from ui.desks.review.work import Work
from ui.parts import Choice, ComparedName
from ui.shared.questions import Option, Question

MOST_CANDIDATES = 7
"""Candidates on the keys 1 to 7; 8, 9 and 0 are answers of the question itself."""

SEARCH_KEY = "9"

AS_WRITTEN = (_(": as written"), _(", as written"))
"""How the look-up's sentences end where a field agrees in full."""


def person_of(elector: Elector, evidence: Evidence) -> ShownElector:
    """The elector who is taken or proposed, with what the look-up found to agree and to differ."""
    number = elector.registration_number
    found = next((each for each in evidence.match.candidates if each.elector.registration_number == number), None)
    listed = evidence.listed_in(evidence.listings[0]) if evidence.listings and not evidence.is_on_roll else None
    return ShownElector(
        name_words(elector),
        beside(details_words(elector, evidence.election.county), _not_on_roll(listed), by=", "),
        _shortened(found.agrees) if found else (),
        differing(found) if found else (),
        differs_words(differing_heard(found)) if found else "",
    )


def candidate_choices(candidates: tuple[Candidate, ...], county: str) -> tuple[Choice, ...]:
    """The candidates as answers on the keys 1 to 7, best first."""
    shown = candidates[:MOST_CANDIDATES]
    return tuple(_choice(str(key), candidate, county) for key, candidate in enumerate(shown, 1))


def name_words(elector: Elector) -> str:
    """Name and birth year: two electors of one name are told apart by it first."""
    if not elector.birth_year:
        return elector.name
    return _("{name}, born {year}", name=elector.name, year=str(elector.birth_year))


def details_words(elector: Elector, county: str) -> str:
    """Address, status, precinct or county, as one line."""
    there = _("{county} County", county=county_words(elector.county)) if not same_county(elector.county, county) else ""
    precinct = _("precinct {precinct}", precinct=elector.precinct) if elector.precinct and not there else ""
    flagged = _("ID required") if elector.id_required else ""
    return beside(elector.address, status_words(elector.status), there, precinct, flagged, by=", ")


def _not_on_roll(listed: Source | None) -> str:
    """Which list has an elector who is not on the roll; empty for one who is."""
    return _("not on the roll; on the {source}", source=source_words(listed, str)) if listed is not None else ""


def _choice(key: str, candidate: Candidate, county: str) -> Choice:
    details = beside(details_words(candidate.elector, county), capital(_not_on_roll(candidate.listed)), by="\n")
    agrees, differs = agrees_words(_shortened(candidate.agrees)), differs_words(differing(candidate))
    return Choice(
        key,
        key,
        name_words(candidate.elector),
        beside(details, agrees, differs, by="\n"),
        personal=True,
        heard=beside(details, agrees, differs_words(differing_heard(candidate)), by="\n"),
    )


def _shortened(agrees: tuple[str, ...]) -> tuple[str, ...]:
    """What agrees, without saying of each field that it is as written: "last name, born 1979, town"."""
    return tuple(made(_without_as_written, each) for each in agrees)


def _without_as_written(language: Language, agreed: str) -> str:
    whole = said(agreed, language)
    for end in AS_WRITTEN:
        whole = whole.removesuffix(said(end, language))
    return whole


def _candidates(work: Work) -> tuple[Candidate, ...]:
    """Those of the person's own search, else those of the look-up."""
    return work.sheet.evidence.match.candidates if work.standing.found is None else work.standing.found


def _offers(work: Work) -> tuple[Offer, ...]:
    found = _candidates(work)

    def offer(choice: Choice, elector: Elector) -> Offer:
        return Offer(
            choice,
            lambda why: or_why(
                work, ("match", CHOSEN), choice.key, work.office.review.choose(work.sheet, elector, why), elector
            ),
        )

    choices = candidate_choices(found, work.sheet.evidence.election.county)
    return tuple(offer(choice, each.elector) for choice, each in zip(choices, found, strict=False))


def _taken(work: Work) -> str:
    """The key of the elector who is taken for the voter; empty where nobody is, or another search found others."""
    elector, line = work.sheet.elector, work.line
    if elector is None or line is None or line.wants_key:
        return ""
    there = [each.elector.registration_number for each in _candidates(work)[:MOST_CANDIDATES]]
    return str(there.index(elector.registration_number) + 1) if elector.registration_number in there else ""


def names_of(work: Work, panel: PanelScreen) -> tuple[ComparedName, ...]:
    """The names of the elector about whom a panel asks, where they are another's, against those on the papers."""
    fact, __, key = panel.about.partition(":")
    if panel.kind not in ASKS_WHY or fact != "match":
        return ()
    found = dict(zip(map(str, range(1, MOST_CANDIDATES + 1)), _candidates(work), strict=False)).get(key)
    chosen = work.office.review.compared(work.sheet, found.elector) if found is not None else None
    return tuple(map(compared_name, chosen.another_names)) if chosen is not None else ()


def _note(work: Work) -> str:
    found = _candidates(work)
    if work.standing.found is None:
        return "" if found else _("The look-up on the roll found nobody like this. Search in other words, too.")
    return (
        n_("{count} elector found", "{count} electors found", len(found))
        if found
        else _("Nobody found for “{words}”.", words=work.standing.searched)
    )


def _words(line: CardLine, sheet: Sheet) -> str:
    elector = sheet.elector or sheet.evidence.elector
    if line.value in NOBODY or elector is None:
        return value_words(line.fact, line.value, sheet.words)
    return name_words(elector)


MATCH = DeskLine(
    Question(
        "match",
        _("Is this the voter?"),
        (
            Option("8", _("Several fit, and it cannot be told which"), "several"),
            Option(SEARCH_KEY, _("Search again"), asks="search"),
            Option("0", _("None of these"), "none"),
        ),
        _(
            "If two people have the same name and birth year, check the full birth date in the state's system. Another first "
            "or last name is another person, unless something shows that it is the same one: a marriage certificate, say. A "
            'different "Jr." or "Sr." is a different person.'
        ),
        _("which elector the voter is"),
    ),
    offers=_offers,
    taken=_taken,
    without=lambda work: frozenset() if len(_candidates(work)) > 1 else frozenset({"8"}),
    note=_note,
    searches=True,
    words=_words,
    is_personal=lambda line: line.state != "open" and line.value not in NOBODY,
)
"""A search is the view's: it puts the focus into the search box."""
