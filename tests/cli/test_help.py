"""Every command explains itself, with an example; what is no command is bad usage."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from adjudicator import __version__
from adjudicator.at_rest.library import words_of_old_library
from adjudicator.cli.main import cli

ROOT = Path(__file__).parents[2]


def commands(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command a person may type, as its words."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))
        elif not command.hidden:
            yield (*before, name)


ALL = tuple(commands(cli))


def test_there_is_every_command_that_is_promised() -> None:
    assert set(ALL) == {
        ("practice",), ("new",), ("roll", "build"), ("roll", "attach"), ("roll", "find"), ("receive",), ("determine",),
        ("second-decisions",), ("decide-again",), ("account",), ("progress",), ("score",), ("day",), ("order", "amend"),
        ("rules",), ("completion",),
        ("docket", "list"), ("docket", "look-up"), ("docket", "draw"), ("docket", "print"), ("docket", "vote"),
        ("docket", "minutes"),
        ("authority",), ("certify",), ("steps",),
        ("status",), ("verify",), ("checkpoint",), ("release",), ("backup",), ("restore",), ("raise",),
        ("acknowledge",), ("stop-notice",), ("look-up",),
        ("person", "add"), ("person", "list"), ("person", "change"), ("person", "password"), ("person", "new-key"),
        ("person", "recover"), ("person", "confirm"), ("person", "adopt"), ("person", "dispute"), ("person", "strict"),
        ("sitting",), ("reason",), ("calendar",), ("explain",), ("prove",), ("observe",), ("passphrase",),
        ("scan", "list"), ("scan", "record"), ("scan", "cleared"), ("scan", "results"), ("scan", "void"),
        ("upload", "list"), ("upload", "record"), ("upload", "withdraw"), ("seen",), ("reconcile",),
        ("difference", "list"), ("difference", "explain"), ("paper",),
        ("law", "show"), ("law", "change"), ("law", "set"), ("order", "list"), ("order", "enter"), ("order", "change"),
        ("person", "sworn"), ("pile", "list"), ("pile", "sort"), ("pile", "look-up"), ("pile", "open"),
        ("pile", "duplicate"), ("pile", "sign"), ("pile", "settle"), ("pile", "print"), ("hit", "list"), ("hit", "tell"),
        ("hit", "print"), ("box", "list"), ("box", "seal"), ("box", "move"), ("box", "open"), ("box", "deliver"),
        ("box", "sign"), ("box", "labels"), ("bag",), ("where",),
        ("mistake", "list"), ("mistake", "ask"), ("mistake", "take-back"), ("mistake", "agree"), ("mistake", "refuse"),
        ("images", "match"), ("images", "draw"), ("images", "layout"),
        ("labels",), ("server-setup",), ("share",), ("join",), ("leave",), ("stations",),
    }  # fmt: skip


@pytest.mark.parametrize("words", ALL, ids=" ".join)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_each_command_has_help_with_an_example(words: tuple[str, ...], option: str, terminal: Any) -> None:
    said = terminal(*words, option)
    assert (said.code, said.err) == (0, "")
    assert f"Example: adjudicator {' '.join(words)}" in " ".join(said.out.split())


def test_the_list_of_commands_says_what_the_program_is_for(terminal: Any) -> None:
    said = terminal("--help")
    assert said.code == 0
    assert "Provisional ballots: eligibility, never votes." in said.out
    assert all(words[0] in said.out for words in ALL)
    assert "window" not in [line.split()[0] for line in said.out.splitlines() if line.startswith("  ")]


@pytest.mark.parametrize("group", [(), ("law",), ("order",), ("person",), ("roll",)], ids=" ".join)
def test_every_line_of_a_list_of_commands_fits_and_has_an_example(terminal: Any, group: tuple[str, ...]) -> None:
    said = terminal(*group, "--help").out
    listed = said.split("Commands:\n", 1)[1]
    assert "..." not in listed
    assert all(len(line) <= 80 for line in said.splitlines())
    assert f"Example: adjudicator {' '.join(group)}".rstrip() in said


def test_wrong_use_of_a_case_in_the_window_names_no_hidden_command(terminal: Any) -> None:
    said = terminal("c.case", "extra")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("Usage: adjudicator [OPTIONS] [CASE]\nTry 'adjudicator --help' for help.")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_that_completes_commands_is_printed(terminal: Any, shell: str) -> None:
    said = terminal("completion", shell)
    assert (said.code, said.err) == (0, "")
    assert f"_ADJUDICATOR_COMPLETE={shell}_complete" in said.out


def test_the_script_completes_commands_and_options() -> None:
    def completed(*words: str) -> str:
        asked = {"_ADJUDICATOR_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(("adjudicator", *words))}
        done = subprocess.run(
            [sys.executable, "-c", "from adjudicator.cli import main; main()"],
            capture_output=True, text=True, check=False, cwd=ROOT,
            env={**os.environ, **asked, "COMP_CWORD": str(len(words))},
        )  # fmt: skip
        return done.stdout

    assert "plain,passphrase" in completed("pass")
    assert "plain,attach" in completed("roll", "at")
    assert "plain,--recovery-sheet" in completed("new", "--rec")


def test_the_version_is_told(terminal: Any) -> None:
    first, *more = terminal("--version").out.splitlines()
    assert first == f"adjudicator, version {__version__}"
    assert more == list(filter(None, [words_of_old_library()]))


@pytest.mark.parametrize(("version", "is_old"), [((3, 46, 1), True), ((3, 50, 1), True), ((3, 50, 2), False)])
def test_an_sqlite_of_a_known_fault_is_told(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...], is_old: bool
) -> None:
    monkeypatch.setattr("sqlite3.sqlite_version_info", version)
    assert ("CVE-2025-6965" in words_of_old_library()) is is_old


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nonsense",), "No such command"),
        (("status",), "Missing argument"),
        (("completion", "tcsh"), "bash"),
        (("rules", "georgia-1999"), "georgia-2020-sos"),
        (("new", "x.case", "--definition", "def.json", "--rules", "x"), "georgia-2020-sos"),
        (("practice", "--headless", "--envelopes", "0", "--out", "x"), "range"),
        (("roll", "build", "voters.csv", "--out", "x.roll", "--layout", "x"), "garvis"),
        (("person", "add", "c.case", "mo", "--name", "Mo", "--role", "king", "--as", "jane"), "reviewer"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(words: tuple[str, ...], says: str, terminal: Any) -> None:
    said = terminal(*words)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert "--help" in said.err


@pytest.mark.parametrize("words", [(), ("c.case",)])
def test_without_a_display_the_window_says_so(
    words: tuple[str, ...], terminal: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    said = terminal(*words)
    assert said.code == 2
    assert "There is no display here" in said.err
    assert terminal("practice").code == 2


def test_the_commands_load_no_qt() -> None:
    words = "import sys; from adjudicator.cli.main import run; run(['rules']); assert 'PySide6' not in sys.modules"
    done = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=False, cwd=ROOT, env=dict(os.environ)
    )
    assert done.returncode == 0, done.stderr
    assert "georgia-2020-sos (default)" in done.stdout
