"""Lists whose widgets stay from envelope to envelope: making them anew would cost more than the rest of the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.panel import reveal

ThingT_contra = TypeVar("ThingT_contra", contravariant=True)


class Draws(Protocol[ThingT_contra]):
    """A widget that draws one thing."""

    def draw(self, thing: ThingT_contra, /) -> object:
        """Shows it."""
        ...


class KeptList(QVBoxLayout, Generic[ThingT_contra]):
    """A widget for each of several things; those that are too many wait, hidden."""

    def __init__(self, make: Callable[[], Draws[ThingT_contra]], spacing: int) -> None:
        super().__init__()
        self.setSpacing(spacing)
        self._make = make
        self.widgets: list[Draws[ThingT_contra]] = []

    def draw(self, things: Sequence[ThingT_contra]) -> None:
        """Shows these things."""
        while len(self.widgets) < len(things):
            made = self._make()
            self.widgets.append(made)
            self.addWidget(cast(QWidget, made))
        for place, widget in enumerate(self.widgets):
            reveal(cast(QWidget, widget), place < len(things))
            if place < len(things):
                widget.draw(things[place])
