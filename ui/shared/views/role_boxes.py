"""Boxes to tick for roles, each with what it is for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.kit.focus import begin_at
from ui.kit.form import CompoundField
from ui.kit.language import describe, say
from ui.kit.panel import Repeater, column, holder, row
from ui.kit.style.tokens import S4, S24
from ui.kit.text import Text
from ui.shared.new_person import RoleOffer


class RoleBoxes(CompoundField):
    """One box for each role offered. Signal: `changed()` when one was ticked or not."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self._list = Repeater(self._box)
        self.setLayout(column(self._list))

    def offer(self, offers: tuple[RoleOffer, ...]) -> None:
        """Shows these roles; those that are fixed are ticked and stay so."""
        if self._list.draw(offers):
            self.boxes = {offer.id: self.boxes[offer.id] for offer in offers}
            begin_at(self, next(iter(self.boxes.values())))

    def chosen(self) -> frozenset[str]:
        return frozenset(role for role, box in self.boxes.items() if box.isChecked())

    def choose(self, roles: Iterable[str]) -> None:
        """Ticks these roles and no others."""
        wanted = frozenset(roles)
        for role, box in self.boxes.items():
            box.setChecked(role in wanted)

    def forget(self) -> None:
        self.choose(())

    def _box(self, offer: RoleOffer) -> QWidget:
        box = self.boxes[offer.id] = QCheckBox()
        say(box, offer.label)
        box.setChecked(offer.fixed)
        box.setEnabled(not offer.fixed)
        describe(box, offer.detail)
        box.clicked.connect(self.changed)
        indented = row(Text(offer.detail, "caption", tone="muted", wrap=True), margins=(S24 + S4, 0, 0, 0))
        return holder(column(box, indented, spacing=0))
