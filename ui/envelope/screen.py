"""The Screen of the envelope panel: one envelope as it was determined, to be looked through and not changed."""

from __future__ import annotations

from dataclasses import dataclass

from ui.desks.review.screen import ContestGroup, Ground
from ui.parts import Line, Notice


@dataclass(frozen=True, slots=True)
class PastAct:
    """One line of the envelope's history: when, what in words, and the reason given, which may name a voter."""

    when: str
    words: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EnvelopePanelScreen:
    """One envelope, read-only; empty `number`: none is shown.

    `headline` is the outcome in words ("Count in part, 16 of 21"), `because` a line for each reason, hold or mark, and
    `sentence` what the voter is told; `grounds` are the findings that apply, in the law's own order, `other_grounds` those
    that do not, both with the paragraph's text; `settling` are the facts that settle it, `facts` all others; they, `voter`
    and `research` are lines; `came_back` says why the envelope is to do again; `departure` marks a determination
    that is not the recommended one. The words of reasons (`came_back_words`, `departure_words`, those of `history`, which
    stands newest first) may name a voter: they hide with personal data.
    """

    number: str = ""
    title: str = ""
    place: str = ""
    outcome: str = "undecided"
    headline: str = ""
    kept_apart: bool = False
    recorded: str = ""
    because: tuple[str, ...] = ()
    sentence: str = ""
    came_back: Notice | None = None
    came_back_words: str = ""
    departure: Notice | None = None
    departure_words: str = ""
    voter: tuple[Line, ...] = ()
    settling: tuple[Line, ...] = ()
    facts: tuple[Line, ...] = ()
    grounds: tuple[Ground, ...] = ()
    other_grounds: tuple[Ground, ...] = ()
    contests: tuple[ContestGroup, ...] = ()
    research: tuple[Line, ...] = ()
    history: tuple[PastAct, ...] = ()


NO_ENVELOPE = EnvelopePanelScreen()
"""The panel while no envelope is shown."""
