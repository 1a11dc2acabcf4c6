"""What would have to be different, folded until somebody asks: a heading for each result, and the ways that lead to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.desks.review.screen import OutcomeScreen
from ui.envelope.screen import WayGroup
from ui.kit.icon_label import StateIcon
from ui.kit.labelled import Labelled
from ui.kit.outcome import OutcomeBadge
from ui.kit.panel import column, row
from ui.kit.plain import PlainButton
from ui.kit.text import KeyCap, Text
from ui.kit.tokens import S4, S8, S12

TITLE = "What would have to be different"


class WaysView(QWidget):
    """Draws the ways of an `OutcomeScreen`. Signal: `asked()`, to show or to fold them."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown = False
        self.head = PlainButton("fold")
        self._icon = StateIcon("chevron-right", "muted")
        self._rests_on = Labelled("It rests on")
        self._groups: list[WayGroupView] = []
        self._column = column(spacing=S12)
        across = QHBoxLayout(self.head)
        across.setContentsMargins(0, S4, S4, S4)
        across.setSpacing(S4)
        across.addWidget(self.head.add(self._icon))
        across.addWidget(self.head.add(Text(TITLE, "strong", wrap=True)), 1)
        across.addWidget(self.head.add(KeyCap("D")))
        self.setLayout(column(self.head, self._rests_on, self._column, spacing=S8))
        self.head.clicked.connect(self.asked)

    def draw(self, screen: OutcomeScreen) -> None:
        """Shows the ways, or only that they can be asked for."""
        self.setVisible(screen.may_differ)
        self._rests_on.say("; ".join(screen.rests_on_all))
        self.shown = bool(screen.ways)
        self._icon.set_icon("chevron-down" if self.shown else "chevron-right", "muted")
        self.head.setAccessibleName(f"{TITLE}, {'unfolded' if self.shown else 'folded'}")
        while len(self._groups) < len(screen.ways):
            self._groups.append(WayGroupView())
            self._column.addWidget(self._groups[-1])
        for place, view in enumerate(self._groups):
            view.setVisible(place < len(screen.ways))
            if place < len(screen.ways):
                view.draw(screen.ways[place])


class WayGroupView(QWidget):
    """One result, and under it each way that leads to it."""

    def __init__(self) -> None:
        super().__init__()
        self._badge = OutcomeBadge(style="strong")
        self._note = Text("", "caption", tone="muted", wrap=True)
        self._lines: list[WayLine] = []
        self._column = column(spacing=S4)
        self.setLayout(column(row(self._badge, "stretch"), self._note, self._column, spacing=S4))

    def draw(self, group: WayGroup) -> None:
        """Shows another result."""
        self._badge.set_outcome(group.outcome, words=group.heading)
        self._note.setText(group.note)
        self._note.setVisible(bool(group.note))
        while len(self._lines) < len(group.lines):
            self._lines.append(WayLine())
            self._column.addWidget(self._lines[-1])
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(group.lines))
            line.say(group.lines[place] if place < len(group.lines) else "")


class WayLine(QWidget):
    """One way, with its second line under its first."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Text("", wrap=True)
        across = row(spacing=S8)
        across.addWidget(Text("•", tone="muted"), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._words, 1)
        self.setLayout(across)

    def say(self, words: str) -> None:
        """Says another way."""
        self._words.setText(words)
