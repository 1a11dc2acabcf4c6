"""Setup: its tabs, and what is in front."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import TABS, ReadOnlyList, SetupScreen
from ui.desks.setup.views.at_rest import AtRestView
from ui.desks.setup.views.calendar import CalendarView
from ui.desks.setup.views.changes import ChangesView
from ui.desks.setup.views.listed import ListedView
from ui.desks.setup.views.orders import OrdersView
from ui.desks.setup.views.pack import PackView
from ui.desks.setup.views.people import PeopleView
from ui.desks.setup.views.second import SecondView
from ui.desks.setup.views.sittings import SittingsView
from ui.desks.setup.views.stations import StationsView
from ui.kit.focus import begin_at
from ui.kit.keys import Key, Keys
from ui.kit.language import name
from ui.kit.later import Later
from ui.kit.pages import PageStack
from ui.kit.panel import lay_page
from ui.kit.progress import Progress
from ui.kit.strip import Strip
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import MARGIN, S8, S12
from ui.kit.tabs import Tabs
from ui.kit.text import Heading

LARGE = 1.5
"""From more than so many times the usual text size on, room is dear."""

ShownT_contra = TypeVar("ShownT_contra", contravariant=True)
Made = Callable[[SetupPresenter], tuple[QWidget, Callable[[SetupScreen], None]]]
"""Builds the part of a tab: the widget, and what draws a screen in it."""


class _View(Protocol[ShownT_contra]):
    """Draws its share of the screen."""

    def draw(self, screen: ShownT_contra, /) -> None:
        """Draw it."""
        ...


def _made(
    make: Callable[[SetupPresenter], _View[ShownT_contra]], share: Callable[[SetupScreen], ShownT_contra]
) -> Made:
    def part(presenter: SetupPresenter) -> tuple[QWidget, Callable[[SetupScreen], None]]:
        view = make(presenter)
        assert isinstance(view, QWidget)  # noqa: S101 - a protocol cannot say so
        return view, lambda screen: view.draw(share(screen))

    return part


def _listed(share: Callable[[SetupScreen], ReadOnlyList]) -> Made:
    return _made(lambda presenter: ListedView(share(presenter.screen)), share)


_MADE: Mapping[str, Made] = {
    "people": _made(PeopleView, lambda screen: screen.people),
    "pack": _made(PackView, lambda screen: screen.pack),
    "calendar": _made(CalendarView, lambda screen: screen.calendar),
    "orders": _made(OrdersView, lambda screen: screen.orders),
    "places": _listed(lambda screen: screen.places),
    "reasons": _listed(lambda screen: screen.reasons),
    "files": _listed(lambda screen: screen.files),
    "at_rest": _made(AtRestView, lambda screen: screen),
    "stations": _made(StationsView, lambda screen: screen.stations),
    "sittings": _made(SittingsView, lambda screen: screen.sittings),
    "second": _made(SecondView, lambda screen: screen.second),
}
"""Tab -> what builds its part."""


class SetupView(QWidget):
    """Draws a SetupScreen. A tab's part is built when it first comes to the front: eleven at once keep the window waiting."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.tabs, self.strip, self._stack = Tabs(), Strip(), PageStack()
        self.progress, self._confirming = Progress(), False
        self._changes: Later[ChangesView, None] = Later(lambda: ChangesView(presenter))
        self._parts: dict[str, QWidget] = {}
        self._draws: dict[str, Callable[[SetupScreen], None]] = {}
        self._build()
        presenter.listen(self.draw)

    @property
    def changes(self) -> ChangesView:
        """What an act would change."""
        return self._changes.part

    def part(self, tab: str) -> QWidget:
        """The part of a tab, built where it is not there yet."""
        if tab not in self._parts:
            self._begin(tab)
            self._draws[tab](self._presenter.screen)
        return self._parts[tab]

    def draw(self, screen: SetupScreen) -> None:
        self.strip.show_notice(screen.strip)
        if screen.tab not in self._parts:
            self._begin(screen.tab)
        for draw in self._draws.values():
            draw(screen)
        place = list(TABS).index(screen.tab)
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(place)
        self.tabs.blockSignals(False)
        self.progress.follow(screen.working)
        self._stack.setCurrentIndex(place if screen.changes is None else len(TABS))
        if self._changes.made or screen.changes is not None:
            self.changes.draw(screen.changes, working=screen.working is not None)
        if self._confirming and screen.changes is None:
            self._parts[screen.tab].setFocus()
        self._confirming = screen.changes is not None

    def _begin(self, tab: str) -> None:
        """Build the part of a tab in the place that is kept for it."""
        self._parts[tab], self._draws[tab] = _MADE[tab](self._presenter)
        self._stack.replace(list(TABS).index(tab), self._parts[tab])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._presenter.back()
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())
        self._parts[self._presenter.screen.tab].setFocus()

    def _follow(self) -> None:
        """At large text the names of the parts want nearly all the width that a scroll bar leaves."""
        self._page.setContentsMargins(MARGIN, MARGIN, S8 if look().scale > LARGE else MARGIN, MARGIN)

    def _build(self) -> None:
        for words in TABS.values():
            self.tabs.addTab(words)
            self._stack.addWidget(QWidget())
        self._stack.addWidget(self._changes)
        name(self.tabs, _("Parts of Setup"))
        self.tabs.currentChanged.connect(lambda place: self._presenter.go(list(TABS)[place]))
        self.strip.dismissed.connect(self._presenter.dismiss)
        self.progress.cancelled.connect(self._presenter.back)
        keys = Keys(self, _("Setup"))
        keys.bind(Key("setup_next", "Ctrl+PgDown", _("The next part")), lambda: self._step(1))
        keys.bind(Key("setup_previous", "Ctrl+PgUp", _("The part before")), lambda: self._step(-1))
        heading = Heading(_("Setup"), "headline")
        items = (heading, self.tabs, self.strip, self.progress, self._stack)
        self._page = lay_page(self, *items, spacing=S12, grow=self._stack)
        theme().changed.connect(self._follow)
        self._follow()
        begin_at(self, self.tabs)
