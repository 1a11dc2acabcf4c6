"""Takes pictures of widgets, light and dark, at any text size, and finds texts that do not fit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QToolButton, QWidget

from ui.kit.buttons import FoldingLink, PrimaryButton, QuietButton
from ui.kit.drawn.chip import FilterChip
from ui.kit.drawn.outcome import OutcomeBadge
from ui.kit.plain import PlainButton
from ui.kit.style.theme import theme
from ui.kit.text import Text

OUT = Path(__file__).parent / "out"
CLIPPED = OUT / "clipped.txt"

MORE_LOOKS = "PICTURES_OF"
"""The variable in which `python -m tests.pictures` names the looks that every picture is taken in, over those of its test."""

HARDLY_PACKED = 85
"""Qt's quality of a PNG: the least packing there is, which takes two thirds of the time of the usual."""

_taken: set[Path] = set()


def take(
    widget: QWidget, title: str, size: tuple[int, int] = (1280, 800), theme_name: str = "light", text_size: int = 100
) -> Path:
    """Draws `widget` at a size, in a theme and text size, into tests/pictures/out, and gives the path.

    The file is called by the title and the look, such as holds-empty-1280x800-dark-200.png.
    """
    more = os.environ.get(MORE_LOOKS, "").split()
    for look in more:
        _also(widget, title, look)
    if more:
        lay(widget, size, theme_name, text_size)  # after another text size it takes longer until all is at rest
    return _take(widget, path_of(title, size, theme_name, text_size), size, theme_name, text_size)


def take_all(widget: QWidget, title: str, *looks: tuple[tuple[int, int], str, int]) -> Iterator[Path]:
    """Draws one window in look after look, and gives each picture while the window looks so.

    To build it anew for each would prove no more: every look but the first is put on a window that has another. Those of
    one theme and text size follow one another, because it is these that take time to change.
    """
    for look in sorted(looks, key=lambda look: look[1:]):
        if look[-1] != theme().look.text_size:
            lay(widget, *look)  # after another text size it takes longer until all is at rest
        yield take(widget, title, *look)


def path_of(title: str, size: tuple[int, int], theme_name: str, text_size: int) -> Path:
    """Where the picture of a title in a look lies."""
    return OUT / f"{title}-{size[0]}x{size[1]}-{theme_name}-{text_size}.png"


def _also(widget: QWidget, title: str, look: str) -> None:
    """Take one more look at it, once, and note the texts that are cut off there, and pages that scroll sideways."""
    width, height, theme_name, text_size = look.replace("x", "-").split("-")
    asked = ((int(width), int(height)), theme_name, int(text_size))
    path = path_of(title, *asked)
    if path in _taken:
        return
    lay(widget, *asked)
    _take(widget, path, *asked)
    with CLIPPED.open("a", encoding="utf-8") as noted:
        noted.writelines(f"{path.stem}: {each}\n" for each in (*clipped(widget), *sideways(widget)))


def lay(widget: QWidget, size: tuple[int, int], theme_name: str = "light", text_size: int = 100) -> None:
    """Shows `widget` at a size, in a theme and text size, at rest."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme().apply(app, theme_name, text_size)
    if widget.size() == QSize(*size):
        widget.resize(size[0] - 1, size[1])  # what is arranged by the width alone follows another text size
    widget.resize(QSize(*size))
    widget.show()
    settle()
    assert strays(widget) == [], "shown as windows of their own"


def _take(widget: QWidget, path: Path, size: tuple[int, int], theme_name: str, text_size: int) -> Path:
    lay(widget, size, theme_name, text_size)
    OUT.mkdir(exist_ok=True)
    assert widget.grab().save(str(path), quality=HARDLY_PACKED)
    _taken.add(path)
    return path


def settle() -> None:
    """Lets layouts come to rest."""
    app = QApplication.instance()
    assert app is not None
    for _ in range(8):  # a desk is drawn step by step when it is first seen
        app.processEvents()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def strays(root: QWidget) -> list[QWidget]:
    """Widgets that are shown as windows of their own beside `root`: shown before they had a place."""
    return [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not root.window()]


def colours(path: Path) -> int:
    """How many different colours a picture has, over a coarse grid: a blank one has one or two."""
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_ARGB32)  # four bytes for each pixel, and none beside
    pixels, width = memoryview(image.constBits()).cast("I"), image.width()
    rows = (pixels[row * width : (row + 1) * width : 3] for row in range(0, image.height(), 3))
    return len(set[int]().union(*rows))


def clipped(root: QWidget) -> list[str]:
    """The texts under `root` that are shown and do not fit, each with its class."""
    found = [each for each in root.findChildren(QWidget) if each.isVisible() and _cut(each)]
    return [f"{type(each).__name__}: {_words(each)} {each.size().toTuple()} < {_need(each)}" for each in found]


def sideways(root: QWidget) -> list[str]:
    """The pages under `root` that are shown and scroll sideways, each with what in it needs more width than there is."""
    found = (each for each in root.findChildren(QScrollArea) if each.isVisible())
    return [
        f"scrolls sideways: {', '.join(_widest(each)) or type(each.widget()).__name__}"
        for each in found
        if each.horizontalScrollBar().maximum() > 0
    ]


def _widest(area: QScrollArea) -> list[str]:
    room = area.viewport().width()
    inside = (each for each in area.findChildren(QWidget) if each.isVisible())
    wide = [each for each in inside if max(each.minimumSizeHint().width(), each.minimumWidth()) > room / 2]
    innermost = (each for each in wide if not any(each.isAncestorOf(other) for other in wide))
    return [f"{type(each).__name__} {_words(each)} {each.minimumSizeHint().width()} > {room}" for each in innermost]


def _cut(widget: QWidget) -> bool:
    if isinstance(widget, Text) and widget.elides:
        return False
    if isinstance(widget, QToolButton) or not isinstance(widget, (QLabel, QAbstractButton, OutcomeBadge)):
        return False
    if not _words(widget):
        return False
    width, height = _need(widget)
    return widget.width() < width or widget.height() < height


def _need(widget: QWidget) -> tuple[int, int]:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return 0, widget.heightForWidth(widget.width())
    if isinstance(widget, PlainButton):
        return 0, widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else widget.sizeHint().height()
    # a button may leave its key out, and a link fold its words
    yields = isinstance(widget, (FilterChip, FoldingLink, PrimaryButton, QuietButton))
    hint = widget.minimumSizeHint() if yields else widget.sizeHint()
    return hint.width(), hint.height()


def _words(widget: QWidget) -> str:
    if isinstance(widget, (QLabel, QAbstractButton)) and widget.text():
        return widget.text()
    return widget.accessibleName() if isinstance(widget, (OutcomeBadge, PlainButton)) else ""
