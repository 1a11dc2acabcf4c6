"""Long work off the window's thread: what it comes to is told only while the person who began it is still here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from adjudicator.records.trouble import WorldError
from ui.kit.worker import Ticket, Worker
from ui.shared.desk import Progress

T = TypeVar("T")
Told = Callable[[WorldError], None]


class Running:
    """The work of one window. `world` is told what the world refused after the person had left, `broke` of every bug."""

    def __init__(self, owner: QObject, world: Told, broke: Callable[[Exception], None]) -> None:
        self._worker = Worker(owner)
        self._world, self._broke = world, broke
        self._sitting = 0

    @property
    def busy(self) -> bool:
        """Whether any is under way."""
        return self._worker.busy

    def begin(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Told,
        progress: Progress | None = None,
    ) -> Callable[[], None]:
        """Begin work; gives a function that cancels it."""
        here = self._sitting

        def call(ticket: Ticket) -> T:
            return work(lambda finished, of: ticket.progress(finished, of))  # noqa: PLW0108  its words are not asked for

        job = self._worker.start(call)
        job.succeeded.connect(lambda result: done(result) if here == self._sitting else None)
        job.failed.connect(lambda trouble: self._failed(trouble, failed if here == self._sitting else self._world))
        if progress is not None:
            job.progressed.connect(
                lambda finished, of, _words: progress(finished, of) if here == self._sitting else None
            )
        return job.cancel

    def leave(self) -> None:
        """The person who began the work is gone: what it comes to is told nobody."""
        self._sitting += 1

    def cancel(self) -> None:
        """The same, and the work is given up."""
        self.leave()
        self._worker.cancel()

    def stop(self) -> None:
        """The same, and waits until it has ended."""
        self.leave()
        self._worker.stop()

    def _failed(self, trouble: Exception, failed: Told) -> None:
        if isinstance(trouble, WorldError):
            failed(trouble)
        else:
            self._broke(trouble)
