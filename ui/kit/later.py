"""A part of a page that is made when it is first needed, so that nobody waits for what they do not see.

`Later(make)` is the part's place: hidden and empty until `.part` makes it, in its place in the order of Tab. `draw(screen)`
of `Later(make, draw)` shows a screen on it, drawn anew only where it has changed; None hides it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.panel import reveal

PartT = TypeVar("PartT", bound=QWidget)
ScreenT = TypeVar("ScreenT")


class Later(QWidget, Generic[PartT, ScreenT]):
    """The place of a part."""

    def __init__(self, make: Callable[[], PartT], draw: Callable[[PartT, ScreenT], object] | None = None) -> None:
        super().__init__()
        self._make, self._draw = make, draw
        self._made: PartT | None = None
        self._drawn: ScreenT | None = None
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def made(self) -> bool:
        """Whether the part is there."""
        return self._made is not None

    @property
    def part(self) -> PartT:
        """The part; made now where it is not there yet."""
        if self._made is None:
            self._made = self._make()
            stops = list(_stops(self._made))
            self._place.addWidget(self._made)
            reveal(self._made, True)
            before = _stop_before(self)
            for stop in stops:
                if before is not None:
                    QWidget.setTabOrder(before, stop)
                before = stop
        return self._made

    def draw(self, screen: ScreenT | None) -> None:
        """Show a screen on the part; None hides it."""
        if self._draw is not None and screen is not None and screen != self._drawn:
            self._draw(self.part, screen)
        self._drawn = screen
        reveal(self, screen is not None)


def _stops(part: QWidget) -> Iterator[QWidget]:
    """What Tab comes to in a part that has no place yet, in order."""
    stop = part
    while True:
        if _takes_tab(stop):
            yield stop
        following = stop.nextInFocusChain()
        if following is None or following is part:
            return
        stop = following


def _stop_before(place: QWidget) -> QWidget | None:
    """What Tab comes to before a place: the last stop of what stands before it, in the smallest part around it."""
    inner, around = place, place.parentWidget()
    while around is not None:
        siblings = [each for each in around.children() if isinstance(each, QWidget)]
        for sibling in reversed(siblings[: siblings.index(inner)]):
            inside = (sibling, *sibling.findChildren(QWidget))
            # the list of a combo box is a window of its own, to which no order leads
            within = [each for each in inside if _takes_tab(each) and each.window() is place.window()]
            if within:
                return within[-1]
        if _takes_tab(around) or around.isWindow():
            return around if _takes_tab(around) else None
        inner, around = around, around.parentWidget()
    return None


def _takes_tab(widget: QWidget) -> bool:
    return widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
