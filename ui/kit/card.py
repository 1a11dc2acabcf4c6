"""A card of answers: a title, its lines, and whether it is folded, open or current.

`AnswerCard("Papers", key="Enter")`; `.set_lines(lines)` with `ui.parts.Line`s; `.set_state("current")`:
"current" has the accent's border and shows the key hint, "open" shows its lines, "folded" one line only, the
summary (`set_summary(words)`) with a tick. `.body` is a QVBoxLayout under the lines for Choices, fields, a QuestionPanel.
Signals: `opened()` when the header is pressed (fold or unfold is the presenter's to decide), `line_opened(int)` with
the index of the line that was pressed.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from adjudicator.words import _, beside
from ui.kit.answer import AnswerLine
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.language import name
from ui.kit.panel import column, row
from ui.kit.plain import PlainButton
from ui.kit.style.theme import set_property
from ui.kit.style.tokens import S4, S8, S12
from ui.kit.text import KeyCap, Text
from ui.parts import CardState, Line

_ICONS = {"folded": ("check", "count_full"), "open": ("chevron-down", "muted"), "current": ("chevron-down", "accent")}

STATES = {"folded": _("folded"), "open": _("open"), "current": _("current")}
"""What assistive technology hears of each state."""


class CardHead(PlainButton):
    """The pressable first line of a card."""

    def __init__(self, title: str, key: str) -> None:
        super().__init__("fold")
        name(self, title)
        self.mark = StateIcon("chevron-down")
        self.title = Text(title, "strong", elide=True)
        self.summary = Text("", "caption", tone="muted", elide=True)
        self.key = KeyCap(key)
        parts = [self.add(part) for part in (self.mark, self.title, self.summary, self.key)]
        across = row(*parts, margins=(S8, S4, S8, S4), grow=self.summary)
        across.setAlignment(self.key, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(across)


class AnswerCard(QFrame):
    """Several answers under one title. Signals: `opened()`, `line_opened(int)`."""

    opened = Signal()
    line_opened = Signal(int)

    def __init__(self, title: str, key: str = "Enter") -> None:
        super().__init__()
        self.setProperty("part", "card")
        self._title, self._summary = title, ""
        self._lines: list[AnswerLine] = []
        self._shown: tuple[Line, ...] = ()
        self._head = CardHead(title, key)
        self._head.key.setVisible(False)
        self._head.clicked.connect(self.opened)
        self._inside = QWidget()
        self.body, self._column = column(spacing=S12), column(spacing=2)
        self._inside.setLayout(column(self._column, self.body, spacing=S12, margins=(S4, S4, S4, S8)))
        self.setLayout(column(self._head, self._inside, spacing=0, margins=(S4, S4, S4, S4)))
        self.set_state("open")

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Shows these answers, reusing the widgets there are."""
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        while len(self._lines) < len(lines):
            self._add_line()
        for index, widget in enumerate(self._lines):
            widget.setVisible(index < len(lines))
            if index < len(lines):
                widget.set_line(lines[index])

    def set_title(self, title: str) -> None:
        self._title = title
        self._head.title.setText(title)
        self._announce()

    def set_summary(self, words: str) -> None:
        """The words beside the title: what the folded card says, or what is still open."""
        self._summary = words
        self._head.summary.setText(words)
        self._announce()

    def set_key(self, key: str) -> None:
        """The key hint of the current card; empty for none."""
        self._head.key.setText(key)
        self._head.key.setVisible(bool(key) and self.state == "current")

    def set_state(self, state: CardState) -> None:
        """Draws the card as "folded", "open" or "current"."""
        self.state = state
        icon, ink = _ICONS[state]
        self._head.mark.set_icon(icon, ink)
        self._head.key.setVisible(state == "current" and bool(self._head.key.text()))
        self._inside.setVisible(state != "folded")
        set_property(self, "state", state)
        self._announce()

    def _announce(self) -> None:
        name(self._head, beside(self._title, self._summary, STATES[self.state], by=", "))
        name(self, self._title)

    def _add_line(self) -> None:
        widget = AnswerLine()
        index = len(self._lines)
        widget.opened.connect(lambda: self.line_opened.emit(index))
        self._lines.append(widget)
        self._column.addWidget(widget)
