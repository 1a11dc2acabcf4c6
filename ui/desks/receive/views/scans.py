"""The part for a folder of scans drawn: choose it, how far reading is, what fits and what not, and the one act."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from adjudicator.words import _, beside
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.receive.screen import SCAN_COLUMNS, SCAN_WORDS, Matched, ScansScreen
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.file_dialog import FileDialog
from ui.kit.focus import begin_at
from ui.kit.keys import Key, Keys
from ui.kit.later import Later
from ui.kit.panel import Panel, column, lay_page, reveal, row
from ui.kit.personal import PersonalText
from ui.kit.progress import Progress
from ui.kit.scan.codes import codes_in
from ui.kit.style.theme import keep_height
from ui.kit.style.tokens import MARGIN, PANEL_BETWEEN, S4, S12, S16
from ui.kit.text import Text
from ui.tables.list_table import ListTable

DROP = _("Drop a folder of scans here, or choose one")
WORDS = _(
    "PNG, JPEG, TIFF or PDF. A scan is known by the number of its envelope, in its name or in a barcode on it. Nothing is "
    "taken before you have seen what fits."
)


class ScansPage(QWidget):
    """Everything about a folder of scans; one may be dropped anywhere on it."""

    def __init__(self, presenter: ReceivePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.setAcceptDrops(True)
        self._title, self._layout = Text(DROP, "strong", wrap=True), Text("", tone="not_counted", wrap=True, hides=True)
        self.button = QuietButton(_("Choose a folder"), "Ctrl+O", "folder-open")
        self.button.clicked.connect(self.choose)
        self.progress = Progress()
        self.progress.cancelled.connect(presenter.scans.put_away)
        self._matched: Later[MatchedPanel, Matched] = Later(lambda: MatchedPanel(presenter), MatchedPanel.draw)
        self._build()
        begin_at(self, self.button)
        keys = Keys(self, _("Receive: scans"))
        keys.bind(Key("scans_choose", "Ctrl+O", _("Choose a folder")), self.choose)
        keys.bind(Key("scans_take", ("Ctrl+Return", "Ctrl+Enter"), _("Take the scans that fit")), presenter.scans.take)
        keys.bind(Key("scans_leave", "Esc", _("Leave the folder as it is")), presenter.scans.put_away)

    def draw(self, screen: ScansScreen) -> None:
        """Draws the part."""
        opens = screen.matched is not None and self._matched.isHidden()
        self._title.setText(screen.chosen or DROP)
        self._layout.setText(screen.layout)
        self.progress.follow(screen.work)
        self._matched.draw(screen.matched)
        if opens:
            self.matched.begin()

    @property
    def matched(self) -> MatchedPanel:
        """What was found in the folder."""
        return self._matched.part

    def choose(self) -> None:
        """Asks for a folder with the system's own dialog."""
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = FileDialog.folder(self, _("Choose a folder of scans"), start)
        if folder:
            self._presenter.scans.choose(Path(folder), codes_in)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _local_folder(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        folder = _local_folder(event)
        if folder:
            event.acceptProposedAction()
            self._presenter.scans.choose(Path(folder), codes_in)

    def _build(self) -> None:
        choosing = Panel()
        across = row(StateIcon("upload", "muted", 24), spacing=S16)
        words = column(self._title, Text(WORDS, "caption", tone="muted", wrap=True), self._layout, spacing=S4)
        across.addLayout(words, 1)
        across.addWidget(self.button)
        choosing.body.addLayout(across)
        choosing.body.addWidget(self.progress)
        choosing.body.setSpacing(S12)
        down = lay_page(self, choosing, self._matched, "stretch", spacing=PANEL_BETWEEN)
        down.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)


class MatchedPanel(Panel):
    """What was found in a folder and is not taken yet. `begin()` puts the focus where the person goes on."""

    def __init__(self, presenter: ReceivePresenter) -> None:
        super().__init__(_("What was found"))
        self._summary, self._facts = Text("", "strong", wrap=True), Text("", wrap=True, hides=True)
        self.files = ListTable("receive_scans", SCAN_COLUMNS, SCAN_WORDS)
        self.button = PrimaryButton("", "Ctrl+Enter")
        self.leave = QuietButton(_("Leave it"), "Esc")
        self._blocked = Text("", tone="not_counted", wrap=True, hides=True)
        self.button.clicked.connect(presenter.scans.take)
        self.leave.clicked.connect(presenter.scans.put_away)
        self._whole = PersonalText("", "caption", tone="muted", wrap=True)
        self.files.picked.connect(self._draw_whole)
        acts = row(self.button, self.leave, "stretch", spacing=S12)
        self.fill(self._summary, self._facts, self._blocked, acts, self.files, self._whole)
        keep_height(self.files, 340)

    def draw(self, matched: Matched) -> None:
        """Draws what was found."""
        self._summary.setText(matched.summary)
        self._facts.setText(beside(*matched.facts, by=", "))
        self.files.set_filters(matched.filters)
        self.files.set_rows(matched.rows)
        self.button.setText(matched.button)
        self.button.updateGeometry()
        self.button.setEnabled(not matched.blocked)
        self._blocked.setText(matched.blocked)
        reveal(self.files, bool(matched.rows))

    def _draw_whole(self, file: str) -> None:
        """The whole of the row that is current, where it had no room for it."""
        place = self.files.model.number_of(file)
        cells = self.files.model.row(place).cells[-2:] if place >= 0 else ()
        self._whole.set_words(beside(*(cell for cell in cells if isinstance(cell, str)), by=". "))

    def begin(self) -> None:
        """Puts the focus on the act, or on what keeps from it."""
        (self.button if self.button.isEnabled() else self.leave).setFocus(Qt.FocusReason.OtherFocusReason)


def _local_folder(event: QDropEvent) -> str:
    """The one folder that is dropped; empty where it is none, or several."""
    urls = event.mimeData().urls()
    path = urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
    return path if path and Path(path).is_dir() else ""
