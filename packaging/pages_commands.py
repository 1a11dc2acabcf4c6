"""The commands of docs/manual.md and how they end, from the command line itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from adjudicator.cli.main import cli
from adjudicator.cli.shared.exits import ENDS
from adjudicator.cli.shared.shapes import SHAPES

EXAMPLE = "Example: "


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


def json_answers() -> Iterator[str]:
    """What each command answers with --json; several that answer alike stand in one row."""
    yield "| command | answer | keys |"
    yield "|---|---|---|"
    alike: dict[tuple[str, str], list[str]] = {}
    for command, forms in SHAPES.items():
        for form in forms:
            also = f"; in some cases also {_codes(form.also)}" if form.also else ""
            kind = "list of objects" if form.is_list else "object"
            name = f"`{command}` {form.when}".rstrip()
            alike.setdefault((kind, f"{_codes(form.keys)}{also}"), []).append(name)
    yield from (f"| {', '.join(names)} | {kind} | {keys} |" for (kind, keys), names in alike.items())


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


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _example(path: str, command: click.Command) -> str:
    paragraphs = (" ".join(each.split()) for each in (command.help or "").split("\n\n"))
    given = next((each for each in paragraphs if each.startswith(EXAMPLE)), f"{EXAMPLE}adjudicator {path}")
    return given.removeprefix(EXAMPLE).replace("|", "\\|")
