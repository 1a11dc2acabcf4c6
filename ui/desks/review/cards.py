"""The cards as the Screen has them: lines in words, who the elector is, where the voter belongs, what is asked. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from adjudicator.casework.record.state import ResearchLine
from adjudicator.casework.sheet.cards import Card, CardLine, cards_of, current_card
from adjudicator.casework.sheet.questions import RESEARCH, RESEARCH_RESULTS
from adjudicator.casework.sheet.research import Owed, all_done, research_owed
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import NameOf, short_name
from ui.desks.review.asking import RESEARCH_PREFIX, OpenOnDesk, asking_of
from ui.desks.review.facts import fact_line
from ui.desks.review.people import person_of
from ui.desks.review.portions import is_new_address
from ui.desks.review.screen import Asking, CardScreen, FactLine
from ui.parts import CardState, Choice
from ui.shared.counting import counted
from ui.shared.home_words import home_words

TITLES: Mapping[str, str] = {
    "style": "Ballot style",
    "papers": "Papers",
    "voter": "Voter",
    "votes": "Other votes",
    "needs": "Still needed",
    "owed": "Still owed to the voter",
}
ABOUT_HOME = frozenset({"residence", "home"})
"""Questions beside which the sentence about the own precinct stands; others have the room for their answers."""

SEARCHED_FOR = "Search for the voter"
RESULTS: Mapping[str, str] = {option.value: option.words.lower() for option in RESEARCH_RESULTS}


@dataclass(frozen=True, slots=True)
class Work:
    """The cards of an envelope as the desk works them, and the line that is asked: card and fact, empty for none."""

    cards: tuple[Card, ...]
    current: str
    asked: str


def work_of(sheet: Sheet, standing: OpenOnDesk) -> Work:
    """What the desk works on: the line reopened by hand, else the first card that is not done."""
    cards = desk_cards(sheet)
    if standing.read_only:
        return Work(cards, "", "")
    if standing.reopened:
        return Work(cards, card_of(sheet, cards, standing.reopened), standing.reopened)
    card = current_card(cards)
    if card is None:
        return Work(cards, "", "")
    line = card.open_line
    owed = next((item.id for item in research_items(sheet) if not item.done), "") if card.id == "owed" else ""
    return Work(cards, card.id, line.fact if line else f"{RESEARCH_PREFIX}{owed}" if owed else "")


def desk_cards(sheet: Sheet) -> tuple[Card, ...]:
    """The cards; what the law still needs beyond them comes one at a time when the others are done, and a ballot that is
    held for its registration has the research list too, though it does not stand in the way."""
    cards = [card for card in cards_of(sheet) if _has_something(sheet, card)]
    worked = [card for card in cards if card.id != "needs"]
    if not all(card.done for card in worked if card.id != "owed"):
        cards = worked
    further = [card for card in cards if card.id == "needs"]
    cards = [card for card in cards if card.id != "needs" or card is further[0]]
    research = research_owed(sheet.state)
    if research and not sheet.owed:
        cards.append(Card("owed", (), done=all_done(research)))
    return tuple(cards)


def card_of(sheet: Sheet, cards: tuple[Card, ...], fact: str) -> str:
    """The id of the card that a fact stands on, empty where it stands on none."""
    return next((card.id for card in cards if fact in facts_on(sheet, card)), "")


def facts_on(sheet: Sheet, card: Card) -> tuple[str, ...]:
    """The facts of a card's lines in order; those of the research list by their places."""
    if card.id == "owed":
        return tuple(f"{RESEARCH_PREFIX}{item.id}" for item in research_items(sheet))
    return tuple(line.fact for line in lines_shown(card))


def research_items(sheet: Sheet) -> tuple[Owed, ...]:
    """The research list's lines."""
    return research_owed(sheet.state)


def lines_shown(card: Card) -> tuple[CardLine, ...]:
    """A card's lines; while nobody is taken for the voter, what hangs on the elector is not asked yet."""
    if card.id == "voter" and card.lines and card.lines[0].state == "open":
        return card.lines[:1]
    return card.lines


def line_of(cards: tuple[Card, ...], fact: str) -> CardLine | None:
    """A fact's line, None where it has none."""
    return next((line for card in cards for line in card.lines if line.fact == fact), None)


def cards_screen(sheet: Sheet, standing: OpenOnDesk, name_of: NameOf) -> tuple[CardScreen, ...]:
    """The cards, each with its lines; the current one with the question that is asked."""
    work = work_of(sheet, standing)
    return tuple(_card_screen(card, sheet, work, standing, name_of) for card in work.cards)


