"""The command `adjudicator` and its groups."""

from __future__ import annotations

import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from adjudicator import __version__
from adjudicator.at_rest.library import words_of_old_library
from adjudicator.cli import (
    cases,
    completion,
    images,
    labels,
    look_up,
    mistakes,
    people,
    practice,
    progress,
    score,
    second,
)
from adjudicator.cli.count import account, board, boxes, releases, tables, tabulation
from adjudicator.cli.files import copies, encryption, making, record, rolls, server, stations
from adjudicator.cli.law import calendar, explain, lawmaking, orders
from adjudicator.cli.law import rules as law
from adjudicator.cli.shared.commands import SpokenGroup, group
from adjudicator.cli.shared.exits import BAD_INPUT, FAULT, WORLD
from adjudicator.cli.shared.library_words import speak_here
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import EndError, answer, say
from adjudicator.records.trouble import WorldError
from adjudicator.words import _


class CaseOrCommand(SpokenGroup):
    """A first word that is no command but a file is a case to open in the window."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a path to a case file means the window."""
        if args and args[0] not in self.commands and (args[0].endswith(".case") or Path(args[0]).exists()):
            return "window", practice.window, args
        return super().resolve_command(ctx, args)


def _version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    answer(_("adjudicator, version {version}", version=__version__))
    if words_of_old_library():
        answer(words_of_old_library())
    context.exit()


@group(cls=CaseOrCommand, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_version,
    help=_("Show the version and exit."),
)
@click.pass_context
def cli(context: click.Context) -> None:
    """Provisional ballots: eligibility, never votes.

    `adjudicator CASE` opens the window on a case file; without a case it offers to make or open one.

    Your shell can complete commands and options: adjudicator completion --help

    Example: adjudicator practice
    """
    if context.invoked_subcommand is None:
        context.invoke(practice.window)


speak_here()
for module in (
    making,
    copies,
    stations,
    server,
    cases,
    images,
    account,
    encryption,
    people,
    record,
    releases,
    look_up,
    second,
    law,
    lawmaking,
    orders,
    board,
    tables,
    boxes,
    labels,
    mistakes,
    calendar,
    explain,
    practice,
    progress,
    score,
    rolls,
    tabulation,
    completion,
):
    for command in module.COMMANDS:
        cli.add_command(command)


def main(args: list[str] | None = None) -> None:
    """Run the command line and exit with its code; a fault of the program is told without its own words.

    Those may hold a voter's data; what kind it was and in which lines is for those who look after the program.
    """
    if getattr(sys, "frozen", False):  # in a built program, the second process of a verification begins here
        import_module("multiprocessing").freeze_support()
    try:
        code = run(args)
    except Exception as fault:
        say(f"{''.join(traceback.format_tb(fault.__traceback__))}{type(fault).__name__}")
        say(
            _(
                "The program found a fault of its own. What was recorded is safe; run verify, and report the lines above."
            )
        )
        code = FAULT
    sys.exit(code)


def run(args: list[str] | None = None) -> int:
    """Run the command line and give its exit code."""
    try:
        result: Any = cli.main(args, prog_name="adjudicator", standalone_mode=False)
    except EndError as end:
        return end.code
    except WorldError as error:
        say(str(error))
        return WORLD
    except click.ClickException as error:
        error.show()
        return BAD_INPUT
    except click.Abort:
        say(_("Stopped."))
        return BAD_INPUT
    return result if isinstance(result, int) else 0
