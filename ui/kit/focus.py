"""Where the focus goes: in a part of a screen that is given it, and when the widget that has it goes away.

`begin_at(part, first)`: giving `part` the focus gives it to `first`; said again, to another. Unlike a focus proxy,
which Tab takes for the part's first control, so that it passes over every control before `first`, this leaves the order
of Tab alone.

`FocusKeeper(window, in_front)` keeps the focus on the page in front. Qt gives the focus of a widget that is hidden or
disabled to the next one in the order of Tab, which goes round the whole window: after the last control of a page comes
the top bar. The keeper gives it to a neighbour at once, so that keys typed ahead stay on the page, and looks again when
the event is done: what was there before may be back, or built anew. Where a view has placed the focus itself meanwhile,
it stays there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_NEVER_GIVEN = "never_given_the_focus"


def never_given(field: QWidget) -> None:
    """Has a field take the focus from people alone: single keys of the page must not be written into it."""
    field.setProperty(_NEVER_GIVEN, True)


class _Onward(QObject):
    """Hands the focus on."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self.first: QWidget | None = None
        part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() == QEvent.Type.FocusIn and self.first is not None:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        return False


def begin_at(part: QWidget, first: QWidget) -> None:
    """Has a part of the screen hand the focus on to `first`."""
    onward = part.findChild(_Onward, options=Qt.FindChildOption.FindDirectChildrenOnly) or _Onward(part)
    onward.first = first


@dataclass(frozen=True, slots=True)
class _Spot:
    """A widget that has the focus, its name, and what it stands in, outwards: it may be deleted when they are asked for."""

    widget: QWidget
    name: str
    around: tuple[QWidget, ...]

    @property
    def there(self) -> bool:
        """Whether the widget can still have the focus."""
        return isValid(self.widget) and self.widget.isVisible() and self.widget.isEnabled()


class FocusKeeper(QObject):
    """Keeps the focus on the page that is in front of a window; `in_front` tells which that is."""

    def __init__(self, window: QWidget, in_front: Callable[[], QWidget | None]) -> None:
        super().__init__(window)
        self._window, self._in_front = window, in_front
        self._spot: _Spot | None = None
        self._lost: _Spot | None = None
        self._on_page: _Spot | None = None
        self._placing = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._look_again)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)

    def _moved(self) -> None:
        """The focus has moved: because its widget went away, or because somebody moved it.

        Where from is not asked of Qt: that widget may be on its way out of memory, and must not be touched.
        """
        now = QApplication.focusWidget()
        gone = self._spot if self._spot is not None and not self._spot.there else None
        if gone is None and (now is None or now.window() is not self._window):
            return  # another window is in front, or a menu is open: the focus comes back
        self._spot = _spot(now) if now is not None and now.window() is self._window else None
        if self._placing or gone is None:
            self._note()
        if self._placing:
            return
        if gone is None:
            self._lost = None
            self._later.stop()
            return
        self._lost = self._lost or gone
        if isValid(gone.widget):
            self._place(self._neighbour(gone))
        self._later.start()

    def _look_again(self) -> None:
        """The event that took the widget away is done."""
        lost, self._lost = self._lost, None
        page = self._in_front()
        if lost is None or page is None or not (page.isVisible() and page.isEnabled()):
            return
        if lost.there and _within(page, lost.widget):
            self._place(lost.widget)
        else:
            self._place(self._neighbour(lost, anew=True) or self._before(page) or page)

    def _note(self) -> None:
        """Remembers where the page had the focus last, for when it comes back to it."""
        page = self._in_front()
        if page is not None and self._spot is not None and _within(page, self._spot.widget):
            self._on_page = self._spot

    def _before(self, page: QWidget) -> QWidget | None:
        before = self._on_page
        return before.widget if before is not None and before.there and _within(page, before.widget) else None

    def _place(self, widget: QWidget | None) -> None:
        if widget is not None and widget is not self._window.focusWidget():
            self._placing = True
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self._placing = False

    def _neighbour(self, gone: _Spot, *, anew: bool = False) -> QWidget | None:
        """What stands beside a widget that went away, in the smallest part of the page where anything takes the focus.

        Once all is drawn `anew`, that is first the widget made in its place: of its kind, under its name.
        """
        page = self._in_front()
        for part in gone.around:
            if page is None or not isValid(part) or not _within(page, part):
                return None
            if not part.isVisible() or not part.isEnabledTo(self._window):
                continue
            family = part.findChildren(QWidget)
            stops = [each for each in family if self._is_stop(each)]
            like = [each for each in stops if anew and gone.name and _alike(each, gone)]
            beside = [each for each in stops if not each.property(_NEVER_GIVEN)]
            if like or beside:
                return (like or list(_beside(gone.widget, family, beside)))[0]
        return None

    def _is_stop(self, widget: QWidget) -> bool:
        """Whether Tab comes to a widget. A part that is being disabled has not told all that is in it yet."""
        if not (widget.isVisible() and widget.isEnabledTo(self._window)):
            return False  # asked first: it leaves few, and to ask for the policy takes ten times as long
        by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        return by_tab and widget.focusProxy() is None


def _spot(widget: QWidget) -> _Spot:
    return _Spot(widget, widget.accessibleName(), tuple(_outwards(widget)))


def _outwards(widget: QWidget) -> Iterator[QWidget]:
    around = widget.parentWidget()
    while around is not None:
        yield around
        around = around.parentWidget()


def _within(page: QWidget, widget: QWidget) -> bool:
    return widget is page or page.isAncestorOf(widget)


def _alike(widget: QWidget, gone: _Spot) -> bool:
    return type(widget) is type(gone.widget) and widget.accessibleName() == gone.name


def _beside(gone: QWidget, family: list[QWidget], stops: list[QWidget]) -> Iterator[QWidget]:
    """The stops after a widget in the order of its part, then those before it, the nearest first."""
    if gone not in family:
        yield from stops
        return
    place = {each: at for at, each in enumerate(family)}
    yield from (each for each in stops if place[each] > place[gone])
    yield from (each for each in reversed(stops) if place[each] < place[gone])
