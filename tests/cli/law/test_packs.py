"""`rules --check`, and what every command says of a pack that is not there or has mistakes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from adjudicator import resources
from tests.cli.conftest import Terminal
from tests.packs import own_packs

ATLANTIS = Path(__file__).parents[2] / "law" / "packs" / "atlantis-2022"
SCENARIOS = """\
election = "gwinnett-2020.json"

[ordinary]
facts = { registration = "registered", residence = "as_listed", oath = "signed", match = "certain", deadline = "open" }
cast_style = "135-BS078"
home_style = "135-BS078"

[[scenario]]
id = "another-county"
says = "Registered in another county"
facts = { home = "other_county" }
expect = { outcome = "not_counted", reasons = ["wrong_county"], counted = 0 }

[[scenario]]
id = "another-precinct"
says = "Registered in the county, voted in another precinct"
facts = { home = "other_precinct", registration = "unknown" }
home_style = "135-BS061"
expect = { outcome = "incomplete", needs = ["registration"] }
"""


@pytest.fixture
def atlantis(terminal: Terminal) -> Path:
    """A pack in a folder of its own, beside the case."""
    return Path(shutil.copytree(ATLANTIS, terminal.folder / ATLANTIS.name))


@pytest.fixture
def beside_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pack among a county's own."""
    return Path(shutil.copytree(ATLANTIS, own_packs(tmp_path, monkeypatch) / ATLANTIS.name))


def misspell(place: Path) -> None:
    rules = place / "rules.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("other_county", "other_countey"), encoding="utf-8")


def test_a_pack_without_mistakes_shows_what_is_its_own_and_what_is_another_laws(
    terminal: Terminal, atlantis: Path
) -> None:
    said = terminal("rules", "--check", str(atlantis))
    assert (said.code, said.err) == (0, "")
    assert "Rules of its own: papers_lost, no_identification, wrong_county." in said.out
    assert "- registered_late (O.C.G.A. 21-2-419(c)(3), Code 7(b))" in said.out
    assert "- already_voted (O.C.G.A. 21-2-419(c)(3), O.C.G.A. 21-2-388, O.C.G.A. 21-2-572)" in said.out
    assert "No scenarios.\nNo mistake in its files.\n" in said.out
    told = terminal("rules", "--check", str(atlantis), "--json").json
    assert (told["ok"], told["problems"], told["scenarios"]) == (True, [], 0)
    assert told["own_rules"] == ["no_identification", "papers_lost", "wrong_county"]
    assert told["digest"] in said.out


def test_a_pack_with_mistakes_says_each_and_ends_with_2(terminal: Terminal, atlantis: Path) -> None:
    misspell(atlantis)
    said = terminal("rules", "--check", str(atlantis))
    assert (said.code, said.out) == (2, "")
    assert said.err.splitlines() == [
        'atlantis-2022/rules.toml, rule "wrong_county", [[rule.when]] 1: "other_countey" is not an answer to home. '
        'Did you mean "other_county"? Allowed: same_style, other_style, other_precinct, other_county.',
        "1 mistake to correct. The pack cannot be used yet.",
    ]
    told = terminal("rules", "--check", str(atlantis), "--json")
    assert (told.code, told.json["ok"], told.json["digest"]) == (2, False, None)
    assert told.json["problems"][0]["place"] == 'rule "wrong_county", [[rule.when]] 1'


