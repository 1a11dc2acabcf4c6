"""One court order laid open: what it says, all its places, and the change of where it stands, with its reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.kit.buttons import PrimaryButton
from ui.kit.choices import Choices
from ui.kit.form import FieldRow
from ui.kit.panel import Panel, Rule, column, reveal, row
from ui.kit.text import Heading, Text
from ui.kit.theme import look, theme
from ui.kit.tokens import S4, S12
from ui.presenters.setup_screen import OrderCard

NO_WAY_BACK = (
    "Envelopes not yet decided follow at once. The change stays in the record; the order can be changed again."
)


class OrderPanel(Panel):
    """Draws an OrderCard. Signal: `changed(str, str)` with the status chosen and the reason."""

    changed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._card: OrderCard | None = None
        self._status = ""
        self.title, self._hours, self._court = Heading(""), Text("", wrap=True), Text("", tone="muted", wrap=True)
        self._stands, self._places = Text("", "strong", wrap=True), Text("", wrap=True)
        self.choices, self.reason = Choices(), QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.rows = {
            "change": FieldRow("Where it stands now", self.choices),
            "reason": FieldRow("Reason", self.reason, "Kept with the change, such as the ruling and its date."),
        }
        self.save = PrimaryButton("Change where it stands", "Ctrl+Enter")
        self._change = QWidget()
        self._build()
        self.choices.chosen.connect(self._choose)
        self.save.clicked.connect(self._save)
        theme().changed.connect(self._follow)
        self._follow()

    def draw(self, card: OrderCard | None) -> None:
        """Shows an order; what was chosen and written stays while it is the same order as it stood."""
        if card is None:
            self._card = None
            return
        if self._is_other(card):
            self._begin_anew(card)
        self._card = card
        for field, line in self.rows.items():
            line.set_problem(card.troubles.get(field, ""))
        if "reason" in card.troubles:
            self.reason.setFocus()

    def begin(self) -> None:
        """Puts the focus on the first choice."""
        if not self._change.isHidden():
            self.choices.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and not event.isAutoRepeat():
            self.save.click()
        else:
            super().keyPressEvent(event)

    def _is_other(self, card: OrderCard) -> bool:
        before = self._card
        return before is None or (before.number, before.stands) != (card.number, card.stands)

    def _begin_anew(self, card: OrderCard) -> None:
        self._status = ""
        self.title.setText(f"Order {card.number}")
        self._stands.setText(card.stands)
        self._hours.setText(card.hours)
        self._court.setText(card.court)
        self._places.setText(card.places)
        self.choices.set_choices(card.choices)
        self.reason.clear()
        self.save.setEnabled(False)
        reveal(self._change, bool(card.choices))

    def _choose(self, status: str) -> None:
        self._status = status
        self.save.setEnabled(True)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)  # what it is now is said; why is next

    def _save(self) -> None:
        self.changed.emit(self._status, self.reason.toPlainText())

    def _follow(self) -> None:
        self.reason.setFixedHeight(look().px(60))

    def _build(self) -> None:
        what = column(self.title, self._stands, self._hours, self._court, spacing=S4)
        where = column(Text("Places", "strong"), self._places, spacing=S4)
        self._change.setLayout(column(
            Rule(), *self.rows.values(), Text(NO_WAY_BACK, "caption", tone="muted", wrap=True),
            row(self.save, "stretch"), spacing=S12,
        ))  # fmt: skip
        self.body.addLayout(column(what, where, self._change, spacing=S12))
