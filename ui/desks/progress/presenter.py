"""Progress: what a worker has decided today and how fast, what is left, and when it is done at this pace."""

from __future__ import annotations

from collections.abc import Callable

from adjudicator.canvass.pace import Headway
from adjudicator.canvass.pace_words import RECKONED, TOO_FEW, clock_of, median_figure, rate_words, worked_figure
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
        cells = (mine.amount, bar.amount) if self._decides else (bar.amount,)
        return Row(str(at), (bar.label, *cells))

    def _part(self, progress: Headway) -> ProgressPart:
        forecast, late = forecast_of(self._office, progress.pace)
        said = (
            _said(number(progress.today), _("envelopes"), _("decided today")),
            _said(number(progress.this_hour), _("envelopes"), _("this hour")),
            _said(*median_figure(progress.pace), _("for an envelope, median")),
            _said(rate_words(progress.pace), _("envelopes"), _("an hour of work")),
            _said(*worked_figure(progress.pace), _("worked in 12 hours")),
        )
        return ProgressPart(said, forecast, late)

    def _people(self) -> tuple[Row, ...] | None:
        found = self._office.progress.by_person()
        if isinstance(found, Refusal):
            return None
        return tuple(self._person(who, each) for who, each in found.items())

    def _person(self, who: str, done: Headway) -> Row:
        """The units stand over the columns."""
        seconds, pace, minutes = done.pace.median_seconds, done.pace, round(done.pace.worked.total_seconds()) // 60
        median = TOO_FEW if seconds is None else clock_of(round(seconds))
        who_said = self._office.people.name_of(who)
        return Row(
            who,
            (who_said, done.today, done.this_hour, median, rate_words(pace), clock_of(minutes)),
            order=(
                who_said,
                done.today,
                done.this_hour,
                round(seconds or 0),
                round(10 * (pace.per_hour or 0)),
                minutes,
            ),
        )


def _said(words: str, unit: str, label: str) -> SaidFigure:
    return SaidFigure(words, label, "" if words == TOO_FEW else unit)
