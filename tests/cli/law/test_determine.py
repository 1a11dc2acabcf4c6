"""`determine`: queries in, answers out, as the contract has it; memory stays flat."""

from __future__ import annotations

import json
import sys
import tomllib
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adjudicator import resources
from adjudicator.cli.main import run
from tests.cli.conftest import Said, Terminal, stream

ROOT = Path(__file__).parents[2]
SCENARIOS = tomllib.loads((ROOT / "scenarios" / "georgia.toml").read_text(encoding="utf-8"))["scenario"]
GWINNETT = str(resources.path("practice", "gwinnett-2020.json"))
KEYS = ["rules", "digest", "outcome", "reasons", "holds", "needs", "marks", "contests", "findings"]

PLAIN: dict[str, Any] = {
    "facts": {"oath": "unsigned", "deadline": "open", "match": None},
    "cast_style": "S1",
    "home_style": "S1",
}


def determine(terminal: Terminal, data: object, *options: str) -> Said:
    """Answer a query, or bytes as they are."""
    given = data if isinstance(data, bytes) else json.dumps(data).encode()
    return terminal("determine", "--definition", "def.json", *options, stdin=[given])


def test_an_object_gives_an_object_with_the_keys_in_the_contracts_order(terminal: Terminal) -> None:
    said = determine(terminal, PLAIN)
    assert (said.code, said.err) == (0, "")
    assert list(said.json) == KEYS
    assert (said.json["rules"], said.json["outcome"], said.json["holds"]) == (
        "georgia-2020-sos", "held", ["oath_unsigned"],
    )  # fmt: skip
    assert said.json["digest"].startswith("sha256:")
    assert list(said.json["contests"][0]) == ["id", "counts", "code"]
    assert set(said.json["findings"][0]) == {
        "rule", "applies", "effect", "code", "citation", "because", "facts",
    }  # fmt: skip


def test_with_brief_the_findings_are_left_out(terminal: Terminal) -> None:
    assert list(determine(terminal, PLAIN, "--brief").json) == KEYS[:-1]


def test_an_array_gives_an_array_in_the_same_order(terminal: Terminal) -> None:
    queries = [
        {**PLAIN, "facts": {"oath": value, "deadline": "open"}} for value in ("unsigned", "paper_missing", "signed")
    ]
    found = determine(terminal, queries, "--brief").json
    assert [each["holds"] for each in found] == [["oath_unsigned"], ["papers_missing"], []]


@pytest.mark.parametrize("data", [b"[]", b" [ \n ] \n", "\ufeff[]".encode()])
def test_an_empty_array_gives_an_empty_array(terminal: Terminal, data: bytes) -> None:
    said = determine(terminal, data)
    assert (said.code, said.json) == (0, [])


def test_a_byte_order_mark_is_fine(terminal: Terminal) -> None:
    said = determine(terminal, "\ufeff".encode() + json.dumps(PLAIN).encode())
    assert said.json["outcome"] == "held"


@pytest.mark.parametrize("size", [1, 7, 65_535])
def test_it_does_not_matter_in_what_pieces_the_input_comes(terminal: Terminal, size: int) -> None:
    data = json.dumps([PLAIN] * 3, ensure_ascii=False).encode()
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    said = terminal("determine", "--definition", "def.json", "--brief", stdin=pieces)
    assert len(said.json) == 3


BROKEN: tuple[tuple[bytes, str], ...] = (
    (b"", "character 1"),
    (b"   ", "nothing was given"),
    (b"nul", "character 1"),
    (b'{"facts": {}', "character"),
    (b"[1, 2", "query 0"),
    (b'{"facts": {}, "cast_style": "S1", "home_style": "S1"} x', "character 55"),
    (b'[{"facts": {}, "cast_style": "S1", "home_style": "S1"} {}]', "character 56"),
    (b'[{"facts": {}, "cast_style": "S1", "home_style": "S1"},]', "character 56"),
    (b'"' + b"a" * 100, "character 1"),
    (b'{"facts":' + b"[" * 100_000, "nested too deeply"),
    (b"1" * 5_000, "a number is too long"),
    (b'{"facts": {"oath": "signed", "oath": "unsigned"}, "cast_style": "S1"}', 'the key "oath" stands twice'),
    (b"\xff{}", "the byte at place 1"),
    (json.dumps(PLAIN).encode("utf-16"), "not UTF-8"),
)


@pytest.mark.parametrize(("data", "says"), BROKEN, ids=range(len(BROKEN)))
def test_broken_json_is_told_with_its_place(terminal: Terminal, data: bytes, says: str) -> None:
    said = determine(terminal, data)
    assert said.code == 2
    assert says in said.err
    assert len(said.err.splitlines()) <= 3


def test_what_comes_after_a_broken_place_is_not_read(terminal: Terminal) -> None:
    read = 0

    def pieces() -> Iterator[bytes]:
        nonlocal read
        yield b'[{"facts": nonsense}'
        for _ in range(1000):
            read += 1
            yield b"," + json.dumps(PLAIN).encode() * 100

    said = terminal("determine", "--definition", "def.json", stdin=pieces())
    assert said.code == 2
    assert "character 12" in said.err
    assert read < 100


