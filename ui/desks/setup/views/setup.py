"""Setup: its tabs, and what is in front."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import TABS, SetupScreen, Working
from ui.desks.setup.views.at_rest import AtRestView
from ui.desks.setup.views.calendar import CalendarView
from ui.desks.setup.views.changes import ChangesView
from ui.desks.setup.views.listed import ListedView
from ui.desks.setup.views.orders import OrdersView
from ui.desks.setup.views.pack import PackView
from ui.desks.setup.views.people import PeopleView
from ui.desks.setup.views.sittings import SittingsView
from ui.kit.focus import begin_at
from ui.kit.keys import Key, Keys
from ui.kit.panel import Scrolled
from ui.kit.progress import Progress
from ui.kit.stack import PageStack
from ui.kit.strip import Strip
from ui.kit.tabs import Tabs
from ui.kit.text import Heading
from ui.kit.tokens import MARGIN, S12


class SetupView(QWidget):
    """Draws a SetupScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        screen = presenter.screen
        self.tabs, self.strip, self._stack = Tabs(), Strip(), PageStack()
        self.progress, self.changes, self._confirming = Progress(), ChangesView(), False
        self.people, self.pack, self.orders = PeopleView(presenter), PackView(presenter), OrdersView(presenter)
        self.calendar = CalendarView(presenter)
        self.places, self.reasons = ListedView(screen.places), ListedView(screen.reasons)
        self.files, self.at_rest = ListedView(screen.files), AtRestView(presenter)
        self.sittings = SittingsView(presenter)
        self._pages: dict[str, QWidget] = {
            "people": self.people,
            "pack": self.pack,
            "calendar": self.calendar,
            "orders": self.orders,
            "places": self.places,
            "reasons": self.reasons,
            "files": self.files,
            "at_rest": self.at_rest,
            "sittings": self.sittings,
        }
        self._build()
        presenter.listen(self.draw)

    def draw(self, screen: SetupScreen) -> None:
        """Draws the screen as it stands."""
        self.strip.show_notice(screen.strip)
        self.people.draw(screen.people)
        self.pack.draw(screen.pack)
        self.calendar.draw(screen.calendar)
        self.orders.draw(screen.orders)
        self.places.draw(screen.places)
        self.reasons.draw(screen.reasons)
        self.files.draw(screen.files)
        self.at_rest.draw(screen.at_rest)
        self.at_rest.backups.draw(screen.backups)
        self.sittings.draw(screen.sittings)
        place = list(TABS).index(screen.tab)
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(place)
        self.tabs.blockSignals(False)
        self._draw_progress(screen.working)
        self._stack.setCurrentIndex(place if screen.changes is None else len(TABS))
        self.changes.draw(screen.changes, working=screen.working is not None)
        if self._confirming and screen.changes is None:
            self._pages[screen.tab].setFocus()
        self._confirming = screen.changes is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._presenter.back()
        else:
            super().keyPressEvent(event)

    def _draw_progress(self, working: Working | None) -> None:
        if working is None:
            self.progress.end()
        else:
            self.progress.follow(working.words, working.done, working.of)

    def _step(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())
        self._pages[self._presenter.screen.tab].setFocus()

    def _build(self) -> None:
        for tab, words in TABS.items():
            self.tabs.addTab(words)
            self._stack.addWidget(self._pages[tab])
        self._stack.addWidget(self.changes)
        self.tabs.setAccessibleName("Parts of Setup")
        self.tabs.currentChanged.connect(lambda place: self._presenter.go(list(TABS)[place]))
        self.strip.dismissed.connect(self._presenter.dismiss)
        self.progress.cancelled.connect(self._presenter.back)
        self.changes.confirmed.connect(self._presenter.changing.confirm)
        self.changes.left.connect(self._presenter.back)
        keys = Keys(self, "Setup")
        keys.bind(Key("setup_next", "Ctrl+PgDown", "The next part"), lambda: self._step(1))
        keys.bind(Key("setup_previous", "Ctrl+PgUp", "The part before"), lambda: self._step(-1))
        inner = QWidget()
        down = QVBoxLayout(inner)
        down.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        down.setSpacing(S12)
        for part in (Heading("Setup", "headline"), self.tabs, self.strip, self.progress):
            down.addWidget(part)
        down.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(inner))
        begin_at(self, self.tabs)
