"""Long work of a presenter: how far it is, how it is stopped, and that nothing comes of it once it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from adjudicator.records.trouble import WorldError
from ui.parts import Working

T = TypeVar("T")


class TellsProgress(Protocol):
    """Is told how much of long work is done, of how much (0: not known), and what is done now, where that changes."""

    def __call__(self, done: int, of: int, words: str = "", /) -> None:
        """Tell it. Raises to stop the work."""
        ...


class Runs(Protocol):
    """Does work off the window's thread; gives a function that cancels it."""

    def __call__(
        self,
        work: Callable[[TellsProgress], T],
        done: Callable[[T], None],
        failed: Callable[[WorldError], None],
        progress: TellsProgress | None = None,
    ) -> Callable[[], None]:
        """Begin `work`; `done`, `failed` and `progress` are called on the window's thread."""
        ...


def _nothing(*_: object) -> None:
    """Do nothing."""


class LongWork:
    """Work of one kind, one at a time. `changed` is called when it begins and when it has come further."""

    def __init__(self, run: Runs, changed: Callable[[], None] = _nothing) -> None:
        self._run, self._changed = run, changed
        self._cancel: Callable[[], None] = _nothing
        self._turn = 0
        self.working: Working | None = None

    def start(
        self,
        words: str,
        work: Callable[[TellsProgress], T],
        done: Callable[[T], None],
        failed: Callable[[WorldError], None],
        late: Callable[[T], None] = _nothing,
    ) -> None:
        """Begin work in place of what is still under way; `words` say what it is.

        What the work comes to goes to `done` or `failed`. Where it was stopped too late to keep it from ending, what it made
        goes to `late` instead.
        """
        self.stop()
        self._turn += 1
        turn, self.working = self._turn, Working(words)
        self._changed()

        def heard(tell: Callable[[Any], None], otherwise: Callable[[Any], None]) -> Callable[[Any], None]:
            def ended(outcome: object) -> None:
                if not self._is_under_way(turn):
                    otherwise(outcome)
                    return
                self.working = None
                tell(outcome)

            return ended

        def progressed(finished: int, of: int, now: str = "", /) -> None:
            if self._is_under_way(turn) and self.working is not None:
                self.working = Working(now or self.working.words, finished, of)
                self._changed()

        cancel = self._run(work, heard(done, late), heard(failed, _nothing), progressed)
        if self._is_under_way(turn):
            self._cancel = cancel

    def stop(self) -> None:
        """Give up what is under way, if anything."""
        if self.working is not None:
            self.working = None
            self._cancel()

    def _is_under_way(self, turn: int) -> bool:
        return self.working is not None and turn == self._turn
