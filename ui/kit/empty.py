"""What stands where nothing is yet: what would be here, and what to do.

`EmptyState("No envelopes yet", "Import the envelope list of the county, or enter one by hand.", "Receive envelopes",
icon="inbox")`; signal `acted()` for the button; `say(title, words, action)` says something else.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.kit.buttons import QuietButton
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.language import name
from ui.kit.panel import column, row
from ui.kit.style.tokens import S8, S16, S24
from ui.kit.text import Heading, Text


class EmptyState(QWidget):
    """A calm explanation in the middle of the place. Signal: `acted()`."""

    acted = Signal()

    def __init__(self, title: str, words: str = "", action: str = "", icon: str = "inbox") -> None:
        super().__init__()
        self._title = Heading("", wrap=True)
        self._words = Text("", tone="muted", wrap=True, hides=True)
        self._action = QuietButton("")
        self._action.clicked.connect(self.acted)
        for label in (self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setMaximumWidth(520)
        middle = row("stretch", self._words, "stretch", spacing=0)
        middle.setStretch(1, 1000)  # as wide as it may be, and as high as its words then need
        mark, button = row("stretch", StateIcon(icon, "muted", 32), "stretch"), row("stretch", self._action, "stretch")
        parts = ("stretch", "stretch", mark, S8, self._title, middle, S16, button, "stretch", "stretch", "stretch")
        self.setLayout(column(*parts, spacing=S8, margins=(S24, S24, S24, S24)))
        self.say(title, words, action)

    def say(self, title: str, words: str = "", action: str = "") -> None:
        """Says something else; without `action` there is no button."""
        self._title.setText(title)
        self._words.setText(words)
        self._action.offer(action)
        name(self, _("{title}. {words}", title=title, words=words) if words else title)
