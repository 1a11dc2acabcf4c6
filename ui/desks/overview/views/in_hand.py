"""Who has taken which envelopes, with the way to set one free: a panel of the Overview, for supervisors."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from adjudicator.words import _
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.screen import TakenEnvelopes
from ui.kit.buttons import QuietButton
from ui.kit.choices import Choices
from ui.kit.language import name
from ui.kit.panel import Panel, clear, reveal, row
from ui.kit.style.tokens import S8, S24
from ui.kit.text import Text


class InHandPanel(Panel):
    """A line for each envelope that somebody has; the reasons stand under them once one is to be set free."""

    def __init__(self, presenter: OverviewPresenter) -> None:
        super().__init__(_("Taken to be worked on"))
        self._presenter = presenter
        self._shown = TakenEnvelopes()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(S24)
        self._grid.setVerticalSpacing(S8)
        self._grid.setColumnStretch(3, 1)
        self._more = Text("", tone="muted", hides=True)
        self._question = Text("", "strong", wrap=True)
        self.choices = Choices(dense=True)
        self.choices.chosen.connect(presenter.set_free)
        self._leave = QuietButton(_("Leave it"))
        self._leave.clicked.connect(lambda: presenter.ask_free(""))
        self.body.addLayout(self._grid)
        for widget in (self._more, self._question, self.choices):
            self.body.addWidget(widget)
        leave = row(self._leave)
        leave.addStretch(1)
        self.body.addLayout(leave)

    def draw(self, in_hand: TakenEnvelopes) -> None:
        """Draws the lines, anew only where they changed."""
        reveal(self, bool(in_hand.hands))
        opens = in_hand.asked not in ("", self._shown.asked)
        if in_hand.hands != self._shown.hands:
            self._draw_hands(in_hand)
        self._more.setText(in_hand.more)
        self._question.setText(in_hand.question)
        for widget in (self._question, self.choices, self._leave):
            reveal(widget, bool(in_hand.asked))
        if in_hand.choices != self._shown.choices:
            self.choices.set_choices(in_hand.choices)
        self._shown = in_hand
        if opens:
            self.choices.focus_first()

    def _draw_hands(self, in_hand: TakenEnvelopes) -> None:
        clear(self._grid)
        for place, hand in enumerate(in_hand.hands):
            button = QuietButton(_("Set free"))
            said = _("Set free envelope {number}, which {person} has", number=hand.envelope, person=hand.person)
            name(button, said)
            button.clicked.connect(lambda __=False, number=hand.envelope: self._presenter.ask_free(number))
            cells = (
                Text(hand.person, "strong"),
                Text(_("Envelope {number}", number=hand.envelope)),
                Text(hand.since, tone="muted"),
            )
            for column, cell in enumerate(cells):
                self._grid.addWidget(cell, place, column, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(button, place, 3, Qt.AlignmentFlag.AlignRight)
