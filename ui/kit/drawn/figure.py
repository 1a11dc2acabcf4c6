"""A big number that is a door.

`Figure("38", "waiting for approval", "2 batches closed today")`; `clicked` opens the desk; `set_figure(number, label,
detail)` changes it; `set_open(False)` makes it a number alone, for a person who does not have that desk.
"""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy

from adjudicator.words import beside
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.language import describe, name
from ui.kit.panel import column, row
from ui.kit.plain import PlainButton
from ui.kit.style.tokens import S4, S16
from ui.kit.text import Text


class Figure(PlainButton):
    """A number, what it counts, and a detail; pressed like a button (`clicked`)."""

    def __init__(self, number: str, label: str, detail: str = "") -> None:
        super().__init__("figure")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._number = Text("", "figure")
        self._label = Text("", "strong", wrap=True)
        self._detail = Text("", "caption", tone="muted", wrap=True, hides=True)
        self._arrow = StateIcon("arrow-right", "muted")
        head = row(self.add(self._number), "stretch", self.add(self._arrow))
        parts = (head, self.add(self._label), self.add(self._detail), "stretch")
        self.setLayout(column(*parts, spacing=S4, margins=(S16, S16, S16, S16)))
        self.set_figure(number, label, detail)

    def set_figure(self, number: str, label: str, detail: str = "") -> None:
        self._number.setText(number)
        self._label.setText(label)
        self._detail.setText(detail)
        name(self, beside(number, label))
        describe(self, detail)

    def set_open(self, on: bool) -> None:
        """Makes it a door, or a number alone that cannot be pressed."""
        self._arrow.setVisible(on)
        self.setEnabled(on)
