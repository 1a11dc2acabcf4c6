"""Every situation of `situations.toml`, from papers, roll and clock to the outcome, under every law."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from adjudicator.records.findings import Recommendation
from adjudicator.resources import PACK_IDS, pack
from tests.scenarios.telling import HERE, Given, Law, said, sheet_of, situation_of

TABLE: Given = tomllib.loads((HERE / "situations.toml").read_text(encoding="utf-8"))
SITUATIONS: list[Given] = TABLE["situation"]
DECIDED = [row for row in SITUATIONS if "expect" in row]


def name_of(row: Given) -> str:
    return f"{row['number']}{row.get('letter', '')}"


def tried(row: Given, law: Law, expected: Given) -> Any:
    """One test: a row under a law, with a name that a reader finds in the table."""
    name = "-".join(part for part in (name_of(row), law.pack, law.choice) if part)
    pending = [pytest.mark.xfail(reason=row["pending"], strict=True)] if "pending" in row else []
    return pytest.param(row, law, expected, id=name, marks=pending)


def expectations() -> list[Any]:
    """Every row under every law as it stands."""
    return [
        tried(row, Law(name), row["expect"].get(name) or row["expect"]["every"]) for row in DECIDED for name in PACK_IDS
    ]


def other_choices() -> list[Any]:
    """Every row that rests on a position, by each other choice; one that holds for every law is tried under one."""
    return [
        tried(as_told(row, told), Law(name, row["position"], choice), told[key])
        for row in DECIDED
        for choice, told in row.get("otherwise", {}).items()
        for key in told
        if key != "established"
        for name in (PACK_IDS[0] if key == "every" else key,)
    ]


def as_told(row: Given, told: Given) -> Given:
    """The row with what a person establishes by another choice."""
    return {**row, "established": {**row.get("established", {}), **told.get("established", {})}}


@pytest.mark.parametrize(("row", "law", "expected"), expectations())
def test_papers_roll_and_clock_lead_to_what_the_table_says(row: Given, law: Law, expected: Given) -> None:
    sheet = sheet_of(situation_of(row, TABLE["ordinary"]), law)
    assert sheet.recommendation is not None
    made = {fact: sheet.facts.get(fact) for fact in row.get("makes", {})}
    assert made == row.get("makes", {})
    wanted = in_full(expected, len(sheet.recommendation.contests))
    assert answer_to(sheet.recommendation, wanted) == wanted


@pytest.mark.parametrize(("row", "law", "expected"), other_choices())
def test_where_the_law_is_silent_another_choice_of_the_board_leads_to_what_the_table_says(
    row: Given, law: Law, expected: Given
) -> None:
    recommendation = sheet_of(situation_of(row, TABLE["ordinary"]), law).recommendation
    assert recommendation is not None
    wanted = in_full(expected, len(recommendation.contests))
    assert answer_to(recommendation, wanted) == wanted


def in_full(expected: Given, contests: int) -> dict[str, Any]:
    """An expectation with what "in full" and "not counted" say by themselves: how many contests count."""
    implied = {"count_full": f"{contests} of {contests}", "not_counted": f"0 of {contests}"}.get(expected["outcome"])
    return {**expected, **({"counted": implied} if implied else {})}


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


def test_every_doubt_without_a_choice_has_its_situation_under_every_law() -> None:
    told = [row["doubt"] for row in SITUATIONS if "doubt" in row]
    for name in PACK_IDS:
        assert [each.id for each in pack(name).doubts] == told
    assert not any("position" in row for row in SITUATIONS if "doubt" in row)


def test_every_choice_of_every_position_has_a_situation_that_shows_what_it_leads_to() -> None:
    positions = [each for name in PACK_IDS for each in pack(name).positions]
    others = {(each.id, choice.value) for each in positions for choice in each.choices[1:]}
    shown = {(row["position"], choice) for row in DECIDED if "position" in row for choice in row.get("otherwise", {})}
    assert {row["position"] for row in DECIDED if "position" in row} == {each.id for each in positions}
    assert shown == others
