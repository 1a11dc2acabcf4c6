"""Setup's part on sitting at a screen: after how long an idle one is locked, and when shifts end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import time

from adjudicator.office import Office
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, joined
from adjudicator.words.dates import hour
from ui.desks.setup.screen import SittingsScreen
from ui.shared.reading_times import read_hour

NOT_AN_ADMINISTRATOR = _("Only an administrator can set when a screen is locked and when shifts end.")
FIELD_OF_REFUSAL = {"bad_idle": "idle", "bad_time": "ends", "nothing_changed": "idle"}

_WRITTEN = re.compile(r"[^\s,;]+(?:\s+[ap]\.?\s?m\b\.?)?", re.IGNORECASE)
"""One time of several: "5:00 p.m." has a blank within, and blanks may stand between two, too."""


class SittingsPart:
    """Shows what is set, and sets it. `done` is told what happened."""

    def __init__(self, office: Office, refresh: Callable[[], None], done: Callable[[str], None]) -> None:
        self._office, self._refresh, self._done = office, refresh, done
        self._troubles: dict[str, str] = {}

    def screen(self) -> SittingsScreen:
        """What is set now."""
        sittings = self._office.sittings
        may_not = NOT_AN_ADMINISTRATOR if self._office.may("change_sittings") else ""
        ends = ", ".join(hour(time.fromisoformat(end)) for end in sittings.shift_ends)  # to be changed, and read again
        return SittingsScreen(str(sittings.idle_minutes), ends, may_not, self._troubles)

    def save(self, idle: str, ends: str) -> None:
        """Set it; `ends` are times of the day with commas or spaces between them. What is wrong stands beside its field."""
        minutes = int(idle) if idle.strip().isdecimal() else 0
        changed = self._office.sittings.change(minutes, list(_times(ends)))
        if isinstance(changed, Refusal):
            self._troubles = {FIELD_OF_REFUSAL.get(changed.code, "idle"): changed.words}
            self._refresh()
            return
        self._done(self._set(minutes))

    def forget(self) -> None:
        """Take back what was said of the fields."""
        self._troubles = {}

    def _set(self, minutes: int) -> str:
        ends = joined(hour(time.fromisoformat(end)) for end in self._office.sittings.shift_ends)
        if not ends:
            return _("A screen is locked after {minutes} minutes. No shift ends by itself", minutes=minutes)
        return _("A screen is locked after {minutes} minutes. Shifts end at {ends}", minutes=minutes, ends=ends)


def _times(written: str) -> Iterator[str]:
    """Times of the day as the record has them ("17:00"); what is none goes on as it is, to be refused in its own words."""
    for each in _WRITTEN.findall(written):
        read = read_hour(each)
        yield each if read is None else f"{read:%H:%M}"
