"""What a release written now would hold, where it goes, and the button that writes it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from adjudicator.words import _, beside
from ui.desks.release.presenter import ReleasePresenter
from ui.desks.release.screen import CONTEST_COLUMNS, CONTEST_WORDS, NextRelease
from ui.envelope.views.parts import Fold, PlainRow, RepeatedRows
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.drawn.bar import OutcomeBar
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.file_dialog import FileDialog
from ui.kit.flow import Flow
from ui.kit.keys import Key, Keys
from ui.kit.panel import Hairline, Panel, column, reveal
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S4
from ui.kit.text import Text
from ui.tables.list_table import ListTable

CONTESTS_HEIGHT = 260


class LeavingPanel(Panel):
    """What leaves; the system's own dialog for its folder is opened here."""

    def __init__(self, presenter: ReleasePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._heading, self._since = Text("", "title", wrap=True), Text("", "caption", tone="muted", wrap=True)
        self._bar, self._details = OutcomeBar(), RepeatedRows(PlainRow, S4)
        self._contests = ListTable("release-contests", CONTEST_COLUMNS, CONTEST_WORDS, slash=False)
        self.fold = Fold(_("Ballots that may count, by contest"), self._contests, folded=True)
        self._where, self._name = Text("", wrap=True), Text("", "strong", wrap=True)
        self.choose, self.write = (
            QuietButton(_("Another folder"), "F", "folder"),
            PrimaryButton(_("Write"), "Ctrl+Enter"),
        )
        self._resting_words = Text("", wrap=True)
        self._resting = Marked(StateIcon("triangle-alert", "count_partial"), self._resting_words)
        self._single = Marked(StateIcon("triangle-alert", "count_partial"), Text("", wrap=True))
        self._why_not = Marked(StateIcon("info", "accent"), Text("", wrap=True))
        self.write.clicked.connect(presenter.write)
        self.choose.clicked.connect(self._choose_folder)
        self._keys = Keys(self, _("Release"))
        self._keys.bind(Key("write", ("Ctrl+Return", "Ctrl+Enter"), _("Write the release")), presenter.write)
        self._keys.bind(Key("folder", "F", _("Choose another folder")), self._choose_folder)
        self._build()
        theme().changed.connect(self._follow)
        self._follow()

    def _choose_folder(self) -> None:
        leaving = self._presenter.screen.leaving
        chosen = FileDialog.folder(self, _("Where the release goes"), leaving.folder if leaving else "")
        self._presenter.choose_folder(chosen)

    def draw(self, screen: NextRelease, *, busy: bool) -> None:
        """Draws what leaves; while it is written nothing here can be pressed."""
        self._heading.setText(screen.heading)
        self._since.setText(screen.since)
        self._bar.set_slices(screen.slices)
        for widget in (self._since, self._bar, self.fold):  # a release that only takes away has none of these
            reveal(widget, bool(screen.slices))
        self._details.show_all(screen.details)
        self._resting.say(beside(screen.resting, ".", by="") if screen.resting else "")
        self._resting_words.set_tone("count_partial" if screen.warns else "muted")
        reveal(self._resting.icon, screen.warns)
        self._single.say(screen.single)
        self._contests.set_rows(screen.contests)
        self._where.setText(_("In the folder {folder}, as", folder=screen.folder))
        archive, room = f"{screen.name}.zip", f"{screen.name}-tabulation-room.zip"
        words = _(
            "{folder}, {archive} and, to be handed over apart, {room}", folder=screen.name, archive=archive, room=room
        )
        self._name.setText(words)
        self.write.offer(screen.write)
        reveal(self.choose, bool(screen.write))
        self._why_not.say(screen.why_not)
        able = bool(screen.write) and not busy
        for button, key in ((self.write, "write"), (self.choose, "folder")):
            button.setEnabled(able)
            self._keys.enable(key, able)

    def focus_write(self) -> None:
        """Puts the focus on the button."""
        self.write.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        self._contests.setMinimumHeight(look().px(CONTESTS_HEIGHT))

    def _build(self) -> None:
        acts = Flow()
        for button in (self.write, self.choose):
            acts.addWidget(button)
        where = QWidget()
        where.setLayout(column(self._where, self._name, spacing=S4))
        heading = column(self._heading, self._since, spacing=S4)
        self.fill(
            heading,
            self._bar,
            self._details,
            self._resting,
            self._single,
            self.fold,
            Hairline(),
            where,
            self._why_not,
            acts,
        )
