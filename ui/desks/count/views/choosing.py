"""A list of which one row is shown in full below: what a person chooses is told, what drawing makes current is not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, QTimer

from ui.parts import Row
from ui.shared.asking import Chosen
from ui.tables.list_table import ListTable


def show_rows(table: ListTable, rows: tuple[Row, ...], chosen: Chosen | None) -> None:
    """Shows the rows, the chosen one current; nobody chose it by that."""
    with QSignalBlocker(table):
        table.set_rows(rows)
        if chosen is not None:
            table.select(chosen.id)


def chosen_by_hand(table: ListTable, choose: Callable[[str], object]) -> None:
    """Has `choose` told of the row that a person makes current, once the list has come to rest."""
    waiting = QTimer(table)
    waiting.setSingleShot(True)
    waiting.timeout.connect(lambda: choose(table.current_id))
    table.picked.connect(lambda *__: waiting.start(0))
