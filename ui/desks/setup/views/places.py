"""Many places to choose from: a line to filter by, boxes to tick, and how many are ticked."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from ui.kit.focus import begin_at
from ui.kit.form import CompoundField
from ui.kit.panel import column
from ui.kit.text import Text
from ui.kit.theme import look, theme
from ui.kit.tokens import S4

HEIGHT, ITEM = 196, 28


class PlaceBoxes(CompoundField):
    """Places by name, to tick with the mouse or Space. Signal: `changed()` when others are ticked."""

    changed = Signal()

    def __init__(self, places: Iterable[str]) -> None:
        super().__init__()
        self.filter, self.list, self._count = QLineEdit(), QListWidget(), Text("", "caption", tone="muted", wrap=True)
        self.filter.setPlaceholderText("Filter places")
        self.filter.setAccessibleName("Filter places")
        self.list.setAccessibleName("Places")
        for place in places:
            item = QListWidgetItem(place)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.setLayout(column(self.filter, self.list, self._count, spacing=S4))
        begin_at(self, self.filter)
        self.filter.textChanged.connect(self._filter)
        self.filter.returnPressed.connect(self._to_list)
        self.list.itemChanged.connect(self._tell)
        theme().changed.connect(self._follow)
        self._follow()
        self._tell()

    def chosen(self) -> frozenset[str]:
        """The places ticked."""
        return frozenset(item.text() for item in self._items() if item.checkState() == Qt.CheckState.Checked)

    def forget(self) -> None:
        """Ticks none, and shows all."""
        self.filter.clear()
        for item in self._items():
            item.setCheckState(Qt.CheckState.Unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(place) for place in range(self.list.count())]

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for item in self._items():
            item.setHidden(not all(word in item.text().casefold() for word in words))

    def _to_list(self) -> None:
        shown = next((item for item in self._items() if not item.isHidden()), None)
        if shown is not None:
            self.list.setCurrentItem(shown)
            self.list.setFocus()

    def _tell(self) -> None:
        chosen = sorted(self.chosen())
        words = f"{len(chosen):,} chosen: {', '.join(chosen)}" if chosen else "None chosen yet. Space ticks."
        self._count.setText(words)
        self.changed.emit()

    def _follow(self) -> None:
        self.list.setFixedHeight(look().px(HEIGHT))
        self.list.blockSignals(True)
        for item in self._items():
            item.setSizeHint(QSize(0, look().px(ITEM)))
        self.list.blockSignals(False)
