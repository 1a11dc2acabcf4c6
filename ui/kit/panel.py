"""Surfaces: a panel with 16 inside and 12 between, a hairline, and a scrolling column; and what lays them out.

`Panel(title="", part="panel")` has `.body` (a QVBoxLayout), which `fill(a, b, "stretch")` fills, and `.head` (a
QHBoxLayout beside the title) for badges and buttons. `Hairline()` is a hairline, `Labelled(label)` words under a small
label. `Scrolled(inner)` scrolls `inner`, at the width there is. `row(a, b, "stretch", c)` and `column(...)` make plain
layouts of widgets, layouts, pixels and stretches; `side_by_side(a, b)` gives each the same width; `holder(layout)` makes
a widget of one; `lay_page(view, ...)` fills a whole page. `Repeater(make)` draws a list of things. `bring(widget)`
scrolls until it is in sight.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.kit.language import name
from ui.kit.still import settle_layouts
from ui.kit.style.theme import look
from ui.kit.style.tokens import MARGIN, PANEL_BETWEEN, PANEL_INSIDE, S4, S8
from ui.kit.text import Heading, Text, reveal

__all__ = [
    "Hairline", "Item", "Labelled", "Panel", "Repeater", "Scrolled", "bring", "clear", "column", "holder", "lay_page",
    "reveal", "row", "side_by_side",
]  # fmt: skip

Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)

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
        reveal(self.title, bool(title))
        self.body = QVBoxLayout()
        self.body.setSpacing(PANEL_BETWEEN)
        outer.addLayout(self.body, 1)
        if title:
            name(self, title)

    def fill(self, *items: Item, grow: Item = "") -> None:
        """Puts widgets and layouts under one another into the body, as a `column` has them."""
        self.body.addLayout(column(*items, grow=grow), 1)

    def set_title(self, title: str) -> None:
        self.title.setText(title)
        reveal(self.title, bool(title))
        name(self, title)


class Hairline(QFrame):
    """A hairline, horizontal unless asked otherwise."""

    def __init__(self, vertical: bool = False) -> None:
        super().__init__()
        self.setProperty("part", "rule")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Labelled(QWidget):
    """Words under a small label; hidden where there are none."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label, self._words = Text(label, "caption", tone="muted", wrap=True), Text("", wrap=True)
        self.setLayout(column(self._label, self._words, spacing=S4))

    def say(self, words: str, label: str = "") -> None:
        """Says something else, under another label where one is given."""
        self._words.setText(words)
        if label:
            self._label.setText(label)
        reveal(self, bool(words))


LEAST = 16
"""Height that is left to what is scrolled in a window without room, in pixels at 100 %."""


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

    def minimumSizeHint(self) -> QSize:
        """A line, where there is little height: what cannot be scrolled is not cut for what can."""
        return QSize(super().minimumSizeHint().width(), look().px(LEAST))


def bring(widget: QWidget) -> None:
    """Scrolls until a widget is in sight, once its place has come to rest."""

    def scroll() -> None:
        settle_layouts()
        around = widget.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(widget)
            around = around.parentWidget()

    QTimer.singleShot(0, widget, scroll)


def row(*items: Item, spacing: int = S8, margins: Margins = NONE, grow: Item = "") -> QHBoxLayout:
    """A row of widgets and layouts; "stretch" pushes what follows to the right, `grow` takes the room that is left."""
    return _filled(QHBoxLayout(), items, spacing, margins, grow)


def column(*items: Item, spacing: int = PANEL_BETWEEN, margins: Margins = NONE, grow: Item = "") -> QVBoxLayout:
    """A column of widgets and layouts; "stretch" pushes what follows down, `grow` takes the room that is left."""
    return _filled(QVBoxLayout(), items, spacing, margins, grow)


def holder(layout: QLayout) -> QWidget:
    """A widget that holds a layout, to be hidden or scrolled as one."""
    made = QWidget()
    made.setLayout(layout)
    return made


def side_by_side(*widgets: QWidget) -> QHBoxLayout:
    """Widgets of one width beside one another, each at the top."""
    made = row(spacing=PANEL_BETWEEN)
    for widget in widgets:
        made.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
    return made


def lay_page(page: QWidget, *items: Item, spacing: int = S4, grow: Item = "") -> QVBoxLayout:
    """Fills a page, which scrolls where it is higher than the window; gives the layout of what it scrolls."""
    inner = QWidget()
    page.setLayout(column(Scrolled(inner)))
    # filled last: at each move of a widget all that is in it is restyled
    return _filled(QVBoxLayout(inner), items, spacing, (MARGIN, MARGIN, MARGIN, MARGIN), grow)


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


def _filled(layout: BoxT, items: tuple[Item, ...], spacing: int, margins: Margins, grow: Item) -> BoxT:
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    _fill(layout, items)
    if grow in items:
        layout.setStretch(items.index(grow), 1)
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
