"""The man page docs/adjudicator.1, from the commands themselves; the wheel puts it where `man adjudicator` finds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click
from pages_commands import all_commands

from adjudicator import __version__
from adjudicator.cli.main import cli
from adjudicator.cli.people import NEW_PASSWORD_FILE, RECOVERY_FILE
from adjudicator.cli.shared.access import (
    NEW_PASSPHRASE_FILE,
    NEW_SERVER_PASSWORD_FILE,
    OTHER_PASSWORD_FILE,
    PASSPHRASE_FILE,
    PASSWORD_FILE,
    SERVER_PASSWORD_FILE,
)
from adjudicator.cli.shared.exits import ENDS

PROGRAM = "adjudicator"
HELP = ["-h", "--help"]

VARIABLES: Mapping[str, str] = {
    PASSWORD_FILE: "The file with the password of the person who acts.",
    NEW_PASSWORD_FILE: "The file with a new password.",
    PASSPHRASE_FILE: "The file with the passphrase of an encrypted case or roll.",
    NEW_PASSPHRASE_FILE: "The file with a new passphrase.",
    RECOVERY_FILE: "The file with the 24 words of the recovery key.",
    SERVER_PASSWORD_FILE: "The file with the password of this station's login at the server of a shared record.",
    NEW_SERVER_PASSWORD_FILE: "The file with the password for the login of one more station.",
    OTHER_PASSWORD_FILE: "The file with the password of the second person who signs that a copy leaves the shared record.",
}
"""Variable -> what the file that it names has in it; where it is not set, the terminal is asked."""

LINE = 70
"""Characters that stand in a line of the page, about."""


def man_page() -> str:
    """The page, in the man macros of roff."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    first, *more = _paragraphs(cli)
    yield r".\" Made by packaging/pages.py. Do not edit."
    yield f'.TH ADJUDICATOR 1 "" "{PROGRAM} {__version__}" "User Commands"'
    yield from (".nh", ".ad l")  # commands are copied from here
    yield from (".SH NAME", rf"{PROGRAM} \- {_text(first[:1].lower() + first[1:].rstrip('.'))}")
    yield from (".SH SYNOPSIS", f".B {PROGRAM}", "[OPTIONS] [CASE]", ".br", f".B {PROGRAM}", "COMMAND [ARGS]...")
    yield from (".SH DESCRIPTION", *_told(more), ".SH OPTIONS", *_options(cli, PROGRAM), ".SH COMMANDS")
    for path, command in all_commands():
        yield from _command(path, command)
    yield ".SH ENVIRONMENT"
    for name, words in VARIABLES.items():
        yield from (".TP", f".B {name}", _text(words))
    yield ".SH EXIT STATUS"
    for code, words in ENDS.items():
        yield from (".TP", f".B {code}", _text(f"{words[:1].upper()}{words[1:]}."))


def _command(path: str, command: click.Command) -> Iterator[str]:
    with click.Context(command, info_name=f"{PROGRAM} {path}", help_option_names=HELP) as context:
        usage = " ".join(command.collect_usage_pieces(context))
    yield f".SS {path}"
    yield from (f".B {PROGRAM} {path}", _text(usage))
    yield from _told(_paragraphs(command))
    yield from _options(command, f"{PROGRAM} {path}")


def _told(paragraphs: list[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from (".PP", _text(paragraph))


def _options(command: click.Command, name: str) -> Iterator[str]:
    """Its options; `--help`, which all have, stands with those of the program alone."""
    # click keeps the option `--help` that it makes here, so it is made with the names that the program has for it
    with click.Context(command, info_name=name, help_option_names=HELP) as context:
        options = [each for each in command.get_params(context) if isinstance(each, click.Option)]
        options = [each for each in options if command is cli or "--help" not in each.opts]
        found = [each.get_help_record(context) for each in options]
    for record in filter(None, found):
        yield from (".TP", f".B {_breakable(_text(record[0]))}", _text(record[1]))


def _breakable(names: str) -> str:
    """Names of an option with so many choices that they do not fit a line: they may break behind each."""
    return names.replace("|", r"|\:") if len(names) > LINE else names


def _paragraphs(command: click.Command) -> list[str]:
    return [" ".join(each.split()) for each in (command.help or "").split("\n\n")]


def _text(words: str) -> str:
    """Words as roff prints them: hyphens that can be copied, and no word taken for a request."""
    safe = words.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace("`", r"\(ga")
    return rf"\&{safe}" if safe.startswith(".") else safe
