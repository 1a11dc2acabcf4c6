"""The Release desk: what would leave, where to, what has left; the work shows how far it is and can be stopped."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.desks.release.presenter import ReleasePresenter
from ui.desks.release.screen import (
    AGAIN_COLUMNS,
    AGAIN_WORDS,
    RELEASE_COLUMNS,
    RELEASE_WORDS,
    Again,
    Gone,
    ReleaseScreen,
)
from ui.desks.release.views.gone import GonePanel
from ui.desks.release.views.leaving import LeavingPanel
from ui.envelope.views.parts import RepeatedRows
from ui.kit.buttons import QuietButton
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.empty import EmptyState
from ui.kit.file_dialog import FileDialog
from ui.kit.keys import Key, Keys
from ui.kit.later import Later
from ui.kit.panel import column, lay_page, reveal, row
from ui.kit.progress import Progress
from ui.kit.strip import Strip
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import MARGIN, PANEL_BETWEEN, S4, S12, S24
from ui.kit.text import Heading, Text
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
        self.red = RepeatedRows(_red_line, S4)
        self._leaving: Later[LeavingPanel, None] = Later(lambda: LeavingPanel(presenter))
        self._gone: Later[GonePanel, Gone] = Later(lambda: GonePanel(presenter), GonePanel.draw)
        self._again: Later[AgainPart, Again] = Later(lambda: AgainPart(presenter), AgainPart.draw)
        self.quiet = Text("", tone="muted", wrap=True)
        self.nothing = EmptyState(_("Nothing waits for release"), "", _("Go to Batches"), icon="package-check")
        self.releases = ListTable("releases", RELEASE_COLUMNS, RELEASE_WORDS)
        self._history = QWidget()
        self._history.setLayout(column(Heading(_("What has left")), self.releases, spacing=S12))
        self._build()
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # with Tab nobody would get out backwards
        theme().changed.connect(self._fit)
        presenter.listen(self.draw)

    def draw(self, screen: ReleaseScreen) -> None:
        """Draws the screen as it stands."""
        self.strip.show_notice(screen.strip)
        self.progress.follow(screen.writing or screen.reading)
        self._again.draw(screen.again)
        self.red.show_all([_("{words}.", words=each) for each in screen.unsettled])
        reveal(self.red, bool(screen.unsettled))
        reveal(self._leaving, screen.leaving is not None)
        reveal(self.nothing, screen.leaving is None and not screen.releases and bool(screen.empty_words))
        reveal(self.quiet, screen.leaving is None and bool(screen.releases))
        self.quiet.setText(screen.empty_words)
        if screen.leaving is not None:
            self.leaving.draw(screen.leaving, busy=screen.writing is not None)
        self.nothing.say(
            _("Nothing waits for release"), screen.empty_words, _("Go to Batches") if not screen.releases else ""
        )
        reveal(self._history, bool(screen.releases))
        self.releases.set_rows(screen.releases)
        self._rows = len(screen.releases)
        self._fit()
        self._gone.draw(screen.gone)
        if screen.gone is not None:
            self.releases.select(screen.gone.id)

    @property
    def leaving(self) -> LeavingPanel:
        """What a release written now would hold."""
        return self._leaving.part

    @property
    def gone(self) -> GonePanel:
        """The release that is shown of those that have left."""
        return self._gone.part

    @property
    def again(self) -> AgainPart:
        """What left and is open again."""
        return self._again.part

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

    def _connect(self) -> None:
        presenter = self._presenter
        self.strip.dismissed.connect(presenter.dismiss)
        self.strip.acted.connect(presenter.read_again)
        self.progress.cancelled.connect(presenter.stop)
        self.nothing.acted.connect(presenter.to_batches)
        self.releases.picked.connect(presenter.show_release, Qt.ConnectionType.QueuedConnection)

    def _build(self) -> None:
        parts = (Heading(_("Release"), "headline"), self.strip, self.progress, self._again, self.red, self._leaving)
        below = (self.quiet, self.nothing, self._history, self._gone, "stretch")
        lay_page(self, *parts, *below, spacing=PANEL_BETWEEN).setContentsMargins(MARGIN, MARGIN, MARGIN, S24)


def _red_line() -> Marked:
    return Marked(StateIcon("circle-alert", "not_counted"), Text("", wrap=True, tone="not_counted"))


class AgainPart(QWidget):
    """What left and is open again: the warning, and which envelopes; it stands over everything else at the desk."""

    def __init__(self, presenter: ReleasePresenter) -> None:
        super().__init__()
        self.strip = Strip(dismissable=False)
        self.envelopes = ListTable("release-again", AGAIN_COLUMNS, AGAIN_WORDS, slash=False)
        self._more = Text("", "caption", tone="muted", wrap=True, hides=True)
        self._rows, self._presenter = 0, presenter
        self.stop = QuietButton(_("Write a stop notice"), "N", "file")
        self.stop.clicked.connect(self._write)
        self._keys = Keys(self, _("Release: open again"))
        self._keys.bind(Key("stop", "N", _("Write a stop notice for the tabulation room")), self._write)
        self.setLayout(column(self.strip, self.envelopes, self._more, row(self.stop, "stretch"), spacing=S12))
        self.envelopes.opened.connect(presenter.open_envelope)
        theme().changed.connect(self._fit)

    def draw(self, again: Again) -> None:
        """Draws the warning and the envelopes."""
        if again.notice != self.strip.notice:  # it is spoken once, not at every act
            self.strip.show_notice(again.notice)
        self.envelopes.set_rows(again.rows)
        self._more.setText(again.more)
        reveal(self.stop, again.may_stop)
        self._keys.enable("stop", again.may_stop)
        self._rows = len(again.rows)
        self._fit()

    def _write(self) -> None:
        path = FileDialog.new_file(self, _("Where the stop notice goes"), "stop-notice.pdf", _("PDF (*.pdf)"))
        self._presenter.write_stop_notice(path)

    def _fit(self) -> None:
        """The list is as high as its rows, up to six of them; more scroll."""
        self.envelopes.setFixedHeight(look().px(LIST_HEIGHT + min(max(self._rows, 1), MOST_ROWS) * ROW))
