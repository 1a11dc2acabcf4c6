"""Progress: what a worker has decided today and how fast, what is left, and when it is done at this pace."""

from __future__ import annotations

from collections.abc import Callable

from adjudicator.canvass.pace import Headway
from adjudicator.canvass.pace_words import RECKONED, median_words, pace_words, rate_words, worked_words
from adjudicator.office import Office
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, number
from ui.desks.progress.parts import bars_of, forecast_of, hours_shown
from ui.desks.progress.screen import ALL, HOUR, OWN, ProgressPart, ProgressScreen, SaidFigure
from ui.parts import ChartBar, Row
from ui.shared.listening import Listening


class ProgressPresenter(Listening[ProgressScreen]):
    """Shows it as it is now; `refresh` again. `wall` is called to show the wall, `left` when the page is left."""

    def __init__(self, office: Office, wall: Callable[[], None], left: Callable[[], None]) -> None:
        self._office, self._wall, self._left = office, wall, left
        self._decides = office.may("determine") is None
        super().__init__(self._drawn())

    def refresh(self) -> None:
        """Show what has become of it since."""
        screen = self._drawn()
        if screen != self.screen:
            self.show(screen)

    def show_wall(self) -> None:
        """Show what is for everybody's eyes in a window of its own."""
        self._wall()

    def leave(self) -> None:
        """Go back to the desk."""
        self._left()

    def _drawn(self) -> ProgressScreen:
        everyone, own, decides = self._office.progress.everyone(), self._office.progress.own(), self._decides
        most = hours_shown(everyone)
        bars, mine = bars_of(everyone, most), bars_of(own, most)
        return ProgressScreen(
            all=self._part(everyone),
            own=self._part(own) if decides else None,
            hour_columns=(HOUR, OWN, ALL) if decides else (HOUR, ALL),
            hours=tuple(self._hour(at, *pair) for at, pair in enumerate(zip(bars, mine, strict=True)))[::-1],
            bars=mine if decides else bars,
            bars_of=_("You decided, by the hour") if decides else _("Everybody decided, by the hour"),
            reckoned=RECKONED,
            people=self._people(),
        )

    def _hour(self, at: int, bar: ChartBar, mine: ChartBar) -> Row:
        cells = (number(mine.amount), number(bar.amount)) if self._decides else (number(bar.amount),)
        return Row(str(at), (bar.label, *cells))

    def _part(self, progress: Headway) -> ProgressPart:
        forecast, late = forecast_of(self._office, progress.pace)
        said = (
            SaidFigure(number(progress.today), _("decided today")),
            SaidFigure(number(progress.this_hour), _("this hour")),
            SaidFigure(median_words(progress.pace), _("for an envelope, median")),
            SaidFigure(rate_words(progress.pace), _("an hour of work")),
            SaidFigure(worked_words(progress.pace), _("worked in 12 hours")),
        )
        return ProgressPart(said, forecast, late)

    def _people(self) -> tuple[Row, ...] | None:
        found = self._office.progress.by_person()
        if isinstance(found, Refusal):
            return None
        return tuple(
            Row(
                who,
                (
                    self._office.people.name_of(who),
                    number(each.today),
                    number(each.this_hour),
                    median_words(each.pace),
                    pace_words(each.pace),
                ),
            )
            for who, each in found.items()
        )
