"""The time zone of each state, where the state has one only (IANA time zone database; 49 CFR part 71)."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_ZONES = {
    "America/New_York": (
        "CT", "DC", "DE", "GA", "MA", "MD", "ME", "NC", "NH", "NJ", "NY", "OH", "PA", "RI", "SC", "VA", "VT", "WV",
    ),
    "America/Chicago": ("AL", "AR", "IA", "IL", "LA", "MN", "MO", "MS", "OK", "WI"),
    "America/Denver": ("CO", "MT", "NM", "UT", "WY"),
    "America/Los_Angeles": ("CA", "WA"),
    "Pacific/Honolulu": ("HI",),
    "America/Puerto_Rico": ("PR",),
    "America/St_Thomas": ("VI",),
    "Pacific/Guam": ("GU",),
    "Pacific/Pago_Pago": ("AS",),
    "Pacific/Saipan": ("MP",),
}  # fmt: skip

ZONE_OF_STATE: Mapping[str, str] = {state: zone for zone, states in _ZONES.items() for state in states}
"""State -> its zone, for states with one."""

DIVIDED_STATES = frozenset(
    {"AK", "AZ", "FL", "ID", "IN", "KS", "KY", "MI", "ND", "NE", "NV", "OR", "SD", "TN", "TX"}
)  # fmt: skip
"""States in which the county decides, so that the definition must name the zone."""


def is_time_zone(name: str) -> bool:
    """Whether a name is one of the IANA database's, as this computer has it."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
