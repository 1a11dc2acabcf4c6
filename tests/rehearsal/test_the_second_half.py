"""The second half of a practice run: it ends certified, adds up, and what was planted is found by who knows nothing of it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from adjudicator.canvass.account import account_json
from adjudicator.cli.shared.access import election_in
from adjudicator.office import Office
from adjudicator.office.behind.time.clock import GoingClock, seeded_salts
from adjudicator.office.office import TimeAndChance
from adjudicator.practice.make import files_in
from adjudicator.practice.papers import read_papers
from adjudicator.rehearsal.ready import Rehearsal, RehearsalPlan, chance_from, make_ready, sign_in_as
from adjudicator.rehearsal.rounds import approve, review
from adjudicator.rehearsal.second_half import PLANTS, SecondHalf
from adjudicator.rehearsal.worker import ScriptedWorker
from adjudicator.resources import path

from .conftest import FEW_ELECTORS, PracticeRun, practice

ROOT = Path(__file__).parents[2]
ENVELOPES = 60

AFTER_THE_TABLE = ("scanned", "cleared", "reviewed", "published", "uploaded", "seen", "certified")


def told_elsewhere(done: PracticeRun) -> dict[str, Any]:
    """The account of the finished case, asked of another process, which has only the case file."""
    case = str(done.folder / "practice.case")
    asked = [sys.executable, "-c", "from adjudicator.cli import main; main()", "account", case, "--json"]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def adds_up(told: dict[str, Any]) -> None:
    """Every equation of the account, of a run in which everything is done."""
    outcomes = ("count_full", "count_partial", "not_counted", "held", "undecided")
    assert (
        told["received"] == told["issued"] - told["missing"] + told["unlisted"] == sum(told[name] for name in outcomes)
    )
    assert told["may_count"] == told["opened"] + told["not_opened"] == told["count_full"] + told["count_partial"]
    assert told["opened"] == told["as_is"] + told["remade"] + sum(told["no_ballot"].values())
    assert told["remade"] == told["tickets_done"]
    assert told["tickets"] == told["tickets_done"] + told["tickets_spoiled"] + told["tickets_returned"]
    at_the_table = told["as_is"] + told["tickets_done"]
    after = {name: told[name] for name in AFTER_THE_TABLE if name != "cleared"}
    assert after == dict.fromkeys(after, at_the_table)
    assert told["cleared"] == told["flagged"]
    assert sum(told["sorted"].values()) == told["received"]
    assert sum(release["ballots"] for release in told["releases"]) == told["may_count"]
    assert told["opened"] <= told["may_count"] <= told["voted"] <= told["approved"] <= told["received"]
    assert len(set(told["apart"].values())) == 1
    assert all(release["acknowledged"] for release in told["releases"])
    assert all(trouble["settled"] for trouble in told["troubles"])


def codes(told: list[str]) -> list[str]:
    return [about.partition(":")[0] for about in told]


def test_everything_is_done_certified_and_adds_up(sixty: PracticeRun) -> None:
    assert sixty.answer["received"] == ENVELOPES
    assert sixty.answer["certified"] > 0
    assert sixty.answer["not_opened"] == 0
    adds_up(sixty.answer)


def test_one_of_each_mistake_is_planted_and_found_by_another_process_that_knows_nothing_of_it(
    sixty: PracticeRun,
) -> None:
    assert sorted(codes(sixty.answer["planted"])) == sorted(PLANTS)
    told = told_elsewhere(sixty)
    assert told["found"] == sixty.answer["planted"] == sixty.answer["found"]
    assert "planted" not in told
    assert told == {name: sixty.answer[name] for name in told}


def test_each_trouble_says_both_numbers_and_what_is_wrong(sixty: PracticeRun) -> None:
    for trouble in sixty.answer["troubles"]:
        assert set(trouble) == {"code", "subject", "step", "expected", "actual", "settled", "sentence"}
        assert trouble["sentence"].endswith((".", "?"))
        assert trouble["code"] not in trouble["sentence"]


def test_a_release_that_takes_away_stands_behind_the_one_that_it_corrects(sixty: PracticeRun) -> None:
    releases = sixty.answer["releases"]
    assert [release["id"] for release in releases] == ["R0001", "R0002"]
    assert [path.name for path in sorted(sixty.folder.glob("release*.zip"))] == [
        "release-2-tabulation-room.zip", "release-2.zip", "release-tabulation-room.zip", "release.zip",
    ]  # fmt: skip


@pytest.mark.slow
def test_where_nothing_is_planted_nothing_is_found(tmp_path: Path) -> None:
    done = practice(tmp_path / "none", "--envelopes", "30", "--plant", "none")
    assert (done.code, done.errors) == (0, "")
    assert done.answer["planted"] == done.answer["found"] == done.answer["troubles"] == []
    adds_up(done.answer)
    assert told_elsewhere(done)["found"] == []


def test_the_command_plants_what_it_is_told(tmp_path: Path) -> None:
    done = practice(tmp_path / "one", "--envelopes", "30", "--plant", PLANTS[0])
    assert (done.code, done.errors) == (0, "")
    assert codes(done.answer["planted"]) == [PLANTS[0]]
    assert done.answer["found"] == done.answer["planted"]


@pytest.fixture(scope="module")
def half_way(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, datetime]:
    """The folder of sixty envelopes, reviewed and approved, and when that was. Copied, never changed."""
    folder, source = tmp_path_factory.mktemp("half-way"), path("practice", "gwinnett-2020.json")
    chance = chance_from(7, election_in(source))
    plan = RehearsalPlan(ENVELOPES, 7, electors=FEW_ELECTORS, board_votes="usual")
    ready = make_ready(source.read_bytes(), source.name, folder, plan, chance=chance, tell=quiet)
    assert isinstance(ready, Rehearsal)
    sign_in_as(ready.office, "reviewer")
    review(ready.office, ScriptedWorker(ready.office, read_papers(ready.files.papers)), quiet)
    sign_in_as(ready.office, "supervisor")
    approve(ready.office, quiet)
    ready.office.close()
    return folder, chance.clock()


@pytest.mark.parametrize("plant", PLANTS)
def test_one_mistake_alone_is_found_alone(half_way: tuple[Path, datetime], plant: str, tmp_path: Path) -> None:
    (made, until), folder = half_way, tmp_path / "one"
    shutil.copytree(made, folder)
    files, clock = files_in(folder), GoingClock(until)
    office = Office.open(
        folder / "practice.case", roll=folder / "practice.roll", chance=TimeAndChance(clock, seeded_salts(8))
    )
    ready = Rehearsal(office, folder / "practice.case", folder / "practice.roll", files)
    worker, definition = ScriptedWorker(office, read_papers(files.papers)), path("practice", "gwinnett-2020.json")
    sign_in_as(office, "supervisor")
    half = SecondHalf(ready, folder, definition.read_bytes(), 7, clock, worker, quiet, frozenset({plant}))
    half.run()
    told = account_json(office.accounts.history())
    office.close()
    assert codes(half.planted) == [plant]
    assert told["found"] == half.planted
    adds_up(told)


def quiet(_words: str, _done: int, _of: int) -> None:
    """Nobody is told how far it is."""
