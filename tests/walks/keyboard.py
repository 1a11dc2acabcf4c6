"""Hands of somebody who is seen to be there: keys of a test enter at a widget, behind the place where the window looks."""

from __future__ import annotations

from tests.flows.hands import Hands
from ui.shell.window import Window


class KeyboardHands(Hands):
    """A person at a keyboard for hours; without this the screen would be locked after ten minutes."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.frame)
        self._window = window

    def press(self, *keys: str) -> KeyboardHands:
        """Press keys one after another."""
        self._window.sitting.touched()
        super().press(*keys)
        return self
