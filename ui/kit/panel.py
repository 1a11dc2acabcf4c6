"""Surfaces: a panel with 16 inside and 12 between, a hairline, and a scrolling column.

`Panel(title="", part="panel")` has `.body` (a QVBoxLayout), which `fill(a, b, "stretch")` fills, and `.head` (a
QHBoxLayout beside the title) for badges and buttons. `Hairline()` is a hairline. `Scrolled(inner)` scrolls `inner`, at
the width there is.
`row(a, b, "stretch", c)` and `column(...)` make plain layouts of widgets, layouts, pixels and stretches;
`side_by_side(a, b)` gives each the same width; `lay_page(view, ...)` fills a whole page. `Repeater(make)` draws a list of
things. `bring(widget)` scrolls until it is in sight.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.text import Heading, reveal
from ui.kit.tokens import MARGIN, PANEL_BETWEEN, PANEL_INSIDE, S4, S8

__all__ = [
    "Hairline", "Item", "Panel", "Repeater", "Scrolled", "bring", "clear", "column", "lay_page", "reveal", "row",
    "side_by_side",
]  # fmt: skip

Item = QWidget | QLayout | int | str
"""What is put into a layout: a widget, another layout, so many pixels, or "stretch"."""

ThingT = TypeVar("ThingT")
BoxT = TypeVar("BoxT", bound=QBoxLayout)


class Panel(QFrame):
    """A surface with an optional title."""

    def __init__(self, title: str = "", part: str = "panel") -> None:
        super().__init__()
        self.setProperty("part", part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(PANEL_INSIDE, PANEL_INSIDE, PANEL_INSIDE, PANEL_INSIDE)
        outer.setSpacing(PANEL_BETWEEN)
        self.title = Heading(title, wrap=True)
        self.head = QHBoxLayout()
        self.head.setSpacing(S8)
        self.head.addWidget(self.title, 1)
        outer.addLayout(self.head)
        self.title.setVisible(bool(title))
        self.body = QVBoxLayout()
        self.body.setSpacing(PANEL_BETWEEN)
        outer.addLayout(self.body, 1)
        if title:
            self.setAccessibleName(title)

    def fill(self, *items: Item) -> None:
        """Puts widgets and layouts under one another into the body; "stretch" pushes what follows down."""
        _fill(self.body, items)

    def set_title(self, title: str) -> None:
        """Shows another title."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.setAccessibleName(title)


class Hairline(QFrame):
    """A hairline, horizontal unless asked otherwise."""

    def __init__(self, vertical: bool = False) -> None:
        super().__init__()
        self.setProperty("part", "rule")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Scrolled(QScrollArea):
    """Scrolls one widget; it takes the width there is, and scrolls sideways only where it needs more."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        inner.setProperty("part", "scrolled")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(inner)


def bring(widget: QWidget) -> None:
    """Scrolls until a widget is in sight, once its place has come to rest."""

    def scroll() -> None:
        around = widget.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(widget)
            around = around.parentWidget()

    QTimer.singleShot(0, widget, scroll)


def row(*items: Item, spacing: int = S8) -> QHBoxLayout:
    """A row of widgets and layouts; "stretch" pushes what follows to the right."""
    return _filled(QHBoxLayout(), items, spacing)


def column(*items: Item, spacing: int = PANEL_BETWEEN) -> QVBoxLayout:
    """A column of widgets and layouts; "stretch" pushes what follows down."""
    return _filled(QVBoxLayout(), items, spacing)


def side_by_side(*widgets: QWidget) -> QHBoxLayout:
    """Widgets of one width beside one another, each at the top."""
    made = row(spacing=PANEL_BETWEEN)
    for widget in widgets:
        made.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
    return made


def lay_page(page: QWidget, *items: Item, spacing: int = S4) -> QVBoxLayout:
    """Fills a page, which scrolls where it is higher than the window; gives the layout of what it scrolls."""
    inner = QWidget()
    page.setLayout(column(Scrolled(inner)))
    down = QVBoxLayout(inner)
    down.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    down.setSpacing(spacing)
    _fill(down, items)  # last: at each move of a widget all that is in it is restyled
    return down


class Repeater(QVBoxLayout, Generic[ThingT]):
    """A widget for each of several things, as `make` makes it: all made anew where the things changed, and only then."""

    def __init__(self, make: Callable[[ThingT], QWidget], spacing: int = S8) -> None:
        super().__init__()
        self.setSpacing(spacing)
        self._make = make
        self._things: tuple[ThingT, ...] = ()

    def draw(self, things: Sequence[ThingT]) -> bool:
        """Shows these things; gives whether they are others than before."""
        if tuple(things) == self._things:
            return False
        self._things = tuple(things)
        clear(self)
        for thing in things:
            self.addWidget(self._make(thing))
        return True


def clear(layout: QLayout) -> None:
    """Empties a layout and deletes what was in it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def _filled(layout: BoxT, items: tuple[Item, ...], spacing: int) -> BoxT:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    _fill(layout, items)
    return layout


def _fill(layout: QBoxLayout, items: tuple[Item, ...]) -> None:
    for item in items:
        if isinstance(item, QWidget):
            layout.addWidget(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        elif isinstance(item, int):
            layout.addSpacing(item)
        else:
            layout.addStretch(1)
