"""The window's part of progress: the page in front of a desk, and the wall in a window of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from adjudicator.office import Office
from adjudicator.office.desks.progress import StepsRead
from adjudicator.words import _
from ui.desks.progress.presenter import ProgressPresenter
from ui.desks.progress.views.progress import ProgressView
from ui.desks.progress.views.wall import WallWindow
from ui.desks.progress.wall import WallPresenter
from ui.kit.window.frame import Frame
from ui.shared.work import LongWork, Runs
from ui.shell.sitting import Seat

PROGRESS = "progress"

READING = _("Reading what was decided in the last hours")

OFTEN = 20_000
"""How often both are reckoned anew while they are seen, in milliseconds."""


class Progressing(QObject):
    """Shows them, and has them follow the record. The wall stays while the screen is locked: it shows nothing personal. It
    closes when the person signs out."""

    def __init__(self, frame: Frame, seat: Seat, office: Callable[[], Office | None], run: Runs) -> None:
        super().__init__(frame)
        self._reading = LongWork(run)
        self._frame, self._seat, self._office = frame, seat, office
        self._page: tuple[ProgressPresenter, ProgressView] | None = None
        self._wall: tuple[WallPresenter, WallWindow] | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(OFTEN)
        self._clock.timeout.connect(self.look_again)
        frame.progress_asked.connect(self.show_page)
        frame.closed.connect(self.ended)

    @property
    def wall(self) -> WallWindow | None:
        """The window on the wall, None where it is not shown."""
        return self._wall[1] if self._wall is not None and self._wall[1].isVisible() else None

    def show_page(self) -> None:
        """Show the page, where somebody is signed in; of a large record once it was read."""
        office = self._signed_in()
        if office is not None and not office.progress.is_near:
            self._read(office)
        elif office is not None:
            presenter = ProgressPresenter(office, self.show_wall, lambda: self._seat.back(PROGRESS))
            view = ProgressView(presenter)
            self._page = (presenter, view)
            self._seat.aside(PROGRESS, view)
            self._clock.start()

    def show_wall(self) -> None:
        """Show the wall, or bring it to the front."""
        office = self._signed_in()
        if office is None:
            return
        if self._wall is None:
            presenter = WallPresenter(office)
            self._wall = (presenter, WallWindow(presenter))
        self._wall[0].refresh()
        self._wall[1].come()
        self._clock.start()

    def look_again(self) -> None:
        """Reckon anew what is seen; rest where nothing is."""
        page, wall = self._page, self.wall
        if page is not None and isValid(page[1]):
            if page[1].isVisible():
                page[0].refresh()
        else:
            self._page = None
        if wall is not None and self._wall is not None:
            self._wall[0].refresh()
        if self._page is None and wall is None:
            self._clock.stop()

    def pause(self) -> None:
        """The case is being written anew: nothing looks into it."""
        self._clock.stop()

    def go_on(self) -> None:
        """The case is open again."""
        if self._page is not None or self._wall is not None:
            self._clock.start()

    def ended(self) -> None:
        """The person has left, or the case is closed."""
        self._clock.stop()
        self._reading.stop()
        self._page, wall, self._wall = None, self._wall, None
        if wall is not None:
            wall[1].close()
            wall[1].deleteLater()

    def _read(self, office: Office) -> None:
        """Read beside the window what the page needs, then show it."""

        def done(read: StepsRead) -> None:
            office.progress.take(read)
            self._seat.said("")
            self.show_page()

        if self._reading.working is None:
            self._seat.said(READING)
            reading = office.progress.reading()
            self._reading.start(READING, lambda _told: reading(), done, lambda error: self._seat.said(error.what))

    def _signed_in(self) -> Office | None:
        office = self._office()
        return office if office is not None and office.people.signed_in is not None else None
