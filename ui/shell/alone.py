"""Work during which nobody may ask the case anything: the window is covered, and stays open until it has ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from adjudicator.records.trouble import WorldError
from ui.kit.window.frame import Frame
from ui.shared.desk import AloneWork
from ui.shared.work import TellsProgress
from ui.shell.views.alone import AloneView
from ui.shell.worker import Cancelled, Worker

Told = Callable[[Exception], None]


class Alone:
    """Runs such work. `rest` stops all that looks into the case by itself, `go_on` starts it again; `lost` is told where the
    case could not be opened again, `broke` of a fault of the program's own.
    """

    def __init__(
        self, frame: Frame, rest: Callable[[], None], go_on: Callable[[], None], lost: Told, broke: Told
    ) -> None:
        self._frame, self._worker = frame, Worker(frame, broke)
        self._rest, self._go_on, self._lost, self._broke = rest, go_on, lost, broke

    def run(
        self, words: str, work: AloneWork, done: Callable[[Any], None], failed: Callable[[WorldError], None]
    ) -> None:
        """Cover the window, and do the work on another thread; `done` is told what it came to, None where it was stopped."""
        self._rest()
        view = AloneView(words)
        self._frame.cover(view)
        work.close()

        def write(progress: TellsProgress) -> Exception | None:
            """However it ends, the case has to be opened again first."""
            try:
                work.write(progress)
            except Cancelled:
                return None
            except Exception as trouble:
                return trouble
            return None

        def ended(trouble: Exception | None) -> None:
            self._end(work, done if trouble is None else lambda _: self._fail(trouble, failed))

        cancel = self._worker.run(write, ended, failed, view.advance)
        view.progress.cancelled.connect(cancel)

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
