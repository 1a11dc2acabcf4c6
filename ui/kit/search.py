"""The field to find something by: a magnifier, a hint, `/` puts the focus there, Esc empties it.

`SearchField("Find an envelope")`; signal `textChanged(str)` at every key, `settled(str)` 150 ms after the last.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut, Qt
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from ui.kit.icons import icon
from ui.kit.theme import look, theme

PAUSE_MS = 150


class SearchField(QLineEdit):
    """A line to search by. Signal: `settled(str)` when typing has paused."""

    settled = Signal(str)

    def __init__(self, hint: str = "Find", slash: bool = True) -> None:
        super().__init__()
        self._hint = hint
        self.setAccessibleName(hint)
        self.setPlaceholderText(f"{hint}   /" if slash else hint)
        self.setClearButtonEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(lambda: self.settled.emit(self.text()))
        self.textChanged.connect(self._typed)
        if slash:
            QShortcut(QKeySequence("/"), self, self.take_focus)
        theme().changed.connect(self._follow)
        self._follow()

    def take_focus(self) -> None:
        """Puts the focus here and selects what is written."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        self._pause.start()

    def _follow(self) -> None:
        self._glass.setIcon(icon("search", "muted"))
        self.setMaximumWidth(look().px(320))
