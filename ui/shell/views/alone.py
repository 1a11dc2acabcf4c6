"""What lies over the window while the case is written anew: what is being done, how far it is, and Stop while that can be."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from adjudicator.words import _
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.language import name
from ui.kit.panel import Panel, Scrolled, row
from ui.kit.progress import Progress
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import MARGIN, S16
from ui.kit.text import Heading, Text
from ui.parts import Working

WIDE, MOST_WIDE = 560, 860
STAYS = _(
    "Until it is done, this window can do nothing else and does not close. If you stop it, everything stays as it was."
)
WRITING = _("Writing the files anew")
PUT_IN_PLACE = _("Everything is written. Each file is now put in its place; that cannot be stopped.")


class AloneView(QWidget):
    """Shows `words` and how far the work is, in hundredths. `.progress` tells of Stop."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setProperty("part", "canvas")
        name(self, words)
        self.panel, self.says = Panel(), Text(STAYS, tone="muted", wrap=True)
        self.progress = Progress(per_cent=True)
        self._build(words)
        theme().changed.connect(self._follow)
        self._follow()
        self.advance(0, 100)

    def advance(self, done: int, of: int, words: str = "", /) -> None:
        """Show how far it is; at a hundred per cent it can be stopped no more."""
        share = done * 100 // of if of else 100
        self.progress.follow(Working(words or WRITING, share, 100))
        if share >= 100:
            self.progress.cannot_stop()
            self.says.setText(PUT_IN_PLACE)

    def _build(self, words: str) -> None:
        head = row(StateIcon("lock", "muted", 24), Heading(words, wrap=True), spacing=S16)
        head.setStretch(1, 1)
        self.panel.body.addLayout(head)
        for part in (self.progress, self.says):
            self.panel.body.addWidget(part)
        inner = QWidget()
        down = QVBoxLayout(inner)
        down.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        down.addStretch(1)
        down.addLayout(row("stretch", self.panel, "stretch"))
        down.addStretch(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(inner))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _follow(self) -> None:
        self.panel.setFixedWidth(min(look().px(WIDE), MOST_WIDE))
