"""Somebody who does not program adds a pack from docs/packs.md alone: types its files, runs its commands, compares."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from adjudicator import resources
from adjudicator.cli.files.making import NO_RECOVERY
from adjudicator.intake.definition import read_definition
from adjudicator.law.rules.pack import pack_of
from adjudicator.office import Office
from adjudicator.rehearsal.ready import RehearsalPlan, chance_from
from adjudicator.rehearsal.run import RunResult, rehearse
from tests.cli.conftest import Said, Terminal
from tests.documents.fenced import PACKS, SESSION, blocks_of, commands_of, exchanges_of
from tests.office.conftest import make_passwords_cheap, wait_for_no_disk
from tests.packs import own_packs

PACK = "north-carolina-2022"
ROW = re.compile(r"^\| \d \|(.*)\|$", re.MULTILINE)
TEXT = PACKS.read_text(encoding="utf-8")
BLOCKS = blocks_of(PACKS)
FILES = {block.name: block.text for block in BLOCKS if block.name}
COMMANDS = commands_of(PACKS)
TOLD = next(block.text for block in BLOCKS if block.language == "text")
ENDS = next(
    "".join(f"{line}\n" for line in each.shown[1:])
    for block in BLOCKS
    if block.language == SESSION
    for each in exchanges_of(block)
)
OUTSIDE = (
    'WARNING: "North Carolina, as of June 2022" is not the law on Nov 3, 2020: it is the law only from Jun 1, 2022'
)
QUERIED = next(line for line in COMMANDS if " determine " in line)


@dataclass(frozen=True)
class Reader:
    """Somebody at the page: a folder of the product's, in which they type."""

    terminal: Terminal
    folder: Path

    def types(self, line: str) -> Said:
        """Types one command of the page, as it stands there."""
        command, _, file = line.partition(" < ")
        words = shlex.split(command)[1:]
        return self.terminal(*words, stdin=[(self.folder / file).read_bytes()] if file else None)


