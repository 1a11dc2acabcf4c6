"""A headless practice run: everything received is accounted for, the record is whole, the same seed gives the same."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from adjudicator.cli.main import run
from adjudicator.office.behind.releases.check import verify_release
from adjudicator.resources import path

from .conftest import PracticeRun, practice

GWINNETT = path("practice", "gwinnett-2020.json")

KEYS = (
    "received", "count_full", "count_partial", "not_counted", "held", "undecided", "kept_apart", "contests",
    "agreement", "questions", "keys",
)  # fmt: skip


def digests(folder: Path) -> dict[str, str]:
    """Every file of a release, and its ZIP, by SHA-256."""
    paths = [*sorted((folder / "release").rglob("*")), folder / "release.zip"]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths if path.is_file()}


def check(done: PracticeRun, envelopes: int) -> None:
    """What every run must show."""
    assert (done.code, done.errors) == (0, "")
    answer = done.answer
    assert set(KEYS) <= set(answer)
    parts = ("count_full", "count_partial", "not_counted", "held", "undecided")
    assert answer["received"] == envelopes == sum(answer[part] for part in parts)
    assert answer["undecided"] == 0
    assert answer["agreement"] > 0.97
    assert answer["count_full"] + answer["count_partial"] == max(answer["contests"].values())


def test_sixty_envelopes_are_accounted_for_and_agree_with_the_known_answers(sixty: PracticeRun) -> None:
    check(sixty, 60)


def test_the_record_and_the_release_verify(sixty: PracticeRun, capsys: Any) -> None:
    for target in ("practice.case", "release", "release.zip"):
        assert run(["verify", str(sixty.folder / target)]) == 0
    assert capsys.readouterr().out == "OK\nOK\nOK\n"
    report = verify_release(sixty.folder / "release")
    assert (report.findings, report.not_proved) == ((), ())
    assert len(report.items) == sum(sixty.answer[name] for name in ("count_full", "count_partial", "not_counted"))


def test_the_release_says_what_the_canvass_said(sixty: PracticeRun) -> None:
    with (sixty.folder / "release" / "dispositions.csv").open(encoding="utf-8", newline="") as file:
        outcomes = [row["outcome"] for row in csv.DictReader(file)]
    for outcome in ("count_full", "count_partial", "not_counted"):
        assert outcomes.count(outcome) == sixty.answer[outcome]
    assert "held" not in outcomes


def test_all_whose_ballots_fare_alike_are_told_the_same_and_no_place_is_named(sixty: PracticeRun) -> None:
    with (sixty.folder / "release" / "dispositions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    fates = {(row["outcome"], row["reasons"], row["marks"]): row["sentence"] for row in rows}
    assert all(row["sentence"] == fates[row["outcome"], row["reasons"], row["marks"]] for row in rows)
    assert all(row["citations"] and row["sentence"] for row in rows)
    precincts = json.loads(GWINNETT.read_bytes())["precincts"]
    named = {precinct[place] for precinct in precincts for place in ("polling_place", "address")}
    assert not [sentence for sentence in fates.values() if any(place in sentence for place in named)]


def test_the_right_answers_are_no_part_of_case_and_release(sixty: PracticeRun) -> None:
    assert (sixty.folder / "answers.csv").exists()
    assert "answers.csv" not in {path.name for path in (sixty.folder / "release").iterdir()}
    assert b"answers.csv" not in (sixty.folder / "practice.case").read_bytes()


def test_the_same_seed_gives_the_same_release_byte_for_byte(sixty: PracticeRun, tmp_path: Path) -> None:
    again = practice(tmp_path / "again", "--envelopes", "60")
    assert again.answer == sixty.answer
    assert digests(again.folder) == digests(sixty.folder)
    assert len(digests(sixty.folder)) >= 7


def test_a_folder_that_holds_a_practice_election_is_left_alone(sixty: PracticeRun) -> None:
    before = digests(sixty.folder)
    done = practice(sixty.folder, "--envelopes", "60")
    assert (done.code, done.printed) == (3, "")
    assert "Choose another folder" in done.errors
    assert digests(sixty.folder) == before


def test_headless_needs_a_folder(capsys: Any) -> None:
    assert run(["practice", "--headless", "--json"]) == 2
    assert "--out DIR" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.long
def test_hundreds_of_envelopes_agree_and_the_contests_fall_with_their_level(tmp_path: Path) -> None:
    # more than there are in any part in which envelopes are gone through
    done = practice(tmp_path / "hundreds", "--envelopes", "600", electors=12_000)
    check(done, 600)
    counted = list(done.answer["contests"].values())
    assert counted[0] == max(counted) > min(counted)
    assert done.answer["kept_apart"] > 0
    assert done.answer["keys"] <= 6
    assert run(["verify", str(done.folder / "practice.case")]) == 0
