"""Setup's form on sitting at a screen: after how long an idle one is locked, and when shifts end."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import SittingsScreen
from ui.kit.buttons import PrimaryButton
from ui.kit.focus import begin_at
from ui.kit.form import FieldRow, chain
from ui.kit.panel import Panel, row
from ui.kit.text import Text
from ui.kit.theme import look, theme

WIDE, MOST_WIDE = 560, 860
EXPLAINED = (
    "A screen that nobody touches is covered until the password is given; half-typed words stay where they are. At the "
    "end of a shift the person signed in is signed out, which the status line says ten minutes before; long work is "
    "finished first."
)
IDLE_HINT = "2 to 30. Ctrl+L locks at once."
ENDS_HINT = "The county's time, like 17:00; several with commas between them. Empty: no shift ends by itself."


class SittingsView(QWidget):
    """Draws a SittingsScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._shown: tuple[str, str] = ("", "")
        self.panel = Panel("Lock and shifts")
        self.idle, self.ends = QLineEdit(), QLineEdit()
        self.rows = {
            "idle": FieldRow("Minutes until an idle screen is locked", self.idle, IDLE_HINT),
            "ends": FieldRow("Shifts end at", self.ends, ENDS_HINT),
        }
        self.may_not, self.save = Text("", tone="muted", wrap=True), PrimaryButton("Save")
        for part in (Text(EXPLAINED, tone="muted", wrap=True), *self.rows.values(), self.may_not):
            self.panel.body.addWidget(part)
        self.panel.body.addLayout(row(self.save, "stretch"))
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addLayout(row(self.panel, "stretch"))
        down.addStretch(1)
        begin_at(self, self.idle)
        self.save.clicked.connect(self._save)
        chain(list(self.rows.values()), self._save)
        theme().changed.connect(self._follow)
        self._follow()

    def draw(self, screen: SittingsScreen) -> None:
        """Shows what is set; what is being written stays until something else is set."""
        if (screen.idle, screen.ends) != self._shown:
            self._shown = (screen.idle, screen.ends)
            self.idle.setText(screen.idle)
            self.ends.setText(screen.ends)
        for field in (self.idle, self.ends):
            field.setReadOnly(bool(screen.may_not))
        for name, line in self.rows.items():
            line.set_problem(screen.troubles.get(name, ""))
        self.may_not.setText(screen.may_not)
        self.may_not.setVisible(bool(screen.may_not))
        self.save.setVisible(not screen.may_not)

    def _save(self) -> None:
        if self.save.isVisible():
            self._presenter.sittings.save(self.idle.text(), self.ends.text())

    def _follow(self) -> None:
        self.panel.setFixedWidth(min(look().px(WIDE), MOST_WIDE))
