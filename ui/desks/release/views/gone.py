"""One release that has left: its words, its files with their SHA-256, and the way to its folder."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.desks.release.screen import FILE_COLUMNS, FILE_WORDS, Gone
from ui.kit.buttons import QuietButton
from ui.kit.panel import Panel, reveal
from ui.kit.text import Text
from ui.kit.theme import look, theme
from ui.tables.list_table import ListTable

FILES_HEIGHT = 316


class GonePanel(Panel):
    """A release and its files. Signal: `folder_asked()` for the folder to be opened."""

    folder_asked = Signal()

    def __init__(self) -> None:
        super().__init__(" ")
        self._detail, self._where = Text("", tone="muted", wrap=True), Text("", wrap=True)
        self.open = QuietButton("Open folder", icon="folder-open")
        self.open.clicked.connect(self.folder_asked)
        self.head.addWidget(self.open)
        self.files = ListTable("release-files", FILE_COLUMNS, FILE_WORDS, slash=False)
        for widget in (self._detail, self._where, self.files):
            self.body.addWidget(widget)
        theme().changed.connect(self._follow)
        self._follow()

    def draw(self, screen: Gone) -> None:
        """Draws a release."""
        self.set_title(screen.title)
        self._detail.setText(screen.detail)
        self._where.setText(f"Written to {screen.folder} and {screen.archive}" if screen.folder else "")
        reveal(self._where, bool(screen.folder))
        reveal(self.open, bool(screen.folder))
        self.files.set_rows(screen.files)

    def _follow(self) -> None:
        self.files.setMinimumHeight(look().px(FILES_HEIGHT))
