"""A list of Setup that is only read, with a sentence over it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desks.setup.screen import ReadOnlyList
from ui.kit.focus import begin_at
from ui.kit.panel import column
from ui.kit.text import Text
from ui.tables.list_table import ListTable


class ListedView(QWidget):
    """Draws a ReadOnlyList."""

    def __init__(self, listed: ReadOnlyList) -> None:
        super().__init__()
        self._rows: object = None
        self.table = ListTable(f"setup.{listed.name}", listed.columns, listed.words)
        self.says = Text(listed.says, tone="muted", wrap=True, hides=True)
        self.setLayout(column(self.says, self.table, grow=self.table))
        begin_at(self, self.table.grid)
        self.draw(listed)

    def draw(self, listed: ReadOnlyList) -> None:
        """Shows the sentence, and the rows where they changed."""
        self.says.setText(listed.says)
        if listed.rows != self._rows:
            self._rows = listed.rows
            self.table.blockSignals(True)  # the row that becomes current is nobody's choice
            self.table.set_rows(listed.rows)
            self.table.blockSignals(False)
