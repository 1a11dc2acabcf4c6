"""A file to choose: its label, which one it is, a button for the system's dialog, and what was found in it."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.desks.start.screen import Definition
from ui.kit.buttons import QuietButton
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.language import describe, name, tip
from ui.kit.panel import Repeater, column, row
from ui.kit.style.tokens import S4, S8
from ui.kit.text import Text


class FileChoice(QWidget):
    """A label with the file's name, and a button. Signal: `asked()` when another one is wanted."""

    asked = Signal()

    def __init__(self, label: str, button: str, nothing: str) -> None:
        super().__init__()
        self._nothing = nothing
        self._label, self._act = label, button
        self.button = QuietButton(button, icon="folder-open")
        describe(self.button, label)
        self.button.clicked.connect(self.asked)
        self._name = Text(nothing, tone="muted", elide=True)
        across = row(self._name, self.button, grow=self._name)
        self.setLayout(column(Text(label, "strong"), across, spacing=S4))

    def show_file(self, path: str, words: str = "") -> None:
        """Shows which file or folder is chosen, by its path or in words; an empty path says that none is."""
        self._name.setText(words or path or self._nothing)
        tip(self._name, path)
        self._name.set_tone("text" if path else "muted")
        file = PurePath(path).name or self._nothing
        name(self.button, _("{act} ({file})", act=self._act, file=file))


class Found(QWidget):
    """What was found in a definition, and its problems line by line."""

    MOST = 12

    def __init__(self) -> None:
        super().__init__()
        self._head = Marked(StateIcon(), Text("", wrap=True))
        self._lines: Repeater[str] = Repeater(lambda line: Text(line, "caption", wrap=True))
        self.setLayout(column(self._head, self._lines, spacing=S8))
        self.hide()

    def draw(self, found: Definition) -> None:
        """Shows what was found; nothing while no file was chosen."""
        self.setVisible(bool(found.file))
        self._head.say(found.words)
        self._head.icon.set_icon(*(("check", "count_full") if found.usable else ("circle-alert", "not_counted")))
        self._lines.draw(self._shortened(found.problems))

    def _shortened(self, problems: tuple[str, ...]) -> tuple[str, ...]:
        if len(problems) <= self.MOST:
            return problems
        return (*problems[: self.MOST - 1], _("And {count} more lines.", count=len(problems) - self.MOST + 1))
