"""Every command that README and the pages in docs tell to type does what they say, with the answer that they show."""

from __future__ import annotations

import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from adjudicator.cli.main import cli

from .fenced import AUDITORS, PACKS, README, ROOT, SCRIPTS, SESSION, blocks_of, commands_of
from .shell import TOOLS, Typed, furnish, trouble_of, type_all

PAGES = (README, *(ROOT / "docs" / name for name in ("manual.md", "auditors.md", "packs.md", "definition.md")))
OTHERS = (*PAGES, *(ROOT / "docs" / name for name in ("developers.md", "changelog.md", "law.md", "scenarios.md")))
NOT_TYPED = {
    "python3 packaging/start.py": "sets a machine up from a package registry, or runs all tests, this one too",
    ".venv/bin/adjudicator": "the window, which would wait for somebody",
    "sudo apt": "changes the machine",
    "sqlcipher ": "a shell that few machines have; what is typed into it stands in the next block",
}
"""How a line begins that is not typed here, and why."""

NO_SHELL_HERE = {"powershell": "Windows has it"}
READ_ONLY = frozenset({"json", "markdown", "sql", "text", "toml"})
"""Blocks in which nothing is typed into a shell."""

LOOKS_TYPED = re.compile(r"^(\$ |adjudicator |\.venv|python3? |py |pip |bash |sh |sqlite3 |openssl |git |sudo |cd )")
INLINE = re.compile(r"`(?:\.venv/bin/)?adjudicator ([^`]+)`")


def test_every_block_says_what_it_is_and_what_is_typed_does_not_hide_in_another() -> None:
    blocks = [block for page in PAGES for block in blocks_of(page)]
    known = {*SCRIPTS, SESSION, "python", *NO_SHELL_HERE, *READ_ONLY}
    assert [(block.place, block.language) for block in blocks if block.language not in known] == []
    quiet = [block for block in blocks if block.language in READ_ONLY]
    assert [block.place for block in quiet if any(map(LOOKS_TYPED.match, block.text.splitlines()))] == []


def test_whatever_is_not_typed_here_stands_on_a_page() -> None:
    typed = [command for page in PAGES for command in commands_of(page)]
    assert [start for start in NOT_TYPED if not any(command.startswith(start) for command in typed)] == []
    languages = {block.language for page in PAGES for block in blocks_of(page)}
    assert languages >= NO_SHELL_HERE.keys()


@dataclass(frozen=True)
class Reader:
    """Somebody in a folder like the product's, who types page after page, README first."""

    folder: Path
    typed: dict[Path, list[Typed]]

    def of(self, page: Path) -> list[Typed]:
        """What came of the page, which is typed once."""
        if page not in self.typed:
            self.typed[page] = type_all(blocks_of(page), self.folder, tuple(NOT_TYPED))
        return self.typed[page]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Has typed README; its practice case and release stand there under the names that other pages use."""
    if not all(map(shutil.which, TOOLS)):
        pytest.skip("what the pages type is not on this machine")
    folder = tmp_path_factory.mktemp("product")
    furnish(folder)
    reader = Reader(folder, {})
    reader.of(README)
    made = folder / "practice-7"
    if made.is_dir():
        shutil.copy(made / "practice.case", folder / "FILE.case")
        shutil.copytree(made / "release", folder / "release")
    return reader


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_tells_to_type_does_what_it_says(page: Path, reader: Reader) -> None:
    typed = reader.of(page)
    assert not trouble_of(typed), "\n\n".join(trouble_of(typed))


@pytest.mark.slow
def test_tree_root_and_signatures_are_those_of_the_checkpoint_by_the_tools_that_the_page_names(reader: Reader) -> None:
    with_tools = "".join(each.said for each in reader.of(AUDITORS) if each.language == "bash")
    checkpoint = (reader.folder / "release" / "checkpoint.txt").read_text(encoding="utf-8").split("\n")
    newest = (reader.folder / "wednesday.txt").read_text(encoding="utf-8").split("\n")
    assert with_tools.splitlines() == [*newest[1:3], *["Signature Verified Successfully"] * 2]
    of_release = [each.said for each in reader.of(AUDITORS) if "release/log/entries.jsonl" in each.words]
    assert [said.split() for said in of_release] == [checkpoint[1:3]]


@pytest.mark.parametrize("page", OTHERS, ids=lambda page: page.name)
def test_every_command_named_in_a_sentence_and_each_of_its_options_is_there(page: Path) -> None:
    named = INLINE.findall(" ".join(page.read_text(encoding="utf-8").split()))
    assert [words for words in named if (trouble := not_there(words.partition("<")[0])) and trouble] == []


def not_there(words: str) -> str:
    """The first word of a command that the command line does not know, or nothing."""
    command: click.Command = cli
    for word in shlex.split(words.replace("...", "").replace("'", "")):
        if word.startswith("-"):
            options = {name for each in command.params for name in (*each.opts, *each.secondary_opts)}
            if word not in {*options, "-h", "--help"}:
                return word
        elif isinstance(command, click.Group) and word in command.commands:
            command = command.commands[word]
        elif command is cli and not word.endswith(".case") and word.islower():
            return word
    return ""


def test_the_pages_that_lead_through_commands_have_some() -> None:
    assert all(len(commands_of(page)) > 3 for page in (README, AUDITORS, PACKS))
