"""Work that takes a while, in its place on the screen, with a way to stop it.

`Progress()` is hidden until `follow` is told of work; `cannot_stop()` takes Stop away. Signal: `cancelled()`.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from adjudicator.words import _, beside
from ui.kit.buttons import QuietButton
from ui.kit.language import name
from ui.kit.panel import column, reveal, row
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S8, S16
from ui.kit.text import Text
from ui.parts import Working


class Progress(QWidget):
    """A thin bar, what is being done, how far, and Stop. Signal: `cancelled()`."""

    cancelled = Signal()

    def __init__(self, stop: str = _("Stop"), *, per_cent: bool = False) -> None:
        super().__init__()
        self._per_cent = per_cent
        self._words = Text("", elide=True)
        self._share = Text("", "caption", tone="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = QuietButton(stop)
        self._stop.clicked.connect(self._cancel)
        down = column(row(self._words, self._share), self._bar, spacing=S8)
        self.setLayout(row(down, self._stop, spacing=S16, grow=down))
        theme().changed.connect(self._follow)
        self._follow()
        self.hide()

    def follow(self, working: Working | None) -> None:
        """Show work as a screen tells of it; nothing where none is under way."""
        if working is None:
            self.hide()
            return
        if self.isHidden():
            self._stop.setEnabled(True)
            reveal(self._stop, True)
        self._words.setText(working.words)
        self._bar.setRange(0, working.of)
        self._bar.setValue(working.done)
        share = f"{working.done} %" if self._per_cent else _("{done} of {of}", done=working.done, of=working.of)
        self._share.setText(share if working.of else "")
        name(self._bar, beside(working.words, share if working.of else ""))
        reveal(self, True)

    def cannot_stop(self) -> None:
        """Takes Stop away: what has begun cannot be stopped any more."""
        reveal(self._stop, False)

    def _cancel(self) -> None:
        self._stop.setEnabled(False)
        self.cancelled.emit()

    def _follow(self) -> None:
        self._bar.setFixedHeight(look().px(4))
