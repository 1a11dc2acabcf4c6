"""Whether anybody touches the window: `Touches(window)`; `take()` says whether somebody has since it was last asked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Touches(QObject):
    """Notes keys, movements and clicks where they enter the window, before any widget: a few events, not all of them."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._touched = True
        window.winId()  # the native window, where input enters
        window.windowHandle().installEventFilter(self)

    def note(self) -> None:
        """Somebody is here."""
        self._touched = True

    def take(self) -> bool:
        """Whether anybody touched anything since this was last asked."""
        touched, self._touched = self._touched, False
        return touched

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() in TOUCHES:
            self._touched = True
        return False
