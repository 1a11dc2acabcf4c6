"""The window's part of practicing: the pages of the clock and of the score, in a practice case alone."""

from __future__ import annotations

from collections.abc import Callable

from adjudicator.office import Office
from ui.desks.clock.presenter import ClockPresenter
from ui.desks.clock.views.clock import ClockView
from ui.desks.score.presenter import ScorePresenter
from ui.desks.score.views.score import ScoreView
from ui.kit.window.frame import Frame
from ui.shell.sitting import Seat

CLOCK, SCORE = "clock", "score"


class Practicing:
    """Shows those pages in place of the desk in front. `changed` is called once the clock was set on, `go` opens a desk."""

    def __init__(
        self,
        frame: Frame,
        seat: Seat,
        office: Callable[[], Office | None],
        changed: Callable[[], None],
        go: Callable[[str, str], None],
    ) -> None:
        self._seat, self._office, self._changed, self._go = seat, office, changed, go
        frame.clock_asked.connect(self.ask)
        frame.score_asked.connect(self.show_score)

    def ask(self) -> None:
        """Show the page, where somebody is signed in and the case has a clock of its own."""
        office = self._office()
        if office is not None and office.people.signed_in is not None and office.practice_clock.runs:
            self._seat.aside(CLOCK, ClockView(ClockPresenter(office, self._set, lambda: self._seat.back(CLOCK))))

    def show_score(self) -> None:
        """Show the score, where somebody is signed in to a practice case."""
        office = self._office()
        if office is not None and office.people.signed_in is not None and office.case.mode == "practice":
            presenter = ScorePresenter(office, self._open, lambda: self._seat.back(SCORE))
            self._seat.aside(SCORE, ScoreView(presenter))

    def _open(self, number: str) -> None:
        self._seat.back(SCORE)
        self._go("review", number)

    def _set(self, words: str) -> None:
        self._seat.back(CLOCK)
        self._changed()
        self._seat.said(words)
