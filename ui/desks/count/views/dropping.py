"""Where a file is dropped or chosen, and how far reading it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from adjudicator.words import _
from ui.kit.buttons import QuietButton
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.file_dialog import FileDialog
from ui.kit.keys import Key, Keys
from ui.kit.panel import Panel, reveal, row
from ui.kit.progress import Progress
from ui.kit.style.tokens import S16
from ui.kit.text import Text
from ui.parts import Working


class DropPanel(Panel):
    """Takes one file from the mouse, or from the system's own dialog."""

    def __init__(self, take: Callable[[str], object], stop: Callable[[], object]) -> None:
        super().__init__()
        self._take = take
        self.setAcceptDrops(True)
        self._words = Text("", "strong", wrap=True)
        self.button = QuietButton(_("Choose a file"), "Ctrl+O", "folder-open")
        self.button.clicked.connect(self.choose)
        self.progress = Progress()
        self.progress.cancelled.connect(stop)
        across = row(StateIcon("upload", "muted", 24), spacing=S16)
        across.addWidget(self._words, 1)
        across.addWidget(self.button)
        self.body.addLayout(across)
        self.body.addWidget(self.progress)
        self._keys = Keys(self, _("In the count?: files"))
        self._keys.bind(Key("count_choose", "Ctrl+O", _("Choose a file")), self.choose)

    def draw(self, words: str, work: Working | None) -> None:
        """Draws what is dropped here; nothing for those who only look."""
        reveal(self, bool(words))
        self._words.setText(words)
        self.progress.follow(work)
        self._keys.enable("count_choose", bool(words))

    def choose(self) -> None:
        """Asks for a file with the system's own dialog."""
        path = FileDialog.file(self, _("Choose a file"))
        if path:
            self._take(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _local_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _local_file(event)
        if path:
            event.acceptProposedAction()
            self._take(path)


def _local_file(event: QDropEvent) -> str:
    """The one file that is dropped; empty where it is none, or several."""
    urls = event.mimeData().urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
