"""A determination as an entry: what was recorded, the facts it rests on, and the recommendation then in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adjudicator.casework.acts.act import Act, secret_or_none
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.state import DeterminationState, EnvelopeState
from adjudicator.records.findings import RULED_OUT, Recommendation


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person records. `outcome` empty: as recommended. Departing needs a `reason`, not counting also a `code`."""

    outcome: str = ""
    reason: str = ""
    code: str = ""


AS_RECOMMENDED = Decision()


@dataclass(frozen=True, slots=True)
class Basis:
    """What a determination rests on: the envelope, the facts, cast and home style, and what the rules make of them."""

    state: EnvelopeState
    facts: Mapping[str, str]
    cast_style: str
    home_style: str
    too_late_for: tuple[str, ...]
    recommendation: Recommendation
    cast_too_late_for: tuple[str, ...] = ()

    def departs(self, decision: Decision) -> bool:
        """Whether a decision is another than the recommended one."""
        return bool(decision.outcome) and decision.outcome != self.recommendation.outcome


def determination(basis: Basis, decision: Decision, act: Act) -> Entry:
    """The entry of a determination; whether it may be recorded is for the acts to say."""
    recommendation, state = basis.recommendation, basis.state
    departs = basis.departs(decision)
    outcome = decision.outcome or recommendation.outcome
    counted, not_counted = _contests(recommendation, outcome, departs=departs)
    return act.entry(
        "envelope.determined",
        {
            "envelope": state.number,
            "outcome": outcome,
            "recommended": recommendation.outcome,
            "reasons": [decision.code] if departs and decision.code else list(recommendation.reasons),
            "holds": list(recommendation.holds),
            "marks": list(recommendation.marks),
            "counted": counted,
            "not_counted": not_counted,
            "facts": dict(basis.facts),
            "cast_style": basis.cast_style,
            "home_style": basis.home_style,
            "too_late_for": list(basis.too_late_for),
            "cast_too_late_for": list(basis.cast_too_late_for),
            "rules": recommendation.rules,
            "pack": recommendation.digest,
            "departs": departs,
            "reason": secret_or_none(decision.reason),
            "supersedes": state.determinations[-1] if state.determinations else 0,
        },
    )


def _contests(recommendation: Recommendation, outcome: str, *, departs: bool) -> tuple[list[str], dict[str, str]]:
    """Which contests count under an outcome, and the code of each that does not. A held ballot counts nowhere yet."""
    contests = recommendation.contests
    if outcome == "held":
        return [], {}
    if outcome == "not_counted":
        # what the board ruled out stays told: a ballot of which that leaves nothing is worked out again from it
        return [], {each.id: RULED_OUT if each.code == RULED_OUT else "ballot_not_counted" for each in contests}
    if departs:
        return [contest.id for contest in contests], {}
    counted = [contest.id for contest in contests if contest.counts]
    return counted, {contest.id: contest.code or "" for contest in contests if not contest.counts}


def difference(recorded: DeterminationState, again: Recommendation) -> str:
    """What a recommendation says otherwise than the one that a determination recorded, in codes; empty where nothing."""
    pairs = [
        ("outcome", again.outcome, recorded.recommended),
        ("holds", again.holds, recorded.holds),
        ("marks", again.marks, recorded.marks),
    ]
    if not recorded.departs:
        pairs.append(("reasons", again.reasons, recorded.reasons))
        if recorded.outcome in ("count_full", "count_partial"):
            pairs.append(("contests", again.counted, recorded.counted))
    return next((f"{what} {got} where {had} was recorded" for what, got, had in pairs if got != had), "")
