"""An icon as a widget, alone or before words.

`StateIcon("check", "count_full", 16)`: `set_icon(name, ink)` shows another, "" shows none. `Marked(icon, text)` puts words
beside it. One that stands at the top of words that wrap is made with `line="body"`, their text style: it is as high as one
line of them, so that it stands in the middle of the first.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from ui.kit.panel import row
from ui.kit.style.icons import pixmap
from ui.kit.style.theme import look
from ui.kit.text import Text, reveal


class StateIcon(QLabel):
    """A small icon in the colour of a token that follows theme and text size."""

    def __init__(self, icon: str = "check", ink: str = "muted", size: int = 16, *, line: str = "") -> None:
        self._drawn = look()
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._icon, self._ink, self._size, self._line = icon, ink, size, line
        self._made = size
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._follow()

    def set_icon(self, icon: str, ink: str) -> None:
        self._icon, self._ink = icon, ink
        self._follow()

    def set_line(self, style: str) -> None:
        """Stands in the middle of the first line of words in this text style."""
        self._line = style
        self._follow()

    def set_growth(self, growth: float) -> None:
        """Draws it so many times as large as it was made."""
        self._size = round(self._made * growth)
        self._follow()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(look().px(self._size), look().px(self._size))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._drawn is not look():  # it comes with every new place, too
            self._follow()

    def _follow(self) -> None:
        self._drawn = look()
        drawn = pixmap(self._icon, self._ink, self._size, self.devicePixelRatioF()) if self._icon else QPixmap()
        if drawn.cacheKey() != self.pixmap().cacheKey():  # set again, it would have everything laid out again
            self.setPixmap(drawn)
        self.setFixedWidth(look().px(self._size))
        if self._line:
            self.setFixedHeight(max(look().line_height(self._line), look().px(self._size)))


class Marked(QWidget):
    """Words with an icon (`.icon`) before their first line; neither is there while nothing is said."""

    def __init__(self, icon: StateIcon, words: Text) -> None:
        super().__init__()
        self.icon, self._words = icon, words
        icon.set_line(words.text_style)
        across = row(icon, words, grow=words)
        across.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        self.setLayout(across)
        self.say(words.text())

    def say(self, words: str) -> None:
        self._words.setText(words)
        reveal(self, bool(words))
