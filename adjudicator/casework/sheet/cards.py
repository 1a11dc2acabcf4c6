"""The cards: which lines stand before the worker, in order, and in which state. Pure, so it can be tested without a window.

Three cards (papers, voter, other votes), then one at a time what the law still needs, then what is owed to the voter. A
line that a dated record answers is accepted with its card by one Enter; every other line is open and wants its own key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adjudicator.casework.sheet.lines.line import NOBODY, CardLine
from adjudicator.casework.sheet.lines.table import LINES
from adjudicator.casework.sheet.research import all_done, research_owed
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.records.facts import FACTS

STYLE = ("style_cast",)
PAPERS = ("oath", "signature", "secrecy_envelope", "withdrawn", "identification", "cast")
VOTER = ("match", "registration", "registration_data", "applied", "residence", "home", "eligibility")
VOTES = ("voted_already", "party")
ELSEWHERE = frozenset({"deadline", "timing", "ballot_in_envelope", "ruling"})
"""Facts that nobody is asked at the Review desk, though the law may need them."""


@dataclass(frozen=True, slots=True)
class Card:
    """One card. `id` is "papers", "voter", "votes", "style", "owed" or "needs"; it is done when no line is left to answer.

    `optional` says that it does not stand in the way of recording.
    """

    id: str
    lines: tuple[CardLine, ...]
    done: bool
    optional: bool = False

    @property
    def open_line(self) -> CardLine | None:
        """The first line that wants its own key, None where Enter accepts the card."""
        return next((line for line in self.lines if line.wants_key), None)

    @property
    def to_accept(self) -> tuple[CardLine, ...]:
        """The lines that one Enter accepts together."""
        return tuple(line for line in self.lines if line.state == "known")


def cards_of(sheet: Sheet) -> tuple[Card, ...]:
    """The cards of an envelope in the order in which they are worked: the one list that desk, bar and record go by.

    What the law needs beyond the three cards shows one at a time once they are done: until then they may still settle it. A
    ballot that is held for its registration has the research list too, and may be recorded before it is done.
    """
    first = tuple(_first_cards(sheet))
    needed = next(_needed(sheet), None) if all(card.done for card in first) else None
    owed, research = sheet.owed, research_owed(sheet.state)
    if owed:
        last = Card("owed", (), done=all_done(owed))
    else:
        last = Card("owed", (), done=all_done(research), optional=True) if research else None
    return tuple(card for card in (*first, needed, last) if card is not None)


def current_card(cards: tuple[Card, ...]) -> Card | None:
    """The first card that is not done and stands in the way of recording, None when none does."""
    return next((card for card in cards if not card.done and not card.optional), None)


def ready_outcome(sheet: Sheet, cards: tuple[Card, ...]) -> str:
    """The outcome that may be recorded now; empty while something is still needed or owed. `cards` are the sheet's.

    A hold may be recorded as soon as it is certain and nothing that is still asked could lose the ballot: nobody is sent to
    cure what is lost. Everything else waits for all cards: every reason counts.
    """
    recommendation = sheet.recommendation
    if recommendation is None or recommendation.outcome == "incomplete":
        return ""
    if current_card(cards) is None:
        return recommendation.outcome
    return "held" if recommendation.outcome == "held" and not asked_first(sheet) else ""


def asked_first(sheet: Sheet) -> tuple[str, ...]:
    """What is asked before the hold of a ballot may be recorded, in the cards' order.

    All that is open on a card where an answer could lose the ballot: one Enter accepts such a card as a whole.
    """
    cards = (*_first_cards(sheet), *_needed(sheet))
    left = ([line.fact for line in card.lines if line.state != "answered"] for card in cards)
    return tuple(fact for facts in left if sheet.could_lose.intersection(facts) for fact in facts)


def _first_cards(sheet: Sheet) -> Iterator[Card]:
    known = sheet.known.get("voted_already")
    votes_apart = known is None or known.strength != "record"
    voter, votes = (VOTER, VOTES) if votes_apart else ((*VOTER, *VOTES), ())
    for name, facts in (("style", STYLE), ("papers", PAPERS), ("voter", voter), ("votes", votes)):
        lines = tuple(_line(sheet, fact) for fact in facts if LINES[fact].is_asked(sheet))
        if name == "voter" and lines[0].state == "open":
            lines = lines[:1]  # while nobody is taken for the voter, nothing can hang on the elector
        if name == "votes" and sheet.evidence.elector is None and "match" not in sheet.answers:
            lines = ()  # other votes have nobody to belong to
        if lines:
            yield Card(name, lines, done=all(line.state == "answered" for line in lines))


def _line(sheet: Sheet, fact: str) -> CardLine:
    return LINES[fact].on_card(sheet, fact)


def _has_a_voter(sheet: Sheet) -> bool:
    """Whether somebody is there of whom more can be asked: an elector was taken, or other records show the registration."""
    match = sheet.facts.get("match")
    return match not in (None, *NOBODY) or (match == "none" and sheet.facts.get("registration") == "registered")


def _needed(sheet: Sheet) -> Iterator[Card]:
    """What the law still needs beyond the cards; of a ballot that waits, what could still lose it."""
    recommendation = sheet.recommendation
    if recommendation is None or recommendation.outcome not in ("incomplete", "held"):
        return
    cards = (*PAPERS, *VOTER, *VOTES)
    elsewhere = {*ELSEWHERE, *(fact for fact in cards if LINES[fact].is_asked(sheet))}
    wanted = recommendation.needs
    if recommendation.outcome == "held":
        wanted = tuple(fact for fact in FACTS if fact in sheet.could_lose)
        elsewhere.update(cards if not _has_a_voter(sheet) else ())
    for fact in wanted:
        if fact not in elsewhere:
            yield Card("needs", (_line(sheet, fact),), done=False)
