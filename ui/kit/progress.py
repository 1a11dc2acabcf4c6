"""Work that takes a while, in its place on the screen, with a way to stop it.

`Progress()` is hidden until `begin(words, total)`; `advance(done, words="")`; `end()`; `cannot_stop()`. `follow(words, done,
total)` does all of it for a screen that says how far its work is. A total of 0 means that nobody knows how much there is.
Signal: `cancelled()`.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.kit.buttons import QuietButton
from ui.kit.panel import reveal, row
from ui.kit.text import Text
from ui.kit.theme import look, theme
from ui.kit.tokens import S8


class Progress(QWidget):
    """A thin bar, what is being done, how far, and Stop. Signal: `cancelled()`."""

    cancelled = Signal()

    def __init__(self, stop: str = "Stop", *, per_cent: bool = False) -> None:
        super().__init__()
        self._per_cent = per_cent
        self._words = Text("", elide=True)
        self._share = Text("", "caption", tone="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = QuietButton(stop)
        self._stop.clicked.connect(self._cancel)
        down = QVBoxLayout()
        down.setSpacing(S8)
        down.addLayout(row(self._words, self._share))
        down.addWidget(self._bar)
        across = row(spacing=16)
        across.addLayout(down, 1)
        across.addWidget(self._stop)
        self.setLayout(across)
        theme().changed.connect(self._follow)
        self._follow()
        self.hide()

    def begin(self, words: str, total: int = 0) -> None:
        """Shows the bar at its start."""
        self._stop.setEnabled(True)
        reveal(self._stop, True)
        self._bar.setRange(0, total)
        self.advance(0, words)
        reveal(self, True)

    def advance(self, done: int, words: str = "") -> None:
        """Shows how far it is; `words` replaces what is being done."""
        if words:
            self._words.setText(words)
        self._bar.setValue(done)
        total = self._bar.maximum()
        share = f"{done} %" if self._per_cent else f"{done:,} of {total:,}"
        self._share.setText(share if total else "")
        self._bar.setAccessibleName(f"{self._words.text()} {self._share.text()}")

    def follow(self, words: str, done: int, total: int) -> None:
        """Shows work as a screen tells of it; no words where none is under way."""
        if not words:
            self.end()
            return
        if self.isHidden():
            self.begin(words, total)
        self._set_total(total)
        self.advance(done, words)

    def _set_total(self, total: int) -> None:
        """Says how much there is, once that is known."""
        if total != self._bar.maximum():
            self._bar.setRange(0, total)

    def cannot_stop(self) -> None:
        """Takes Stop away: what has begun cannot be stopped any more."""
        reveal(self._stop, False)

    def end(self) -> None:
        """Hides the bar."""
        self.hide()

    def _cancel(self) -> None:
        self._stop.setEnabled(False)
        self.cancelled.emit()

    def _follow(self) -> None:
        self._bar.setFixedHeight(look().px(4))
