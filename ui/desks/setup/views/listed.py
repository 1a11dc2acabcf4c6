"""A list of Setup that is only read, with a sentence over it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desks.setup.screen import ReadOnlyList
from ui.kit.focus import begin_at
from ui.kit.panel import reveal
from ui.kit.text import Text
from ui.kit.tokens import S12
from ui.tables.list_table import ListTable


class ListedView(QWidget):
    """Draws a ReadOnlyList. `.table` is the list, `.head` the layout over it."""

    def __init__(self, listed: ReadOnlyList) -> None:
        super().__init__()
        self._rows: object = None
        self.table = ListTable(f"setup.{listed.name}", listed.columns, listed.words)
        self.says = Text(listed.says, tone="muted", wrap=True)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(S12)
        down.addWidget(self.says)
        down.addWidget(self.table, 1)
        begin_at(self, self.table.grid)
        self.draw(listed)

    def draw(self, listed: ReadOnlyList) -> None:
        """Shows the sentence, and the rows where they changed."""
        self.says.setText(listed.says)
        reveal(self.says, bool(listed.says))
        if listed.rows != self._rows:
            self._rows = listed.rows
            self.table.blockSignals(True)  # the row that becomes current is nobody's choice
            self.table.set_rows(listed.rows)
            self.table.blockSignals(False)
