"""The end of the day as a page of the Overview: its steps with what is left of each, and the act that closes it."""

from __future__ import annotations

from collections.abc import Callable

from adjudicator.office import Office
from adjudicator.office.desks.day import DayStep
from adjudicator.records.day import day_step_words
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, n_
from adjudicator.words.dates import long_day
from ui.desks.overview.screen import DayLine, DayScreen
from ui.parts import Notice
from ui.shared.desk import Shell

DAY = "day"
"""What the Overview is entered about to show the page."""

WAYS = {
    "overview": _("To the Overview"),
    "batches": _("To Batches"),
    "release": _("To Release"),
    "record": _("To the Record"),
    "checkpoint": _("To the checkpoint"),
    "backup": _("Back up now"),
}
"""Where a step is done -> the word on its button."""


class DayEnd:
    """What a person can do on the page. `refresh` draws the Overview anew."""

    def __init__(self, office: Office, shell: Shell, refresh: Callable[[], None]) -> None:
        self._office, self._shell, self._refresh = office, shell, refresh
        self._strip: Notice | None = None
        self.open = False

    def screen(self) -> DayScreen | None:
        """The page as it stands; None while it is not in front."""
        if not self.open:
            return None
        steps, may_close = self._office.day.steps(), self._office.may("close_day") is None
        return DayScreen(
            says=_state_words(steps, long_day(self._office.now())),
            steps=tuple(self._line(step) for step in steps),
            button=_("Close the day") if may_close else "",
            strip=self._strip,
        )

    def show(self) -> None:
        """Bring the page to the front."""
        self.open, self._strip = True, None
        self._refresh()

    def leave(self) -> None:
        """Put the page away."""
        self.open, self._strip = False, None

    def go(self, where: str) -> None:
        """Go where a step is done."""
        if where == "backup":
            self._shell.ask("back_up")
        elif where == "checkpoint":
            self._shell.go("record", "checkpoint")
        elif where == "overview":
            self.leave()
            self._refresh()
        else:
            self._shell.go(where)

    def close(self) -> None:
        """Close the day; what is left open stands in the record."""
        done = self._office.day.close()
        if isinstance(done, Refusal):
            self._strip = Notice(done.words)
        else:
            left = len(self._office.case.day_open)
            said = n_("The day is closed, {count} step left open", "The day is closed, {count} steps left open", left)
            self._strip = Notice(
                _("The day is closed: the first {count} entries are signed", count=done.seq),
                remedy=_("Print the checkpoint now, and keep it elsewhere."),
                kind="done",
            )
            self._shell.said(said if left else _("The day is closed, and nothing was left open"))
        self._refresh()

    def _line(self, step: DayStep) -> DayLine:
        way = step.left.desk if self._may_go(step.left.desk) else ""
        title = day_step_words(step.code)
        return DayLine(step.code, title, step.left.count, step.left.words, way, WAYS.get(way, ""))

    def _may_go(self, where: str) -> bool:
        desk = "record" if where == "checkpoint" else where
        return where == "backup" or desk in self._office.people.desks()


def _state_words(steps: tuple[DayStep, ...], today: str) -> str:
    left = sum(not step.is_done for step in steps)
    said = n_("{count} step is open.", "{count} steps are open.", left) if left else _("Every step is done.")
    return beside(_("{day}.", day=today), said)
