"""Files that a command reads have to be there; what it makes must not be, and has the ending of its kind."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from adjudicator.cli.main import cli
from adjudicator.cli.shared.paths import NewFolder, NewPath
from tests.cli.conftest import Terminal

MAKES: dict[str, tuple[tuple[str, ...], str]] = {
    "backup --out": (("backup", "c.case", "--out"), "x.case"),
    "join --out": (("join", "postgresql://east@localhost/shared", "--out"), "x.case"),
    "restore --out": (("restore", "c.case", "--out"), "x.case"),
    "observe --out": (("observe", "c.case", "--out"), "x.case"),
    "prove --out": (("prove", "c.case", "0001", "--out"), "x.json"),
    "checkpoint --sheet": (("checkpoint", "c.case", "--as", "sue", "--sheet"), "x.pdf"),
    "new case": (("new", "--definition", "def.json", "--plain"), "x.case"),
    "new --recovery-sheet": (("new", "n.case", "--definition", "def.json", "--plain", "--recovery-sheet"), "x.pdf"),
    "roll build --out": (("roll", "build", "voters.csv", "--out"), "x.roll"),
    "release --out": (("release", "c.case", "--as", "sue", "--out"), "x"),
    "docket print --out": (("docket", "print", "c.case", "D0001", "--out"), "x.pdf"),
    "docket minutes --out": (("docket", "minutes", "c.case", "--day", "2020-11-04", "--out"), "x.pdf"),
    "pile print --out": (("pile", "print", "c.case", "sorting", "--out"), "x.pdf"),
    "hit print --out": (("hit", "print", "c.case", "0001", "--out"), "x.pdf"),
    "box labels --out": (("box", "labels", "c.case", "--out"), "x.pdf"),
    "labels --out": (("labels", "c.case", "--out"), "x.pdf"),
    "paper --out": (("paper", "c.case", "scanner", "--out"), "x.pdf"),
    "stop-notice --out": (("stop-notice", "c.case", "--out"), "x.pdf"),
    "images draw --out": (("images", "draw", "c.case", "--as", "sue", "--out"), "x"),
    "practice --out": (("practice", "--headless", "--envelopes", "5", "--out"), "x"),
}
"""Command and what it makes -> the words before the name of what is made, and a name."""

FOLDERS = ("release --out", "images draw --out", "practice --out")


def _made(group: click.Group, before: str = "") -> set[str]:
    found: set[str] = set()
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found |= _made(command, f"{before}{name} ")
        else:
            new = (each for each in command.params if isinstance(each.type, NewPath | NewFolder))
            found |= {f"{before}{name} {each.opts[0]}" for each in new}
    return found


def test_every_command_that_makes_a_file_is_tried_here() -> None:
    assert _made(cli) == set(MAKES)


@pytest.mark.parametrize("made", MAKES)
@pytest.mark.parametrize("kind", ["file", "link"])
def test_nothing_is_overwritten(terminal: Terminal, made: str, kind: str) -> None:
    words, name = MAKES[made]
    there = terminal.folder / name
    there.write_text("the county's own") if kind == "file" else there.symlink_to("nowhere")
    terminal.password()
    before = terminal.digest(), terminal.files()
    said = terminal(*words, name)
    assert (said.code, said.out) == (3, "")
    assert said.err == f"{name} is already there, and is never overwritten. Choose another name.\n"
    assert (terminal.digest(), terminal.files()) == before
    assert there.is_symlink() if kind == "link" else there.read_text() == "the county's own"


@pytest.mark.parametrize("made", MAKES)
def test_a_file_and_a_folder_are_told_by_their_ending(terminal: Terminal, made: str) -> None:
    words, name = MAKES[made]
    before = terminal.files()
    wrong = "x.zip" if made in FOLDERS else f"{Path(name).stem}.txt"
    said = terminal(*words, wrong)
    assert (said.code, said.out) == (2, "")
    right = (
        "is the name of a file, and this makes a folder" if made in FOLDERS else f"Name it {wrong}{Path(name).suffix}"
    )
    assert right in said.err
    assert terminal.files() == before


@pytest.mark.parametrize("made", [made for made in MAKES if made not in FOLDERS])
def test_a_folder_in_the_place_of_a_file_is_told(terminal: Terminal, made: str) -> None:
    words, name = MAKES[made]
    (terminal.folder / "stick").mkdir()
    said = terminal(*words, "stick")
    assert (said.code, said.out) == (2, "")
    assert f"stick is a folder. Name the file, too: {Path('stick') / 'NAME'}{Path(name).suffix}" in said.err


def test_a_release_and_a_practice_election_replace_nothing_beside_or_in_their_folder(terminal: Terminal) -> None:
    (terminal.folder / "x").mkdir()
    terminal.password()
    assert terminal(*MAKES["release --out"][0], "x").code == 3
    terminal.write("x/election.json", "the county's own")
    assert terminal(*MAKES["practice --out"][0], "x").code == 3
    assert [path.name for path in (terminal.folder / "x").iterdir()] == ["election.json"]


def test_another_ending_of_ours_is_replaced_in_the_name_that_is_proposed(terminal: Terminal) -> None:
    assert "Name it x.roll" in terminal("roll", "build", "voters.csv", "--out", "x.case").err


@pytest.mark.parametrize(
    "words",
    [
        ("status", "nope.case"),
        ("nope.case",),
        ("verify", "nope.case"),
        ("verify", "c.case", "--release", "nope.case"),
        ("verify", "c.case", "--against", "nope.case"),
        ("roll", "find", "nope.case", "delgado"),
        ("receive", "c.case", "nope.case", "--as", "jane"),
        ("new", "n.case", "--plain", "--definition", "nope.case"),
    ],
    ids=" ".join,
)
def test_a_file_that_is_not_there_is_the_worlds_trouble(terminal: Terminal, words: tuple[str, ...]) -> None:
    said = terminal(*words)
    assert (said.code, said.out) == (3, "")
    assert said.err == "There is no file nope.case. Check the name and the folder.\n"
