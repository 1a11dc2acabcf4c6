"""What is not known in a determination that counts a ballot."""

from __future__ import annotations

from typing import Any

import pytest

from adjudicator.casework.acts.review.determining import Decision
from adjudicator.casework.acts.review.reviewing import determine
from adjudicator.casework.record.state import DeterminationState
from adjudicator.casework.sheet.asked import not_known
from adjudicator.law.engine.recommend import Recommender
from tests.casework.conftest import ACT, EASY

FELON = EASY | {"eligibility": "felony"}


def recorded(sheet: Any, decision: Decision) -> DeterminationState:
    data: dict[str, Any] = dict(determine(sheet, decision, ACT)[0].data)  # pyright: ignore[reportIndexIssue]
    kept = {name: value for name, value in data.items() if name not in ("envelope", "reason")}
    return DeterminationState(seq=1, by="rita", at="", **kept)


def without(said: dict[str, str], *facts: str) -> dict[str, str]:
    return {fact: value for fact, value in said.items() if fact not in facts}


def test_all_is_known_of_a_ballot_that_counts_as_recommended(sheets: Any, recommender: Recommender) -> None:
    assert not_known(recorded(sheets.make(EASY), Decision()), recommender) == ()


@pytest.mark.parametrize("missing", [("oath",), ("oath", "identification"), ("voted_already",)])
def test_a_departure_that_counts_says_what_nobody_answered(
    sheets: Any, recommender: Recommender, missing: tuple[str, ...]
) -> None:
    determination = recorded(sheets.make(without(FELON, *missing)), Decision("count_full", "The record is another's"))
    assert not_known(determination, recommender) == missing


def test_what_does_not_count_wants_nothing_more(sheets: Any, recommender: Recommender) -> None:
    determination = recorded(sheets.make(without(FELON, "oath")), Decision("held", "Ask first"))
    assert not_known(determination, recommender) == ()


def test_a_departure_of_an_older_form_on_nothing_at_all_says_so(sheets: Any, recommender: Recommender) -> None:
    found = recorded(sheets.make(EASY), Decision())
    bare = {fact: value for fact, value in found.facts.items() if fact not in EASY}
    older = DeterminationState(**{name: getattr(found, name) for name in found.__struct_fields__} | {
        "facts": bare, "departs": True, "recommended": "incomplete", "home_style": "",
    })  # fmt: skip
    unknown = not_known(older, recommender)
    assert {"oath", "match", "cast", "identification"} <= set(unknown)
    assert list(unknown) == sorted(unknown, key=[*EASY, *unknown].index)
