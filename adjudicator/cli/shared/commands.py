"""Commands and groups whose help is said in the language of the moment when it is printed; it is their docstring."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import click

from adjudicator.cli.shared.output import spoken
from adjudicator.words import _, told

EXAMPLE = "Example: "


def paragraphs(command: click.Command) -> tuple[str, ...]:
    """The paragraphs of a command's help, each in one line, as a catalog has them: all but its example, which is typed."""
    lines = (" ".join(each.split()) for each in (command.help or "").split("\n\n"))
    return tuple(line for line in lines if line and not line.startswith(EXAMPLE))


class SpokenCommand(click.Command):
    """A command that keeps its help as it is written, and says it in the language of the command line."""

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence of the help, for a list of commands."""
        with _said(self):
            return super().get_short_help_str(limit)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help, paragraph by paragraph."""
        with _said(self):
            super().format_help_text(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that prints the help; click keeps its words as they were said first."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = spoken(_("Show this message and exit."))
        return option


class SpokenGroup(SpokenCommand, click.Group):
    """A group of such commands."""

    command_class = SpokenCommand


def command(name: str | None = None, **given: Any) -> Callable[[Callable[..., Any]], SpokenCommand]:
    """A command, as `click.command` has it."""
    return click.command(name, **{"cls": SpokenCommand, **given})


def group(name: str | None = None, **given: Any) -> Callable[[Callable[..., Any]], SpokenGroup]:
    """A group, as `click.group` has it."""
    return click.group(name, **{"cls": SpokenGroup, **given})


@contextmanager
def _said(command: click.Command) -> Generator[None]:
    written = command.help
    command.help = "\n\n".join(map(_paragraph, (written or "").split("\n\n")))
    try:
        yield
    finally:
        command.help = written


def _paragraph(written: str) -> str:
    line = " ".join(written.split())
    if line.startswith(EXAMPLE):
        return spoken(_("Example: {command}", command=line.removeprefix(EXAMPLE)))
    return spoken(told(line))
