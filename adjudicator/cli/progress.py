"""How far a case is, how fast it goes, and when the rest is done at this pace; without names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from adjudicator.canvass.pace import Forecast, Headway, foretell
from adjudicator.canvass.pace_words import RECKONED, forecast_words, median_words, pace_words, progress_json
from adjudicator.cli.shared.access import as_json, open_office
from adjudicator.cli.shared.commands import command
from adjudicator.cli.shared.output import answer_json, answer_lines
from adjudicator.cli.shared.paths import existing
from adjudicator.office import Office
from adjudicator.words import Words, _


@command()
@click.argument("case", type=existing)
@as_json
def progress(case: Path, json_: bool) -> None:
    """Say how far a case is and when the rest is done. By the pace of the last 12 hours, without names.

    The forecast is held against the last day, and says so where there is too little to tell by.

    Example: adjudicator progress gwinnett.case --json
    """
    office = open_office(case, read_only=True)
    found, left = office.progress.everyone(), office.progress.standing().left
    forecast = foretell(left, found.pace, office.now(), office.overview.last_day())
    answer_json(_json(office, found, forecast)) if json_ else answer_lines(_lines(office, found, forecast))


def _lines(office: Office, found: Headway, forecast: Forecast | None) -> Iterator[Words]:
    standing, overview = office.progress.standing(), office.overview
    yield _("Received: {number}", number=standing.received)
    yield _("Decided: {number}, {today} of them today", number=standing.decided, today=found.today)
    yield _("Approved: {number}", number=standing.approved)
    yield _("Pace: {pace}", pace=pace_words(found.pace))
    yield _("An envelope, median: {time}", time=median_words(found.pace))
    over = bool(office.case.period_closed) or overview.time_left() <= timedelta(0)
    yield forecast_words(standing.left, forecast, overview.last_day(), over=over)
    yield RECKONED


def _json(office: Office, found: Headway, forecast: Forecast | None) -> dict[str, Any]:
    standing, waiting = office.progress.standing(), office.overview.waiting()
    return {
        "received": standing.received,
        "decided": standing.decided,
        "approved": standing.approved,
        "waiting": {
            "to_do": waiting.to_do,
            "referred": waiting.referred,
            "returned": waiting.returned,
            "held": waiting.held,
            "to_close": waiting.to_close,
            "batches_to_approve": waiting.to_approve,
            "to_release": waiting.to_release,
        },
        "last_day": office.overview.last_day().isoformat(),
        **progress_json(found, standing.left, forecast),
    }


COMMANDS = (progress,)
