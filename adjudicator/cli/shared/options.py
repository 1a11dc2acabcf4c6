"""Options of commands, whose help is said in the language of the moment when it is printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from adjudicator.cli.shared.output import spoken

CommandT = TypeVar("CommandT", bound=Callable[..., Any])


class SpokenOption(click.Option):
    """An option that keeps the words of its help: click makes plain text of them as soon as it has them."""

    def __init__(self, *names: Any, **given: Any) -> None:
        super().__init__(*names, **given)
        self._words: str = given.get("help") or ""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option's names and its help, as they stand on the page of help."""
        if self._words:
            self.help = spoken(self._words)
        return super().get_help_record(ctx)


def option(*names: str, **given: Any) -> Callable[[CommandT], CommandT]:
    """An option of a command, as `click.option` has it."""
    return click.option(*names, cls=SpokenOption, **given)
