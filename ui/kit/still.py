"""Drawing many things at once: laid out once, when all is said, and before it is painted.

`Still(view)`, made when the view is built; `with still.held(): ...` around what changes the view. Without it, each widget
that is shown has all layouts over it settle at once, and what they find out in turn is laid out only after a first
painting.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLayout, QWidget

ROUNDS = 4
"""How often layouts are asked to settle at most: words that wrap tell their height only once they have their width."""


class Still:
    """The layouts of a view, as they are when this is made; what the view adds later settles by itself."""

    def __init__(self, view: QWidget) -> None:
        self._view = view
        self._layouts = _layouts(view)

    @contextmanager
    def held(self) -> Generator[None]:
        """Holds the layouts meanwhile, then has them settle, if the view is on the screen."""
        before = [(widget.size(), widget.isVisible()) for widget, _ in self._layouts]
        for _, layout in self._layouts:
            layout.setEnabled(False)
        try:
            yield
        finally:
            for (widget, layout), was in zip(self._layouts, before, strict=True):
                layout.setEnabled(True)
                if (widget.size(), widget.isVisible()) != was:
                    layout.invalidate()  # it did not hear of it
        if self._view.isVisible():
            self._settle()

    def _settle(self) -> None:
        """From the inside outwards, for a layout that was held may have missed that it is to settle; then the rest."""
        for widget, layout in self._layouts:
            if widget.isVisible():
                layout.activate()
        settle_layouts()


def settle_layouts() -> None:
    """Has all layouts settle that were told to, so that what stands in them has its place and its height."""
    for _ in range(ROUNDS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def _layouts(view: QWidget) -> list[tuple[QWidget, QLayout]]:
    """The layouts in a view, the inner ones first."""
    widgets = (*reversed(view.findChildren(QWidget)), view)
    return [(widget, layout) for widget in widgets if (layout := widget.layout()) is not None]
