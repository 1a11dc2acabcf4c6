"""The same seed gives the same bytes; right answers stay apart; every reader takes the files."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adjudicator.intake.absentee import read_absentee
from adjudicator.intake.check_in import read_check_in
from adjudicator.intake.definition import read_definition
from adjudicator.intake.envelope_list import read_envelope_list
from adjudicator.intake.readers import READERS
from adjudicator.intake.reading import Reading
from adjudicator.practice.make import PracticeFiles, make_practice
from adjudicator.practice.papers import read_answers, read_papers
from adjudicator.practice.people import made_up_electors, plain_county
from adjudicator.practice.places import Places

if TYPE_CHECKING:
    from conftest import Make, Practice

CODES = ("PR", "PI", "IR", "EH", "OP", "OC", "V", "AB", "CZ", "OT")

GOLDEN = "87e2bd851eeb"
"""Beginning of SHA-256 over every file of a small practice election: it changes only when the generator is changed."""

TELL_DIGEST = """
import hashlib
from pathlib import Path
from tempfile import mkdtemp
from adjudicator.practice.make import make_practice
from adjudicator.practice.people import plain_county
out = Path(mkdtemp())
make_practice(plain_county(), b"", out, seed=7, envelopes=60, electors=300)
print(hashlib.sha256(b"".join(file.read_bytes() for file in sorted(out.iterdir()))).hexdigest())
"""


def digests(files: PracticeFiles) -> dict[str, str]:
    return {field.name: hashlib.sha256(getattr(files, field.name).read_bytes()).hexdigest() for field in fields(files)}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(make: Make, small_definition: bytes) -> None:
    first = digests(make(small_definition, seed=3, envelopes=80, electors=500).files)
    again = digests(make(small_definition, seed=3, envelopes=80, electors=500).files)
    other = digests(make(small_definition, seed=4, envelopes=80, electors=500).files)
    assert first == again
    assert {name for name in first if first[name] == other[name]} == {"definition"}


def test_neither_the_order_of_hashing_nor_the_version_of_python_shows() -> None:
    told = [
        subprocess.run(
            [sys.executable, "-c", TELL_DIGEST],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert told[0].startswith(GOLDEN)


def test_the_definition_is_copied_as_it_is(gwinnett: Practice) -> None:
    assert gwinnett.files.definition.read_bytes() == gwinnett.definition


def test_the_offices_readers_take_every_file_without_an_error(gwinnett: Practice) -> None:
    election, files = gwinnett.election, gwinnett.files
    envelopes = read_envelope_list(files.envelopes.read_bytes(), "envelopes.csv", election, reason_codes=CODES)
    absentee = read_absentee(files.absentee, "absentee.csv", election.county)
    check_in = read_check_in(files.check_in, "check_in.csv", election)
    assert absentee.problems == check_in.problems == ()
    assert all(problem.warning for problem in envelopes.problems)
    assert len(envelopes.envelopes) == 1000
    assert absentee.count > 1000
    assert check_in.count > 500


@pytest.mark.parametrize("status", ["cancelled", "pending"])
def test_the_list_of_a_status_has_the_countys_electors_of_it_and_every_voter_who_is(
    gwinnett: Practice, status: str
) -> None:
    election, files = gwinnett.election, gwinnett.files
    path: Path = getattr(files, status)
    found = READERS[f"{status}_list"].read(Reading(path, election, {}, ()))
    assert found.problems == ()
    assert found.credit_file is not None
    listed = {line.registration_number for line in found.credit_file.credits}

    with files.roll.open(encoding="utf-8", newline="") as file:
        ours = [row for row in csv.DictReader(file) if row["County"] == "GWINNETT"]
    assert listed == {row["Voter Registration Number"] for row in ours if row["Status"] == status.upper()}
    with files.answers.open(encoding="utf-8", newline="") as file:
        voters = [row for row in csv.DictReader(file) if row["registration"] == status]
    assert voters
    assert {row["registration_number"] for row in voters} <= listed


def test_right_answers_are_in_no_other_file(gwinnett: Practice) -> None:
    for field in fields(gwinnett.files):
        path: Path = getattr(gwinnett.files, field.name)
        if field.name in {"answers", "definition"}:
            continue
        text = path.read_text(encoding="utf-8")
        assert not any(
            word in text for word in ("count_full", "count_partial", "not_counted", "not_found", "other_precinct")
        )
        with path.open(encoding="utf-8", newline="") as file:
            header = set(next(csv.reader(file)))
        assert not header & {"match", "registration", "home", "home_style", "outcome", "contests", "codes", "situation"}


def test_papers_are_one_row_an_envelope_in_the_lists_order(gwinnett: Practice) -> None:
    with gwinnett.files.envelopes.open(encoding="utf-8", newline="") as file:
        numbers = [row["envelope_number"] for row in csv.DictReader(file)]
    assert numbers == list(gwinnett.papers) == list(gwinnett.answers) == sorted(numbers)


def test_a_file_with_other_columns_is_refused(gwinnett: Practice) -> None:
    with pytest.raises(ValueError, match="these are not the columns"):
        read_papers(gwinnett.files.answers)
    with pytest.raises(ValueError, match="these are not the columns"):
        read_answers(gwinnett.files.papers)


def test_nobody_who_has_no_contest_is_given_a_ballot(small_definition: bytes) -> None:
    definition = json.loads(small_definition)
    portions = definition["precincts"][0]["portions"]
    portions[0]["ballot_style"] = "none"
    election, _ = read_definition(json.dumps(definition).encode(), "d")
    assert election is not None
    lived_in = {home.portion.id for home in Places(election).homes}
    assert portions[0]["portion"] not in lived_in
    assert len(lived_in) == sum(len(each["portions"]) for each in definition["precincts"]) - 1


def test_an_election_without_portions_and_a_negative_number_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a portion to live in"):
        make_practice(plain_county(), b"", tmp_path, seed=1, envelopes=-1)
    assert list(tmp_path.iterdir()) == []


def test_progress_runs_up_to_the_whole(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    make_practice(
        plain_county(), b"", tmp_path, seed=1, envelopes=5, electors=2500, progress=lambda *done: heard.append(done)
    )
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    assert heard[-1] == (2505, 2505)


def test_the_roll_knows_the_birth_year_only_and_the_envelope_the_date(gwinnett: Practice) -> None:
    person = next(made_up_electors(7, 1, gwinnett.election))
    assert person.elector.birth_year == person.born.year
    roll = gwinnett.files.roll.read_text(encoding="utf-8")
    assert person.born.isoformat() not in roll
