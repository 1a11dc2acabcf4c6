"""A guard against rushing: what would be recorded has to have stood on the screen for half a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

SECONDS = 0.5
"""How long an outcome stands before a key records it: six keys 40 ms apart recorded two envelopes that nobody had seen."""

Seen = Literal["never", "just", "seen"]


class Guard:
    """Since when what would be recorded now stands on the screen."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._what: tuple[str, ...] = ()
        self._since = 0.0

    def drawn(self, *what: str) -> None:
        """It has been drawn; drawn again, it has stood since the first time."""
        if what != self._what:
            self._what, self._since = what, self._clock()

    def seen(self, *what: str) -> Seen:
        """Whether it stands on the screen, and for long enough."""
        if what != self._what:
            return "never"
        return "seen" if self._clock() - self._since >= SECONDS else "just"

    def forget(self) -> None:
        """Nothing of an envelope stands there any more."""
        self._what = ()
