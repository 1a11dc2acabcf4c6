"""What the presenters before any desk share: they hold one frozen Screen and show it to their listener."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

ScreenT = TypeVar("ScreenT")


class Listening(Generic[ScreenT]):
    """Holds a Screen; `listen` shows it now and whenever it changes."""

    def __init__(self, screen: ScreenT) -> None:
        self._screen = screen
        self._listeners: list[Callable[[ScreenT], None]] = []

    @property
    def screen(self) -> ScreenT:
        """The Screen as it stands."""
        return self._screen

    def listen(self, draw: Callable[[ScreenT], None]) -> None:
        """Be shown the Screen now and whenever it changes."""
        self._listeners.append(draw)
        draw(self._screen)

    def show(self, screen: ScreenT) -> None:
        """Show another Screen to everyone who listens."""
        self._screen = screen
        for draw in tuple(self._listeners):
            draw(screen)
