"""`roll build`, `roll find` and `rules`."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.records.facts import FACTS, OF_PACKS
from adjudicator.resources import DEFAULT_PACK, PACK_IDS, example_ids, pack
from tests.cli.conftest import Terminal
from tests.office.conftest import roll_text


def test_a_roll_is_built_and_says_what_is_in_it(terminal: Terminal) -> None:
    said = terminal("roll", "build", "voters.csv", "--out", "b.roll")
    assert said.code == 0
    assert said.out.startswith("b.roll: 6 electors of 2 counties, id ")


def test_the_id_of_a_roll_is_that_of_its_rows(terminal: Terminal) -> None:
    first = terminal("roll", "build", "voters.csv", "--out", "b.roll", "--json").json
    again = terminal("roll", "build", "voters.csv", "--out", "d.roll", "--json").json
    assert first == {**again, "file": "b.roll"}
    assert (first["electors"], [name.casefold() for name in first["counties"]]) == (6, ["dekalb", "gwinnett"])
    assert first["dated"] == "2020-11-02"
    text = (terminal.folder / "voters.csv").read_text(encoding="utf-8")
    terminal.write("other.csv", text.replace("OAK", "ASH"))
    other = terminal("roll", "build", "other.csv", "--out", "e.roll", "--json").json
    assert other["id"] != first["id"]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (("00000001",), "00000001"),
        (("delgado",), "00000001"),
        (("maria", "delgado", "1974"), "00000001"),
        (("delgdo", "1974"), "00000001"),
        (("Ngúyen", "linh"), "00000002"),
        (("okafor", "77", "pine"), "00000004"),
    ],
)
def test_an_elector_is_found_by_number_name_year_address_or_part_of_them(
    terminal: Terminal, words: tuple[str, ...], number: str
) -> None:
    said = terminal("roll", "find", "a.roll", *words, "--json")
    assert said.code == 0
    assert said.json[0]["elector"]["registration_number"] == number
    assert said.json[0]["agrees"]


def test_a_candidate_stands_with_the_reasons_that_speak_for_it(terminal: Terminal) -> None:
    said = terminal("roll", "find", "a.roll", "delgado", "1974")
    assert "00000001  MARIA DELGADO, 1974  12 OAK ST, LAWRENCEVILLE" in said.out
    assert "Gwinnett County, precinct 001, active" in said.out
    assert "birth year" in said.out


def test_nobody_found_is_a_finding(terminal: Terminal) -> None:
    said = terminal("roll", "find", "a.roll", "zzyzx")
    assert (said.code, said.out) == (1, "Nobody found.\n")
    assert terminal("roll", "find", "a.roll", "zzyzx", "--json").json == []


def test_a_file_that_is_no_roll_is_told_and_nothing_is_built_over_it(terminal: Terminal) -> None:
    said = terminal("roll", "find", "def.json", "delgado")
    assert (said.code, said.out) == (3, "")
    assert "def.json is not a roll" in said.err
    before = terminal.digest("def.json")
    over = terminal("roll", "build", "voters.csv", "--out", "def.json")
    assert over.code == 2
    assert over.err.endswith("def.json does not end in .roll. Name it def.roll\n")
    terminal.write("def.roll", "another file")
    over = terminal("roll", "build", "voters.csv", "--out", "def.roll")
    assert over.code == 3
    assert "def.roll is already there, and is never overwritten" in over.err
    assert terminal.digest("def.json") == before


def test_the_packs_are_listed_and_the_default_is_marked(terminal: Terminal) -> None:
    said = terminal("rules")
    assert said.code == 0
    assert [line.split(":")[0] for line in said.out.splitlines() if line and not line.startswith(" ")] == [
        "georgia-2020-sos (default)", "georgia-2020", "georgia-2021", *example_ids(), "Packs of your own",
    ]  # fmt: skip
    listed = terminal("rules", "--json").json
    marked = {each["rules"]: (each["default"], each["example"]) for each in listed}
    own = {name: (name == DEFAULT_PACK, False) for name in PACK_IDS}
    assert marked == own | dict.fromkeys(example_ids(), (False, True))
    assert all(each["digest"].startswith("sha256:") and each["name"] for each in listed)
    plain = " ".join(said.out.split())
    assert all(each["says"] in plain and each["digest"] in plain for each in listed)
    assert len({each["says"] for each in listed[: len(PACK_IDS)]}) == len(PACK_IDS)


@pytest.mark.parametrize("name", PACK_IDS)
def test_a_pack_shows_its_rules_facts_citations_and_parameters(terminal: Terminal, name: str) -> None:
    text = terminal("rules", name)
    assert text.code == 0
    assert "21-2-419" in text.out
    shown = terminal("rules", name, "--json").json
    digests = {each["rules"]: each["digest"] for each in terminal("rules", "--json").json}
    assert shown["digest"] == digests[name]
    written = terminal("rules", name, "--json").out
    assert all(f'"{fact}"' in written for fact in FACTS.keys() - OF_PACKS)
    assert {"rules", "facts", "parameters"} <= set(shown)
    assert shown["differs"] == pack(name).differs
    assert shown["differs"] in " ".join(text.out.split())
    for citation, each in shown["paragraphs"].items():
        assert each["sha256"] == hashlib.sha256(each["text"].encode()).hexdigest()
        assert (each["citation"], bool(each["release"])) == (citation, True)


AUDITORS = (Path(__file__).parents[3] / "docs" / "auditors.md").read_text(encoding="utf-8")


def test_the_digest_is_worked_out_without_the_program_as_the_page_for_auditors_does(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    script = re.search(r"```python\n(.*?)```", AUDITORS, re.DOTALL)
    assert script is not None
    exec(compile(script[1].replace("FILE.case", "c.case"), "auditors.md", "exec"), {})
    said = capsys.readouterr().out
    assert said == f"{pack().id} {pack().digest}\n"


def test_every_key_of_a_pack_as_json_stands_on_the_page_for_auditors(terminal: Terminal) -> None:
    told = terminal("rules", "georgia-2021", "--json").json
    listed = terminal("rules", "--json").json[0]
    parts = [told, listed, *(told[key][0] for key in ("table", "parameters", "doubts", "unsettled"))]
    row = {key for rule in told["table"] for each in rule["rows"] for effect in each["effects"] for key in effect}
    keys = {key for part in parts for key in part} | row | set(next(iter(told["paragraphs"].values())))
    assert [key for key in sorted(keys) if f"`{key}`" not in AUDITORS] == []


def test_a_roll_is_verified_by_its_rows(terminal: Terminal) -> None:
    said = terminal("verify", "a.roll")
    assert (said.code, said.out) == (0, "OK\n")
    assert terminal("roll", "build", "voters.csv", "--out", "again.roll", "--json").json["id"] in said.err
    with closing(sqlite3.connect(terminal.folder / "a.roll")) as connection, connection:
        connection.execute("UPDATE elector SET birth_year = 1900 WHERE registration_number = '00000001'")
    said = terminal("verify", "a.roll")
    assert said.code == 1
    assert "error: roll.id: elector: " in said.out
    said = terminal("verify", "c.case")
    assert (said.code, said.out.split(": ")[:2]) == (1, ["error", "roll.differs"])
    assert "a.roll is not the roll that it says it is" in terminal("status", "c.case").err
    made = terminal("new", "d.case", "--definition", "def.json", "--roll", "a.roll", "--plain")
    assert made.code == 3
    assert "d.case" not in terminal.files()


def test_a_case_is_given_another_roll_and_the_same_one_is_only_found_again(terminal: Terminal) -> None:
    terminal.password()
    terminal.write("other.csv", roll_text().replace("OAK", "ASH"))
    assert terminal("roll", "build", "other.csv", "--out", "b.roll").code == 0
    assert not terminal("roll", "attach", "c.case", "a.roll", "--as", "jane", "--json").json["recorded"]
    new = terminal("roll", "attach", "c.case", "b.roll", "--as", "jane")
    assert (new.code, new.out) == (0, "c.case looks voters up in b.roll from now on.\n")
    with closing(CaseLog.open(terminal.folder / "c.case", read_only=True)) as log:
        kinds = [logged.entry.kind for logged in log.entries(1)]
    assert kinds[-3:] == ["person.signed_in", "person.signed_in", "file.received"]
    refused = terminal("roll", "attach", "c.case", "a.roll", "--as", "rita")
    assert (refused.code, refused.out) == (1, "")
    assert terminal("verify", "c.case").out == "OK\n"


def test_a_roll_is_checked_and_compared_before_it_is_attached(terminal: Terminal) -> None:
    terminal.password()
    assert terminal("roll", "attach", "c.case", "a.roll", "--as", "jane").code == 0
    lines = roll_text().splitlines()
    terminal.write("fewer.csv", "\n".join(lines[:3]) + "\n")
    assert terminal("roll", "build", "fewer.csv", "--out", "fewer.roll").code == 0
    before = terminal.digest()
    said = terminal("roll", "attach", "c.case", "fewer.roll", "--check", "--json")
    assert said.code == 0
    assert terminal.digest() == before
    assert said.json["change"] == {
        "before": 5, "now": 2, "new": 0, "gone": 3, "precinct": 0, "address": 0, "standing": 0,
    }  # fmt: skip
    assert said.json["recorded"] is False
    assert "3 electors of the roll in use are not on this one, which has 2 where that has 5" in said.err
    assert "the roll, column County Precinct: it has nobody in precinct 003" in said.err
    assert "Beside the roll in use: 3 gone." in said.err
    done = terminal("roll", "attach", "c.case", "fewer.roll", "--as", "jane", "--json")
    assert (done.code, done.json["recorded"]) == (0, True)
