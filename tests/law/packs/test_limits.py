"""Limits of a written pack: the federal contests, contests by their levels, and a limit beside a hold in one row."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from adjudicator import resources
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.rules.pack import Pack, pack_of
from adjudicator.law.rules.rule import levels_of, levels_scope
from adjudicator.law.telling.words import scope_words
from adjudicator.records.election import Election

ATLANTIS = Path(__file__).parent / "atlantis-2022"

RULE = """
[[rule]]
id = "number_lacking"
looks_at = ["identification", "deadline"]

[rule.because]
hold = "A number is lacking; until it comes only the federal contests can count."
limit = "No number came in time: only the federal contests count."
no = "No number is lacking."
unknown = "It is not known yet whether a number is lacking."

[[rule.when]]
facts = { identification = "missing", deadline = "open" }
then = ["hold", "limit"]
code = ["registration_unclear", "federal_only"]
contests = "federal"
law = "Code 7(b)"

[[rule.when]]
facts = { identification = "missing", deadline = "passed" }
then = "limit"
code = "federal_only"
contests = ["congressional", "federal_statewide"]
law = "Code 7(b)"
"""


def problems_with(folder: Path, rule: str) -> list[str]:
    place = written(folder, rule)
    return [str(problem) for problem in resources.read_folder(place)[1]]


def written(folder: Path, rule: str) -> Path:
    """The made-up pack with this rule in place of that on identification."""
    place = Path(shutil.copytree(ATLANTIS, folder / ATLANTIS.name))
    file = place / "rules.toml"
    rules = file.read_text(encoding="utf-8")
    before, _, more = rules.partition('[[rule]]\nid = "no_identification"')
    kept = before + "[[rule]]" + more.partition("[[rule]]")[2]
    left_out = '["identification_after_hours", "no_identification"]'
    file.write_text(kept.replace('["identification_after_hours"]', left_out) + rule, encoding="utf-8")
    return place


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    folder, problems = resources.read_folder(written(tmp_path, RULE))
    assert problems == ()
    assert folder is not None
    return folder.under({})


PLAIN = {
    "oath": "signed", "match": "certain", "registration": "registered", "residence": "as_listed", "eligibility": "eligible",
    "voted_already": "no", "party": "not_a_primary", "cast": "before_5pm", "court_order": "none", "statement": "complete",
    "home": "same_style", "ballot_in_envelope": "sealed", "ruling": "none",
}  # fmt: skip


def said(pack: Pack, election: Election, **facts: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    found = Recommender(pack, election).recommend(PLAIN | facts, "main", "main")
    return found.outcome, found.holds, found.counted


def test_a_cure_widens_what_counts(pack: Pack, election: Election) -> None:
    federal = ("P", "H7")
    assert said(pack, election, identification="missing", deadline="open") == (
        "held", ("registration_unclear",), federal,
    )  # fmt: skip
    assert said(pack, election, identification="missing", deadline="passed") == ("count_partial", (), federal)
    cured = said(pack, election, identification="supplied_in_time", deadline="open")
    assert (cured[0], len(cured[2])) == ("count_full", 6)


def test_the_contests_that_do_not_count_say_why_and_the_envelope_is_marked(pack: Pack, election: Election) -> None:
    facts = PLAIN | {"identification": "missing", "deadline": "passed"}
    found = Recommender(pack, election).recommend(facts, "main", "main")
    assert {contest.code for contest in found.contests if not contest.counts} == {"federal_only"}
    assert found.marks == ("federal_only",)
    because = {finding.rule: finding.because for finding in found.findings}
    assert because["number_lacking"] == "No number came in time: only the federal contests count."


def test_nothing_is_left_of_a_ballot_without_such_a_contest(pack: Pack, election: Election) -> None:
    facts = PLAIN | {"identification": "missing", "deadline": "passed"}
    found = Recommender(pack, election).recommend(facts, "local", "local")
    assert (found.outcome, found.reasons) == ("not_counted", ("no_entitled_contest",))


def test_a_pack_with_levels_replays_from_its_tables(pack: Pack, election: Election) -> None:
    again = pack_of(pack.tables())
    facts = PLAIN | {"identification": "missing", "deadline": "passed"}
    one, other = (Recommender(each, election).recommend(facts, "main", "main") for each in (pack, again))
    assert one == other


def test_levels_are_a_set_with_words() -> None:
    scope = levels_scope(["statewide", "congressional"])
    assert scope == levels_scope(["congressional", "statewide", "statewide"])
    assert levels_of(scope) == {"congressional", "statewide"}
    assert scope_words(scope) == "the contests of these levels: congressional, statewide"
    assert levels_of("statewide") is None
    assert scope_words("federal") == "the federal contests"


IN_ROW = 'atlantis-2022/rules.toml, rule "number_lacking", [[rule.when]] 1: '


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        (
            'then = ["hold", "limit"]', 'then = ["hold", "not_counted"]',
            'these effects cannot stand in one row. Two can: then = ["hold", "limit"].',
        ),
        (
            'code = ["registration_unclear", "federal_only"]', 'code = ["registration_unclear", "x", "federal_only"]',
            "there is not one code for each effect. Name as many in code as in then, in its order.",
        ),
        (
            'code = ["registration_unclear", "federal_only"]', 'code = ["registration_unclear", "federl_only"]',
            '"federl_only" is not a code for limit. Did you mean "federal_only"?',
        ),
        ('contests = "federal"', 'contests = "fedral"', '"fedral" is not a set of contests. Did you mean "federal"?'),
        (
            'contests = "federal"', 'contests = ["congresional"]',
            '"congresional" is not a level of contests. Did you mean "congressional"?',
        ),
        ('contests = "federal"\n', "", 'contests is missing or empty. Add contests = "...": which contests are left'),
        ('contests = "federal"', "contests = []", 'contests is missing or empty. Add contests = "..."'),
        ('then = ["hold", "limit"]\n', "", 'then is missing or empty. Add then = "...": one of'),
    ],
)  # fmt: skip
def test_a_mistake_in_a_limit_is_told(tmp_path: Path, right: str, wrong: str, says: str) -> None:
    assert right in RULE
    first = problems_with(tmp_path, RULE.replace(right, wrong, 1))[0]
    assert first.startswith(IN_ROW + says)


def test_a_hold_that_is_also_a_limit_may_not_meet_another_answer(tmp_path: Path) -> None:
    twice = RULE + RULE.partition("[[rule.when]]")[1] + RULE.partition("[[rule.when]]")[2].partition("[[rule.when]]")[0]
    assert any('for identification = missing, deadline = open it says hold "registration_unclear"' in each
               for each in problems_with(tmp_path, twice))  # fmt: skip
