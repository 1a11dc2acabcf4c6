"""The voter's own precinct as a question: what is suggested on its keys, how portions are named, and how one is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from adjudicator.casework.acts.review.whys import WHY_MISSING, Why
from adjudicator.casework.sheet.home import suggestions
from adjudicator.casework.sheet.lines.line import CardLine
from adjudicator.casework.sheet.lines.voter import HOME as HOME_LINE
from adjudicator.casework.sheet.lines.voter import NEW_ADDRESS, PLACE_UNKNOWN, UNREPORTED, has_new_address
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.records.election import NO_BALLOT, NO_DISTRICT, Election, Portion
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside
from ui.desks.review.lines.line import DeskLine, Offer
from ui.desks.review.panels import DeskPanel, Result, Values, correct_panel
from ui.desks.review.screen import PanelField, PanelScreen
from ui.desks.review.whys import portion_why_panel
from ui.desks.review.work import Work
from ui.parts import Choice
from ui.shared.home_words import precinct_words
from ui.shared.questions import REFER, Option, Question

MOST_PORTIONS = 7
"""Portions on the keys 1 to 7; 8, 9 and 0 are answers of the question itself."""

NOTHING_HERE = _("no contest in this election")

LEVELS: Mapping[str, str] = {
    "us_house": _("US House"),
    "state_senate": _("State Senate"),
    "state_house": _("State House"),
    "county_commission": _("Commission"),
    "school_board": _("School Board"),
    "judicial": _("Circuit"),
    "city_council": _("City Council"),
    "municipal_school_board": _("City School Board"),
    "municipality": "",
}
"""Level of a portion's district -> its words; levels that are not here are written as they are, without underscores."""

# portions in words


def portion_words(portion: Portion, election: Election) -> str:
    """A portion with its precinct: "061 (Lawrenceville A)", and its own id where the precinct has several."""
    precinct = election.precincts.get(portion.precinct)
    named = precinct_words(precinct, portion.precinct)
    several = precinct is not None and len(precinct.portions) > 1
    return _("{named}, portion {id}", named=named, id=portion.id) if several else named


def apart(portion: Portion, election: Election) -> str:
    """What tells a portion from the others of its precinct: "State House 101"; its style where nothing else does."""
    precinct = election.precincts.get(portion.precinct)
    others = [each for each in precinct.portions if each.id != portion.id] if precinct else []
    differing = [
        district_words(level, district)
        for level, district in portion.districts.items()
        if any(each.districts.get(level, "") != district for each in others)
    ]
    if any(differing):
        return beside(*differing, by=", ")
    return _("style {styles}", styles=beside(*portion.all_styles, by=_(" or "))) if portion.all_styles else NOTHING_HERE


def district_words(level: str, district: str) -> str:
    """A district in words: "State House 101", "outside every city"; empty for one that matches any."""
    if not district:
        return ""
    named = LEVELS.get(level, level.replace("_", " "))
    if district == NO_DISTRICT:
        return _("no {level} district", level=named) if named else _("outside every city")
    return _("{level} {district}", level=named, district=district) if named else district


def _counted(electors: int, of: int) -> str:
    if of == 1:
        return _("The one elector near it on this street is listed here")
    if electors == of:
        return _("All {total} nearest electors of this street are listed here", total=of)
    if electors == 1:
        return _("1 of the {total} nearest electors of this street is listed here", total=of)
    return _("{number} of the {total} nearest electors of this street are listed here", number=electors, total=of)


# what is offered on keys


def portions_offered(sheet: Sheet) -> tuple[tuple[Portion, str], ...]:
    """The portions on the keys, each with what speaks for it; nothing is chosen by itself.

    Those of the electors near a new address, else those of the precinct on the roll.
    """
    election = sheet.evidence.election
    if has_new_address(sheet):
        return tuple((each.portion, _counted(each.electors, each.of)) for each in suggestions(sheet.evidence))
    precinct = election.precincts.get(sheet.home.precinct if sheet.home else "")
    portions = precinct.portions[:MOST_PORTIONS] if precinct else ()
    return tuple((portion, apart(portion, election)) for portion in portions)


def _offers(work: Work) -> tuple[Offer, ...]:
    sheet = work.sheet
    if HOME_LINE.case(sheet) == PLACE_UNKNOWN:
        return ()

    def offer(key: str, portion: Portion, beside: str) -> Offer:
        choice = Choice(key, key, portion_words(portion, sheet.evidence.election), beside)
        nearby = has_new_address(sheet)
        return Offer(choice, lambda why: _take(work, portion.precinct, portion.id, nearby=nearby, why=why))

    return tuple(offer(str(key), *offered) for key, offered in enumerate(portions_offered(sheet), 1))


def _nobody_near(work: Work) -> str:
    """What is said where the roll suggests nothing; empty where it does, or is not asked."""
    if not has_new_address(work.sheet) or portions_offered(work.sheet):
        return ""
    return _("The roll has nobody near this address on its street.")


