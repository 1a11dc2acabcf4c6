"""Setup: its tabs, and what is in front."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import TABS, ReadOnlyList, SetupScreen
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
from ui.kit.pages import PageStack
from ui.kit.panel import lay_page
from ui.kit.progress import Progress
from ui.kit.strip import Strip
from ui.kit.tabs import Tabs
from ui.kit.text import Heading
from ui.kit.tokens import S12

PartT = TypeVar("PartT", bound=QWidget)


@dataclass(frozen=True, slots=True)
class _Part:
    """A tab's part, and how a screen is drawn in it."""

    view: QWidget
    draw: Callable[[SetupScreen], None]


def _people(presenter: SetupPresenter) -> _Part:
    view = PeopleView(presenter)
    return _Part(view, lambda screen: view.draw(screen.people))


def _pack(presenter: SetupPresenter) -> _Part:
    view = PackView(presenter)
    return _Part(view, lambda screen: view.draw(screen.pack))


def _calendar(presenter: SetupPresenter) -> _Part:
    view = CalendarView(presenter)
    return _Part(view, lambda screen: view.draw(screen.calendar))


def _orders(presenter: SetupPresenter) -> _Part:
    view = OrdersView(presenter)
    return _Part(view, lambda screen: view.draw(screen.orders))


def _listed(what: Callable[[SetupScreen], ReadOnlyList]) -> Callable[[SetupPresenter], _Part]:
    def make(presenter: SetupPresenter) -> _Part:
        view = ListedView(what(presenter.screen))
        return _Part(view, lambda screen: view.draw(what(screen)))

    return make


def _at_rest(presenter: SetupPresenter) -> _Part:
    view = AtRestView(presenter)

    def draw(screen: SetupScreen) -> None:
        view.draw(screen.at_rest)
        view.backups.draw(screen.backups)

    return _Part(view, draw)


def _sittings(presenter: SetupPresenter) -> _Part:
    view = SittingsView(presenter)
    return _Part(view, lambda screen: view.draw(screen.sittings))


_MADE: Mapping[str, Callable[[SetupPresenter], _Part]] = {
    "people": _people,
    "pack": _pack,
    "calendar": _calendar,
    "orders": _orders,
    "places": _listed(lambda screen: screen.places),
    "reasons": _listed(lambda screen: screen.reasons),
    "files": _listed(lambda screen: screen.files),
    "at_rest": _at_rest,
    "sittings": _sittings,
}
"""Tab -> what builds its part."""


class SetupView(QWidget):
    """Draws a SetupScreen. A tab's part is built when it first comes to the front: nine at once keep the window waiting."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.tabs, self.strip, self._stack = Tabs(), Strip(), PageStack()
        self.progress, self.changes, self._confirming = Progress(), ChangesView(presenter), False
        self._parts: dict[str, _Part] = {}
        self._build()
        presenter.listen(self.draw)

    @property
    def people(self) -> PeopleView:
        """The people of the case."""
        return self._part("people", PeopleView)

    @property
    def pack(self) -> PackView:
        """The rules in force."""
        return self._part("pack", PackView)

    @property
    def calendar(self) -> CalendarView:
        """The days of the law."""
        return self._part("calendar", CalendarView)

    @property
    def orders(self) -> OrdersView:
        """The register of court orders."""
        return self._part("orders", OrdersView)

    @property
    def places(self) -> ListedView:
        """Polling places."""
        return self._part("places", ListedView)

    @property
    def reasons(self) -> ListedView:
        """Codes that poll workers tick."""
        return self._part("reasons", ListedView)

    @property
    def files(self) -> ListedView:
        """Files received."""
        return self._part("files", ListedView)

    @property
    def at_rest(self) -> AtRestView:
        """The case file: passphrase and backups."""
        return self._part("at_rest", AtRestView)

    @property
    def sittings(self) -> SittingsView:
        """Lock and shifts."""
        return self._part("sittings", SittingsView)

    def draw(self, screen: SetupScreen) -> None:
        """Draws the screen as it stands."""
        self.strip.show_notice(screen.strip)
        in_front = self._parts.get(screen.tab) or self._begin(screen.tab)
        for part in self._parts.values():
            part.draw(screen)
        place = list(TABS).index(screen.tab)
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(place)
        self.tabs.blockSignals(False)
        self.progress.follow(screen.working)
        self._stack.setCurrentIndex(place if screen.changes is None else len(TABS))
        self.changes.draw(screen.changes, working=screen.working is not None)
        if self._confirming and screen.changes is None:
            in_front.view.setFocus()
        self._confirming = screen.changes is not None

    def _part(self, tab: str, kind: type[PartT]) -> PartT:
        part = self._parts.get(tab)
        if part is None:
            part = self._begin(tab)
            part.draw(self._presenter.screen)
        assert isinstance(part.view, kind)  # noqa: S101 - _MADE says which
        return part.view

    def _begin(self, tab: str) -> _Part:
        """Build the part of a tab in the place that is kept for it."""
        part = self._parts[tab] = _MADE[tab](self._presenter)
        self._stack.replace(list(TABS).index(tab), part.view)
        return part

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._presenter.back()
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())
        self._parts[self._presenter.screen.tab].view.setFocus()

    def _build(self) -> None:
        for words in TABS.values():
            self.tabs.addTab(words)
            self._stack.addWidget(QWidget())
        self._stack.addWidget(self.changes)
        self.tabs.setAccessibleName("Parts of Setup")
        self.tabs.currentChanged.connect(lambda place: self._presenter.go(list(TABS)[place]))
        self.strip.dismissed.connect(self._presenter.dismiss)
        self.progress.cancelled.connect(self._presenter.back)
        keys = Keys(self, "Setup")
        keys.bind(Key("setup_next", "Ctrl+PgDown", "The next part"), lambda: self._step(1))
        keys.bind(Key("setup_previous", "Ctrl+PgUp", "The part before"), lambda: self._step(-1))
        heading = Heading("Setup", "headline")
        lay_page(self, heading, self.tabs, self.strip, self.progress, self._stack, spacing=S12, grow=self._stack)
        begin_at(self, self.tabs)
