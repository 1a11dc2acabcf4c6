"""The sheet: everything the Review desk works on for one envelope, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.evidence import Evidence
from adjudicator.casework.sheet.home import Home
from adjudicator.casework.sheet.research import Owed
from adjudicator.records.elector import Elector
from adjudicator.records.facts import Answer, Known
from adjudicator.records.findings import Recommendation


@dataclass(frozen=True, slots=True)
class Sheet:
    """One envelope as the Review desk sees it. `facts` are the recorded answers and the derived facts.

    `cast_style` is empty while the papers do not tell it. `party` is that of the ballot cast, in a primary. `flag` is the
    eligibility flag in words, or empty. `asks_applied` says that the day on which the voter applied to register matters.
    `overtaken` are the facts on which a source has come to say otherwise since they were answered; `known` has both sides.
    `words` are those that the pack in force has in place of Georgia's (`telling.pack_words`).
    `looks_at` are the facts that a rule of the pack in force looks at.
    `could_lose` are the lines still open of a ballot that waits, of which some answer would lose it. `masked` says
    that the sheet was given out without the voter's data: it is to be looked at, and no act rests on it.
    `cast_too_late_for` are the contests for which the polls had closed, if it was cast in hours that a court had added.
    """

    state: EnvelopeState
    evidence: Evidence
    elector: Elector | None
    home: Home | None
    answers: Mapping[str, Answer]
    known: Mapping[str, Known]
    facts: Mapping[str, str]
    cast_style: str
    home_style: str
    too_late_for: tuple[str, ...]
    recommendation: Recommendation | None
    owed: tuple[Owed, ...]
    flag: str = ""
    party: str = ""
    asks_applied: bool = False
    overtaken: frozenset[str] = frozenset()
    looks_at: frozenset[str] = frozenset()
    words: Mapping[str, str] = field(default_factory=dict[str, str])
    could_lose: frozenset[str] = frozenset()
    masked: bool = False
    cast_too_late_for: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """The envelope's number."""
        return self.state.number
