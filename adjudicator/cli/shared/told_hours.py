"""Hours as told on the command line, the county's time: what commands of the count share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from adjudicator.cli.shared.options import option
from adjudicator.office import Office
from adjudicator.words import _


class ToldHour(click.DateTime):
    """A day with an hour, as somebody tells it; help calls it TIME instead of by its formats."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - click's own
        """What stands for it in help."""
        return "TIME"


HOUR = ToldHour()

NOW = _("When, such as 2020-11-09T14:00.  [default: now]")
LATER = option("--later", is_flag=True, help=_("It was worked with a pen and is entered afterwards."))


def option_hour(name: str, words: str, *, required: bool = False) -> Any:
    """The option of an hour, the county's time."""
    return option(f"--{name}", type=HOUR, required=required, help=words)


def at(office: Office, hour: datetime | None) -> str:
    """An hour as the record has it, now where none is given."""
    return (hour or office.now()).isoformat()[: len("2020-11-09T14:00")]
