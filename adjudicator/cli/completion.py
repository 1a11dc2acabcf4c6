"""The command `completion`: the script with which a shell completes commands and options; it is click's own."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from adjudicator.cli.shared.commands import command
from adjudicator.cli.shared.output import answer

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_ADJUDICATOR_COMPLETE"
"""What the script sets when it asks the program how a word goes on."""


@command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a script that completes commands in a shell. Bash (from 4.4), zsh and fish can use it.

    For bash, write it into a file and name that in ~/.bashrc: source ~/adjudicator.bash. For zsh, the same in ~/.zshrc. For
    fish, write it into ~/.config/fish/completions/adjudicator.fish.

    Example: adjudicator completion bash > ~/adjudicator.bash
    """
    script = get_completion_class(shell)
    if script is None:
        raise AssertionError(f"click knows {shell}")
    answer(script(context.find_root().command, {}, "adjudicator", VARIABLE).source())


COMMANDS = (completion,)
