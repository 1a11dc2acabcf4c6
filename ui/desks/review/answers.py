"""What an answer on a key does: recorded at once, or a panel that asks for more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from adjudicator.casework.acts.whys import NOT_SURE, OTHER, WHY_MISSING, Why
from adjudicator.casework.sheet import questions
from adjudicator.casework.sheet.cards import Card, cards_of
from adjudicator.casework.sheet.questions import RESEARCH_RESULTS
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.variants import CORRECT, question_of
from adjudicator.law.facts.party import party_of_style
from adjudicator.office import Done, Office
from adjudicator.records.election import NO_BALLOT
from adjudicator.records.elector import Elector
from adjudicator.records.facts import Answer
from adjudicator.records.trouble import Refusal
from ui.desks.review import panels
from ui.desks.review.asking import RESEARCH_PREFIX, STYLE, OpenOnDesk, candidates_of, registered_on, styles_here
from ui.desks.review.people import MOST_CANDIDATES
from ui.desks.review.portions import is_new_address, portions_offered
from ui.desks.review.screen import PanelScreen
from ui.desks.review.whys import PORTION_TAKEN, portion_why_panel, why_panel, words_panel

Result = Done | Refusal | PanelScreen | None
"""What came of an act: recorded, refused, a panel that asks for more, or nothing to do."""

NEEDS_NOTE = frozenset({"found", "not_possible"})
CHOSEN = "chosen"
STYLE_REASON = "The ballot style was read from the papers at the Review desk."


def give_answer(
    office: Office, sheet: Sheet, standing: OpenOnDesk, fact: str, key: str, why: Why | None = None
) -> Result:
    """Answer a question by its key; a key without an answer does nothing, and one that needs a reason asks for it first."""
    if fact.startswith(RESEARCH_PREFIX):
        return _research(office, sheet, fact.removeprefix(RESEARCH_PREFIX), key)
    special = SPECIAL.get(fact)
    return special(office, sheet, standing, key, why) if special else _by_option(office, sheet, fact, key, why)


def give_reason(office: Office, sheet: Sheet, standing: OpenOnDesk, panel: PanelScreen, why: Why) -> Result:
    """Give the answer for which a panel asked the reason; "other" asks for words first, "not sure" refers the envelope."""
    if why.code == NOT_SURE:
        return panels.refer_panel()
    if why == Why(OTHER):
        return words_panel(panel)
    fact, _, key = panel.about.partition(":")
    if fact == PORTION_TAKEN:
        return take_portion(office, sheet, *key.split(":"), why=why)
    return give_answer(office, sheet, standing, fact, key, why)


def take_portion(
    office: Office, sheet: Sheet, precinct: str, portion: str, *, nearby: bool = False, why: Why | None = None
) -> Result:
    """Take a portion for the voter's own, or none; where the roll's row gives another, ask why first."""
    if portion == NO_BALLOT:
        done = office.review.in_no_portion(sheet, why)
    else:
        done = office.review.choose_portion(sheet, precinct, portion, nearby=nearby, why=why)
    if isinstance(done, Refusal) and done.code == WHY_MISSING:
        return portion_why_panel(sheet, precinct, portion, office.people.name_of)
    return done


def _by_option(office: Office, sheet: Sheet, fact: str, key: str, why: Why | None) -> Result:
    option = question_of(sheet, fact).option(key)
    if option is None:
        return None
    if option.asks:
        return ASKS.get(option.asks, _nothing)()
    given = why or (Why(option.why) if option.why else None)
    done = office.review.say(sheet, fact, option.value, accepted_along(sheet, fact, option.value), given)
    return _or_why(office, sheet, (fact, option.value), key, done)


def _or_why(
    office: Office,
    sheet: Sheet,
    answer: tuple[str, str],
    key: str,
    done: Done | Refusal,
    elector: Elector | None = None,
) -> Result:
    """What came of an answer, or the panel that asks why where it needs a reason."""
    if isinstance(done, Refusal) and done.code == WHY_MISSING:
        chosen = office.review.compared(sheet, elector) if elector is not None else None
        return why_panel(sheet, answer, key, office.people.name_of, chosen)
    return done


def accepted_along(sheet: Sheet, fact: str, value: str) -> tuple[Answer, ...]:
    """What files say on the voter's other lines, where this answer leaves none open and the voter was chosen by number.

    The whole card was on the screen then, so that a further Enter would ask nothing. Empty in every other case.
    """
    match = sheet.answers.get("match")
    if match is None or match.value != CHOSEN or not _is_last_open(sheet, fact):
        return ()
    after = replace(
        sheet,
        answers={**sheet.answers, fact: Answer(fact, value, match.source)},
        facts={**sheet.facts, fact: value},
    )
    card = _voter_card(after)
    if card is None or card.open_line is not None:
        return ()
    return tuple(line.known.answer for line in card.to_accept if line.known is not None)


def _is_last_open(sheet: Sheet, fact: str) -> bool:
    card = _voter_card(sheet)
    return card is not None and [line.fact for line in card.lines if line.wants_key] == [fact]


def _voter_card(sheet: Sheet) -> Card | None:
    return next((card for card in cards_of(sheet) if card.id == "voter"), None)


def _nothing() -> Result:
    return None


ASKS: Mapping[str, Callable[[], Result]] = {
    questions.REFER: panels.refer_panel,
    questions.ARRIVAL: panels.arrival_panel,
}
"""The second step an answer asks for; a search is the view's: it puts the focus into the search box."""

