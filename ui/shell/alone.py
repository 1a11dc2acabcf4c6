"""Work during which nobody may ask the case anything: the window is covered, and stays open until it has ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from adjudicator.records.trouble import WorldError
from ui.kit.frame import Frame
from ui.kit.worker import Ticket, Worker
from ui.shared.desk import AloneWork
from ui.shell.views.alone import AloneView

Told = Callable[[Exception], None]


class Alone:
    """Runs such work. `rest` stops all that looks into the case by itself, `go_on` starts it again; `lost` is told where the
    case could not be opened again, `broke` of a fault of the program's own.
    """

    def __init__(
        self, frame: Frame, rest: Callable[[], None], go_on: Callable[[], None], lost: Told, broke: Told
    ) -> None:
        self._frame, self._worker = frame, Worker(frame)
        self._rest, self._go_on, self._lost, self._broke = rest, go_on, lost, broke

    def run(
        self, words: str, work: AloneWork, done: Callable[[Any], None], failed: Callable[[WorldError], None]
    ) -> None:
        """Cover the window, and do the work on another thread; `done` is told what it came to, None where it was stopped."""
        self._rest()
        view = AloneView(words)
        self._frame.cover(view)
        work.close()
        job = self._worker.start(lambda ticket: work.write(_by_hundredths(ticket)))
        view.progress.cancelled.connect(job.cancel)
        job.progressed.connect(lambda share, _of, _words: view.advance(share))
        job.succeeded.connect(lambda _: self._end(work, done))
        job.cancelled.connect(lambda: self._end(work, done))
        job.failed.connect(lambda trouble: self._end(work, lambda _: self._fail(trouble, failed)))

    def _end(self, work: AloneWork, then: Callable[[Any], None]) -> None:
        try:
            made = work.end()
        except WorldError as error:
            self._frame.uncover()
            self._lost(error)
            return
        self._frame.uncover()
        self._go_on()
        then(made)

    def _fail(self, trouble: Exception, failed: Callable[[WorldError], None]) -> None:
        if isinstance(trouble, WorldError):
            failed(trouble)
        else:
            self._broke(trouble)


def _by_hundredths(ticket: Ticket) -> Callable[[int, int], None]:
    """Whether to stop is looked at each time; each hundredth is told once."""
    last = -1

    def tell(done: int, of: int) -> None:
        nonlocal last
        ticket.check()
        share = done * 100 // of if of else 100
        if share != last:
            last = share
            ticket.progress(share, 100)

    return tell
