"""The bundled type face, and a font for each text style of the tokens."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from ui.kit.resources import resource
from ui.kit.style.tokens import FAMILY, TYPE

_FILES = ("PublicSans-Regular.ttf", "PublicSans-SemiBold.ttf")


@cache
def load_fonts() -> bool:
    """Registers the bundled files with Qt; False where it could not, and then the system's font serves."""
    return all(QFontDatabase.addApplicationFont(str(resource("fonts", name))) >= 0 for name in _FILES)


def font(style: str, scale: float = 1.0, *, tabular: bool = False) -> QFont:
    """The font of a text style ("caption", "body", "strong", "title", "headline", "figure") at a scale of 1.0 to 2.0;
    `tabular` gives all digits one width, for columns of numbers."""
    return QFont(_made(style, scale, tabular))  # a copy: the caller may change it


@cache
def _made(style: str, scale: float, tabular: bool) -> QFont:
    wanted = TYPE[style]
    made = QFont(FAMILY) if load_fonts() else QFont()
    made.setPixelSize(round(wanted.size * scale))
    made.setWeight(QFont.Weight(wanted.weight))
    if tabular or wanted.tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
