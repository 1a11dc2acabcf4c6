"""One court order laid open: what it says, all its places, and how else it may stand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desks.setup.screen import OrderCard
from ui.kit.choices import Choices
from ui.kit.pages import Sides
from ui.kit.panel import Panel, column, reveal
from ui.kit.text import Text
from ui.kit.tokens import S4, S8

SHOWN_FIRST = "What it changes is shown before it is done."


class OrderPanel(Panel):
    """Draws an OrderCard. Signal: `changed(str)` with the status that is meant."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._card: OrderCard | None = None
        self._hours, self._court = Text("", wrap=True), Text("", tone="muted", wrap=True)
        self._stands, self._places = Text("", "strong", wrap=True), Text("", wrap=True)
        self.envelopes = Text("", wrap=True)
        self.choices, self._change = Choices(), QWidget()
        self._build()
        self.choices.chosen.connect(self._choose)

    def draw(self, card: OrderCard | None) -> None:
        """Shows an order; a choice that was left without doing it is taken back."""
        before, self._card = self._card, card
        if card is None:
            return
        self.choices.forget()
        if card == before:
            return
        self.set_title(f"Order {card.number}")
        self._stands.setText(card.stands)
        self._hours.setText(card.hours)
        self._court.setText(card.court)
        self.envelopes.setText(card.envelopes)
        self._places.setText(card.places)
        if before is None or card.choices != before.choices:
            self.choices.set_choices(card.choices)
        reveal(self._change, bool(card.choices))

    def begin(self) -> None:
        """Puts the focus on the first choice."""
        if not self._change.isHidden():
            self.choices.focus_first()

    def _choose(self, status: str) -> None:
        self.changed.emit(status)

    def _build(self) -> None:
        what = column(self._stands, self._hours, self._court, self.envelopes, spacing=S4)
        where = column(Text("Places", "strong"), self._places, spacing=S4)
        self._change.setLayout(column(
            Text("Where it stands now", "strong"), self.choices, Text(SHOWN_FIRST, "caption", tone="muted", wrap=True),
            spacing=S8,
        ))  # fmt: skip
        self.body.addWidget(Sides(column(what, where), column(self._change)))
