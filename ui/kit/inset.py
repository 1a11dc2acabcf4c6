"""A line to type in with small widgets inside its ends, that scale with the text as Qt's own actions do not.

The ends never have the focus: they lie in the line, so that keys typed on one of them would be written into it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S4, S8


class InsetField(QLineEdit):
    """A QLineEdit with an optional widget inside its left and its right end."""

    def __init__(self, left: QWidget | None = None, right: QWidget | None = None) -> None:
        super().__init__()
        self._left_end, self._right_end = left, right
        for end in (left, right):
            if end is not None:
                end.setParent(self)
                end.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme().changed.connect(self._place_ends)
        self._place_ends()

    def showEvent(self, event: QShowEvent) -> None:
        """Follows the text size: a field that is first shown after that was changed has letters of the earlier one."""
        super().showEvent(event)
        if self.font().pixelSize() != look().font("body").pixelSize():
            self.setFont(look().font("body"))
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_ends()

    def _place_ends(self) -> None:
        widths = [end.sizeHint().width() + S4 if end else 0 for end in (self._left_end, self._right_end)]
        self.setTextMargins(widths[0], 0, widths[1], 0)
        edge = look().px(S8)
        for end, left in ((self._left_end, edge), (self._right_end, self.width() - edge - widths[1] + S4)):
            if end is not None:
                height = end.sizeHint().height()
                end.setGeometry(left, (self.height() - height) // 2, end.sizeHint().width(), height)
