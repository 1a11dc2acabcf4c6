"""Holds a picture against the one that is kept in tests/pictures/baselines, and draws where they differ.

Colours may differ a little, because another build of FreeType, or other instructions of the processor, round the smoothing
of curves otherwise. That moves a value by one or two, of any number of pixels; what moves, and what is worded or coloured
otherwise, moves some by far more.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

KEPT = Path(__file__).parent / "baselines"
CHANGED = Path(__file__).parent / "out" / "changed"

LEVELS = 4
"""By so much of 255 a channel of a pixel may differ. The tints of the theme are 8 and more apart."""

PIXELS = 3
"""So many pixels may differ by more. A full stop less at the smallest text size is 4, one digit for another 50."""

LOOK = "look at it with `python -m tests.pictures.accept`"
RED = "#D00000"
FORMAT = QImage.Format.Format_RGB32


@dataclass(frozen=True, slots=True)
class Difference:
    """How many pixels differ, within which rectangle, and both pictures in one: the new one faded, what differs in red."""

    pixels: int
    within: QRect
    picture: QImage


def difference(kept: QImage, taken: QImage) -> Difference | None:
    """Where two pictures differ by more than is let pass; None where they do not. Other sizes differ everywhere."""
    if kept.size() != taken.size():
        return Difference(taken.width() * taken.height(), taken.rect(), taken)
    kept, taken = kept.convertToFormat(FORMAT), taken.convertToFormat(FORMAT)
    if kept == taken:
        return None
    marks = _marks(kept, taken)
    count = marks.count(0xFF)
    return Difference(count, _within(marks, taken.width()), _shown(taken, marks)) if count > PIXELS else None


def _marks(kept: QImage, taken: QImage) -> bytes:
    """A byte for each pixel: 0xFF where any channel differs by more than LEVELS."""
    apart = QImage(taken)
    painter = QPainter(apart)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, kept)
    painter.end()
    table = bytes(0xFF if level > LEVELS else 0 for level in range(256))
    channels = bytes(apart.constBits()).translate(table)
    blue, green, red = (int.from_bytes(channels[place::4], "little") for place in range(3))
    return (blue | green | red).to_bytes(len(channels) // 4, "little")


def _within(marks: bytes, width: int) -> QRect:
    rows = range(marks.find(0xFF) // width, marks.rfind(0xFF) // width + 1)
    lines = [marks[row * width : (row + 1) * width] for row in rows]
    left = min(line.find(0xFF) for line in lines if 0xFF in line)
    right = max(line.rfind(0xFF) for line in lines)
    return QRect(left, rows.start, right - left + 1, len(rows))


def _shown(taken: QImage, marks: bytes) -> QImage:
    mask = QImage(marks, taken.width(), taken.height(), taken.width(), QImage.Format.Format_Alpha8)
    red, shown = QImage(taken.size(), QImage.Format.Format_ARGB32), QImage(taken.size(), FORMAT)
    red.fill(QColor(RED))
    red.setAlphaChannel(mask)
    shown.fill(QColor("white"))
    painter = QPainter(shown)
    painter.setOpacity(0.3)
    painter.drawImage(0, 0, taken)
    painter.setOpacity(1)
    painter.drawImage(0, 0, red)
    painter.end()
    return shown


def compare(name: str, taken: QImage, kept: Path = KEPT, changed: Path = CHANGED) -> str:
    """What is to be said of a picture just taken, "" where it is as kept.

    Else `changed` has it afterwards as NAME.png, with NAME.kept.png and NAME.difference.png beside it where one is kept,
    for `python -m tests.pictures.accept`.
    """
    new, old, apart = (changed / f"{name}{kind}.png" for kind in ("", ".kept", ".difference"))
    for path in (new, old, apart):
        path.unlink(missing_ok=True)
    before = QImage(str(kept / f"{name}.webp"))
    found = None if before.isNull() else difference(before, taken)
    if found is None and not before.isNull():
        return ""
    changed.mkdir(parents=True, exist_ok=True)
    _save(taken, new)
    if found is None:
        return f"{name}: no picture of it is kept yet; {LOOK}"
    _save(before, old)
    _save(found.picture, apart)
    box = found.within
    where = f"within {box.width()} x {box.height()} at ({box.x()}, {box.y()})"
    return f"{name}: {found.pixels} pixels differ, {where}, see {apart}; {LOOK}"


def keep(name: str, kept: Path = KEPT, changed: Path = CHANGED) -> None:
    """Keep what `changed` has under a name, in place of what was kept, as small as can be without loss."""
    kept.mkdir(exist_ok=True)
    taken = QImage(str(changed / f"{name}.png")).convertToFormat(QImage.Format.Format_RGB888)
    assert taken.save(str(kept / f"{name}.webp"), quality=100), name  # of WebP, without loss
    for path in changed.glob(f"{name}.*"):
        path.unlink()


def _save(picture: QImage, path: Path) -> None:
    assert picture.save(str(path)), path
