"""Every command answers in JSON where a program asks for it, in the form that `shapes` promises.

The terminal of these tests holds every answer against it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from adjudicator.cli.main import cli, run
from adjudicator.cli.shared.shapes import SHAPES
from adjudicator.records.people import practice_people
from adjudicator.rehearsal.second_half import SecondHalf
from tests.at_rest.conftest import WORDS, make_passphrases_cheap
from tests.cli.conftest import Terminal
from tests.made import with_few_electors

RUNS: dict[str, tuple[str, ...]] = {
    "account": ("c.case",),
    "backup": ("c.case", "--out", "b.case"),
    "calendar": ("c.case",),
    "checkpoint": ("c.case", "--as", "sue"),
    "day": ("c.case",),
    "decide-again": ("c.case", "--as", "rita"),
    "explain": ("p/practice.case", "0001"),
    "images layout": ("scans.toml",),
    "images match": ("c.case", "scans", "--as", "jane"),
    "labels": ("p/practice.case", "--out", "labels.pdf"),
    "law change": ("c.case", "georgia-2020", "--reason", "Counsel", "--as", "sue"),
    "law set": (
        *("c.case", "two_envelopes", "not_counted", "--number", "1", "--date", "2020-11-05", "--text", "Resolved."),
        *("--as", "sue"),
    ),
    "law show": ("c.case",),
    "new": ("n.case", "--definition", "def.json", "--plain"),
    "observe": ("c.case", "--out", "o.case"),
    "order enter": (
        "c.case",
        "1",
        "--court",
        "Superior Court",
        "--place",
        "School 001",
        "--to",
        "20:00",
        "--as",
        "sue",
    ),
    "person add": ("c.case", "mo", "--name", "Mo Ortiz", "--role", "clerk", "--as", "jane"),
    "person change": ("c.case", "rita", "--role", "clerk", "--as", "jane"),
    "person dispute": ("c.case", "rita", "--since", "1", "--as", "sue"),
    "person list": ("c.case", "--as", "jane"),
    "person new-key": ("c.case", "rita", "--as", "jane"),
    "person password": ("c.case", "--as", "rita"),
    "person strict": ("c.case", "--on", "--as", "jane"),
    "practice": ("--headless", "--envelopes", "5", "--out", "q"),
    "progress": ("c.case",),
    "score": ("p/practice.case",),
    "prove": ("p/practice.case", "0001", "--out", "0001.json"),
    "reason": ("c.case",),
    "receive": ("c.case", "list.csv", "--as", "jane"),
    "restore": ("c.case", "--out", "r.case"),
    "roll attach": ("c.case", "a.roll", "--as", "jane"),
    "roll build": ("voters.csv", "--out", "b.roll"),
    "roll find": ("a.roll", "delgado"),
    "rules": (),
    "second-decisions": ("c.case",),
    "sitting": ("c.case",),
    "status": ("c.case",),
    "steps": ("c.case",),
    "verify": ("c.case",),
}
"""Command -> words with which it can be run where there is a small case."""

MORE = frozenset({
    "images draw", "order amend", "order change", "order list", "passphrase", "person adopt", "raise", "release",
})  # fmt: skip
"""Commands that need more than that, as the tests below give it to them."""

TABULATION = frozenset({
    "scan list", "scan record", "scan cleared", "scan results", "scan void", "upload list", "upload record",
    "upload withdraw", "seen", "reconcile", "difference list", "difference explain", "paper",
})  # fmt: skip
"""These need ballots that were scanned: test_tabulation.py has them."""

BOARD = frozenset({
    "authority", "certify", "docket draw", "docket list", "docket look-up", "docket minutes", "docket print", "docket vote",
})  # fmt: skip
"""These need a board that votes: test_board.py has them."""

TABLES = frozenset({
    "pile list", "pile sort", "pile look-up", "pile open", "pile duplicate", "pile sign", "pile settle", "pile print",
    "hit list", "hit tell", "hit print", "box list", "box seal", "box move", "box open", "box deliver", "box labels",
    "box sign", "bag",
    "where", "person sworn",
})  # fmt: skip
"""These need envelopes that were voted on: test_tables.py has them."""

MISTAKES = frozenset({"mistake list", "mistake ask", "mistake take-back", "mistake agree", "mistake refuse"})
"""These need two people one after the other: test_mistakes.py has them."""

SHARED = frozenset({"server-setup", "share", "join", "leave", "stations"})
"""These need a server: tests/shared has them."""

OTHERS = (
    frozenset({"person confirm", "person recover", "acknowledge", "stop-notice", "look-up"})
    | TABULATION
    | BOARD
    | TABLES
    | MISTAKES
    | SHARED
)
"""These need other people, the words of a recovery key, or a release: test_people.py, test_cases.py and test_releases.py
have them.
"""

OLDER = Path(__file__).parents[1] / "golden" / "3.0"

NOT_DONE = frozenset({"law change", "law set", "order enter", "person dispute", "score"})
"""Commands that only do it with --yes, and one that tells of what differs."""


def _with_json(group: click.Group, before: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _with_json(command, f"{before}{name} ")
        elif any("--json" in each.opts for each in command.params):
            yield f"{before}{name}"


def _all(group: click.Group, before: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _all(command, f"{before}{name} ")
        elif not command.hidden:
            yield f"{before}{name}"


def test_every_command_answers_in_json_and_the_table_of_answers_has_each() -> None:
    assert set(_all(cli)) - set(_with_json(cli)) == {"completion", "determine"}
    assert set(_with_json(cli)) == set(SHAPES) == {*RUNS, *MORE, *OTHERS}


@pytest.fixture(scope="module")
def practiced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a practice election that is done and released. Copied, never changed."""
    folder = tmp_path_factory.mktemp("practiced") / "p"
    with pytest.MonkeyPatch.context() as patch:
        with_few_electors(patch)
        assert run(["practice", "--headless", "--envelopes", "5", "--out", str(folder)]) == 0
    return folder


