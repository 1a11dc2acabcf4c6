"""A small election and envelopes in it, made to order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from adjudicator.casework.record.state import DeterminationState, EnvelopeState
from adjudicator.records.election import Contest, Election, Portion, Precinct

MakeEnvelope = Callable[..., EnvelopeState]


@pytest.fixture
def election() -> Election:
    """Three contests, which the definition does not list in ballot order, and two precincts with a style each."""
    contests = (
        Contest("house-7", 2, "US House District 7", "congressional", "7"),
        Contest("president", 1, "President of the United States", "federal_statewide"),
        Contest("sheriff", 3, "Sheriff", "county"),
    )
    styles = {"S1": ("president", "house-7", "sheriff"), "S2": ("president", "sheriff")}
    precincts = {code: Precinct(code, f"Hall {code}", (Portion(code, code, f"S{code}", {}),)) for code in ("2", "1")}
    return Election(
        "General", date(2020, 11, 3), "GA", "Gwinnett", "135", "America/New_York",
        {contest.id: contest for contest in contests}, precincts, styles,
    )  # fmt: skip


@pytest.fixture
def envelope() -> MakeEnvelope:
    """Make an envelope: `envelope("0001", "count_full", counted=("president",))`; without an outcome nobody determined."""

    def make(number: str, outcome: str = "", status: str = "determined", **changes: Any) -> EnvelopeState:
        determination = None
        if outcome:
            what = {name: changes.pop(name, ()) for name in ("reasons", "marks", "counted")}
            determination = DeterminationState(
                seq=9, by="mortiz", at="2020-11-05T14:00:00.000000Z", outcome=outcome, recommended=outcome, holds=(),
                not_counted={}, facts={}, cast_style="S1", home_style="S1", too_late_for=(), rules="georgia-2020-sos",
                pack="sha256:aa", **what,
            )  # fmt: skip
        papers = {"stream": "election_day", "place": "Hall 1", "precinct_cast": "1", **changes}
        status = status if outcome else "to_do"
        return EnvelopeState(number, 9, 1, "2020-11-03T23:00:00.000000Z", status, determination=determination, **papers)

    return make