def _take(work: Work, precinct: str, portion: str, *, nearby: bool = False, why: Why | None = None) -> Result:
    """Take a portion for the voter's own, or none; where the roll's row gives another, ask why first."""
    review, sheet = work.office.review, work.sheet
    if portion == NO_BALLOT:
        done = review.in_no_portion(sheet, why)
    else:
        done = review.choose_portion(sheet, precinct, portion, nearby=nearby, why=why)
    if isinstance(done, Refusal) and done.code == WHY_MISSING:
        return portion_why_panel(work, precinct, portion)
    return done


def take_portion_because(work: Work, about: str, why: Why) -> Result:
    """Take the portion that a panel asked the reason for; `about` is its precinct and its id, with a colon between."""
    precinct, __, portion = about.partition(":")
    return _take(work, precinct, portion, why=why)


# the panel that asks for precinct and portion


def portion_panel_of(work: Work) -> PanelScreen:
    """The panel that asks for the own precinct and portion, at those known so far."""
    home = work.sheet.home
    return _portion_panel(work.sheet.evidence.election, home.precinct if home else "", home.portion if home else "")


def _portion_panel(election: Election, precinct: str, portion: str, problem: str = "") -> PanelScreen:
    """At what is known; what is not, nobody has chosen."""
    precincts = tuple((code, precinct_words(each, code)) for code, each in election.precincts.items())
    chosen = election.precincts.get(precinct)
    found = chosen.portions if chosen is not None else ()
    portions = tuple((each.id, beside(each.id, apart(each, election), by=": ")) for each in found)
    only = portions[0][0] if len(portions) == 1 else ""
    known = portion if any(portion == each for each, __ in portions) else only
    lacks = {"precinct": problem if not chosen else "", "portion": problem if chosen else ""}
    fields = (
        PanelField(
            "precinct", _("Precinct"), "choice", precinct if chosen else "", _("Type its number"), lacks["precinct"],
            precincts,
        ),
        PanelField("portion", _("Portion"), "choice", known, "", lacks["portion"], portions),
    )  # fmt: skip
    words = _("Go by the street list, not by what the poll worker ticked.")
    return PanelScreen(
        "portion", _("The voter's own precinct and portion"), words, fields=fields, accept=_("Take this portion")
    )


def _given(work: Work, panel: PanelScreen, values: Values) -> Result:
    del panel
    precinct, portion = values.get("precinct", ""), values.get("portion", "")
    if not (precinct and portion):
        missing = _("Choose the portion.") if precinct else _("Choose the precinct.")
        return _portion_panel(work.office.election, precinct, portion, missing)
    return _take(work, precinct, portion)


def _changed(work: Work, panel: PanelScreen, values: Values) -> PanelScreen:
    del panel
    return _portion_panel(work.office.election, values["precinct"], values.get("portion", ""))


PORTION = DeskPanel("portion", submit=_given, changed=_changed)

# the line


def _words(line: CardLine, sheet: Sheet) -> str:
    del line
    home, election = sheet.home, sheet.evidence.election
    if home is not None and home.portion == NO_BALLOT:
        return _("in none, outside the area of this election")
    portion = election.portion(home.precinct, home.portion) if home is not None else None
    return portion_words(portion, election) if portion else _("not known yet")


def _read_from_papers(work: Work) -> Result:
    """First of all where the ballot was cast."""
    return correct_panel(work, "precinct_cast" if work.sheet.evidence.papers.stream else "stream")


_ORDINARY = Question(
    "home",
    _("Which precinct and portion is the voter's own?"),
    (
        Option("8", _("Choose the precinct and its portion"), asks="portion"),
        Option("9", _("In none: outside the area of this election"), asks="no_portion"),
        REFER,
    ),
    _(
        "It follows from the elector's precinct, districts and city. It is asked only where no portion of the election fits "
        "the roll's row, or more than one does: the street list shows which. Outside the city limits no contest of the city "
        "counts (O.C.G.A. 21-2-216(a)(4))."
    ),
    _("which precinct and style are the voter's own"),
)

HOME = DeskLine(
    replace(
        _ORDINARY,
        cases={
            NEW_ADDRESS: replace(
                _ORDINARY,
                prompt=_("Which precinct and portion is the new address in?"),
                help=_(
                    "The move was reported in time, so the new address is the voter's home (O.C.G.A. 21-2-218(c)), and the "
                    "roll does not have it yet. The suggestions come from the electors on the roll who live nearest on the "
                    "same street: check the street list."
                ),
            ),
            UNREPORTED: replace(
                _ORDINARY,
                prompt=_("Which precinct and portion is the new address in?"),
                help=_(
                    "A voter who moved within the county belongs to the precinct of the new address, even where the move was "
                    "not reported, and the roll does not have it yet. The suggestions come from the electors on the roll who "
                    "live nearest on the same street: check the street list."
                ),
            ),
            PLACE_UNKNOWN: replace(
                _ORDINARY,
                prompt=_("In which precinct was this ballot cast?"),
                options=(Option("1", _("Read it from the papers"), asks="papers"), REFER),
                help=_(
                    "The voter's own precinct is known; the precinct that handed out the ballot is not. Look on the outer "
                    "envelope, else on the numbered list or the bag."
                ),
            ),
        },
    ),
    offers=_offers,
    steps={
        "portion": portion_panel_of,
        "no_portion": lambda work: _take(work, "", NO_BALLOT),
        "papers": _read_from_papers,
    },
    note=_nobody_near,
    words=_words,
)
