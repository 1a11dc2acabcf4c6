"""The Release desk: what would leave, where to, what has left; the work shows how far it is and can be stopped."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFocusEvent
from PySide6.QtWidgets import QWidget

from ui.desks.release.presenter import ReleasePresenter
from ui.desks.release.screen import RELEASE_COLUMNS, RELEASE_WORDS, ReleaseScreen
from ui.desks.release.views.again import AgainPart
from ui.desks.release.views.gone import GonePanel
from ui.desks.release.views.leaving import LeavingPanel
from ui.kit.empty import EmptyState
from ui.kit.file_dialog import FileDialog
from ui.kit.panel import Scrolled, column, reveal
from ui.kit.progress import Progress
from ui.kit.strip import Strip
from ui.kit.text import Heading, Text
from ui.kit.theme import look, theme
from ui.kit.tokens import MARGIN, PANEL_BETWEEN, S12, S24
from ui.tables.list_table import ListTable

LIST_HEIGHT, ROW = 84, 33
MOST_ROWS = 6


class ReleaseView(QWidget):
    """Draws a ReleaseScreen; the native dialog for the folder is opened here."""

    def __init__(self, presenter: ReleasePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._rows = 0
        self.strip, self.progress = Strip(), Progress()
        self.leaving, self.gone = LeavingPanel(presenter.write), GonePanel()
        self.again = AgainPart(presenter)
        self.quiet = Text("", tone="muted", wrap=True)
        self.nothing = EmptyState("Nothing waits for release", "", "Go to Batches", icon="package-check")
        self.releases = ListTable("releases", RELEASE_COLUMNS, RELEASE_WORDS)
        self._history = QWidget()
        self._history.setLayout(column(Heading("What has left"), self.releases, spacing=S12))
        self._build()
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # with Tab nobody would get out backwards
        theme().changed.connect(self._fit)
        presenter.listen(self.draw)

    def draw(self, screen: ReleaseScreen) -> None:
        """Draws the screen as it stands."""
        self.strip.show_notice(screen.strip)
        self.progress.follow(screen.writing)
        self.again.draw(screen.again)
        reveal(self.leaving, screen.leaving is not None)
        reveal(self.nothing, screen.leaving is None and not screen.releases)
        reveal(self.quiet, screen.leaving is None and bool(screen.releases))
        self.quiet.setText(screen.empty_words)
        if screen.leaving is not None:
            self.leaving.draw(screen.leaving, busy=screen.writing is not None)
        self.nothing.say(
            "Nothing waits for release", screen.empty_words, "Go to Batches" if not screen.releases else ""
        )
        reveal(self._history, bool(screen.releases))
        self.releases.set_rows(screen.releases)
        self._rows = len(screen.releases)
        self._fit()
        reveal(self.gone, screen.gone is not None)
        if screen.gone is not None:
            self.gone.draw(screen.gone)
            self.releases.select(screen.gone.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The desk came to the front: its first act has the focus, else its list."""
        super().focusInEvent(event)
        if self._presenter.screen.leaving is not None:
            self.leaving.focus_write()
        else:
            self.releases.focus_list()

    def _fit(self) -> None:
        """The list is as high as its rows, up to six of them; more scroll."""
        shown = min(max(self._rows, 1), MOST_ROWS) + 1
        self.releases.setFixedHeight(look().px(LIST_HEIGHT - ROW + shown * ROW))

    def _choose_folder(self) -> None:
        leaving = self._presenter.screen.leaving
        start = leaving.folder if leaving else ""
        chosen = FileDialog.folder(self, "Where the release goes", start)
        self._presenter.choose_folder(chosen)

    def _open_folder(self) -> None:
        gone = self._presenter.screen.gone
        if gone is not None and gone.folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(gone.folder))

    def _connect(self) -> None:
        presenter = self._presenter
        self.strip.dismissed.connect(presenter.dismiss)
        self.progress.cancelled.connect(presenter.stop)
        self.leaving.folder_asked.connect(self._choose_folder)
        self.gone.folder_asked.connect(self._open_folder)
        self.nothing.acted.connect(presenter.to_batches)
        self.releases.picked.connect(presenter.show_release, Qt.ConnectionType.QueuedConnection)

    def _build(self) -> None:
        inner = QWidget()
        parts = (Heading("Release", "headline"), self.strip, self.progress, self.again, self.leaving)
        whole = column(*parts, self.quiet, self.nothing, self._history, self.gone, "stretch", spacing=PANEL_BETWEEN)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, S24)
        inner.setLayout(whole)
        self.setLayout(column(Scrolled(inner)))
