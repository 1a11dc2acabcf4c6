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
        sizes = [widget.size() for widget, _ in self._layouts]
        for _, layout in self._layouts:
            layout.setEnabled(False)
        try:
            yield
        finally:
            for (widget, layout), size in zip(self._layouts, sizes, strict=True):
                layout.setEnabled(True)
                if widget.size() != size:  # it has not heard of it
                    layout.invalidate()
        if self._view.isVisible():
            _settle()


def _settle() -> None:
    for _ in range(ROUNDS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def _layouts(view: QWidget) -> list[tuple[QWidget, QLayout]]:
    widgets = (view, *view.findChildren(QWidget))
    return [(widget, layout) for widget in widgets if (layout := widget.layout()) is not None]