def test_scenarios_are_compared_with_the_rules(terminal: Terminal, atlantis: Path) -> None:
    (atlantis / "scenarios.toml").write_text(SCENARIOS, encoding="utf-8")
    said = terminal("rules", "--check", str(atlantis))
    assert said.code == 1
    assert "1 of 2 scenarios agree with the rules." in said.out
    assert said.err.startswith('atlantis-2022/scenarios.toml, scenario "another-precinct": needs is ')
    assert "and registration was expected. Correct the rule or the scenario, whichever is not the law." in said.err
    told = terminal("rules", "--check", str(atlantis), "--json").json
    assert (told["ok"], told["scenarios"], len(told["differences"])) == (False, 2, 1)


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ('home = "other_county"', 'home = "elsewhere"', "scenario \"another-county\": the case.facts.home: \"elsewhere\" is"),
        ("counted = 0", 'counted = "0"', ', scenario "another-county", expect: counted is no number.'),
        ('outcome = "incomplete"', 'outcome = "incomplet"', '"incomplet" is no outcome. Did you mean "incomplete"?'),
        ('outcome = "incomplete"', 'outcome = "count_partial"', "counted is missing. Add how many contests of the ballot"),
        ("says =", "say =", ', scenario "another-county": "say" is no key here. Did you mean "says"?'),
        ('id = "another-precinct"', 'id = "another-county"', 'two scenarios have the id "another-county".'),
        ("gwinnett-2020.json", "gwinett-2020.json", '"gwinett-2020.json" is not an election\'s definition. Did you mean'),
        ("[ordinary]", "[ordinary", "line 3, column 10: a heading lacks a bracket."),
        ('cast_style = "135-BS078"', 'cast_style = "BS078"', "the case.cast_style: \"BS078\" is not a ballot style of this"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_scenarios_is_told_too(
    terminal: Terminal, atlantis: Path, right: str, wrong: str, says: str
) -> None:
    assert right in SCENARIOS
    (atlantis / "scenarios.toml").write_text(SCENARIOS.replace(right, wrong, 1), encoding="utf-8")
    said = terminal("rules", "--check", str(atlantis))
    assert said.code == 2
    assert says in said.err


@pytest.mark.parametrize("words", [("rules", "atlantis"), ("rules", "--check", "atlantis"), ("rules", "--check")])
def test_a_pack_that_is_not_there_is_told_with_those_that_are(terminal: Terminal, words: tuple[str, ...]) -> None:
    said = terminal(*words)
    assert (said.code, said.out) == (2, "")
    assert f"Packs: {', '.join(resources.pack_ids())}." in said.err


def test_an_added_pack_is_listed_and_can_be_used_by_its_name(terminal: Terminal, beside_the_others: Path) -> None:
    assert {"rules": beside_the_others.name, "example": False}.items() <= terminal("rules", "--json").json[3].items()
    assert "wrong_county" in terminal("rules", "atlantis-2022").out
    assert terminal("rules", "--check", "atlantis-2022").code == 0
    days = terminal("calendar", "--definition", "def.json", "--rules", "atlantis-2022", "--json").json["days"]
    assert {day["id"]: day["law"] for day in days}["certification"] == "Code 7(b)"


def test_a_folder_that_is_no_pack_yet_says_what_it_lacks(terminal: Terminal, beside_the_others: Path) -> None:
    (beside_the_others / "rules.toml").rename(beside_the_others / "rule.toml")
    said = terminal("rules", "atlantis-2022")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "atlantis-2022/rules.toml: this file is missing. Add it; the folder has code.md, parameters.toml, rule.toml.\n"
    )


def test_a_pack_is_read_as_its_files_are_now(terminal: Terminal, beside_the_others: Path) -> None:
    assert "Nothing has come yet." in terminal("rules", "atlantis-2022", "--json").out
    rules = beside_the_others / "rules.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("Nothing has come", "Nobody has come"), encoding="utf-8")
    assert "Nobody has come yet." in terminal("rules", "atlantis-2022", "--json").out


@pytest.mark.parametrize(
    "words",
    [
        ("rules", "atlantis-2022"),
        ("determine", "--definition", "def.json", "--rules", "atlantis-2022"),
        ("new", "other.case", "--definition", "def.json", "--rules", "atlantis-2022"),
        ("calendar", "--definition", "def.json", "--rules", "atlantis-2022"),
    ],
)
def test_a_pack_with_mistakes_is_not_used_and_the_others_are(
    terminal: Terminal, beside_the_others: Path, words: tuple[str, ...]
) -> None:
    misspell(beside_the_others)
    said = terminal(*words)
    assert (said.code, said.out) == (2, "")
    assert 'Did you mean "other_county"?' in said.err
    assert "other.case" not in terminal.files()
    listed = terminal("rules")
    assert (listed.code, "atlantis-2022/rules.toml" in listed.err) == (0, True)
    assert "georgia-2021" in listed.out
