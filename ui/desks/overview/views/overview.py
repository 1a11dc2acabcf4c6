"""The Overview drawn: the story in a sentence, figures, bar, what blocks, places; a list of envelopes in its place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from adjudicator.words import _
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.screen import ENVELOPE_COLUMNS, ENVELOPE_WORDS, DayScreen, Envelopes, OverviewScreen
from ui.desks.overview.views.day import DayPage
from ui.desks.overview.views.story import StoryPage
from ui.kit.buttons import IconButton, QuietButton
from ui.kit.keys import Key, Keys
from ui.kit.language import hint, name
from ui.kit.later import Later
from ui.kit.panel import column, reveal, row
from ui.kit.search import SearchField
from ui.kit.strip import Strip
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import MARGIN, S4, S12
from ui.kit.text import Heading, Text
from ui.tables.list_table import ListTable

ONE_ROW = 680
"""Under this width the button and the search stand below the heading, in pixels at 100 %."""

DAY_PAGE = 2
"""The place of the end of the day among the pages, behind the story and a list of envelopes."""


class OverviewView(QWidget):
    """The Overview: the story, or the envelopes of a place or a search."""

    def __init__(self, presenter: OverviewPresenter) -> None:
        super().__init__()
        name(self, _("Overview"))
        self._presenter = presenter
        self.search = SearchField(does=_("Find an envelope"))
        self.strip = Strip()
        self.story = StoryPage(presenter)
        self._envelopes: Later[EnvelopesPage, Envelopes] = Later(lambda: EnvelopesPage(presenter), EnvelopesPage.draw)
        self.progress = QuietButton(_("Progress"), "F6")
        self.progress.clicked.connect(lambda *__: presenter.show_progress())
        self.end_of_day = QuietButton(_("End of the day"), "D")
        self._day: Later[DayPage, DayScreen] = Later(self._make_day, DayPage.draw)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pages = QStackedWidget()
        self._build()
        self.search.settled.connect(presenter.find)
        self.search.returnPressed.connect(self._enter_list)
        self.strip.dismissed.connect(presenter.dismiss)
        keys = Keys(self, _("Overview"))
        self._searched = ""
        keys.bind(Key("overview_back", "Esc", _("Back to the whole Overview")), self._back)
        keys.bind(Key("overview_day", "D", _("The end of the day")), presenter.show_day)
        self.end_of_day.clicked.connect(presenter.show_day)
        keys.bind(Key("overview_open", "Enter", _("Open the number, place or envelope that is marked")))
        theme().changed.connect(self._follow)
        self._follow()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        presenter.listen(self.draw)

    def draw(self, screen: OverviewScreen) -> None:
        """Draws the screen."""
        self.strip.show_notice(screen.strip)
        hint(self.search, screen.search_hint)
        name(self.search, screen.search_hint)
        typing = self.search.hasFocus() and screen.search == self._searched  # somebody else's act is being followed
        self._searched = screen.search
        if self.search.text().strip() != screen.search and not typing:
            self.search.blockSignals(True)
            self.search.setText(screen.search)
            self.search.blockSignals(False)
        self.story.draw(screen)
        in_front = self._pages.currentIndex()
        if screen.envelopes is not None:
            self._envelopes.draw(screen.envelopes)
        if screen.day is not None:
            self._day.draw(screen.day)
        reveal(self.end_of_day, screen.day is None)
        self._pages.setCurrentIndex(DAY_PAGE if screen.day is not None else int(screen.envelopes is not None))
        if in_front != self._pages.currentIndex() and not self.search.hasFocus():
            self._settle_focus()

    @property
    def envelopes(self) -> EnvelopesPage:
        """The list of envelopes in place of the story."""
        return self._envelopes.part

    @property
    def day(self) -> DayPage:
        """The end of the day in place of the story."""
        return self._day.part

    def _make_day(self) -> DayPage:
        back = IconButton("arrow-left", _("Back to the whole Overview"))
        back.clicked.connect(self._back)
        return DayPage(self._presenter.day, back)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= look().px(ONE_ROW)
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._head.setSpacing(S12 if beside else S4)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The desk came to the front: its first door has the focus, so that single keys work at once."""
        super().focusInEvent(event)
        if self._pages.currentIndex() or not self.story.doors.begin():
            self._settle_focus()

    def _settle_focus(self) -> None:
        """The page that came to the front has the focus in its list."""
        if self._pages.currentIndex() == DAY_PAGE:
            self.day.begin()
        else:
            (self.envelopes.table if self._pages.currentIndex() else self.story.places).focus_list()

    def _enter_list(self) -> None:
        self._presenter.find(self.search.text())
        if self._pages.currentIndex():
            self.envelopes.table.focus_list()

    def _back(self) -> None:
        if self._pages.currentIndex():
            self.search.clear()
            self._presenter.back()
        else:
            self._presenter.leave_closing()

    def _build(self) -> None:
        head = self._head
        head.addLayout(
            row(Heading(_("Overview"), "headline"), "stretch", self.progress, self.end_of_day, spacing=S12), 1
        )
        head.addWidget(self.search)
        head.setSpacing(S12)
        head.setContentsMargins(MARGIN, 0, MARGIN, 0)
        strips = column(self.strip)
        strips.setContentsMargins(MARGIN, 0, MARGIN, 0)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, MARGIN, 0, 0)
        down.setSpacing(S12)
        down.addLayout(head)
        down.addLayout(strips)
        down.addWidget(self._pages, 1)
        self._pages.addWidget(self.story)
        self._pages.addWidget(self._envelopes)
        self._pages.addWidget(self._day)

    def _follow(self) -> None:
        self.search.setMaximumWidth(look().px(380))
        self.search.setMinimumWidth(look().px(300))


class EnvelopesPage(QWidget):
    """A list of envelopes with a way back."""

    def __init__(self, presenter: OverviewPresenter) -> None:
        super().__init__()
        self._back = IconButton("arrow-left", _("Back to the whole Overview (Esc)"))
        self._title = Heading("", wrap=True)
        self._hint = Text("", "caption", tone="muted", hides=True)
        self.table = ListTable("overview_envelopes", ENVELOPE_COLUMNS, ENVELOPE_WORDS, slash=False)
        self._back.clicked.connect(presenter.back)
        self.table.opened.connect(presenter.open_envelope)
        words = column(self._title, self._hint, spacing=S4)
        head = row(self._back, spacing=S12)
        head.addLayout(words, 1)
        down = column(head, self.table)
        down.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        self.setLayout(down)

    def draw(self, envelopes: Envelopes) -> None:
        """Draws the list."""
        self._title.setText(envelopes.title)
        self._hint.setText(envelopes.hint)
        self.table.set_rows(envelopes.rows)
