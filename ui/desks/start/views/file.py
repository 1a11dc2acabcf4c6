"""A file to choose: its label, which one it is, a button for the system's dialog, and what was found in it."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desks.start.screen import Definition
from ui.kit.buttons import QuietButton
from ui.kit.icon_label import StateIcon
from ui.kit.panel import row
from ui.kit.text import Text, literal
from ui.kit.tokens import S4, S8


class FileChoice(QWidget):
    """A label with the file's name, and a button. Signal: `asked()` when another one is wanted."""

    asked = Signal()

    def __init__(self, label: str, button: str, nothing: str) -> None:
        super().__init__()
        self._nothing = nothing
        self._label = label
        self.button = QuietButton(button, icon="folder-open")
        self.button.setAccessibleDescription(label)
        self.button.clicked.connect(self.asked)
        self._name = Text(nothing, tone="muted", elide=True)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(S4)
        down.addWidget(Text(label, "strong"))
        across = row(self._name, self.button)
        across.setStretch(0, 1)
        down.addLayout(across)

    def show_file(self, path: str, words: str = "") -> None:
        """Shows which file or folder is chosen, by its path or in words; an empty path says that none is."""
        self._name.setText(words or path or self._nothing)
        self._name.setToolTip(literal(path))
        self._name.set_tone("text" if path else "muted")
        self.button.setAccessibleName(f"{self.button.text()} ({PurePath(path).name or self._nothing})")


class Found(QWidget):
    """What was found in a definition, and its problems line by line."""

    MOST = 12

    def __init__(self) -> None:
        super().__init__()
        self._shown = Definition()
        self._words = Text("", wrap=True)
        self._mark = StateIcon("check", "count_full", 16)
        self._lines = [Text("", "caption", wrap=True) for _ in range(self.MOST)]
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(S8)
        head = row(self._mark, self._words)
        head.setStretch(1, 1)
        down.addLayout(head)
        for line in self._lines:
            down.addWidget(line)
        self.hide()

    def draw(self, found: Definition) -> None:
        """Shows what was found; nothing while no file was chosen."""
        self.setVisible(bool(found.file))
        self._words.setText(found.words)
        self._words.setVisible(bool(found.words))
        icon, ink = ("check", "count_full") if found.usable else ("circle-alert", "not_counted")
        self._mark.set_icon(icon, ink)
        shown = self._shortened(found.problems)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(shown))
            line.setText(shown[place] if place < len(shown) else "")

    def _shortened(self, problems: tuple[str, ...]) -> tuple[str, ...]:
        if len(problems) <= self.MOST:
            return problems
        return (*problems[: self.MOST - 1], f"And {len(problems) - self.MOST + 1} more lines.")
