"""Every paragraph that a rule cites: a case to which it applies, one to which it does not, one of which it cannot be told."""

from __future__ import annotations

import tomllib
from itertools import combinations
from typing import Any

import pytest

from adjudicator.records.findings import Finding
from adjudicator.resources import PACK_IDS, pack
from tests.scenarios.telling import HERE, Given, Law, recommender

CITATIONS: list[Given] = tomllib.loads((HERE / "citations.toml").read_text(encoding="utf-8"))["citation"]
MOST_FACTS = 5
"""The rule on a ballot cast by a voter in line at closing looks at five facts; no other needs as many."""


def laws_of(row: Given) -> tuple[str, ...]:
    return tuple(row.get("laws", PACK_IDS))


def short(citation: str) -> str:
    return citation.removeprefix("O.C.G.A. 21-2-")


CASES = [
    pytest.param(
        row,
        name,
        id=f"{' by '.join(short(each) for each in (row['cites'], row.get('by', '')) if each)}-{row['rule']}-{name}",
    )
    for row in CITATIONS
    for name in row.get("laws", PACK_IDS[:1])
]
"""A rule that is in every law is tried under one: it is the same table in all of them, as another test says."""


def facts_of(case: Given) -> dict[str, str]:
    return {fact: value for fact, value in case.items() if fact != "says"}


def cited_by(row: Given) -> tuple[str, str]:
    """The paragraph that carries the consequence, and its ground where that is another."""
    return (row["by"], row["cites"]) if "by" in row else (row["cites"], "")


def without(facts: Given, unknown: str) -> dict[str, str]:
    return {fact: value for fact, value in facts.items() if fact != unknown}


def finding(row: Given, name: str, facts: Given) -> Finding:
    """What the row's rule says of some facts, whatever the ballot."""
    applying = recommender(Law(name), row.get("election", "gwinnett-2020"))
    style = next(iter(applying.election.styles))
    said = applying.recommend(facts, style, None, row.get("too_late_for", ())).findings
    return next(each for each in said if each.rule == row["rule"])


@pytest.mark.parametrize(("row", "name"), CASES)
def test_the_rule_applies_to_the_first_case_and_cites_the_paragraph(row: Given, name: str) -> None:
    found = finding(row, name, facts_of(row["applies"]))
    assert (found.applies, found.citation, found.ground) == ("yes", *cited_by(row))
    assert found.because


@pytest.mark.parametrize(("row", "name"), CASES)
def test_the_rule_does_not_apply_to_the_second_case(row: Given, name: str) -> None:
    assert finding(row, name, facts_of(row["does_not"])).applies == "no"


@pytest.mark.parametrize(("row", "name"), CASES)
def test_of_the_third_case_it_cannot_be_told_because_one_fact_is_unknown(row: Given, name: str) -> None:
    applies, unknown = facts_of(row["applies"]), row["cannot_be_told"]["unknown"]
    assert unknown in applies
    assert finding(row, name, without(applies, unknown)).applies == "unknown"


@pytest.mark.parametrize(("row", "name"), CASES)
def test_no_fact_of_a_case_could_be_left_out(row: Given, name: str) -> None:
    for case, whole in ((row["applies"], ("yes", *cited_by(row))), (row["does_not"], ("no", "", ""))):
        facts = facts_of(case)
        assert 1 <= len(facts) <= MOST_FACTS
        less = [finding(row, name, without(facts, fact)) for fact in facts]
        said = [(each.applies, *((each.citation, each.ground) if whole[1] else ("", ""))) for each in less]
        assert whole not in said, case["says"]


def test_every_paragraph_that_a_rule_cites_has_its_three_cases() -> None:
    cited = {
        (name, rule.id, effect.citation, effect.ground)
        for name in PACK_IDS
        for rule in pack(name).rules
        for effects in rule.rows.values()
        for effect in effects
    }
    told = [(name, row["rule"], *cited_by(row)) for row in CITATIONS for name in laws_of(row)]
    assert set(told) == cited
    assert len(told) == len(cited)


def test_a_rule_in_every_law_is_one_rule() -> None:
    for row in CITATIONS:
        tables = [rule.rows for name in laws_of(row) for rule in pack(name).rules if rule.id == row["rule"]]
        assert all(table == tables[0] for table in tables), row["rule"]


def test_every_case_is_told_in_a_sentence_of_its_own() -> None:
    for row in CITATIONS:
        told: list[Any] = [row[answer]["says"] for answer in ("applies", "does_not", "cannot_be_told")]
        assert all(sentence.endswith(".") for sentence in told)
        assert all(one != other for one, other in combinations(told, 2)), row["cites"]