@pytest.fixture
def reader(terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """The reader, with every file of the page typed under the name that stands above it."""
    folder = tmp_path / "product"
    for part in ("law", "practice", "reports", "fonts"):
        shutil.copytree(resources.path(part), folder / "resources" / part)
    monkeypatch.setattr(resources, "folder", lambda: folder / "resources")
    monkeypatch.chdir(folder)
    packs = own_packs(tmp_path, monkeypatch)
    for name, content in FILES.items():
        file = (packs if "/" in name else folder) / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return Reader(terminal, folder)


def test_the_page_has_a_pack_of_four_files_and_the_commands_to_use_it() -> None:
    of_pack = ["paragraphs.md", "parameters.toml", "rules.toml", "scenarios.toml"]
    assert sorted(FILES) == sorted(["queries.json", *(f"{PACK}/{name}" for name in of_pack)])
    assert [line.split()[1] for line in COMMANDS] == [
        "rules", "rules", "rules", "rules", "determine", "rules", "new", "calendar",
    ]  # fmt: skip


def test_every_command_of_the_page_does_what_the_page_says(reader: Reader) -> None:
    for line in COMMANDS:
        said = reader.types(line)
        assert said.code == 0, (line, said.err)
        assert all(
            each.startswith(
                ("Warning: gwinnett-2020.json", "Rules: ", NO_RECOVERY, "WARNING: example.case is NOT", OUTSIDE)
            )
            for each in said.err.splitlines()
        ), said.err
    listed = reader.types("adjudicator rules").out
    assert f"{PACK}: North Carolina, as of June 2022" in listed
    assert "The written affirmation is missing or not signed: what becomes of the ballot?" in " ".join(
        reader.types(f"adjudicator rules {PACK}").out.split()
    )


def test_the_check_ends_as_the_page_says(reader: Reader) -> None:
    assert reader.types(f"adjudicator rules --check {PACK}").out.endswith(ENDS)


def test_a_mistake_is_told_as_the_page_says(reader: Reader) -> None:
    rules = resources.own_folder() / PACK / "rules.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("other_county", "other_countey", 1), encoding="utf-8")
    said = reader.types(f"adjudicator rules --check {PACK}")
    assert said.code == 2
    assert said.err.startswith(TOLD)


def test_the_queries_are_answered_as_the_table_says(reader: Reader) -> None:
    expected = [[cell.strip() for cell in row.split("|")] for row in ROW.findall(TEXT)]
    answers = json.loads(reader.types(QUERIED).out)
    given = [
        [
            *(f"`{code}`" if code else "" for code in (each["outcome"], *map(", ".join, codes_of(each)))),
            f"{sum(contest['counts'] is True for contest in each['contests'])} of {len(each['contests'])}",
        ]
        for each in answers
    ]
    assert given == expected
    assert {each["rules"] for each in answers} == {PACK}


def codes_of(answer: dict[str, list[str]]) -> tuple[list[str], list[str], list[str]]:
    return answer["reasons"], answer["holds"], answer["marks"]


def test_without_brief_the_sentence_and_the_paragraph_are_those_of_the_page(reader: Reader) -> None:
    answers = json.loads(reader.types(QUERIED.replace(" --brief", "")).out)
    found = {finding["rule"]: finding for finding in answers[1]["findings"]}["wrong_county"]
    assert (found["applies"], found["citation"]) == ("yes", "G.S. 163-182.2(a)(4)")
    assert f'not_counted = "{found["because"]}"' in TEXT


def test_every_fact_of_the_page_s_table_and_every_rule_is_in_the_pack_s_own_description(reader: Reader) -> None:
    told = reader.types(f"adjudicator rules {PACK} --json")
    assert told.code == 0
    own = ["oath_unsigned", "no_identification", "wrong_style", "wrong_precinct", "wrong_county"]
    cited = {each["rule"]: each["citations"] for each in told.json["table"]}
    assert all(citation.startswith("G.S. ") for rule in own for citation in cited[rule])
    assert all(each["verbatim"] for each in told.json["paragraphs"].values())
    assert "papers_missing" not in cited


def test_a_case_made_with_the_pack_needs_the_case_file_alone(reader: Reader) -> None:
    reader.types(next(line for line in COMMANDS if line.startswith("adjudicator new ")))
    before = resources.pack(PACK)
    shutil.rmtree(resources.own_folder() / PACK)
    assert PACK not in resources.pack_ids()
    office = Office.open(reader.folder / "example.case", read_only=True)
    kept = office.recommender.pack
    assert kept.chosen_because == "To try the pack on an election at hand"
    assert replace(kept, chosen_because="") == before == pack_of(before.tables())
    facts = {"registration": "registered", "home": "other_county"}
    assert office.recommender.recommend(facts, "135-BS078").reasons == ("wrong_county",)
    days = {day.id: day for day in office.overview.calendar()}
    assert days["last_day"].day == "2020-11-12"
    office.close()
    assert reader.types("adjudicator verify example.case").out == "OK\n"
    assert reader.types("adjudicator calendar example.case").code == 0


def test_envelopes_taken_through_review_and_release_under_the_pack_are_verified_without_it(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_passwords_cheap(monkeypatch)
    wait_for_no_disk(monkeypatch)
    name, wanted = "gwinnett-2020.json", RehearsalPlan(envelopes=40, seed=7, rules=PACK, reason="To try it")
    data = resources.path("practice", name).read_bytes()
    election, _ = read_definition(data, name)
    assert election is not None
    out = reader.folder / "practice"
    outcome = rehearse(data, name, out, wanted, chance=chance_from(7, election), tell=lambda *_: None)
    assert isinstance(outcome, RunResult)
    shutil.rmtree(resources.own_folder() / PACK)
    assert reader.types("adjudicator verify practice/practice.case").out == "OK\n"
