"""A part of the law laid open: a rule, a position, a number, a fact or a day, with the law's own words quoted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from adjudicator.words import _
from ui.kit.buttons import QuietButton
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.empty import EmptyState
from ui.kit.panel import Panel, Repeater, Scrolled, column, holder, reveal, row
from ui.kit.style.tokens import S4, S8, S12, S16
from ui.kit.text import Text
from ui.shared.law_card import LawCard, Section

NOTHING = _("Choose a rule to read what it looks at, what follows, and the paragraph it stands on.")
IN_FORCE = _("In force")


class LawPanel(Panel):
    """Draws a LawCard; `nothing` says what would be here, beside its icon. Signal: `acted()` for the card's button."""

    acted = Signal()

    def __init__(self, nothing: str = NOTHING, icon: str = "gavel") -> None:
        super().__init__()
        self._shown: LawCard | None = None
        self._kind = Text("", "caption", tone="muted", wrap=True)
        self._empty = EmptyState(_("Nothing chosen"), nothing, icon=icon)
        self._sections = Repeater(_section, S16)
        self._scrolled = Scrolled(holder(column(self._sections, "stretch", margins=(0, 0, S8, 0))))
        self.act = QuietButton("")
        self.act.clicked.connect(self.acted)
        self.fill(self._kind, self._empty, self._scrolled, row(self.act, "stretch"), grow=self._scrolled)

    def draw(self, card: LawCard | None) -> None:
        """Lays a card open; None for nothing."""
        reveal(self._empty, card is None)
        for part in (self._kind, self._scrolled):
            reveal(part, card is not None)
        self.act.offer(card.act if card is not None else "")
        if card is None or card == self._shown:
            return
        self._shown = card
        self.set_title(card.title)
        self._kind.setText(card.kind)
        self._sections.draw(card.sections)
        self._scrolled.verticalScrollBar().setValue(0)


def _section(section: Section) -> QWidget:
    heading = Text(section.heading, "strong", wrap=True)
    return holder(column(heading, *(_line(section, line) for line in section.lines), spacing=S4))


def _line(section: Section, line: str) -> QHBoxLayout:
    if section.quoted:
        return _quoted(line)
    return _choice(line, taken=line == section.marked) if section.marked else row(Text(line, wrap=True))


def _choice(line: str, *, taken: bool) -> QHBoxLayout:
    """One of several choices; the one in force has a tick and says so."""
    mark = StateIcon("circle-check" if taken else "circle", "accent" if taken else "muted", 16, line="body")
    words = Text(line, "strong" if taken else "body", wrap=True)
    said = column(words, *([Text(IN_FORCE, "caption", tone="accent")] if taken else []), spacing=2)
    across = row(mark, said, grow=said)
    across.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    return across


def _quoted(line: str) -> QHBoxLayout:
    bar = QFrame()
    bar.setProperty("part", "rule")
    bar.setFixedWidth(2)
    words = Text(line, tone="muted", wrap=True)
    return row(bar, words, spacing=S12, grow=words)