BAD: tuple[tuple[Any, tuple[str, ...]], ...] = (
    ({**PLAIN, "facts": {"mood": "good"}}, ('unknown fact "mood"', "oath, signature")),
    ({**PLAIN, "facts": {"oath": "yes"}}, ("query.facts.oath", "signed, unsigned, paper_missing")),
    ({**PLAIN, "facts": {"oath": 1}}, ("query.facts.oath",)),
    ({**PLAIN, "facts": []}, ("query.facts",)),
    ({**PLAIN, "cast_style": "S9"}, ("query.cast_style", "S1, S2")),
    ({**PLAIN, "cast_style": None}, ("query.cast_style",)),
    ({**PLAIN, "home_style": "S9"}, ("query.home_style", "S1, S2")),
    ({"facts": {}, "cast_style": "S1"}, ("query.home_style",)),
    ({**PLAIN, "facts": {"home": "same_style"}, "home_style": "S2"}, ("query.home_style",)),
    ({**PLAIN, "registered_too_late_for": ["mayor"]}, ("registered_too_late_for[0]", "president")),
    ({**PLAIN, "extra": 1}, ('unknown key "extra"', "cast_style")),
    ("text", ("query", "object")),
    ([PLAIN, {**PLAIN, "facts": {"oath": "yes"}}], ("query 1.facts.oath",)),
)


@pytest.mark.parametrize(("query", "says"), BAD, ids=range(len(BAD)))
def test_a_bad_query_is_told_with_its_place_and_the_allowed_values(
    terminal: Terminal, query: Any, says: tuple[str, ...]
) -> None:
    said = determine(terminal, query)
    assert said.code == 2
    assert all(words in said.err for words in says), said.err


GOOD = {"facts": {}, "cast_style": "S1", "home_style": "S1"}


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (json.dumps([GOOD, 5, GOOD]), ["rules", "error", "rules"]),
        (json.dumps([5]), ["error"]),
        (f"[{json.dumps(GOOD)}, nonsense]", ["rules", "error"]),
        (f"[{json.dumps(GOOD)}", ["rules", "error"]),
        ("[nonsense", ["error"]),
        (f"[{json.dumps(GOOD)}] x", ["rules", "error"]),
    ],
)
def test_an_array_gives_an_array_whatever_is_wrong_in_it(terminal: Terminal, data: str, kinds: list[str]) -> None:
    said = determine(terminal, data.encode())
    assert (said.code, [next(iter(each)) for each in said.json]) == (2, kinds)
    for answer in said.json:
        assert all(error["what"] in said.err for error in answer.get("error", []))


def test_a_lone_query_that_cannot_be_answered_has_no_answer(terminal: Terminal) -> None:
    assert determine(terminal, b"5").out == ""
    assert determine(terminal, b"nonsense").out == ""


def test_a_pack_is_chosen_by_its_name(terminal: Terminal) -> None:
    facts = {"registration": "registered", "home": "other_county", "residence": "as_listed"}
    query = {"facts": facts, "cast_style": "S1"}
    outcomes = {
        name: determine(terminal, query, "--rules", name, "--brief").json["outcome"]
        for name in ("georgia-2020-sos", "georgia-2020", "georgia-2021")
    }
    assert outcomes == {"georgia-2020-sos": "incomplete", "georgia-2020": "not_counted", "georgia-2021": "not_counted"}


def test_every_scenario_of_the_default_pack_comes_out_as_the_expert_expects(terminal: Terminal) -> None:
    names = ("facts", "cast_style", "home_style", "registered_too_late_for")
    queries = [{name: scenario[name] for name in names if name in scenario} for scenario in SCENARIOS]
    said = terminal("determine", "--definition", GWINNETT, stdin=[json.dumps(queries).encode()])
    assert (said.code, said.err) == (0, "")
    assert len(said.json) == len(SCENARIOS) >= 62
    for scenario, answer in zip(SCENARIOS, said.json, strict=True):
        expected = {"reasons": [], "holds": [], "marks": [], "needs": [], "open": 0} | scenario["expect"][
            "georgia-2020-sos"
        ]
        counts = [contest["counts"] for contest in answer["contests"]]
        found = {key: answer[key] for key in ("outcome", "reasons", "holds", "marks", "needs")}
        assert found | {"counted": counts.count(True), "open": counts.count(None)} == expected, scenario["id"]


class Nowhere:
    """Standard output that keeps nothing, and counts."""

    written = 0

    def write(self, text: str) -> int:
        self.written += len(text)
        return len(text)

    def flush(self) -> None:
        """Nothing is held."""


def peak_of(queries: int, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Memory in bytes that answering so many queries took at most, and the characters that came out."""

    def pieces() -> Iterator[bytes]:
        yield b"["
        for at in range(queries):
            yield (b"," if at else b"") + json.dumps(PLAIN).encode()
        yield b"]"

    out = Nowhere()
    monkeypatch.setattr(sys, "stdin", stream(pieces()))
    monkeypatch.setattr(sys, "stdout", out)
    tracemalloc.start()
    try:
        code = run(["determine", "--definition", "def.json", "--brief"])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        monkeypatch.undo()
    assert code == 0
    return peak, out.written


@pytest.mark.slow
def test_memory_stays_flat_over_twenty_thousand_queries(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = terminal.folder
    few, short = peak_of(200, monkeypatch)
    monkeypatch.chdir(folder)
    many, long = peak_of(20_000, monkeypatch)
    assert long > 90 * short
    assert many < few + 1_000_000
