"""What a review line is: all that the pure core knows of one thing that a person is asked about an envelope."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from adjudicator.casework.sheet.claims import claims_of, is_overtaken
from adjudicator.casework.sheet.evidence import Evidence
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.records.facts import Answer, Claim, Known, Source, Strength
from adjudicator.words import _

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
class ShortReason:
    """One short reason: its code, its words, and the answers that it can stand for and the records against (empty: any)."""

    code: str
    words: str
    values: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    def fits(self, value: str, record: str) -> bool:
        """Whether it can be the reason for an answer against a record."""
        return value in (self.values or (value,)) and record in (self.against or (record,))


MISREAD = ShortReason("misread", _("The paper says otherwise: it was entered wrongly"))
POLL_WORKER = ShortReason("poll_worker", _("The poll worker confirms it"))
VOTER_TOLD = ShortReason("voter_told", _("The voter said so"))
STATE_SYSTEM = ShortReason("state_system", _("The state's system says so today"))
OFFICE = ShortReason("office_confirms", _("The office that made the record confirms a mistake"))


def recorded_or_known(sheet: Sheet, fact: str) -> CardLine:
    """The line by its recorded answer; without one, or where a source has overtaken it, by what the files say."""
    answer, known = sheet.answers.get(fact), sheet.known.get(fact)
    if answer is not None and fact not in sheet.overtaken:
        return CardLine(fact, "answered", answer.value, known)
    if known is None:
        return CardLine(fact, "open")
    states: dict[Strength, LineState] = {"record": "known", "silence": "suggested", "contradiction": "contradiction"}
    return CardLine(fact, states[known.strength], known.answer.value, known)


def recorded_source(sheet: Sheet, fact: str) -> Source | None:
    """Where the recorded answer came from."""
    answer = sheet.answers.get(fact)
    return answer.source if answer is not None else None


def for_this_elector(sheet: Sheet, fact: str) -> bool:
    """Whether somebody is there to whom flags and credits can belong; what was answered already stays."""
    return sheet.facts.get("match") not in NOBODY or fact in sheet.answers


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One thing that a person is asked. Its values are those of `FACTS`; its keys and words are the Review desk's.

    - `name`: its short name on a card; empty: the fact's.
    - `from_files`: the answer that the files already give, None where they say nothing.
    - `is_asked`: whether it is asked about this envelope.
    - `case`: the case in which it is asked, where that changes the question; empty for the ordinary one.
    - `on_card`, `source`: its state, and where what it says came from. `home` and `applied` are no recorded answers.
    - `claims`: what the sources say of it, to be kept beside an answer.
    - `is_overtaken`: whether a source has come to say otherwise since it was answered.
    - `reasons`: the short reasons for an answer against a record, in the order of their keys; none: those of any fact.
    - `said_with`: codes recorded with an answer whose words say more than its value, which is the first of `values`.
    """

    fact: str
    name: str = ""
    from_files: Callable[[Evidence], Known | None] = lambda __: None
    is_asked: Callable[[Sheet], bool] = lambda __: True
    case: Callable[[Sheet], str] = lambda __: ""
    on_card: Callable[[Sheet, str], CardLine] = recorded_or_known
    source: Callable[[Sheet, str], Source | None] = recorded_source
    claims: Callable[[Evidence, Known | None], tuple[Claim, ...]] = lambda __, known: claims_of(known)
    is_overtaken: Callable[[Answer, Evidence, Known | None], bool] = lambda answer, __, known: is_overtaken(
        answer, known
    )
    reasons: tuple[ShortReason, ...] = ()
    said_with: tuple[ShortReason, ...] = ()


def where_looked_at(sheet: Sheet, fact: str) -> bool:
    """Whether the pack in force looks at a fact at all; what was answered already stays."""
    return fact in sheet.looks_at or fact in sheet.answers


def known(
    evidence: Evidence, fact: str, value: str, kind: str, strength: Strength = "record", words: str = ""
) -> Known:
    """What the newest file of a kind says of a fact."""
    return Known(Answer(fact, value, evidence.source(kind)), strength, words)


def contradiction(evidence: Evidence, fact: str, stronger: str, other: str, words: str) -> Known:
    """Two things that the papers say of a fact; `words` say what disagrees."""
    first, second = (Answer(fact, value, evidence.source("envelope")) for value in (stronger, other))
    return Known(first, "contradiction", words, (second,))
