"""The law's days of the practice election, for the pages."""

from __future__ import annotations

from adjudicator.intake.definition import read_definition
from adjudicator.law.days.calendar import Day, days_of
from adjudicator.resources import DEFAULT_PACK, georgia_holiday_name, pack, path

DEFINITION = path("practice", "gwinnett-2020.json")


def practice_days() -> tuple[Day, ...]:
    """The days of November 3, 2020, in Gwinnett County under the default pack."""
    election, problems = read_definition(DEFINITION.read_bytes(), DEFINITION.name)
    if election is None:
        raise ValueError(f"{DEFINITION.name} cannot be read: {problems}")
    return days_of(pack(DEFAULT_PACK), election, georgia_holiday_name)
