"""A court order that keeps polling places open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CourtOrder:
    """An order that extends the hours at some places.

    `begins` is the regular closing or later, `ends` the extended closing, both as the clock on the wall of the places
    shows them, without zone (see `law.days.clocks`); `status` is "in_force", "under_review" or "vacated".
    """

    number: str
    places: frozenset[str]
    begins: datetime
    ends: datetime
    status: str
    court: str = ""
    judge: str = ""
