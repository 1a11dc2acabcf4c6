"""How long somebody may sit at a screen: the idle lock, and the ends of shifts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from adjudicator.casework.acts.act import Act, Acted
from adjudicator.casework.record.state import CaseState
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

SHORTEST_IDLE, LONGEST_IDLE = 2, 30
"""Minutes without key or mouse after which a screen may be set to lock."""

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


def change_sittings(case: CaseState, idle_minutes: int, shift_ends: Sequence[str], act: Act) -> Acted:
    """Set when an idle screen is locked, and at which times of the day ("17:00", the county's own) shifts end.

    Refused for a number of minutes out of bounds, for what is no time, and for what would change nothing.
    """
    if not SHORTEST_IDLE <= idle_minutes <= LONGEST_IDLE:
        return Refusal(
            "bad_idle",
            _(
                "Choose {least} to {most} minutes.",
                least=SHORTEST_IDLE,
                most=LONGEST_IDLE,
            ),
        )
    wrong = next((end for end in shift_ends if not _TIME.fullmatch(end)), None)
    if wrong is not None:
        return Refusal("bad_time", _('"{time}" is not a time of day. For 5:00 p.m. write 17:00.', time=wrong))
    ends = sorted(set(shift_ends))
    if (case.idle_minutes, case.shift_ends) == (idle_minutes, tuple(ends)):
        return Refusal("nothing_changed", _("It is set like this already."))
    return (act.entry("sittings.changed", {"idle_minutes": idle_minutes, "shift_ends": ends}),)


def next_end(shift_ends: Sequence[str], since: datetime) -> datetime | None:
    """The first end of a shift after a moment in the county's time; None where none is set."""
    days = (since.date(), since.date() + timedelta(days=1))
    ends = (datetime.combine(day, time.fromisoformat(end), since.tzinfo) for day in days for end in shift_ends)
    return min((end for end in ends if end > since), default=None)
