"""The cards: which lines stand before the worker, in order, and in which state. Pure, so it can be tested without a window.

Three cards (papers, voter, other votes), then one at a time what the law still needs, then what is owed to the voter. A
line that a dated record answers is accepted with its card by one Enter; every other line is open and wants its own key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from adjudicator.casework.sheet.application_day import APPLIED
from adjudicator.casework.sheet.home import NEW
from adjudicator.casework.sheet.research import all_done
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.records.facts import Known

LineState = Literal["answered", "known", "suggested", "contradiction", "open"]

NOBODY = frozenset({"none", "several"})
"""Answers to `match` that leave the voter without one elector."""


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of a card: a fact, its state, and the value that is recorded or proposed (empty when open)."""

    fact: str
    state: LineState
    value: str = ""
    known: Known | None = None

    @property
    def wants_key(self) -> bool:
        """Whether Enter does nothing here until the line is answered."""
        return self.state in ("open", "suggested", "contradiction")


@dataclass(frozen=True, slots=True)
class Card:
    """One card. `id` is "papers", "voter", "votes", "style", "owed" or "needs"; it is done when no line is left to answer."""

    id: str
    lines: tuple[CardLine, ...]
    done: bool

    @property
    def open_line(self) -> CardLine | None:
        """The first line that wants its own key, None where Enter accepts the card."""
        return next((line for line in self.lines if line.wants_key), None)

    @property
    def to_accept(self) -> tuple[CardLine, ...]:
        """The lines that one Enter accepts together."""
        return tuple(line for line in self.lines if line.state == "known")


def cards_of(sheet: Sheet) -> tuple[Card, ...]:
    """The cards of an envelope in the order in which they are worked.

    What the law needs beyond the three cards shows once they are done: until then they may still settle it.
    """
    first = tuple(_first_cards(sheet))
    needed = tuple(_needed(sheet)) if all(card.done for card in first) else ()
    owed = (Card("owed", (), done=all_done(sheet.owed)),) if sheet.owed else ()
    return (*first, *needed, *owed)


def current_card(cards: tuple[Card, ...]) -> Card | None:
    """The first card that is not done, None when all are."""
    return next((card for card in cards if not card.done), None)


def ready_outcome(sheet: Sheet) -> str:
    """The outcome that may be recorded now; empty while something is still needed or owed.

    A hold may be recorded as soon as it is certain. Everything else waits for the cards: every reason counts.
    """
    recommendation = sheet.recommendation
    if recommendation is None or recommendation.outcome == "incomplete":
        return ""
    if recommendation.outcome == "held":
        return "held"
    cards = cards_of(sheet)
    settled = all(card.done for card in cards) and all_done(sheet.owed)
    return recommendation.outcome if settled else ""


def _first_cards(sheet: Sheet) -> Iterator[Card]:
    if not sheet.cast_style:
        yield Card("style", (CardLine("style_cast", "open"),), done=False)
    yield _card(sheet, "papers", ("oath", "identification", "cast"))
    votes_apart = _votes_stand_apart(sheet)
    voter = ("match", "registration", *_beside(sheet, APPLIED), "residence", *_beside(sheet, "home"), "eligibility")
    votes = ("voted_already", *_beside(sheet, "party"))
    yield _card(sheet, "voter", voter if votes_apart else (*voter, *votes))
    if votes_apart:
        yield _card(sheet, "votes", votes)


def _card(sheet: Sheet, name: str, facts: tuple[str, ...]) -> Card:
    lines = tuple(_line(sheet, fact) for fact in facts if _is_asked(sheet, fact))
    return Card(name, lines, done=all(line.state == "answered" for line in lines))


def _beside(sheet: Sheet, fact: str) -> tuple[str, ...]:
    """A line that only some envelopes have: the new address's portion, the day of applying, a primary's party."""
    return (fact,) if BESIDE[fact](sheet) else ()


def _has_new_address(sheet: Sheet) -> bool:
    return sheet.home is not None and sheet.home.address == NEW


def _party_is_asked(sheet: Sheet) -> bool:
    return sheet.evidence.election.primary and ("party" in sheet.answers or "party" not in sheet.facts)


BESIDE: Mapping[str, Callable[[Sheet], bool]] = {
    APPLIED: lambda sheet: sheet.asks_applied,
    "home": _has_new_address,
    "party": _party_is_asked,
}


def _line(sheet: Sheet, fact: str) -> CardLine:
    if fact == "home" and _has_new_address(sheet):
        told = sheet.home is not None and bool(sheet.home.portion)
        return CardLine(fact, "answered" if told else "open", sheet.facts.get(fact, ""))
    if fact == APPLIED:
        elector = sheet.evidence.elector
        listed = elector is not None and elector.registered_on is not None
        return CardLine(fact, "answered" if sheet.evidence.applied_on else "suggested" if listed else "open")
    answer = sheet.answers.get(fact)
    known = sheet.known.get(fact)
    if answer is not None and fact not in sheet.overtaken:
        return CardLine(fact, "answered", answer.value, known)
    if known is None:
        return CardLine(fact, "open")
    states: dict[str, LineState] = {"record": "known", "silence": "suggested", "contradiction": "contradiction"}
    return CardLine(fact, states[known.strength], known.answer.value, known)


def _is_asked(sheet: Sheet, fact: str) -> bool:
    """Residence matters only when registered; without one elector, flags and credits have nobody to belong to."""
    match = sheet.facts.get("match")
    if fact == "residence":
        return match not in NOBODY and sheet.facts.get("registration") in (None, "registered")
    if fact == "registration":
        return match != "several"
    if fact in ("eligibility", "voted_already", "party") and match in NOBODY:
        return fact in sheet.answers or (fact == "eligibility" and bool(sheet.flag))
    return True


def _votes_stand_apart(sheet: Sheet) -> bool:
    known = sheet.known.get("voted_already")
    return known is None or known.strength != "record"


def _needed(sheet: Sheet) -> Iterator[Card]:
    """What the law still needs beyond the cards, one question at a time."""
    recommendation = sheet.recommendation
    if recommendation is None or recommendation.outcome != "incomplete":
        return
    on_cards = {"oath", "identification", "cast", "match", "registration", "residence", "eligibility", "voted_already"}
    on_cards |= {fact for fact in BESIDE if BESIDE[fact](sheet)}
    asked_elsewhere = {fact for fact in on_cards if _is_asked(sheet, fact)} | {
        "deadline",
        "ballot_in_envelope",
        "ruling",
    }
    for fact in recommendation.needs:
        if fact not in asked_elsewhere:
            yield Card("needs", (_line(sheet, fact),), done=False)
