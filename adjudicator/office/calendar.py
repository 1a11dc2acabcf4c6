"""The case's stored deadlines as dates and moments of the county."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from adjudicator.casework.bodies import moment_of
from adjudicator.casework.evidence import Calendar
from adjudicator.casework.state import CaseState


def calendar_of(case: CaseState, zone: ZoneInfo) -> Calendar:
    """The dates that questions turn on, as they were computed and stored when the case was made."""
    return Calendar(
        registration_closes=date.fromisoformat(case.deadlines["registration_closes"]),
        state_date=date.fromisoformat(case.deadlines["state_date"]),
        last_day=moment_of(case.deadlines["last_day"]).astimezone(zone),
    )
