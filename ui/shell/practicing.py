"""The window's part of the practice clock: the page on which it is set on, by key and menu, in a practice case alone."""

from __future__ import annotations

from collections.abc import Callable

from adjudicator.office import Office
from ui.desks.clock.presenter import ClockPresenter
from ui.desks.clock.views.clock import ClockView
from ui.kit.frame import Frame
from ui.shell.sitting import Seat

PAGE = "clock"


class Practicing:
    """Shows that page in place of the desk in front. `changed` is called once the clock was set on."""

    def __init__(
        self, frame: Frame, seat: Seat, office: Callable[[], Office | None], changed: Callable[[], None]
    ) -> None:
        self._seat, self._office, self._changed = seat, office, changed
        frame.clock_asked.connect(self.ask)

    def ask(self) -> None:
        """Show the page, where somebody is signed in and the case has a clock of its own."""
        office = self._office()
        if office is not None and office.people.signed_in is not None and office.practice_clock.runs:
            self._seat.aside(PAGE, ClockView(ClockPresenter(office, self._set, lambda: self._seat.back(PAGE))))

    def _set(self, words: str) -> None:
        self._seat.back(PAGE)
        self._changed()
        self._seat.said(words)
