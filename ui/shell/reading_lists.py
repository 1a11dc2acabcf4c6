"""The window's part of reading long canceled and pending lists: on another thread, with how far it is, stopped at will."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject

from adjudicator.casework.record.entry import Entry
from adjudicator.office import Office
from adjudicator.records.trouble import WorldError
from adjudicator.roll.listed import ListedNames
from adjudicator.words import _
from ui.kit.window.frame import Frame
from ui.parts import Notice
from ui.shared.work import LongWork
from ui.shell.worker import Worker

STOP, READ = _("Stop reading"), _("Read the lists")
"""What the buttons of the strip say, and what `ReadingLists.does` does for them."""

WHAT = _("Reading the canceled and pending lists")
WAITING = _("Envelopes whose voter the roll has beyond doubt can be worked on meanwhile.")
UNREAD = Notice(
    _("The canceled and pending lists were not read"),
    _("An envelope whose voter may stand on them is not shown until they are."),
    action=READ,
    kind="warning",
)


class ReadingLists(QObject):
    """Reads the lists once somebody has signed in, and when one was received; `redraw` draws the desk in front anew."""

    def __init__(self, frame: Frame, redraw: Callable[[], None], bug: Callable[[Exception], None]) -> None:
        super().__init__(frame)
        self._frame, self._redraw = frame, redraw
        self._office: Office | None = None
        self._worker = Worker(self, bug)
        self._work = LongWork(self._worker.run, self._say)
        self._said: Notice | None = None
        self._left_unread = 0
        self.does: Mapping[str, Callable[[], object]] = {STOP: self.stop, READ: self.read}

    def signed_in(self, office: Office) -> None:
        """Somebody is at work: what the person before had stopped is read."""
        self._office, self._left_unread = office, 0
        self._begin()

    def heard(self, entries: Sequence[Entry]) -> None:
        """Something was recorded: a list may have come."""
        if any(entry.kind == "file.received" for entry in entries):
            self._begin()

    def pause(self) -> None:
        """The case is being written anew: nothing reads it."""
        self._work.stop()
        self._worker.stop()

    def go_on(self) -> None:
        """The case is open again."""
        self._begin()

    def closed(self) -> None:
        """The case was closed."""
        self.pause()
        self._office, self._left_unread = None, 0
        self._show(None)

    def stop(self) -> None:
        """Leave the lists unread; nobody reads them again by themselves until another comes."""
        self._work.stop()
        self._left_unread = self._office.review.unread_lists() if self._office is not None else 0
        self._show(UNREAD)
        self._redraw()

    def read(self) -> None:
        """Read what a person had stopped."""
        self._left_unread = 0
        self._begin()

    def _begin(self) -> None:
        office = self._office
        if office is None or self._work.working is not None:
            return
        unread = office.review.unread_lists()
        if unread and unread != self._left_unread:
            self._work.start(WHAT, office.review.reading_lists(), self._taken, self._failed)

    def _taken(self, lists: Mapping[str, ListedNames]) -> None:
        if self._office is not None:
            self._office.review.take_lists(lists)
            self._show(None)
            self._redraw()
            self._begin()  # another may have come meanwhile

    def _failed(self, error: WorldError) -> None:
        self._show(Notice(error.what, remedy=error.remedy, action=READ))

    def _say(self) -> None:
        """How far it is; news of something else takes the strip over."""
        working = self._work.working
        if working is not None:
            percent = working.done * 100 // working.of if working.of else 0
            what = _("{what}: {percent}%", what=working.words, percent=percent)
            self._show(Notice(what, WAITING, action=STOP, kind="notice"))

    def _show(self, notice: Notice | None) -> None:
        """Show it where nothing else stands in the strip."""
        if self._frame.notice.notice in (None, self._said):
            self._frame.notice.show_notice(notice)
            self._said = notice
