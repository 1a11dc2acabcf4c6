"""The status line: what is saved, and what just happened, with Undo."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame

from adjudicator.words import _, beside
from ui.frame import FrameScreen
from ui.kit.buttons import LinkButton
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.envelope_link import EnvelopeLinks
from ui.kit.language import name, tip
from ui.kit.panel import row
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S12, S16
from ui.kit.text import KeyCap, Text

HEIGHT = 32


class StatusLine(QFrame):
    """One line at the bottom. Signals: `undo()`, `back_up()` from the sign that something is wrong with backups."""

    undo = Signal()
    back_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "status")
        self._icon = StateIcon("circle-check", "count_full", 14)
        self._happened = Text("", "caption", elide=True)
        self.named = EnvelopeLinks()
        self._undo = LinkButton(_("Undo"))
        self._key = KeyCap("U")
        self._saved = Text("", "caption", tone="muted")
        self._clock, self._ends = StateIcon("clock", "count_partial", 14), Text("", "caption", elide=True)
        self._sign_icon, self._sign = StateIcon("triangle-alert", "count_partial", 14), LinkButton("")
        tip(self._sign, _("Back up now (Ctrl+B)"))
        self._undo.clicked.connect(self.undo)
        self._sign.clicked.connect(self.back_up)
        backed_up, happened = (self._saved, self._sign_icon, self._sign), (self._icon, self._happened, self.named)
        undo, shift = (self._undo, self._key), (self._clock, self._ends)
        parts = (*backed_up, S12, *happened, *undo, "stretch", *shift)
        line = row(*parts, margins=(S16, 0, S16, 0))
        line.setAlignment(self.named, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
        theme().changed.connect(self._follow)
        self._follow()

    def draw(self, screen: FrameScreen) -> None:
        """Shows what the frame says."""
        news = (screen.happened, bool(screen.ends)) != (self._happened.text(), bool(self._ends.text()))
        self._ends.setText(screen.ends)
        self._clock.setVisible(bool(screen.ends))
        self._saved.setText(screen.saved)
        self._sign.setText(screen.sign)
        name(self._sign, _("{sign}: back up now", sign=screen.sign))
        for part in (self._sign_icon, self._sign):
            part.setVisible(bool(screen.sign))
        self._happened.setText(screen.happened)
        self.named.draw(screen.happened)
        self._icon.setVisible(bool(screen.happened))
        self._undo.setText(screen.undo)
        self._undo.setVisible(bool(screen.undo))
        self._key.setVisible(bool(screen.undo))
        name(self, beside(screen.saved, screen.happened, screen.ends, by=". "))
        if news and (screen.happened or screen.ends):
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _follow(self) -> None:
        self.setFixedHeight(look().px(HEIGHT))
