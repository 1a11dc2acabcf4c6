"""What the rules say: effects, findings, and the recommendation that follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EffectKind = Literal["not_counted", "hold", "limit", "mark", "note"]
"""What may follow. A note changes nothing: it says on which paragraph the voter relies."""

Applies = Literal["yes", "no", "unknown"]

OUTCOMES = ("count_full", "count_partial", "not_counted", "held", "incomplete")
"""Outcomes of a recommendation; a determination has the first four, an envelope nobody determined is undecided."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of the facts.

    `rule` is the rule's id, `effect` what it does where it applies, `code` the reason, hold or mark, `citation` the
    paragraph that carries it, `because` one plain sentence, `facts` the facts it looked at, `ground` the paragraph that was
    not met, where that is another.
    """

    rule: str
    applies: Applies
    effect: str
    code: str
    citation: str
    because: str
    facts: tuple[str, ...]
    ground: str = ""

    @property
    def cited(self) -> tuple[str, ...]:
        """The paragraphs it rests on: the one that carries it, then its ground."""
        return (self.citation, self.ground) if self.ground else (self.citation,)


RULED_OUT = "ruled_out"
"""The code of a contest that the board ruled out on one ballot."""

CAST_TOO_LATE = "cast_too_late_for"
"""The code of a contest whose polls had closed when the ballot was cast: the court's order is for other contests alone."""


@dataclass(frozen=True, slots=True)
class ContestVerdict:
    """Whether a contest of the cast ballot counts, None where it cannot be told; `code`: the limit that takes it out."""

    id: str
    counts: bool | None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the rules make of the facts (determination.md section 3). `contests` stand in ballot order.

    `reasons` primary first; `holds` and `marks` sorted; `needs` in the order in which a person is asked.
    """

    rules: str
    digest: str
    outcome: str
    reasons: tuple[str, ...]
    holds: tuple[str, ...]
    needs: tuple[str, ...]
    marks: tuple[str, ...]
    contests: tuple[ContestVerdict, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def counted(self) -> tuple[str, ...]:
        """Ids of the contests that count, in ballot order."""
        return tuple(contest.id for contest in self.contests if contest.counts)
