"""Long work on threads of its own, so that the window never freezes."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThread, Signal

from adjudicator.records.trouble import WorldError
from ui.shared.work import TellsProgress

T = TypeVar("T")


class Cancelled(Exception):  # noqa: N818
    """Raised inside work that reports how far it is once it should stop."""


class _Thread(QThread):
    """Runs one piece of work; `ended` and `progress` are called on the window's thread."""

    # Qt's own integers end at 2 GB, and its strings are of one language
    _reports = Signal(object, object, object)

    def __init__(
        self,
        work: Callable[[TellsProgress], object],
        ended: Callable[[Any, Exception | None], None],
        progress: TellsProgress,
        owner: QObject,
    ) -> None:
        super().__init__(owner)
        self._work, self._ended, self._progress = work, ended, progress
        self._cancelled = Event()
        self.ends = False
        self._reported: tuple[int, int, str] | None = None
        self._result: object = None
        self._trouble: Exception | None = None
        self._reports.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self.finished.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._cancelled.set()

    def run(self) -> None:
        try:
            self._result = self._work(self._report)
        except Exception as trouble:  # the window's thread decides what it is
            self._trouble = trouble

    def _report(self, done: int, of: int, words: str = "", /) -> None:
        """Whether to stop is looked at each time; each hundredth is told once, or news would drown the window."""
        if self._cancelled.is_set():
            raise Cancelled
        news = (done * 100 // of if of else done, of, words)
        if news != self._reported:
            self._reported = news
            self._reports.emit(done, of, words)

    def _tell(self, done: int, of: int, words: str) -> None:
        self._progress(done, of, words)

    def _end(self) -> None:
        self.wait()
        self.deleteLater()
        self.ends = True  # what is told of it may begin other work
        self._ended(self._result, self._trouble)


def _nobody(error: WorldError) -> None:
    """Nobody is left who wants to know of it."""
    del error


class Worker(QObject):
    """Does the long work of one owner. `broke` is told of every fault of the program's own.

    What work comes to is told only until `leave`; `world` is told what the world refused after that.
    """

    def __init__(
        self, owner: QObject, broke: Callable[[Exception], None], world: Callable[[WorldError], None] = _nobody
    ) -> None:
        super().__init__(owner)
        self._broke, self._world = broke, world
        self._sitting = 0

    @property
    def busy(self) -> bool:
        """Whether any work has not yet told its end."""
        return any(not thread.ends for thread in self.findChildren(_Thread))

    def run(
        self,
        work: Callable[[TellsProgress], T],
        done: Callable[[T], None],
        failed: Callable[[WorldError], None],
        progress: TellsProgress | None = None,
    ) -> Callable[[], None]:
        """Begin work; gives a function that asks it to stop. Work that stops tells nobody."""
        here = self._sitting

        def ended(result: T, trouble: Exception | None) -> None:
            stays = here == self._sitting
            if isinstance(trouble, WorldError):
                (failed if stays else self._world)(trouble)
            elif trouble is None and stays:
                done(result)
            elif trouble is not None and not isinstance(trouble, Cancelled):
                self._broke(trouble)

        def tell(finished: int, of: int, words: str = "", /) -> None:
            if progress is not None and here == self._sitting:
                progress(finished, of, words)

        thread = _Thread(work, ended, tell, self)
        thread.start()
        return thread.cancel

    def leave(self) -> None:
        """The person who began the work is gone: what it comes to is told nobody."""
        self._sitting += 1

    def cancel(self) -> None:
        """Leave, and ask all work to stop."""
        self.leave()
        for thread in self.findChildren(_Thread):
            thread.cancel()

    def stop(self) -> None:
        """Leave, ask all work to stop, and wait until it has ended."""
        self.cancel()
        for thread in self.findChildren(_Thread):
            thread.wait()
