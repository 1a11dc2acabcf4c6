"""Setup's part on second decisions: how many of each batch another reviewer decides again."""

from __future__ import annotations

from collections.abc import Callable

from adjudicator.office import Office
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, n_
from ui.desks.setup.screen import SecondScreen

NOT_A_SUPERVISOR = _("Only a supervisor can set how many envelopes are decided a second time.")
FIELD_OF_REFUSAL = {"reason_missing": "reason"}


class SecondPart:
    """Shows what is set, and sets it. `done` is told what happened."""

    def __init__(self, office: Office, refresh: Callable[[], None], done: Callable[[str], None]) -> None:
        self._office, self._refresh, self._done = office, refresh, done
        self._troubles: dict[str, str] = {}

    def screen(self) -> SecondScreen:
        """What is set now."""
        may_not = NOT_A_SUPERVISOR if self._office.may("set_second_decisions") else ""
        return SecondScreen(str(self._office.second.percent), may_not, self._troubles)

    def save(self, percent: str, reason: str) -> None:
        """Set it, with a reason. What is wrong stands beside its field."""
        written = percent.strip().removesuffix("%").strip()
        number = int(written) if written.isdecimal() else -1
        changed = self._office.second.set_percent(number, reason)
        if isinstance(changed, Refusal):
            self._troubles = {FIELD_OF_REFUSAL.get(changed.code, "percent"): changed.words}
            self._refresh()
            return
        self._done(
            n_(
                "{count} in a hundred of each batch is decided a second time from now on",
                "{count} in a hundred of each batch are decided a second time from now on",
                number,
            )
        )

    def forget(self) -> None:
        """Take back what was said of the fields."""
        self._troubles = {}
