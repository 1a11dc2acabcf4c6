"""Work off the window's thread, so that the window never freezes.

`Worker(parent)`; `worker.start(call)` runs `call(ticket)` in a thread and gives a `Job`: signals `progressed(int, int,
str)`, `succeeded(object)`, `failed(object)` with the exception, `cancelled()`, all delivered in the window's thread;
`job.cancel()`. Inside, `ticket.progress(done, total, words)` reports and `ticket.check()` raises Cancelled once the
job was cancelled. `worker.cancel()` cancels everything; `worker.stop()` waits too, call it at shutdown. Connect the
signals before control returns to the event loop: none is delivered earlier.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, Qt, QThread, Signal


class Cancelled(Exception):  # noqa: N818
    """The person stopped this work; raised inside the callable by `Ticket.check`."""


class Ticket:
    """What the work is given: where to report, and whether to stop."""

    def __init__(self, report: Callable[[int, int, str], None]) -> None:
        self._report = report
        self._stop = Event()

    @property
    def cancelled(self) -> bool:
        """Whether the work should stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Asks the work to stop."""
        self._stop.set()

    def progress(self, done: int, total: int = 0, words: str = "") -> None:
        """Reports how far it is (total 0: nobody knows) and raises Cancelled once it should stop."""
        self.check()
        self._report(done, total, words)

    def check(self) -> None:
        """Raises Cancelled once the work should stop."""
        if self.cancelled:
            raise Cancelled


class _Thread(QThread):
    """Runs one callable."""

    reported = Signal(int, int, str)
    outcome = Signal(str, object)

    def __init__(self, call: Callable[[Ticket], object]) -> None:
        super().__init__()
        self._call = call
        self.ticket = Ticket(self.reported.emit)

    def run(self) -> None:
        try:
            result = self._call(self.ticket)
        except Cancelled:
            self.outcome.emit("cancelled", None)
        except Exception as trouble:  # the window's thread decides what it is
            self.outcome.emit("failed", trouble)
        else:
            self.outcome.emit("succeeded", result)


class Job(QObject):
    """One piece of work under way. Signals: `progressed`, `succeeded`, `failed`, `cancelled`."""

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, call: Callable[[Ticket], object], parent: QObject) -> None:
        super().__init__(parent)
        self._thread = _Thread(call)
        self._thread.reported.connect(self._report, Qt.ConnectionType.QueuedConnection)
        self._thread.outcome.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether the thread is still at it."""
        return self._thread.isRunning()

    def cancel(self) -> None:
        """Asks the work to stop; `cancelled` follows when it has."""
        self._thread.ticket.cancel()

    def wait(self) -> None:
        """Blocks until the thread has ended."""
        self._thread.wait()

    def _report(self, done: int, total: int, words: str) -> None:
        self.progressed.emit(done, total, words)

    def _end(self, outcome: str, value: object) -> None:
        self._thread.wait()
        if outcome == "succeeded":
            self.succeeded.emit(value)
        elif outcome == "failed":
            self.failed.emit(value)
        else:
            self.cancelled.emit()
        self.deleteLater()


class Worker(QObject):
    """Starts jobs and sees them all off at shutdown."""

    def start(self, call: Callable[[Ticket], object]) -> Job:
        """Runs `call(ticket)` in a thread of its own."""
        return Job(call, self)

    @property
    def busy(self) -> bool:
        """Whether any job has not yet told its end."""
        return bool(self.findChildren(Job))

    def cancel(self) -> None:
        """Asks every job to stop."""
        for job in self.findChildren(Job):
            job.cancel()

    def stop(self) -> None:
        """Cancels every job and waits until each thread has ended."""
        self.cancel()
        for job in self.findChildren(Job):
            job.wait()
