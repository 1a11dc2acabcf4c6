"""The commands of docs/manual.md and how they end, from the command line itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from adjudicator.cli import output
from adjudicator.cli.main import cli

EXAMPLE = "Example: "

ENDS: Mapping[int, str] = {
    output.DONE: "done",
    output.REFUSED: "findings, a refusal, or nobody found; also an act that asks first, where nobody can be asked",
    output.BAD_INPUT: "bad input or wrong use; also a file named to the command that is not there",
    output.WORLD: "the machine stands in the way: disk, lock, version, a file that is already there",
    output.FAULT: "a fault of the program",
}
"""Exit code -> what it means. A test holds it against the codes that the command line has."""


def commands() -> Iterator[str]:
    """Every command with an example and its sentence."""
    yield "| command | does |"
    yield "|---|---|"
    for path, command in all_commands():
        yield f"| `{_example(path, command)}` | {sentence_of(command)} |"


def exits() -> Iterator[str]:
    """The exit codes."""
    yield "| code | means |"
    yield "|---|---|"
    yield from (f"| {code} | {words} |" for code, words in ENDS.items())


def all_commands() -> Iterator[tuple[str, click.Command]]:
    """Every command that help shows, each with its path: "law show"."""
    yield from _within(cli, "")


def sentence_of(command: click.Command) -> str:
    """The first paragraph of a command's help."""
    first = (command.help or "").split("\n\n", 1)[0]
    return " ".join(first.split()).replace("|", "\\|")


def _within(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _within(command, f"{path}{name} ")
        elif not command.hidden:
            yield f"{path}{name}", command


def _example(path: str, command: click.Command) -> str:
    paragraphs = (" ".join(each.split()) for each in (command.help or "").split("\n\n"))
    given = next((each for each in paragraphs if each.startswith(EXAMPLE)), f"{EXAMPLE}adjudicator {path}")
    return given.removeprefix(EXAMPLE).replace("|", "\\|")
