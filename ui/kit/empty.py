"""What stands where nothing is yet: what would be here, and what to do.

`EmptyState("No envelopes yet", "Import the envelope list of the county, or enter one by hand.", "Receive envelopes",
icon="inbox")`; signal `acted()` for the button; `say(title, words, action)` says something else.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.buttons import QuietButton
from ui.kit.icon_label import StateIcon
from ui.kit.text import Heading, Text
from ui.kit.tokens import S8, S16, S24


class EmptyState(QWidget):
    """A calm explanation in the middle of the place. Signal: `acted()`."""

    acted = Signal()

    def __init__(self, title: str, words: str = "", action: str = "", icon: str = "inbox") -> None:
        super().__init__()
        self._title = Heading("", wrap=True)
        self._words = Text("", tone="muted", wrap=True)
        self._action = QuietButton("")
        self._action.clicked.connect(self.acted)
        for label in (self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setMaximumWidth(520)
        down = QVBoxLayout(self)
        down.setContentsMargins(S24, S24, S24, S24)
        down.setSpacing(S8)
        down.addStretch(2)
        down.addWidget(StateIcon(icon, "muted", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        down.addSpacing(S8)
        down.addWidget(self._title)
        down.addLayout(_centred(self._words))
        down.addSpacing(S16)
        down.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        down.addStretch(3)
        self.say(title, words, action)

    def say(self, title: str, words: str = "", action: str = "") -> None:
        """Says something else; without `action` there is no button."""
        self._title.setText(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._action.setText(action)
        self._action.updateGeometry()
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{title}. {words}")


def _centred(widget: QWidget) -> QHBoxLayout:
    """In the middle, as wide as it may be, and as high as its words then need."""
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(widget, 1000)
    across.addStretch(1)
    return across
