"""While the server of a shared record is asked, the window goes on drawing, and says what it waits for."""

from __future__ import annotations

from concurrent.futures import Future
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, QThread, QTimer

from adjudicator.words import _
from ui.kit.window.frame import Frame
from ui.parts import Notice

T = TypeVar("T")

SAID_AFTER = 0.15
"""Seconds after which a person notices that something is waited for."""

LOOKS_MS = 5
"""How often it is looked whether the answer has come, in milliseconds."""

ASKING = Notice(_("Asking the server of the shared case"), _("It goes on by itself."), kind="notice")


class ServerWait(QObject):
    """Waits for an answer in the window's own event loop; keys and clicks are kept until it has come."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame

    def __call__(self, future: Future[T], seconds: float) -> T:
        """Give the answer, or raise what the call raised, or TimeoutError; on another thread it waits as any does."""
        if QThread.currentThread() is not self.thread():
            return future.result(seconds)
        began, notice = monotonic(), self._frame.notice
        before, loop, looks = notice.notice, QEventLoop(self), QTimer(self)

        def look() -> None:
            # the thread of the line tells nobody: what it touched of Qt would be no longer there
            waited = monotonic() - began
            if future.done() or waited > seconds:
                loop.quit()
            elif waited > SAID_AFTER and notice.notice is not ASKING:
                notice.show_notice(ASKING)

        looks.timeout.connect(look)
        looks.start(LOOKS_MS)
        if not future.done():
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        looks.stop()
        for part in (looks, loop):
            part.deleteLater()
        if notice.notice is ASKING:
            notice.show_notice(before if before is not ASKING else None)
        return future.result(0)
