"""What lies over a whole window for a moment: a panel in front of everything, and behind it a shade.

`Overlay(window, panel)` fills the window; `open()` shows it, `leave()` hides it and gives the focus back. Esc and a click
beside the panel leave it. Tab stays on it (`stops`), and keys of what lies under it are dead, but for `THROUGH`.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.kit.panel import Panel

THROUGH = (Qt.Key.Key_F9, Qt.Key.Key_F1)
"""Hiding personal data never waits, and help is of what is shown."""


class Overlay(QWidget):
    """Lies over `window`, with `panel` on it. What is made of it places the panel."""

    def __init__(self, window: QWidget, panel: Panel) -> None:
        super().__init__(window)
        self._window, self._panel = window, panel
        self._before: QWidget | None = None
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Shows it over what is on the screen now."""
        self._before = self._window.focusWidget()
        self.show()
        self.fit()
        self.raise_()

    def leave(self) -> None:
        """Hides it; the focus is where it was."""
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()

    def fit(self) -> None:
        """Takes the window's size, as it is now."""
        self.setGeometry(self._window.rect())

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab comes to on it, in order."""
        return ()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.fit()
        return False

    def event(self, event: QEvent) -> bool:
        """Keeps every key from what lies under it, but for a few."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in THROUGH:
                return super().event(event)
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round and stays on it."""
        ring = self.stops()
        focused = self._window.focusWidget()
        place = ring.index(focused) if focused in ring else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        ring[(place + (1 if forward else -1)) % len(ring)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(10, 14, 18, 140))
        painter.end()
