"""One line of a card: what is asked, the answer, and where it came from.

`AnswerLine(line)` draws a `ui.parts.Line`; `set_line(line)` another. Clicked (or Enter, Space with the
focus on it) it emits `opened()`. States, each with an icon and words for assistive technology: accepted (tick),
suggested (pencil, to be confirmed), open (empty ring, no answer yet), contradiction (warning, two sources disagree).
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame

from adjudicator.words import _, beside
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.language import name
from ui.kit.panel import column, row
from ui.kit.personal import PersonalText, masked, privacy
from ui.kit.style.theme import set_property
from ui.kit.style.tokens import S4, S8, S12
from ui.kit.text import Text
from ui.parts import Line

STATES = {
    "accepted": ("check", "count_full", _("accepted")),
    "suggested": ("pencil", "muted", _("suggested, to be confirmed")),
    "open": ("circle", "accent", _("open")),
    "contradiction": ("triangle-alert", "count_partial", _("sources disagree")),
}
"""State -> icon, colour, spoken words."""


class AnswerLine(QFrame):
    """One answer with its source. Signal: `opened()` when the person wants to change it."""

    opened = Signal()

    def __init__(self, line: Line | None = None) -> None:
        super().__init__()
        self.setProperty("part", "line")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._icon = StateIcon()
        self._label = Text("", "caption", tone="muted", wrap=True)
        self._answer = PersonalText("", "body", wrap=True)
        self._source = Text("", "caption", tone="muted", wrap=True, hides=True)
        self._build()
        privacy().changed.connect(self._announce)
        self.set_line(line or Line(""))

    def set_line(self, line: Line) -> None:
        self.line = line
        icon, ink, __ = STATES[line.state]
        self._icon.set_icon(icon, ink)
        self._label.setText(line.label)
        self._say(line)
        self._source.setText(line.source)
        self._announce()
        set_property(self, "state", line.state)

    def _announce(self) -> None:
        line = self.line
        shown = masked(line.answer) if line.personal else line.answer
        answered = _("{question}: {answer}", question=line.label, answer=shown or _("no answer yet"))
        name(self, beside(answered, line.source, STATES[line.state][2], by=", "))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _say(self, line: Line) -> None:
        self._answer.set_words(line.answer or _("No answer yet"), personal=line.personal)
        self._answer.set_style("strong" if line.state in ("open", "contradiction") else "body")
        self._answer.set_tone("text" if line.answer else "muted")

    def _build(self) -> None:
        words = column(self._label, self._answer, self._source, spacing=2)
        across = row(self._icon, words, spacing=S12, margins=(S8, S4 + 2, S8, S4 + 2), grow=words)
        across.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        self.setLayout(across)
