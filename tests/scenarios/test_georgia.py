"""What a domain expert expects of every pack: `georgia.toml`, which county counsel can read."""

import tomllib

import pytest

from adjudicator.law.engine.query import answer_query
from adjudicator.resources import PACK_IDS
from tests.scenarios.telling import HERE, Law, recommender

SCENARIOS = tomllib.loads((HERE / "georgia.toml").read_text(encoding="utf-8"))["scenario"]
NOTHING = {"reasons": [], "holds": [], "marks": [], "needs": [], "open": 0}
EXPECTATIONS = [
    pytest.param(scenario, name, id=f"{scenario['id']}-{name}") for scenario in SCENARIOS for name in scenario["expect"]
]


def answered(scenario, name):
    keys = ("facts", "cast_style", "home_style", "registered_too_late_for")
    query = {key: scenario[key] for key in keys if key in scenario}
    return answer_query(query, recommender(Law(name), "gwinnett-2020"))


@pytest.mark.parametrize(("scenario", "name"), EXPECTATIONS)
def test_the_pack_says_what_the_expert_expects(scenario, name):
    answer = answered(scenario, name)
    counts = [contest["counts"] for contest in answer["contests"]]
    said = {key: answer[key] for key in ("outcome", "reasons", "holds", "marks", "needs")}
    assert said | {"counted": counts.count(True), "open": counts.count(None)} == NOTHING | scenario["expect"][name]


def test_every_scenario_expects_something_of_every_pack():
    assert len(SCENARIOS) >= 62
    assert all(set(scenario["expect"]) == set(PACK_IDS) for scenario in SCENARIOS)


@pytest.mark.parametrize(("scenario", "name"), EXPECTATIONS)
def test_what_decides_the_outcome_is_explained_by_a_finding_with_a_sentence(scenario, name):
    answer = answered(scenario, name)
    given = {finding["code"] for finding in answer["findings"] if finding["applies"] == "yes" and finding["because"]}
    assert given >= {*answer["reasons"], *answer["holds"], *answer["marks"]} - {"send_statement"}
