"""What lies before a person by an act of theirs, and for how long: what passes by on its own was not looked at."""

from __future__ import annotations

from collections.abc import Callable

SECONDS = 3.0
"""So long an envelope lies before a person until it counts as looked at."""


class InFront:
    """The envelope that a person brought before them, and since when. `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._what = ("", "")
        self._since = 0.0
        self.token = 0

    def bring(self, batch: str, number: str) -> None:
        """The person opened an envelope, by key or click; what lies there already goes on counting."""
        if self._what != (batch, number):
            self._what, self._since = (batch, number), self._clock()
            self.token += 1

    def put_away(self) -> None:
        """Nothing lies before the person any more, or not by their own act."""
        self._what = ("", "")

    def is_there(self, batch: str, number: str) -> bool:
        """Whether an envelope lies before the person by their own act."""
        return bool(number) and self._what == (batch, number)

    def left(self) -> float:
        """The seconds that are still missing; 0 where it has lain there long enough."""
        return max(0.0, self._since + SECONDS - self._clock())
