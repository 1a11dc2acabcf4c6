"""What does not fit, over everything else at the desk: a sentence, both numbers, and who can settle it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from adjudicator.words import beside
from ui.desks.count.presenter import CountPresenter
from ui.desks.count.screen import TroubleLine, TroublesScreen
from ui.kit.buttons import QuietButton
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.language import name
from ui.kit.panel import Panel, Repeater, column, reveal, row
from ui.kit.style.tokens import S4, S12
from ui.kit.text import Text
from ui.shared.views.asked import AskedPart


class TroublesPanel(Panel):
    """What stands longest is on top; what is explained is folded away."""

    def __init__(self, presenter: CountPresenter) -> None:
        super().__init__(" ")
        self._presenter = presenter
        self.fold = QuietButton("")
        self.fold.clicked.connect(presenter.troubles.fold)
        self.head.addWidget(self.fold)
        self._open: Repeater[TroubleLine] = Repeater(self._line, S12)
        self._settled: Repeater[TroubleLine] = Repeater(self._explained, S12)
        self.ask = AskedPart(lambda values, __: presenter.troubles.answer(values), lambda: presenter.troubles.ask(""))
        self.fill(self._open, self.ask, self._settled)

    def draw(self, screen: TroublesScreen) -> None:
        """Draws the lines."""
        self.set_title(screen.title)
        self.fold.offer(screen.fold)
        self._open.draw(screen.open)
        self._settled.draw(screen.settled)
        self.ask.draw(screen.ask)

    def _line(self, line: TroubleLine) -> QWidget:
        words = Text(line.words, "strong", wrap=True, tone="not_counted")
        detail = Text(beside(line.numbers, line.who), "caption", tone="muted", wrap=True)
        said = row(spacing=S12)
        said.addWidget(StateIcon("circle-alert", "not_counted", line="strong"), 0, Qt.AlignmentFlag.AlignTop)
        said.addLayout(column(words, detail, spacing=S4), 1)
        across = row(spacing=S12)
        across.addLayout(said, 1)
        across.setAlignment(said, Qt.AlignmentFlag.AlignVCenter)
        button = QuietButton(line.action or " ")
        name(button, beside(line.action, line.words, by=": "))
        button.clicked.connect(lambda *__: self._presenter.troubles.ask(line.about))
        across.addWidget(button)
        reveal(button, bool(line.action))
        held = QWidget()
        held.setLayout(across)
        return held

    def _explained(self, line: TroubleLine) -> QWidget:
        words = Text(line.words, wrap=True, tone="muted")
        detail = Text(beside(line.numbers, line.explained), "caption", tone="muted", wrap=True)
        across = row(spacing=S12)
        across.addWidget(StateIcon("circle-check", "count_full", line="body"), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(column(words, detail, spacing=S4), 1)
        held = QWidget()
        held.setLayout(across)
        return held