def open_lines(work: Work) -> int:
    """How many lines want a key of their own."""
    return sum(line.wants_key for card in work.cards for line in lines_shown(card))


def _card_screen(card: Card, sheet: Sheet, work: Work, standing: OpenOnDesk, name_of: NameOf) -> CardScreen:
    current = card.id == work.current
    asking = (
        asking_of(sheet, work.asked, line_of(work.cards, work.asked), standing, name_of)
        if current and work.asked
        else None
    )
    lines = tuple(_lines(card, sheet, name_of))
    elector = sheet.elector or sheet.evidence.elector
    about_voter = card.id == "voter" and elector is not None and not _is_asked(asking, "match")
    return CardScreen(
        id=card.id,
        title=SEARCHED_FOR if card.id == "owed" and not sheet.owed else TITLES[card.id],
        state=_state(card, current, standing),
        key=_key(asking, current),
        summary=_summary(card, current, lines, sheet),
        lines=lines,
        person=person_of(elector, sheet.evidence) if about_voter and elector else None,
        home=home_words(sheet) if about_voter and _shows_home(sheet, asking) else "",
        may_fix_home=about_voter and not standing.read_only and sheet.evidence.is_home_county,
        asking=asking,
    )


def _shows_home(sheet: Sheet, asking: Asking | None) -> bool:
    """The question about a new address says by itself that the own precinct is not known, and needs the room."""
    if asking is None:
        return True
    return asking.fact in ABOUT_HOME and not (asking.fact == "home" and is_new_address(sheet))


def _is_asked(asking: Asking | None, fact: str) -> bool:
    return asking is not None and asking.fact == fact


def _state(card: Card, current: bool, standing: OpenOnDesk) -> CardState:
    if current:
        return "current"
    return "folded" if card.done and not standing.read_only else "open"


def _key(asking: Asking | None, current: bool) -> str:
    if not current:
        return ""
    return keys_words(asking.choices) if asking is not None else "Enter"


def keys_words(choices: tuple[Choice, ...]) -> str:
    """The keys of a question's answers in short: "1 to 4", "1 to 9, 0"."""
    keys = [choice.key for choice in choices]
    digits = sorted(key for key in keys if key != "0")
    run = len(digits) > 2 and digits == [str(key) for key in range(1, len(digits) + 1)]
    shown = [f"{digits[0]} to {digits[-1]}"] if run else digits
    return ", ".join([*shown, *(["0"] if "0" in keys else [])])


def _summary(card: Card, current: bool, lines: tuple[FactLine, ...], sheet: Sheet) -> str:
    if card.done:
        return joined_short(lines) if card.id != "owed" else "all done"
    if card.id == "owed":
        left = sum(not item.done for item in research_items(sheet))
        return f"{left} left"
    wanting = sum(line.state in ("open", "suggested", "contradiction") for line in lines)
    if wanting:
        return f"{counted(wanting, 'line')} open"
    return "accept with Enter" if current else ""


def joined_short(lines: tuple[FactLine, ...]) -> str:
    """The answers of a folded card without their labels, and without who the voter is."""
    return ", ".join(line.words.partition(": ")[2] or line.words for line in lines if not line.personal)


def _lines(card: Card, sheet: Sheet, name_of: NameOf) -> Iterator[FactLine]:
    if card.id == "owed":
        yield from (_owed_line(item, sheet, name_of) for item in (*_checks(sheet), *research_items(sheet)))
    for line in lines_shown(card):
        yield fact_line(line, sheet, name_of)


def _checks(sheet: Sheet) -> tuple[Owed, ...]:
    return tuple(item for item in sheet.owed if item.id not in RESEARCH)


def _owed_line(item: Owed, sheet: Sheet, name_of: NameOf) -> FactLine:
    fact = f"{RESEARCH_PREFIX}{item.id}" if item.id in RESEARCH else item.id
    line = next((line for line in sheet.state.research if line.where == item.id), None)
    if line is None:
        words = item.words if item.id not in RESEARCH else f"{item.words}: not looked yet"
        return FactLine(fact, words, state="answered" if item.done else "open")
    return FactLine(fact, f"{item.words}: {RESULTS.get(line.result, line.result)}", _by(line, name_of), "answered")


def _by(line: ResearchLine, name_of: NameOf) -> str:
    return short_name(name_of(line.by))


def _has_something(sheet: Sheet, card: Card) -> bool:
    """Whether a card has anything to show: other votes have nobody to belong to before an elector is taken or proposed."""
    if card.id == "votes" and not card.done:
        return bool(card.lines) and (sheet.evidence.elector is not None or "match" in sheet.answers)
    return bool(card.lines) or card.id == "owed"
