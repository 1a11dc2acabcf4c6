"""Guards against rushing: what would be recorded has to have stood on the screen, and a word typed is no row of keys."""

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


WORD_SECONDS = 0.25
"""Letters that follow one another faster are a word, typed where nobody meant them for keys: "smith" skips and holds."""


class Letters:
    """Tells a letter that is pressed as a key from one within a word."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last = -WORD_SECONDS

    def pressed(self) -> bool:
        """A letter has been pressed: whether it stands alone, as far as can be told by what came before it."""
        now, before = self._clock(), self._last
        self._last = now
        return now - before >= WORD_SECONDS
