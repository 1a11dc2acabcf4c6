"""A passphrase written twice, with its rule and what losing it means."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.kit.form import FieldRow, PasswordField, chain
from ui.kit.panel import column, row
from ui.kit.text import Text
from ui.kit.tokens import S8, S16


class PassphraseFields(QWidget):
    """Two fields beside each other. Signal: `finished()` for Enter in the second one."""

    finished = Signal()

    def __init__(self, label: str = "Passphrase") -> None:
        super().__init__()
        self.passphrase, self.again = PasswordField("passphrase"), PasswordField("passphrase")
        self.rows = {
            "passphrase": FieldRow(label, self.passphrase),
            "again": FieldRow(f"{label} once more", self.again),
        }
        self._lost = Text("", wrap=True)
        beside = row(*self.rows.values(), spacing=S16)
        for place, line in enumerate(self.rows.values()):
            beside.setAlignment(line, Qt.AlignmentFlag.AlignTop)
            beside.setStretch(place, 1)
        whole = column(beside, self._lost, spacing=S8)
        whole.setContentsMargins(0, 0, 0, 0)
        self.setLayout(whole)
        chain(list(self.rows.values()), self.finished.emit)

    def draw(self, rule: str, if_lost: str, troubles: Mapping[str, str]) -> None:
        """Shows the rule under the first field, what losing it means, and what is wrong beside each field."""
        self.rows["passphrase"].set_hint(rule)
        self._lost.setText(if_lost)
        for name, line in self.rows.items():
            line.set_problem(troubles.get(name, ""))
        wrong = next((line for name, line in self.rows.items() if name in troubles), None)
        if wrong is not None:
            wrong.editor.setFocus()

    def set_label(self, label: str) -> None:
        """Calls both fields by another word."""
        self.rows["passphrase"].set_label(label)
        self.rows["again"].set_label(f"{label} once more")

    def written(self) -> tuple[str, str]:
        """What was written in both."""
        return self.passphrase.text(), self.again.text()

    def forget(self) -> None:
        """Empties both."""
        for field in (self.passphrase, self.again):
            field.clear()
