"""One-colour icons, drawn with a stroke of 1.5 in the colour of a token.

`icon("inbox")` for buttons, `pixmap("inbox", "accent", 18)` for painting. Names are the files of resources/icons
without their suffix.
"""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.kit.resources import resource
from ui.kit.style.theme import look
from ui.kit.style.tokens import ICON, ICON_STROKE


def icon(name: str, ink: str = "text") -> QIcon:
    """The icon in the colour of the token `ink` now; muted where disabled. Ask again after the theme changed."""
    made = QIcon()
    side = look().px(ICON)
    for ratio in (1.0, 2.0):
        made.addPixmap(_pixmap(name, look().hex(ink), side, ratio), QIcon.Mode.Normal)
        made.addPixmap(_pixmap(name, look().hex("line"), side, ratio), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, ink: str = "text", size: int = ICON, ratio: float = 1.0) -> QPixmap:
    """The icon as a square of `size` pixels at 100 %, scaled with the text, for a screen of `ratio` device pixels."""
    return _pixmap(name, look().hex(ink), look().px(size), ratio)


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    drawn = QPixmap(round(side * ratio), round(side * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(_svg(name, colour)).render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def _svg(name: str, colour: str) -> QByteArray:
    return QByteArray(_drawing(name).replace("currentColor", colour).encode())


@cache
def _drawing(name: str) -> str:
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace('stroke-width="2"', f'stroke-width="{ICON_STROKE}"')
