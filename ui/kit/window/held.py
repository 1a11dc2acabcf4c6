"""A window that stays in memory while Qt is in the middle of a call to one of its widgets.

Python may collect what nobody refers to any more whenever anything is made, also in a method that Qt calls. A window that
was let go and is in a circle with its own parts would then be destroyed under the widget, and Qt goes on in it.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget


@contextmanager
def held(widget: QWidget) -> Generator[QWidget]:
    """Keep the window of a widget for as long as this lasts; gives the window."""
    window = widget.window()
    yield window
