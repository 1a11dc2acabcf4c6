"""What the desk works on: an envelope's cards, worked out once for each draw, and the line that is asked. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from adjudicator.casework.sheet.cards import Card, cards_of, ready_outcome
from adjudicator.casework.sheet.lines.line import CardLine
from adjudicator.casework.sheet.research import research_owed
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Office
from adjudicator.records.elector import Candidate

RESEARCH_PREFIX = "research:"
"""Begins the name of a line of the research list; its place follows."""


@dataclass(frozen=True, slots=True)
class OpenOnDesk:
    """What the person has open on the desk, beside what is recorded.

    `reopened` is the line that is answered again; `searched` the words of a search on the roll and `found` what it
    gave, None where nobody searched; `unfolded` the citations whose text is shown. `in_line_at` has the places, compared as
    `plain_place` has them, at which the person said last that a voter had been in line at closing.
    """

    reopened: str = ""
    searched: str = ""
    found: tuple[Candidate, ...] | None = None
    unfolded: frozenset[str] = frozenset()
    read_only: bool = False
    in_line_at: frozenset[str] = frozenset()

    @property
    def of_the_next(self) -> OpenOnDesk:
        """What stays when another envelope comes on the desk."""
        return OpenOnDesk(in_line_at=self.in_line_at)


@dataclass(frozen=True, slots=True)
class Work:
    """An envelope as the desk works on it: every part of one draw, and the act that follows, go by these cards.

    `current` is the id of the card that is worked on, `asked` the fact that is asked; both may be empty.
    """

    office: Office
    sheet: Sheet
    standing: OpenOnDesk
    cards: tuple[Card, ...]
    current: str = ""
    asked: str = ""

    @property
    def ready(self) -> str:
        """The outcome that may be recorded now, empty while none may."""
        return ready_outcome(self.sheet, self.cards)

    @property
    def is_open(self) -> bool:
        """Whether the rules cannot tell yet what becomes of the ballot."""
        found = self.sheet.recommendation
        return found is not None and found.outcome == "incomplete"

    @property
    def line(self) -> CardLine | None:
        """The line that is asked; None where none is, and for a line of the research list."""
        return next((line for card in self.cards for line in card.lines if line.fact == self.asked), None)

    @property
    def open_lines(self) -> int:
        """How many lines want a key of their own."""
        return sum(line.wants_key for card in self.cards for line in card.lines)

    @property
    def owed_steps(self) -> int:
        """How many steps are still owed to the voter before it may be recorded that the ballot does not count."""
        return sum(not item.done for item in self.sheet.owed)

    @property
    def places_left(self) -> int:
        """In how many places the voter may still be looked for, where the ballot is held for the registration."""
        searched = any(card.id == "owed" for card in self.cards)
        return sum(not item.done for item in research_owed(self.sheet.state)) if searched else 0

    def facts_on(self, card: Card) -> tuple[str, ...]:
        """The facts of a card's lines in order; those of the research list by their places."""
        if card.id == "owed":
            return tuple(f"{RESEARCH_PREFIX}{item.id}" for item in research_owed(self.sheet.state))
        return tuple(line.fact for line in card.lines)

    def before(self) -> str:
        """The fact of the line before the one that is asked, or the first of the card accepted last; empty at the first."""
        if self.standing.read_only:
            return ""
        if self.asked:
            order = [fact for card in self.cards for fact in self.facts_on(card)]
            place = order.index(self.asked) if self.asked in order else 0
            return order[place - 1] if place > 0 else ""
        accepted = [card for card in self.cards if card.done and card.id != self.current]
        return next(iter(self.facts_on(accepted[-1])), "") if accepted else ""


def work_of(office: Office, sheet: Sheet, standing: OpenOnDesk) -> Work:
    """What the desk works on: the line reopened by hand, else the first card that is not done."""
    work = Work(office, sheet, standing, cards_of(sheet))
    if standing.read_only:
        return work
    card = next((card for card in work.cards if not card.done), None)
    asked = standing.reopened
    if asked:
        card = next((card for card in work.cards if asked in work.facts_on(card)), None)
    elif card is not None and card.open_line is not None:
        asked = card.open_line.fact
    elif card is not None and card.id == "owed":
        left = next((item.id for item in research_owed(sheet.state) if not item.done), "")
        asked = f"{RESEARCH_PREFIX}{left}" if left else ""
    return Work(office, sheet, standing, work.cards, card.id if card is not None else "", asked)
