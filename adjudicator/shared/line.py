"""One station's line to the server: calls go one after the other on threads of their own, and nobody need wait."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLongError
from contextlib import suppress
from queue import SimpleQueue
from time import monotonic
from typing import Any, Protocol, TypeVar

from adjudicator.records.trouble import WorldError
from adjudicator.shared.server import Server
from adjudicator.shared.trouble import AWAY, server_away

T = TypeVar("T")

_AT_CLOSING = 1.0

LOOK_EVERY = 2.0
"""Seconds after which the server is looked at again, whether or not it has told of anything."""


class Waits(Protocol):
    """Waits for an answer, so many seconds at the most."""

    def __call__(self, future: Future[T], seconds: float, /) -> T:
        """Give the answer, or raise what the call raised, or TimeoutError."""
        ...


def still(future: Future[T], seconds: float) -> T:
    """Wait and do nothing else meanwhile."""
    return future.result(seconds)


class ServerLine:
    """Calls to one server, on two threads: acts go on one of their own, so that none waits behind a look at the server, which
    on a slow line takes longer than the server takes an act. `quiet_since` is when it began not to answer (seconds of
    `time.monotonic`), None while it does.

    `waits` is how a person's thread waits for an answer: a window goes on drawing meanwhile.
    """

    def __init__(self, server: Server, waits: Waits = still) -> None:
        self._server, self.waits = server, waits
        self.quiet_since: float | None = None
        self._heard = 0.0
        self._closed = threading.Event()
        self._look_pending = threading.Lock()
        self._calls, self._acts = _Lane(), _Lane()
        self._lanes = (self._calls, self._acts)
        self._threads = [
            threading.Thread(target=self._run, args=(lane,), name=name, daemon=True)
            for lane, name in ((self._calls, "calls to the server"), (self._acts, "acts to the server"))
        ]
        self._left = len(self._threads)
        self._leaving = threading.Lock()
        for thread in self._threads:
            thread.start()

    def begin(self, call: Callable[[Server], T]) -> Future[T]:
        """Have a call made when those before it are done."""
        return self._calls.put(call)

    def send(self, call: Callable[[Server], T]) -> Future[T]:
        """Have an act sent, or asked for, when those before it are done."""
        return self._acts.put(call)

    def heard(self) -> None:
        """The server has answered, in the midst of a call that asks it several times."""
        self._heard = monotonic()

    def ask(self, call: Callable[[Server], T], patience: float) -> T:
        """Make a call and wait for it; WorldError "server_away" where the answer takes longer than so many seconds."""
        future = self.begin(call)
        try:
            return self.waits(future, patience)
        except TooLongError:
            future.cancel()
            raise server_away() from None

    def keep_looking(self, look: Callable[[Server], None]) -> None:
        """Have the server looked at whenever it tells of something, and every two seconds, until the line is closed."""
        follower = threading.Thread(target=self._follow, args=(look,), name="news from the server", daemon=True)
        self._threads.append(follower)
        follower.start()

    def quiet_for(self) -> float:
        """For how many seconds the server has not answered; 0 while it does."""
        if self.quiet_since is not None:
            return monotonic() - self.quiet_since
        begun = [lane.begun for lane in self._lanes if lane.begun is not None]
        return monotonic() - max(min(begun), self._heard) if begun else 0.0

    def close(self, last: Callable[[Server], object]) -> None:
        """Make one last call, where the server answers, and no more; one that is under way is soon left to itself."""
        if not self.quiet_for():
            with suppress(WorldError, TooLongError):
                self.begin(last).result(_AT_CLOSING / 2)
        self._closed.set()
        for lane in self._lanes:
            lane.end()
        for thread in self._threads:
            thread.join(_AT_CLOSING)

    def _run(self, lane: _Lane) -> None:
        for call, future in lane:
            if self._closed.is_set() or not future.set_running_or_notify_cancel():
                continue
            lane.begun = began = monotonic()
            try:
                answer = call(self._server)
            except WorldError as error:
                lane.begun = None
                if error.code == AWAY and self.quiet_since is None:
                    self.quiet_since = began
                future.set_exception(error)
            except BaseException as error:
                lane.begun = None
                future.set_exception(error)
            else:
                lane.begun = self.quiet_since = None
                self.heard()
                future.set_result(answer)
        with self._leaving:
            self._left -= 1
            is_last = not self._left
        if is_last:
            self._server.close()

    def _follow(self, look: Callable[[Server], None]) -> None:
        looked: Future[None] | None = None
        while not self._closed.is_set():
            try:
                self._server.wait(LOOK_EVERY)
            except WorldError:
                self._closed.wait(LOOK_EVERY)
            if self._closed.is_set():
                return
            if looked is None or looked.done():
                looked = self.begin(look)


class _Lane:
    """Calls that are made one after the other. `begun` is when the present one was (`time.monotonic`), None between two."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[tuple[Callable[[Server], Any], Future[Any]] | None] = SimpleQueue()
        self.begun: float | None = None

    def put(self, call: Callable[[Server], T]) -> Future[T]:
        """Have a call made when those before it are done."""
        future: Future[T] = Future()
        self._waiting.put((call, future))
        return future

    def end(self) -> None:
        """Take no call behind those that wait."""
        self._waiting.put(None)

    def __iter__(self) -> Iterator[tuple[Callable[[Server], Any], Future[Any]]]:
        while (asked := self._waiting.get()) is not None:
            yield asked
