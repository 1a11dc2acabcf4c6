"""What a desk has to know of every envelope before it can show anything: read beside the window, stopped at will."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from adjudicator.records.trouble import WorldError
from adjudicator.words import _
from ui.parts import Notice, Working
from ui.shared.work import LongWork, Runs

T = TypeVar("T")


class ReadsMuch(Protocol[T]):
    """A desk of the office that reads much the first time."""

    @property
    def is_near(self) -> bool:
        """Whether what is still to be read is read in a moment; else `reading` does it on another thread."""
        ...

    def reading(self) -> Callable[[Callable[[int, int], None]], T]:
        """Read it, as a call that any thread may make; `take` takes what it gives."""
        ...

    def take(self, read: T, /) -> None:
        """Go on from what was read."""
        ...


class FirstReading(Generic[T]):
    """Reads what `desk` wants. `changed` is called when it begins, has come further or has ended."""

    def __init__(self, desk: ReadsMuch[T], run: Runs, changed: Callable[[], None]) -> None:
        self._desk, self._changed = desk, changed
        self._work = LongWork(run, self._come_further)
        self._beginning = False
        self.notice: Notice | None = None

    @property
    def working(self) -> Working | None:
        """How far it is; None while nothing is read."""
        return self._work.working

    def waits(self) -> bool:
        """Whether the desk waits for it; it is begun here, unless it was stopped or failed before."""
        if self._desk.is_near:
            self.notice = None
            return False
        if self.working is None and self.notice is None:
            self._beginning = True
            self._work.start(_("Reading the envelopes"), self._desk.reading(), self._read, self._failed)
            self._beginning = False
        return not self._desk.is_near

    def stop(self) -> None:
        """Leave them unread until a person wants them read."""
        if self.working is not None:
            self._work.stop()
            self.notice = Notice(
                _("The envelopes were not read"),
                _("What rests on them is not shown until they are."),
                action=_("Read them"),
                kind="warning",
                stays=True,
            )
            self._changed()

    def read(self) -> None:
        """Read what was stopped or failed."""
        self.notice = None
        self._changed()

    def _come_further(self) -> None:
        if not self._beginning:  # the screen that begins it is being made
            self._changed()

    def _read(self, found: T) -> None:
        self._desk.take(found)
        self._come_further()

    def _failed(self, error: WorldError) -> None:
        self.notice = Notice(error.what, remedy=error.remedy, action=_("Read them"), stays=True)
        self._come_further()