@pytest.mark.parametrize("command", RUNS)
def test_the_answer_is_one_value_of_the_promised_form(terminal: Terminal, practiced: Path, command: str) -> None:
    if command in ("explain", "labels", "prove", "score"):
        shutil.copytree(practiced, terminal.folder / "p")
    terminal.password()
    terminal.password("another long password", "ADJUDICATOR_NEW_PASSWORD_FILE")
    terminal.write("list.csv", "envelope_number,stream\n0001,election_day\n")
    terminal.write("scans.toml", "[envelope]\noath = [1, 2, 3, 4]\n")
    (terminal.folder / "scans").mkdir(exist_ok=True)
    said = terminal(*command.split(), *RUNS[command], "--json")
    assert said.code == (1 if command in NOT_DONE else 0), said.err
    assert said.json


def test_court_orders(terminal: Terminal) -> None:
    terminal.password()
    assert terminal("order", "enter", *RUNS["order enter"], "--yes", "--json").json["done"]
    changed = terminal(
        "order", "change", "c.case", "1", "vacated", "--reason", "Ruling", "--as", "sue", "--yes", "--json"
    )
    assert changed.json["done"]
    assert [each["status"] for each in terminal("order", "list", "c.case", "--json").json] == ["vacated"]


def test_a_passphrase(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sqlcipher3")
    make_passphrases_cheap(monkeypatch)
    terminal.password()
    terminal.password(WORDS, "ADJUDICATOR_NEW_PASSPHRASE_FILE")
    said = terminal("passphrase", "c.case", "--as", "jane", "--no-roll", "--json")
    assert said.json == {"file": "c.case", "encrypted": True, "roll": said.json["roll"], "roll_changed": False}


def test_an_older_case_is_raised_and_its_accounts_adopted(terminal: Terminal) -> None:
    shutil.copy(OLDER / "small.case", "old.case")
    assert terminal("raise", "old.case", "--json").json == {"file": "old.case", "backup": "old-form-3.0.case"}
    terminal.password()
    asked = terminal("person", "adopt", "old.case", "--as", "admin", "--json")
    assert (asked.code, asked.json["done"]) == (1, False)
    adopted = terminal("person", "adopt", "old.case", "--as", "admin", "--yes", "--json").json
    assert adopted["done"]
    assert {"person", "roles", "did"} <= {*adopted["accounts"][0]}


def test_a_release(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SecondHalf, "run", lambda _: None)  # so that it leaves the release to us
    assert terminal("practice", "--headless", "--envelopes", "5", "--board-votes", "off", "--out", "p").code == 0
    (supervisor, password), *_ = (each for each in practice_people() if "supervisor" in each[0].roles)
    terminal.password(password)
    made = terminal("release", "p/practice.case", "--out", "out", "--as", supervisor.id, "--json")
    assert (made.code, made.json["folder"], made.json["zip"]) == (0, "out", "out.zip")


@pytest.mark.parametrize("command", ["backup", "observe", "restore"])
def test_what_is_made_is_named_and_the_record_in_it(terminal: Terminal, command: str) -> None:
    said = terminal(command, "c.case", "--out", "x.case", "--json").json
    assert said["file"] == "x.case"
    assert said["entries"] > 5


def test_a_refusal_has_no_answer(terminal: Terminal) -> None:
    terminal.password()
    said = terminal("release", "c.case", "--out", "out", "--as", "sue", "--json")
    assert (said.code, said.out) == (1, "")


def test_a_checkpoint_is_the_same_in_words_and_json(terminal: Terminal) -> None:
    terminal.password()
    in_words = terminal("checkpoint", "c.case", "--as", "sue").out
    said = terminal("checkpoint", "c.case", "--json").json
    assert said["note"] == in_words
    assert (said["signed_by"], said["sheet"]) == ("sue", None)
    assert str(said["entries"]) == in_words.splitlines()[1]