Special = Callable[[Office, Sheet, OpenOnDesk, str, Why | None], Result]


def _match(office: Office, sheet: Sheet, standing: OpenOnDesk, key: str, why: Why | None) -> Result:
    found = candidates_of(sheet, standing)[:MOST_CANDIDATES]
    place = int(key) - 1
    if 0 <= place < len(found):
        elector = found[place].elector
        return _or_why(office, sheet, ("match", CHOSEN), key, office.review.choose(sheet, elector, why), elector)
    return _by_option(office, sheet, "match", key, why)


def _style(office: Office, sheet: Sheet, standing: OpenOnDesk, key: str, why: Why | None) -> Result:
    """The style read from the label; in a primary the party follows it, since the ballot in the envelope is of that style."""
    del standing, why
    styles, place = styles_here(sheet), int(key) - 1
    papers, election = sheet.evidence.papers, sheet.evidence.election
    if 0 <= place < len(styles):
        printed = party_of_style(election, styles[place])
        party = {"party": printed} if printed and papers.party != printed else {}
        style = {STYLE: styles[place]} if papers.style_cast != styles[place] else {}
        return office.receive.correct(sheet.number, {**style, **party}, STYLE_REASON, sheet.state.version)
    return panels.correct_panel(papers, election, {"field": STYLE}) if key == "0" else None


def _home(office: Office, sheet: Sheet, standing: OpenOnDesk, key: str, why: Why | None) -> Result:
    """A portion that is suggested, one chosen by precinct, none at all; or first of all where the ballot was cast."""
    del standing
    offered, place = portions_offered(sheet), int(key) - 1
    option = question_of(sheet, "home").option(key)
    asks = option.asks if option is not None else ""
    if asks == CORRECT:
        papers, field = sheet.evidence.papers, "precinct_cast" if sheet.evidence.papers.stream else "stream"
        return panels.correct_panel(papers, office.election, {"field": field})
    if asks == questions.PORTION:
        return portion_panel_of(sheet)
    if asks == questions.NO_PORTION:
        return take_portion(office, sheet, "", NO_BALLOT)
    if option is None and 0 <= place < len(offered):
        portion, nearby = offered[place], is_new_address(sheet)
        return take_portion(office, sheet, portion.precinct, portion.id, nearby=nearby)
    return _by_option(office, sheet, "home", key, why)


def _applied(office: Office, sheet: Sheet, standing: OpenOnDesk, key: str, why: Why | None) -> Result:
    del standing
    option, on = question_of(sheet, "applied").option(key), registered_on(sheet)
    asks = option.asks if option is not None else ""
    if asks == questions.LISTED_DAY:
        return office.review.applied(sheet, on, listed=True) if on is not None else None
    return panels.applied_panel() if asks == questions.APPLIED_DAY else _by_option(office, sheet, "applied", key, why)


def portion_panel_of(sheet: Sheet, words: str = "") -> PanelScreen:
    """The panel that asks for the own precinct and portion, at those known so far."""
    home = sheet.home
    return panels.portion_panel(
        sheet.evidence.election, home.precinct if home else "", home.portion if home else "", words
    )


SPECIAL: Mapping[str, Special] = {"match": _match, STYLE: _style, "home": _home, "applied": _applied}


def _research(office: Office, sheet: Sheet, where: str, key: str) -> Result:
    result = next((option.value for option in RESEARCH_RESULTS if option.key == key), "")
    if not result:
        return None
    if result in NEEDS_NOTE:
        return panels.note_panel(where, result)
    return office.review.research(sheet, {where: (result, "")})
