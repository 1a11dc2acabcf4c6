"""What stands on the wall: how far the county is, what waits, and when it is done; no names of anybody."""

from __future__ import annotations

from collections.abc import Iterator

from adjudicator.canvass.pace_words import rate_words
from adjudicator.office import Office
from adjudicator.words import Words, _, beside, number
from adjudicator.words.dates import day_and_hour
from ui.desks.progress.parts import bars_of, forecast_of, hours_shown
from ui.desks.progress.screen import SaidFigure, WallScreen
from ui.shared.listening import Listening


class WallPresenter(Listening[WallScreen]):
    """Shows it as it is now; `refresh` again."""

    def __init__(self, office: Office) -> None:
        self._office = office
        super().__init__(self._drawn())

    def refresh(self) -> None:
        """Show what has become of it since."""
        screen = self._drawn()
        if screen != self.screen:
            self.show(screen)

    def _drawn(self) -> WallScreen:
        office = self._office
        everyone, standing = office.progress.everyone(), office.progress.standing()
        forecast, late = forecast_of(office, everyone.pace)
        return WallScreen(
            title=_title(office),
            as_of=_("As of {when}", when=day_and_hour(office.now())),
            said=(
                SaidFigure(number(standing.received), _("received")),
                SaidFigure(number(standing.decided), _("decided")),
                SaidFigure(number(standing.approved), _("approved")),
                SaidFigure(number(everyone.today), _("decided today")),
                SaidFigure(rate_words(everyone.pace), _("an hour of work")),
            ),
            waiting=tuple(self._waiting()),
            bars=bars_of(everyone, hours_shown(everyone)),
            bars_of=_("Decided, by the hour"),
            forecast=forecast,
            late=late,
        )

    def _waiting(self) -> Iterator[SaidFigure]:
        """What waits, by its kind; what is nothing is left out, but what is still to be decided."""
        waiting = self._office.overview.waiting()
        yield SaidFigure(number(waiting.to_do), _("to decide"))
        kinds: tuple[tuple[int, Words], ...] = (
            (waiting.referred, _("of them with a question")),
            (waiting.returned, _("of them returned")),
            (waiting.held, _("held for the voter")),
            (waiting.to_close, _("decided, in no batch")),
            (waiting.to_approve, _("batches to approve")),
            (waiting.to_release, _("approved, to release")),
        )
        yield from (SaidFigure(number(count), words) for count, words in kinds if count)


def _title(office: Office) -> Words:
    """Whose election it is; a practice case says that it is one."""
    election = beside(_("{county} County", county=office.election.county), office.election.name, by=", ")
    return beside(_("PRACTICE") if office.case.mode == "practice" else "", election, by=": ")
