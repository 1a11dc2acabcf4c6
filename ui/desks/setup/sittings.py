"""Setup's part on sitting at a screen: after how long an idle one is locked, and when shifts end."""

from __future__ import annotations

from collections.abc import Callable

from adjudicator.office import Office
from adjudicator.records.trouble import Refusal
from ui.desks.setup.screen import SittingsScreen

NOT_AN_ADMINISTRATOR = "Only an administrator sets when a screen is locked and when shifts end."
FIELD_OF_REFUSAL = {"bad_idle": "idle", "bad_time": "ends", "nothing_changed": "idle"}


class SittingsPart:
    """Shows what is set, and sets it. `done` is told what happened."""

    def __init__(self, office: Office, refresh: Callable[[], None], done: Callable[[str], None]) -> None:
        self._office, self._refresh, self._done = office, refresh, done
        self._troubles: dict[str, str] = {}

    def screen(self) -> SittingsScreen:
        """What is set now."""
        sittings = self._office.sittings
        may_not = NOT_AN_ADMINISTRATOR if self._office.may("change_sittings") else ""
        return SittingsScreen(str(sittings.idle_minutes), ", ".join(sittings.shift_ends), may_not, self._troubles)

    def save(self, idle: str, ends: str) -> None:
        """Set it; `ends` are times of the day with commas or spaces between them. What is wrong stands beside its field."""
        minutes = int(idle) if idle.strip().isdecimal() else 0
        changed = self._office.sittings.change(minutes, ends.replace(",", " ").split())
        if isinstance(changed, Refusal):
            self._troubles = {FIELD_OF_REFUSAL.get(changed.code, "idle"): changed.words}
            self._refresh()
            return
        self._done(f"A screen is locked after {minutes} minutes; {self._shifts()}")

    def forget(self) -> None:
        """Take back what was said of the fields."""
        self._troubles = {}

    def _shifts(self) -> str:
        ends = self._office.sittings.shift_ends
        return f"shifts end at {', '.join(ends)}" if ends else "no shift ends by itself"
