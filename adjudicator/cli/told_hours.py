"""Hours as told on the command line, the county's time: what the commands of tables and boxes share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from adjudicator.cli.options import option
from adjudicator.office import Office
from adjudicator.words import _

HOUR = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])

NOW = _("When, such as 2020-11-09T14:00.  [default: now]")
LATER = option("--later", is_flag=True, help=_("It was worked with a pen and is entered afterwards."))


def option_hour(name: str, words: str, *, required: bool = False) -> Any:
    """The option of an hour, the county's time."""
    return option(f"--{name}", type=HOUR, required=required, help=words)


def at(office: Office, hour: datetime | None) -> str:
    """An hour as the record has it, now where none is given."""
    return (hour or office.now()).isoformat()[: len("2020-11-09T14:00")]
