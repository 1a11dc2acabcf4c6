"""The start screen: doors on the left; on the right recent cases, the form of a new case, practice, a backup,
or a shared case.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from adjudicator.words import _
from ui.desks.start.presenter import StartPresenter
from ui.desks.start.screen import StartScreen
from ui.desks.start.views.joining import Join
from ui.desks.start.views.new import NewCasePanel
from ui.desks.start.views.practice import Practice
from ui.desks.start.views.recent_list import RecentList
from ui.desks.start.views.recovery import RecoveryPage
from ui.desks.start.views.restore import Restore
from ui.kit.choices import Choices
from ui.kit.file_dialog import FileDialog
from ui.kit.keys import Key, Keys
from ui.kit.pages import PageStack
from ui.kit.panel import Panel, Scrolled, column, holder, reveal, row
from ui.kit.strip import Strip
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import MARGIN, S4, S16, S24
from ui.kit.text import Heading, Text
from ui.parts import Choice
from ui.shared.views.recent import recent_cases, recent_sorts

HEADLINE = _("Provisional ballots: eligibility, never votes")
UNDER = _(
    "Decide which provisional ballots count, and in which contests. Everything stays on this computer, unless you share a "
    "case."
)
DOORS = (
    Choice("1", "open", _("Open a case"), _("A file whose name ends in .case")),
    Choice("2", "new", _("Make a new case"), _("From an election's definition")),
    Choice("3", "practice", _("Practice"), _("Made-up voters on a real election; nothing is real")),
    Choice("4", "recent", _("Recent cases"), _("Opened on this computer before")),
    Choice("5", "restore", _("Restore a backup..."), _("Into a new file, verified before use")),
    Choice("6", "join", _("Join a shared case"), _("Make this computer's copy of it")),
)
PAGES = ("recent", "new", "practice", "restore", "join", "recovery")
DOOR_WIDTH, MOST, SIDE_BY_SIDE = 320, 1080, 860
MAXIMUM = 16_777_215
"""Qt's own "no limit"."""

CASE_FILES = _("Cases (*.case)")


class StartView(QWidget):
    """Draws a StartScreen; asks for files with the system's own dialogs."""

    def __init__(self, presenter: StartPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.doors = Choices(DOORS, "recent")
        self.strip = Strip()
        self.recent, self.new, self.practice = RecentList(presenter), NewCasePanel(presenter), Practice(presenter)
        self.restore, self.join = Restore(presenter), Join(presenter)
        self.recovery = RecoveryPage(presenter)
        self._door = "recent"
        self._pages = PageStack()
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self.doors.chosen.connect(self._enter)
        keys = Keys(self, _("Start"))
        keys.bind(Key("start_open", "Ctrl+O", _("Open a case")), self._open)
        keys.bind(Key("start_door", "1", _("The first door, 2 the second, and so on")))
        for fit in (self._follow, self._arrange):
            theme().changed.connect(fit)
        self._follow()
        presenter.listen(self.draw)
        presenter.set_recent(recent_cases(), recent_sorts())

    def draw(self, screen: StartScreen) -> None:
        self.strip.show_notice(screen.strip)
        self.recent.draw(screen)
        self.new.draw(screen)
        self.practice.draw(screen)
        self.restore.draw(screen.restore)
        self.join.draw(screen.joining)
        self.recovery.draw(screen.recovery)
        self.doors.setEnabled(not screen.busy)
        if screen.door != self._door:
            self._door = screen.door
            self.doors.set_choices(DOORS, screen.door)
        reveal(self._doors_panel, screen.recovery is None)
        opens = screen.door == "recovery" and self._pages.currentIndex() != PAGES.index("recovery")
        self._pages.setCurrentIndex(PAGES.index(screen.door))
        if opens:
            self.recovery.begin()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.doors.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= look().px(SIDE_BY_SIDE)
        self._middle.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._doors_panel.setMinimumWidth(look().px(DOOR_WIDTH) if beside else 0)
        self._doors_panel.setMaximumWidth(look().px(DOOR_WIDTH) if beside else MAXIMUM)

    def _enter(self, door: str) -> None:
        if door == "open":
            self._open()
            self.doors.set_choices(DOORS, self._door)
            if self.isVisible():  # the page that came in its place keeps the focus
                self.doors.focus_first()
            return
        self._door = door
        self._presenter.go(door)

    def _open(self) -> None:
        path = FileDialog.file(self, _("Open a case"), "", CASE_FILES)
        if path:
            self._presenter.open(path)

    def _build(self) -> None:
        self._doors_panel = Panel(_("Start"))
        self._doors_panel.fill(self.doors)
        for page in (self.recent, self.new, self.practice, self.restore, self.join, self.recovery):
            self._pages.addWidget(page)
        self._middle.setSpacing(S16)
        self._middle.addWidget(self._doors_panel, 0, Qt.AlignmentFlag.AlignTop)
        self._middle.addWidget(self._pages, 1)
        heads = Heading(HEADLINE, "headline", wrap=True), Text(UNDER, tone="muted", wrap=True)
        parts, margins = (*heads, S16, self.strip, self._middle), (MARGIN, S24, MARGIN, MARGIN)
        self._inside = holder(column(*parts, spacing=S4, margins=margins, grow=self._middle))
        across = row("stretch", self._inside, "stretch", spacing=0)
        across.setStretch(1, 1000)
        self.setLayout(column(Scrolled(holder(across))))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # with Tab nobody would get out backwards

    def _follow(self) -> None:
        self._inside.setMaximumWidth(look().px(MOST))
