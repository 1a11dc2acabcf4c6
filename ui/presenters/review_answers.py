"""What an answer on a key does: recorded at once, or a panel that asks for more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from adjudicator.casework import questions
from adjudicator.casework.cards import Card, cards_of
from adjudicator.casework.questions import QUESTIONS, RESEARCH_RESULTS
from adjudicator.casework.sheet import Sheet
from adjudicator.office import Done, Office
from adjudicator.records.facts import Answer
from adjudicator.records.trouble import Refusal
from ui.presenters import review_panels as panels
from ui.presenters.review_asking import RESEARCH_PREFIX, STYLE, Standing, candidates_of, styles_here
from ui.presenters.review_people import MOST_CANDIDATES
from ui.presenters.review_screen import PanelScreen

Result = Done | Refusal | PanelScreen | None
"""What came of an act: recorded, refused, a panel that asks for more, or nothing to do."""

NEEDS_NOTE = frozenset({"found", "not_possible"})
CHOSEN = "chosen"
REPORTED_MOVE = "moved_in_county_reported"
STYLE_REASON = "The ballot style was read from the papers at the Review desk."


def give_answer(office: Office, sheet: Sheet, standing: Standing, fact: str, key: str) -> Result:
    """Answer a question by its key; a key without an answer does nothing."""
    if fact.startswith(RESEARCH_PREFIX):
        return _research(office, sheet, fact.removeprefix(RESEARCH_PREFIX), key)
    special = SPECIAL.get(fact)
    return special(office, sheet, standing, key) if special else _by_option(office, sheet, fact, key)


def _by_option(office: Office, sheet: Sheet, fact: str, key: str) -> Result:
    option = QUESTIONS[fact].option(key)
    if option is None:
        return None
    if option.asks:
        return ASKS.get(option.asks, _nothing)()
    return office.review.say(sheet, fact, option.value, accepted_along(sheet, fact, option.value))


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

Special = Callable[[Office, Sheet, Standing, str], Result]


def _match(office: Office, sheet: Sheet, standing: Standing, key: str) -> Result:
    found = candidates_of(sheet, standing)[:MOST_CANDIDATES]
    place = int(key) - 1
    if 0 <= place < len(found):
        return office.review.choose(sheet, found[place].elector)
    return _by_option(office, sheet, "match", key)


def _style(office: Office, sheet: Sheet, standing: Standing, key: str) -> Result:
    del standing
    styles, place = styles_here(sheet), int(key) - 1
    if 0 <= place < len(styles):
        return office.receive.correct(sheet.number, {STYLE: styles[place]}, STYLE_REASON, sheet.state.version)
    papers, election = sheet.evidence.papers, sheet.evidence.election
    return panels.correct_panel(papers, election, {"field": STYLE}) if key == "0" else None


def _home(office: Office, sheet: Sheet, standing: Standing, key: str) -> Result:
    del standing
    return portion_panel_of(sheet) if key == "1" else _by_option(office, sheet, "home", key)


def _residence(office: Office, sheet: Sheet, standing: Standing, key: str) -> Result:
    """A move that was reported takes the home to the new address; taking that back returns it to the roll's."""
    del standing
    before = sheet.answers.get("residence")
    done = _by_option(office, sheet, "residence", key)
    after = office.review.sheet(sheet.number)
    if not isinstance(done, Done) or isinstance(after, Refusal):
        return done
    if after.answers["residence"].value == REPORTED_MOVE:
        return portion_panel_of(after, "The move was reported: the new address is the home.")
    if before is not None and before.value == REPORTED_MOVE and "match" in after.answers:
        return office.review.answer(after, [after.answers["match"]], after.elector)
    return done


def portion_panel_of(sheet: Sheet, words: str = "") -> PanelScreen:
    """The panel that asks for the own precinct and portion, at those known so far."""
    home = sheet.home
    return panels.portion_panel(
        sheet.evidence.election, home.precinct if home else "", home.portion if home else "", words
    )


SPECIAL: Mapping[str, Special] = {"match": _match, STYLE: _style, "home": _home, "residence": _residence}


def _research(office: Office, sheet: Sheet, where: str, key: str) -> Result:
    result = next((option.value for option in RESEARCH_RESULTS if option.key == key), "")
    if not result:
        return None
    if result in NEEDS_NOTE:
        return panels.note_panel(where, result)
    return office.review.research(sheet, {where: (result, "")})
