"""The examples of other states' laws: whole, as experts expect, marked as examples, and kept out of a LIVE case."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from adjudicator import resources
from adjudicator.intake.definition import read_definition
from adjudicator.law.engine.query import answer_query
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.packs.scenarios import Scenario, difference, scenarios_of
from adjudicator.law.rules.pack import Pack
from adjudicator.office import Office
from adjudicator.office.behind.law.laws import law_for
from adjudicator.records.election import Contest, Election
from tests.law.conftest import CONTESTS, STYLES, election_of
from tests.packs import own_packs

EXAMPLES = tuple(place for place in sorted(resources.path("law", "examples").iterdir()) if place.is_dir())
GWINNETT = resources.path("practice", "gwinnett-2020.json")
PAGE = resources.docs() / "packs.md"
READ = "Read by our counsel on Nov 5"


def scenarios(place: Path) -> tuple[Election, tuple[Scenario, ...]]:
    file = resources.read_file(place, "scenarios.toml")
    name = file.text("election")
    there = {each.name: each for each in (*GWINNETT.parent.glob("*.json"), *place.glob("*.json"))}
    election, _ = read_definition(there[name].read_bytes(), name)
    assert election is not None
    read = scenarios_of(file, election)
    assert file.problems == []
    return election, read


def own_rules(place: Path) -> frozenset[str]:
    folder, problems = resources.read_folder(place)
    assert problems == ()
    assert folder is not None
    return folder.own


@pytest.mark.parametrize("place", EXAMPLES, ids=lambda place: place.name)
def test_an_example_has_no_mistake_and_says_what_it_departs_from(place: Path) -> None:
    law = resources.pack(place.name)
    assert law.name.endswith(" (an example)")
    assert law.differs
    own = own_rules(place)
    assert not [each for rule in law.rules if rule.id in own for each in rule.citations if each.startswith("O.C.G.A.")]
    assert place.name in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("place", EXAMPLES, ids=lambda place: place.name)
def test_an_example_s_scenarios_agree_with_its_rules_and_meet_each_rule_of_its_own(place: Path) -> None:
    election, told = scenarios(place)
    law = resources.pack(place.name)
    recommender = Recommender(law, election)
    assert [f"{each.table.place}: {said}" for each in told if (said := difference(each, recommender))] == []
    assert len(told) >= 12
    answers = (answer_query(each.query, recommender, brief=False) for each in told)
    met = {found["rule"] for each in answers for found in each["findings"] if found["applies"] == "yes"}  # pyright: ignore
    assert {rule.id for rule in law.rules} & own_rules(place) - met == set()


def test_an_example_is_found_by_its_name_and_a_county_s_own_of_that_name_stands_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert resources.example_ids() == tuple(place.name for place in EXAMPLES)
    assert set(resources.example_ids()) <= set(resources.pack_ids())
    name = EXAMPLES[0].name
    shutil.copytree(EXAMPLES[0], own_packs(tmp_path, monkeypatch) / name)
    assert not resources.is_example(name)
    assert resources.pack_ids().count(name) == 1
    own, example = resources.pack(name), resources.read_folder(EXAMPLES[0])[0]
    assert example is not None
    assert (f"{own.name} (an example)", own.digest) == (example.name, example.under({}).digest)


def test_what_a_county_has_under_an_example_s_name_changes_no_example_that_begins_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repair = resources.path("law", "examples", "north-carolina-2025-repair")
    before = resources.read_folder(repair)[0]
    own = own_packs(tmp_path, monkeypatch) / "north-carolina-2020"
    shutil.copytree(repair.with_name("north-carolina-2020"), own)
    rules = (own / "rules.toml").read_text(encoding="utf-8")
    (own / "rules.toml").write_text(rules.replace('contests = "no_party"', 'contests = "statewide"'), encoding="utf-8")
    after = resources.read_folder(repair)[0]
    assert before is not None
    assert after is not None
    assert after.under({}).digest == before.under({}).digest


def test_an_example_that_has_the_name_of_a_pack_of_the_product_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "resources"
    for part in ("law", "practice"):
        shutil.copytree(resources.path(part), here / part)
    monkeypatch.setattr(resources, "folder", lambda: here)
    shutil.copytree(EXAMPLES[0], here / "law" / "examples" / "georgia-2020")
    assert not resources.is_example("georgia-2020")
    assert resources.pack("georgia-2020").name == "Georgia 2020, by the statute"


def test_no_example_is_proposed_on_any_day() -> None:
    days = (date(2018, 1, 1) + timedelta(days=30 * month) for month in range(120))
    proposed = {law.id for day in days if (law := resources.fitting(day))}
    assert proposed <= set(resources.PACK_IDS)


def within(law: Pack) -> date:
    return date.fromisoformat(law.since)


@pytest.mark.parametrize("place", EXAMPLES, ids=lambda place: place.name)
def test_a_live_case_takes_an_example_only_where_somebody_says_who_has_read_it(place: Path) -> None:
    law = resources.pack(place.name)
    day = within(law)
    for reason in ("", "   "):
        refused = law_for(day, "x.json", law.id, reason)
        assert isinstance(refused, tuple)
        assert [(each.what, each.remedy) for each in refused] == [(
            f'"{law.name}" was written to be read and rehearsed: no county\'s counsel has read it',
            "Have your counsel read it. Give that as the reason, such as: read by our counsel on Nov 5.",
        )]  # fmt: skip
    assert law_for(day, "x.json", law.id, READ) == replace(law, chosen_because=READ)
    assert law_for(day, "x.json", law.id, live=False) == law


def test_no_case_file_is_made_with_an_example_that_nobody_has_read(tmp_path: Path) -> None:
    name = "north-carolina-2020"
    definition = GWINNETT.read_bytes()
    refused = Office.create(tmp_path / "live.case", definition, GWINNETT.name, rules=name)
    assert isinstance(refused, tuple)
    assert not (tmp_path / "live.case").exists()
    made = Office.create(tmp_path / "practice.case", definition, GWINNETT.name, rules=name, mode="practice")
    assert isinstance(made, Office)
    made.close()
    made = Office.create(tmp_path / "live.case", definition, GWINNETT.name, rules=name, reason=READ)
    assert isinstance(made, Office)
    kept = made.law.pack
    made.close()
    assert (kept.name, kept.chosen_because) == ("North Carolina, as of November 2020 (an example)", READ)
    assert json.loads(kept.tables())["name"].endswith(" (an example)")


# the law of North Carolina, where the bundled general election cannot show it

PARTISAN = (
    *CONTESTS,
    Contest("R", 8, "Sheriff", "county", party="REP"),
    Contest("D", 9, "Sheriff", "county", party="DEM"),
)
PRIMARY = {**STYLES, "republican": ("R", "L", "A"), "democratic": ("D",)}


def in_a_primary(style: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    election = election_of(PARTISAN, styles=PRIMARY, primary=True)
    _, told = scenarios(resources.path("law", "examples", "north-carolina-2020"))
    facts = {**told[0].query["facts"], "party": "not_entitled"}
    found = Recommender(resources.pack("north-carolina-2020"), election).recommend(facts, style, style)
    return found.outcome, found.reasons, found.counted


def test_a_ballot_of_another_party_counts_for_the_contests_of_no_party() -> None:
    assert in_a_primary("republican") == ("count_partial", (), ("L", "A"))


def test_where_a_ballot_of_another_party_has_no_other_contests_nothing_is_left() -> None:
    assert in_a_primary("democratic") == ("not_counted", ("no_entitled_contest",), ())
