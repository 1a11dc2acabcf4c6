"""Help: the manual in a window of its own, opened at the section of the page that is in front."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from adjudicator.office import Office
from adjudicator.resources import docs
from adjudicator.words import _
from ui.desks.sign_in.views.lock import LockView
from ui.kit.window.frame import Frame
from ui.parts import Notice
from ui.shell.about import facts_of
from ui.shell.handbook import Handbook
from ui.shell.sections import section_of
from ui.shell.views.help import HelpWindow


class Help(QObject):
    """Opens one window of help for a frame, and closes it with that. `part` says which part of the page is in front,
    `office` which case is open.
    """

    def __init__(self, frame: Frame, part: Callable[[], str], office: Callable[[], Office | None]) -> None:
        super().__init__(frame)
        self._frame, self._part, self._office = frame, part, office
        self._window: HelpWindow | None = None
        frame.help_asked.connect(self.open)
        frame.about_asked.connect(self.tell)
        frame.closed.connect(self.close)

    @property
    def window(self) -> HelpWindow | None:
        """The window, None before it was first asked for."""
        return self._window

    def open(self) -> None:
        """Show the section of what is in front."""
        window = self._made()
        if window is not None:
            window.open(window.handbook.at(section_of(self._place(), self._part())))

    def tell(self) -> None:
        """Show what this program is."""
        window = self._made()
        if window is not None:
            window.tell(facts_of(self._office()))

    def close(self) -> None:
        """Close the window."""
        if self._window is not None:
            self._window.close()

    def _place(self) -> str:
        """The page in front, or what lies over it."""
        if not self._frame.covered:
            return self._frame.in_front
        return "lock" if isinstance(self._frame.lies_over, LockView) else "alone"

    def _made(self) -> HelpWindow | None:
        """The window; None, and the reason over the desk, where a page of the manual cannot be read."""
        if self._window is None:
            try:
                handbook = Handbook(docs())
            except (OSError, UnicodeDecodeError) as error:
                what = _("The manual cannot be read: {reason}", reason=str(error))
                self._frame.notice.show_notice(Notice(what, remedy=_("Install the program again.")))
                return None
            self._window = HelpWindow(handbook)
            self._window.keys_asked.connect(self._show_keys)
            self._window.about_asked.connect(self.tell)
        return self._window

    def _show_keys(self) -> None:
        """The keys of the screen are shown over it, so it comes to the front."""
        self._frame.activateWindow()
        if not self._frame.shows_keys:
            self._frame.show_keys()
