"""A heart that beats in the window's event loop, and a watcher beside it who notes what runs while it stands still."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QTimer

from tests.flows.hands import settle

BEAT_MS = 2
LOOKS_S = 0.01
"""How often the watcher looks at a heart that stands still."""

INNERMOST = 6
"""So many calls of a stack are told."""

THREADS = Path("/proc/self/task")
"""Where Linux says of each thread how long it ran, and how long it had to wait for its turn, in nanoseconds."""

ROUNDS = 60_000
REFERENCE_MS = 4.5
"""What `calibrated` takes on the machine on which the limits were set."""


@dataclass(frozen=True)
class Gap:
    """The longest time in one step in which the window answered nothing, as a multiple of what is allowed there."""

    step: str
    took_ms: float
    limit_ms: float
    stacks: tuple[str, ...]

    @property
    def too_long(self) -> bool:
        """Whether it is longer than the limit."""
        return self.took_ms > self.limit_ms

    def __str__(self) -> str:
        where = "\n".join(f"    {stack}" for stack in self.stacks)
        return f"{self.step}: {self.took_ms:.0f} ms, more than {self.limit_ms:.0f}, in\n{where}"


class FairClock:
    """Seconds that run on but for those in which a thread of ours had work to do and the machine was with other programs.

    All threads count: the window's waits for one that reads a file and holds the interpreter while other programs run.
    """

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._delayed = 0

    def __call__(self) -> float:
        """Seconds since some fixed moment."""
        for thread in THREADS.glob("*/schedstat"):
            with suppress(OSError):  # a thread may end while it is asked about
                now, before = int(thread.read_bytes().split()[1]), self._seen.get(thread.parent.name, 0)
                self._delayed += now - before if now >= before else now  # else its number was given anew
                self._seen[thread.parent.name] = now
        return time.perf_counter() - self._delayed / 1e9


clock = FairClock()


def calibrated() -> float:
    """How long a plain loop takes now, in milliseconds."""
    begun = clock()
    total = 0
    for each in range(ROUNDS):
        total += each * each
    return (clock() - begun) * 1e3


class Heartbeat:
    """Beats while a step is done. `allowed_ms` is the longest gap that a quiet machine may have."""

    def __init__(self, allowed_ms: float) -> None:
        self._allowed = allowed_ms
        self._timer = QTimer()
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._main = threading.get_ident()
        self._last = self._longest = self._beaten = 0.0
        self._seen: list[str] = []
        self._stacks: tuple[str, ...] = ()
        self._over = threading.Event()
        self.gaps: list[Gap] = []

    def step(self, words: str, do: Callable[[], object], times: float = 1.0) -> None:
        """Do one step of a flow and note its longest gap; it is allowed so many `times` the common limit."""
        before = calibrated()
        with self._watched():
            do()
            settle()
        slower = max(1.0, before / REFERENCE_MS, calibrated() / REFERENCE_MS)
        limit = self._allowed * slower * times
        self.gaps.append(Gap(words, self._longest * 1e3, limit, self._stacks))

    @property
    def too_long(self) -> list[Gap]:
        """The steps in which the window stood still for too long."""
        return [gap for gap in self.gaps if gap.too_long]

    @contextmanager
    def _watched(self) -> Iterator[None]:
        self._last, self._longest, self._seen, self._stacks = clock(), 0.0, [], ()
        self._beaten = time.perf_counter()
        self._over.clear()
        watcher = threading.Thread(target=self._watch)
        watcher.start()
        self._timer.start()
        try:
            yield
            self._beat()
        finally:
            self._timer.stop()
            self._over.set()
            watcher.join()

    def _beat(self) -> None:
        now = clock()
        if now - self._last > self._longest:
            self._longest, self._stacks = now - self._last, tuple(dict.fromkeys(self._seen))
        self._last, self._seen, self._beaten = now, [], time.perf_counter()

    def _watch(self) -> None:
        while not self._over.wait(LOOKS_S):
            frame = sys._current_frames().get(self._main)
            if frame is not None and time.perf_counter() - self._beaten > LOOKS_S:
                self._seen.append(_told(frame))


def _told(frame: FrameType) -> str:
    """The innermost calls of a stack, the outer one first; no source is read, for the window waits meanwhile."""
    calls: list[str] = []
    call: FrameType | None = frame
    while call is not None and len(calls) < INNERMOST:
        calls.append(f"{call.f_code.co_name} ({call.f_code.co_filename.rpartition('/')[2]}:{call.f_lineno})")
        call = call.f_back
    return " > ".join(reversed(calls))
