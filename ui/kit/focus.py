"""Where the focus goes in a part of a screen that is given it.

`begin_at(part, first)`: giving `part` the focus gives it to `first`; said again, to another. Unlike a focus proxy,
which Tab takes for the part's first control, so that it passes over every control before `first`, this leaves the order
of Tab alone.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


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
