"""The Screen of the envelope panel: one envelope as it was determined, to be looked through and not changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ui.parts import Line, Notice

ContestState = Literal["out", "counts", "open"]


@dataclass(frozen=True, slots=True)
class ContestLine:
    """One contest of the cast ballot; `why` says why it does not count."""

    title: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class ContestGroup:
    """Contests under one heading ("Does not count (5)"), in ballot order; `why` where one reason is that of all."""

    state: ContestState
    heading: str
    contests: tuple[ContestLine, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class AppliedFinding:
    """One finding that applies: its sentence, the paragraph it rests on, and that paragraph's text while unfolded."""

    sentence: str
    citation: str
    text: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True)
class WayGroup:
    """What would have to be different for one result, each line a way to it; `heading` says the result, `note` more of it."""

    outcome: str
    heading: str
    lines: tuple[str, ...]
    note: str = ""


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
    `sentence` what the voter is told, `told` when; `grounds` are the findings that apply, in the law's own order,
    `other_grounds` those that do not, both with the paragraph's text; `settling` are the facts that settle it, `facts` all
    others; they, `voter` and `research` are lines; `not_known` says in words what is not known in a determination that
    counts the ballot; `second` what another reviewer made of it; `came_back` says why the envelope is to do again;
    `departure` marks a determination that is not the recommended one, or an elector of another name. The words of reasons
    (`came_back_words`, `departure_words`, those of `history`, which stands newest first) may name a voter: they hide with
    personal data.
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
    told: str = ""
    came_back: Notice | None = None
    came_back_words: str = ""
    not_known: str = ""
    second: Notice | None = None
    second_words: str = ""
    departure: Notice | None = None
    departure_words: str = ""
    voter: tuple[Line, ...] = ()
    settling: tuple[Line, ...] = ()
    facts: tuple[Line, ...] = ()
    grounds: tuple[AppliedFinding, ...] = ()
    other_grounds: tuple[AppliedFinding, ...] = ()
    contests: tuple[ContestGroup, ...] = ()
    research: tuple[Line, ...] = ()
    history: tuple[PastAct, ...] = ()


NO_ENVELOPE = EnvelopePanelScreen()
"""The panel while no envelope is shown."""
