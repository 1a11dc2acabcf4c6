"""Words under a small label: `Labelled("The voter is told")`, with `say(words)`; it hides where there are no words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.kit.panel import column
from ui.kit.text import Text
from ui.kit.tokens import S4


class Labelled(QWidget):
    """Words under a small label; hidden where there are none."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._words = Text("", wrap=True)
        self.setLayout(column(Text(label, "caption", tone="muted"), self._words, spacing=S4))

    def say(self, words: str) -> None:
        """Says something else."""
        self._words.setText(words)
        self.setVisible(bool(words))
