"""The pack of rules in force: its parts, and one of them laid open with the law's own words."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.empty import EmptyState
from ui.kit.focus import begin_at
from ui.kit.panel import Panel, Scrolled, clear, column, reveal, row
from ui.kit.text import Text
from ui.kit.tokens import S4, S8, S12, S16
from ui.presenters.setup import SetupPresenter
from ui.presenters.setup_screen import LawCard, PackScreen, Section
from ui.views.record_beside import Beside
from ui.views.setup_listed import ListedView

NOTHING = "Choose a rule to read what it looks at, what follows, and the paragraph it stands on."


class PackView(QWidget):
    """Draws a PackScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        screen = presenter.screen.pack
        self.name, self.under = Text("", "strong", wrap=True), Text("", "caption", tone="muted", wrap=True)
        self.list, self.card = ListedView(screen.list), LawPanel()
        self.list.table.set_filters(screen.chips)
        self.list.table.chips_below()
        self.list.table.picked.connect(presenter.open_law)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(S12)
        down.addLayout(column(self.name, self.under, spacing=2))
        down.addWidget(Beside(self.list, self.card, (56, 44)), 1)
        begin_at(self, self.list.table.grid)

    def draw(self, screen: PackScreen) -> None:
        """Shows the pack and the part laid open."""
        self.name.setText(screen.name)
        self.under.setText(screen.under)
        self.list.draw(screen.list)
        self.card.draw(screen.open)
        if screen.open is not None and screen.open.id != self.list.table.current_id:
            self.list.table.select(screen.open.id)


class LawPanel(Panel):
    """A rule, parameter, position or day laid open; `nothing` says what would be here, beside its icon."""

    def __init__(self, nothing: str = NOTHING, icon: str = "gavel") -> None:
        super().__init__()
        self._shown: LawCard | None = None
        self._kind = Text("", "caption", tone="muted", wrap=True)
        self._empty = EmptyState("Nothing chosen", nothing, icon=icon)
        self._sections = QVBoxLayout()
        self._sections.setSpacing(S16)
        inner = QWidget()
        down = QVBoxLayout(inner)
        down.setContentsMargins(0, 0, S8, 0)
        down.addLayout(self._sections)
        down.addStretch(1)
        self._scrolled = Scrolled(inner)
        for part in (self._kind, self._empty):
            self.body.addWidget(part)
        self.body.addWidget(self._scrolled, 1)

    def draw(self, card: LawCard | None) -> None:
        """Lays a card open; None for nothing."""
        self._empty.setVisible(card is None)
        for part in (self._kind, self._scrolled):
            reveal(part, card is not None)
        if card is None or card == self._shown:
            return
        self._shown = card
        self.set_title(card.title)
        self._kind.setText(card.kind)
        clear(self._sections)
        for section in card.sections:
            self._sections.addWidget(_section(section))
        self._scrolled.verticalScrollBar().setValue(0)


def _section(section: Section) -> QWidget:
    made = QWidget()
    down = column(Text(section.heading, "strong", wrap=True), spacing=S4)
    for line in section.lines:
        down.addLayout(_quoted(line) if section.quoted else row(Text(line, wrap=True)))
    made.setLayout(down)
    return made


def _quoted(line: str) -> QHBoxLayout:
    bar = QFrame()
    bar.setProperty("part", "rule")
    bar.setFixedWidth(2)
    across = row(bar, Text(line, tone="muted", wrap=True), spacing=S12)
    across.setStretch(1, 1)
    return across
