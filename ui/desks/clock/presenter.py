"""Setting the clock of a practice case on: the moments that are still to come, and what was said where one had passed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from adjudicator.office import Office
from adjudicator.records.trouble import Refusal
from adjudicator.words import _
from adjudicator.words.dates import long_day_and_hour
from ui.parts import Choice, Notice
from ui.shared.listening import Listening


@dataclass(frozen=True, slots=True)
class ClockScreen:
    """What time it is in words, and the moments to choose from, in order."""

    now: str
    choices: tuple[Choice, ...]
    strip: Notice | None = None


class ClockPresenter(Listening[ClockScreen]):
    """Sets the clock on. `done` is called with what happened, `left` when the page is left."""

    def __init__(self, office: Office, done: Callable[[str], None], left: Callable[[], None]) -> None:
        self._office, self._done, self._left = office, done, left
        super().__init__(self._drawn())

    def set_on(self, point: str) -> None:
        """Set the clock on to a moment; where it has passed meanwhile, those that are left are shown."""
        done = self._office.practice_clock.set_on(point)
        if isinstance(done, Refusal):
            self.show(self._drawn(Notice(_("The practice clock was not set on"), done.words)))
            return
        self._done(_("The practice clock says {when}", when=long_day_and_hour(done)))

    def leave(self) -> None:
        """Go back; the clock goes on as it was."""
        self._left()

    def _drawn(self, strip: Notice | None = None) -> ClockScreen:
        points = self._office.practice_clock.points()
        choices = (
            Choice(str(place), point.id, point.words, long_day_and_hour(point.at))
            for place, point in enumerate(points, 1)
        )
        return ClockScreen(
            _("It is {when} in this practice case.", when=long_day_and_hour(self._office.now())), tuple(choices), strip
        )
