"""The window's part of drafts: what is begun is kept as it is given, and taken up again when the person is back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

from adjudicator.office import Office
from adjudicator.records.trouble import WorldError
from ui.kit.window.frame import Frame
from ui.shared.drafting import taken_up_words
from ui.shell.desk_table import Page

PAUSE = 300
"""How long after it was typed something may not be kept yet, in milliseconds."""


class DraftSaver(QObject):
    """Keeps what is begun at the desk in front, and at every desk when the person leaves."""

    def __init__(self, frame: Frame, pages: Mapping[str, Page], world: Callable[[WorldError], None]) -> None:
        super().__init__(frame)
        self._frame, self._pages, self._world = frame, pages, world
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.keep)

    def take_up(self, office: Office, page_of: Callable[[str], Page | None]) -> tuple[str, str]:
        """Put back what this person had begun; gives the desk that was left last, and words of it (both empty: none)."""
        left = ("", "")
        for desk in reversed(office.drafts.desks()):  # the desk left last has the last word
            page = page_of(desk)
            resumed = page.presenter.resume() if page is not None else None
            if resumed is not None and resumed.notice is not None:
                self._frame.notice.show_notice(resumed.notice)
            if resumed is not None and resumed.at:
                left = (desk, taken_up_words(office, resumed.at))
        self._timer.start()
        return left

    def keep(self) -> None:
        """Keep what is begun at the desk in front; what the disk refuses is said once, and the person types on."""
        page = self._pages.get(self._frame.screen_drawn.current)
        if page is not None:
            self._told(page.presenter.keep)

    def leave(self, *, made_to: bool) -> None:
        """The person leaves, or is `made_to`: keep what is begun at every desk."""
        for page in tuple(self._pages.values()):
            self._told(lambda page=page: page.presenter.leave(made_to=made_to))
        self.rest()

    def go_on(self) -> None:
        """Keep again what is begun."""
        self._timer.start()

    def rest(self) -> None:
        """Keep nothing any more until somebody is back."""
        self._timer.stop()

    def _told(self, keep: Callable[[], None]) -> None:
        try:
            keep()
        except WorldError as error:
            self._world(error)
