"""Every situation of `situations.toml`, from papers, roll and clock to the outcome, under every law."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from adjudicator.records.findings import Recommendation
from adjudicator.resources import PACK_IDS, pack
from tests.scenarios.telling import HERE, Given, said, sheet_of, situation_of

TABLE: Given = tomllib.loads((HERE / "situations.toml").read_text(encoding="utf-8"))
SITUATIONS: list[Given] = TABLE["situation"]
DECIDED = [row for row in SITUATIONS if "expect" in row]


def name_of(row: Given) -> str:
    return f"{row['number']}{row.get('letter', '')}"


def expectations() -> list[Any]:
    return [
        pytest.param(
            row,
            name,
            id=f"{name_of(row)}-{name}",
            marks=[pytest.mark.xfail(reason=row["pending"], strict=True)] if "pending" in row else [],
        )
        for row in DECIDED
        for name in PACK_IDS
    ]


def expected(row: Given, name: str, contests: int) -> dict[str, Any]:
    """What the table says for a law; "in full" and "not counted" say by themselves how many contests count."""
    told = dict(row["expect"].get(name) or row["expect"]["every"])
    implied = {"count_full": f"{contests} of {contests}", "not_counted": f"0 of {contests}"}.get(told["outcome"])
    return told | ({"counted": implied} if implied else {})


@pytest.mark.parametrize(("row", "name"), expectations())
def test_papers_roll_and_clock_lead_to_what_the_table_says(row: Given, name: str) -> None:
    sheet = sheet_of(situation_of(row, TABLE["ordinary"]), name)
    assert sheet.recommendation is not None
    made = {fact: sheet.facts.get(fact) for fact in row.get("makes", {})}
    assert made == row.get("makes", {})
    wanted = expected(row, name, len(sheet.recommendation.contests))
    assert answer_to(sheet.recommendation, wanted) == wanted


def answer_to(recommendation: Recommendation, wanted: Given) -> dict[str, Any]:
    """What the program says, as far as the table asks: which contests count, and how many of a ballot that waits."""
    answer = said(recommendation)
    if "contests" in wanted:
        answer["contests"] = list(recommendation.counted)
    if wanted["outcome"] == "held" and "counted" not in wanted:
        del answer["counted"]
    return answer


def test_all_sixty_nine_situations_are_there_in_their_order() -> None:
    numbers = [row["number"] for row in SITUATIONS]
    assert sorted(set(numbers)) == list(range(1, max(numbers) + 1))
    assert numbers == sorted(numbers)
    assert len(set(numbers)) >= 69
    assert len({name_of(row) for row in SITUATIONS}) == len(SITUATIONS)


def test_every_situation_is_decided_under_every_law_or_says_why_the_rules_do_not_decide_it() -> None:
    for row in SITUATIONS:
        assert ("expect" in row) != ("not_for_the_rules" in row), name_of(row)
        assert row["says"].endswith(".")
        assert row["source"]
    for row in DECIDED:
        assert set(row["expect"]) <= {"every", *PACK_IDS}, name_of(row)
        assert "every" in row["expect"] or set(row["expect"]) == set(PACK_IDS), name_of(row)


def test_a_position_that_a_situation_rests_on_is_in_the_law() -> None:
    known = {position.id for name in PACK_IDS for position in pack(name).positions}
    assert {row["position"] for row in SITUATIONS if "position" in row} <= known
