"""Practice under a pack that somebody wrote: its own days, and right answers by its own rules on what really happened."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from adjudicator import resources
from adjudicator.intake.definition import read_definition
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.facts.derive import CURES
from adjudicator.practice.make import make_practice
from adjudicator.practice.papers import PAPER_COLUMNS, RightAnswer, read_answers, read_papers
from adjudicator.practice.stories_elsewhere import ORDINARY, TROUBLE
from adjudicator.practice.under_pack import LEAST_BEFORE, under_pack
from adjudicator.records.election import Election
from adjudicator.rehearsal.ready import RehearsalPlan, chance_from
from adjudicator.rehearsal.run import RunResult, rehearse
from tests import packs
from tests.office.conftest import make_passwords_cheap, wait_for_no_disk

GWINNETT = "gwinnett-2020.json"


@pytest.fixture(scope="module")
def gwinnett() -> Election:
    election, _ = read_definition(resources.path("practice", GWINNETT).read_bytes(), GWINNETT)
    assert election is not None
    return election


@pytest.fixture(scope="module")
def made(gwinnett: Election, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("elsewhere")
    make_practice(gwinnett, b"", out, seed=3, envelopes=250, electors=3000, law=packs.elsewhere())
    return out


def kind_of(made: Path, situation: str) -> list[RightAnswer]:
    return [each for each in read_answers(made / "answers.csv").values() if each.situation == situation]


def test_right_answers_are_what_the_packs_own_rules_say(gwinnett: Election, made: Path) -> None:
    engine = Recommender(packs.elsewhere(), gwinnett)
    answers = read_answers(made / "answers.csv")
    assert len(answers) == 250
    for each in answers.values():
        facts = {**ORDINARY, **each.facts}
        found = engine.recommend(facts, each.cast_style, each.home_style or None, findings=False)
        assert each.outcome == found.outcome, each
    outcomes = {each.outcome for each in answers.values()}
    assert outcomes == {"count_full", "count_partial", "not_counted", "held"}


def test_an_unreported_mover_lives_in_the_precinct_of_the_new_address(made: Path) -> None:
    moved, papers = kind_of(made, "moved_in_county"), read_papers(made / "papers.csv")
    assert moved
    for each in moved:
        paper = papers[each.envelope_number]
        assert (each.facts["residence"], each.home_style) == ("moved_in_county_unreported", paper.lived_style)
        if each.facts["home"] == "same_style":
            assert each.outcome in ("count_full", "held", "not_counted")


def test_another_county_is_by_the_packs_rule(made: Path) -> None:
    assert {each.outcome for each in kind_of(made, "other_county")} == {"not_counted"}


def test_the_days_are_the_packs(gwinnett: Election) -> None:
    days = under_pack(packs.elsewhere(), gwinnett).days
    assert days.last_day == gwinnett.date + timedelta(days=9)
    assert days.registration_closes <= gwinnett.date - LEAST_BEFORE


def test_each_thing_that_the_pack_asks_is_in_trouble_on_some_envelopes_and_told_by_the_papers(made: Path) -> None:
    answers, papers = read_answers(made / "answers.csv"), read_papers(made / "papers.csv")
    for fact, (value, _share) in TROUBLE.items():
        values = {each.facts[fact] for each in answers.values() if fact in each.facts}
        assert values - {ORDINARY[fact]}, fact
        assert values <= {value, ORDINARY[fact], *CURES.get(fact, ())}, fact
    for number, answer in answers.items():
        told = papers[number]
        trouble = [fact for fact in TROUBLE if answer.facts.get(fact, ORDINARY[fact]) != ORDINARY[fact]]
        assert trouble == [fact for fact in TROUBLE if getattr(told, fact)], number
        assert len(trouble) < 2
        cured = any(answer.facts[fact] in CURES.get(fact, ()) for fact in trouble)
        assert cured == bool(told.cured_at)


def test_nothing_of_it_is_in_the_files_of_a_pack_that_does_not_ask(gwinnett: Election, tmp_path: Path) -> None:
    make_practice(gwinnett, b"", tmp_path, seed=3, envelopes=30, electors=500, law=resources.pack("georgia-2021"))
    header = (tmp_path / "papers.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == ",".join(PAPER_COLUMNS)
    assert not set(TROUBLE) & set(header.split(","))


def test_who_applied_late_did_so_after_the_packs_own_closing(gwinnett: Election, tmp_path: Path) -> None:
    law = resources.pack("pennsylvania-2024")
    closes = under_pack(law, gwinnett).days.registration_closes
    assert closes == gwinnett.date - timedelta(days=15)
    make_practice(gwinnett, b"", tmp_path, seed=3, envelopes=400, electors=2000, law=law)
    late, papers = kind_of(tmp_path, "applied_late"), read_papers(tmp_path / "papers.csv")
    days = [papers[each.envelope_number].application for each in late]
    assert days
    assert all(day is not None and closes < day < gwinnett.date for day in days)


@pytest.mark.slow
def test_a_scripted_worker_arrives_at_what_the_pack_says(
    gwinnett: Election, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_passwords_cheap(monkeypatch)
    wait_for_no_disk(monkeypatch)
    packs.elsewhere_is_ours(tmp_path, monkeypatch)
    wanted = RehearsalPlan(envelopes=60, seed=7, rules=packs.ELSEWHERE.name, electors=3000, reason="To try it")
    data = resources.path("practice", GWINNETT).read_bytes()
    outcome = rehearse(data, GWINNETT, tmp_path / "out", wanted, chance=chance_from(7, gwinnett), tell=lambda *_: None)
    assert isinstance(outcome, RunResult)
    assert outcome.agreement.share >= 0.95
