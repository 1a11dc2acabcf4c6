"""Boxes to tick for roles, each with what it is for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ui.kit.icon_label import StateIcon
from ui.kit.panel import clear, column, row
from ui.kit.text import Text
from ui.kit.tokens import S4, S8, S24
from ui.shared.new_person import RoleOffer


class RoleBoxes(QWidget):
    """One box for each role offered. Signal: `changed()` when one was ticked or not."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self._offers: tuple[RoleOffer, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(S8)
        self._trouble = QWidget()
        self._words = Text("", "caption", tone="not_counted", wrap=True)
        self._trouble.setLayout(row(StateIcon("circle-alert", "not_counted", 14), self._words, spacing=S8))
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(S8)
        down.addWidget(Text("Roles", "strong"))
        down.addLayout(self._list)
        down.addWidget(self._trouble)
        self._trouble.hide()

    def offer(self, offers: tuple[RoleOffer, ...]) -> None:
        """Shows these roles; those that are fixed are ticked and stay so."""
        if offers == self._offers:
            return
        self._offers = offers
        clear(self._list)
        self.boxes = {}
        for one in offers:
            self._add(one)

    def chosen(self) -> frozenset[str]:
        """The roles ticked."""
        return frozenset(role for role, box in self.boxes.items() if box.isChecked())

    def choose(self, roles: Iterable[str]) -> None:
        """Ticks these roles and no others."""
        wanted = frozenset(roles)
        for role, box in self.boxes.items():
            box.setChecked(role in wanted)

    def set_problem(self, words: str) -> None:
        """Says what is wrong with the roles; an empty text takes it back."""
        self._words.setText(words)
        self._trouble.setVisible(bool(words))

    def _add(self, offer: RoleOffer) -> None:
        box = QCheckBox(offer.label)
        box.setChecked(offer.fixed)
        box.setEnabled(not offer.fixed)
        box.setAccessibleDescription(offer.detail)
        box.clicked.connect(self.changed)
        detail = Text(offer.detail, "caption", tone="muted", wrap=True)
        indented = row(detail)
        indented.setContentsMargins(S24 + S4, 0, 0, 0)
        self.boxes[offer.id] = box
        self._list.addLayout(column(box, indented, spacing=0))
