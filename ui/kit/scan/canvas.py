"""A page of a scan to look at: `ScanCanvas()` fills its width with it, and shows it larger, turned, brighter.

The wheel and `zoom(by)` keep what is under the pointer where it is; dragging and `move(x, y)` push the page; `turn(90)`,
`brighten(1)`, `fit()`. `show_page(image)` shows another page; `frame(rects)` frames places of it, given in per cent, and
brings the first into sight.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.style.theme import look, theme

STEP, MOST = 1.25, 8.0
"""How much one step of the zoom is, and how many times larger than filling the width a page may be."""

MOST_LIGHT = 3
"""Steps to which a page may be brightened, or its pencil strengthened."""

MOST_HALVINGS = 4

PUSH = 60
AROUND = 3.0
"""Dots of the screen that a frame stands off its field."""


class ScanCanvas(QWidget):
    """Draws one page. Signals: `changed()` when it is shown otherwise, `doubled()` when it was clicked twice."""

    changed = Signal()
    doubled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._halved = [self._image]
        self._angle, self._light = 0, 0
        self._scale, self._whole, self._own = 1.0, False, False
        self._at = QPointF()
        self._frames: tuple[QRectF, ...] = ()
        self._held: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        theme().changed.connect(self.update)

    @property
    def zoomed(self) -> float:
        """How many times larger the page is than where it fills the width."""
        return self._scale / self._filling() if self._has_page() else 1.0

    @property
    def angle(self) -> int:
        """Degrees by which the page is turned."""
        return self._angle

    @property
    def light(self) -> int:
        """Steps by which the page is brightened; below nought, by which its strokes are strengthened."""
        return self._light

    def show_page(self, image: QImage) -> None:
        """Show another page, from its top and filling the width; a null image shows none."""
        self._image, self._angle, self._frames = image, 0, ()
        self._halved = [image]
        self._whole, self._own = False, False
        self._fill()

    def frame(self, places: Sequence[QRectF]) -> None:
        """Frame places, and bring the first of them into sight where the page was not moved by hand."""
        self._frames = tuple(places)
        if places and not self._own:
            self._bring(self._on_screen().mapRect(self._of_image(places[0])))
        self.update()

    def framed(self) -> tuple[QRectF, ...]:
        """Where the frames are now, in the canvas."""
        on_screen = self._on_screen()
        return tuple(on_screen.mapRect(self._of_image(place)) for place in self._frames)

    def zoom(self, by: float, about: QPointF | None = None) -> None:
        """Show the page larger or smaller; what is at `about`, else under the pointer, else in the middle, stays there."""
        if not self._has_page():
            return
        at = about or self._pointer() or QPointF(self.width() / 2, self.height() / 2)
        scale = min(max(self._scale * by, self._least()), MOST * self._filling())
        self._at = at - (at - self._at) * (scale / self._scale)
        self._scale, self._own = scale, True
        self._settle()

    def move_by(self, across: float, down: float) -> None:
        """Push the page."""
        self._at, self._own = self._at + QPointF(across, down), True
        self._settle()

    def turn(self, degrees: int = 90) -> None:
        """Turn the page, to the right."""
        self._angle = (self._angle + degrees) % 360
        self._fill()

    def brighten(self, steps: int) -> None:
        """Show the page brighter; with steps below nought, its strokes stronger."""
        self._light = min(max(self._light + steps, -MOST_LIGHT), MOST_LIGHT)
        self.update()
        self.changed.emit()

    def fit(self) -> None:
        """Show the whole page, or have it fill the width again."""
        self._whole = not self._whole if not self._own else False
        self._own, self._light = False, 0
        self._fill()

    def sizeHint(self) -> QSize:
        return QSize(look().px(300), look().px(220))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._own:
            self._settle()
        else:
            self._fill()
            self.frame(self._frames)

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        if steps and self._has_page():
            self.zoom(STEP**steps, event.position())
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            moved = event.position() - self._held
            self._held = event.position()
            self.move_by(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._held = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        del event
        self.doubled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pushes = {
            Qt.Key.Key_Left: (PUSH, 0),
            Qt.Key.Key_Right: (-PUSH, 0),
            Qt.Key.Key_Up: (0, PUSH),
            Qt.Key.Key_Down: (0, -PUSH),
        }
        push = pushes.get(Qt.Key(event.key()))
        if push is None:
            super().keyPressEvent(event)
        else:
            self.move_by(*push)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("canvas"))
        if self._has_page():
            self._paint_page(painter)
            self._paint_frames(painter)
        painter.setPen(QPen(look().colour("accent" if self.hasFocus() else "line"), 2 if self.hasFocus() else 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(self._on_screen())
        image, whole = self._of_size(), QRectF(self._image.rect())
        painter.drawImage(whole, image)
        modes = QPainter.CompositionMode
        painter.setCompositionMode(modes.CompositionMode_Screen if self._light > 0 else modes.CompositionMode_Multiply)
        for __ in range(abs(self._light)):
            painter.drawImage(whole, image)
        painter.setCompositionMode(modes.CompositionMode_SourceOver)
        painter.resetTransform()

    def _of_size(self) -> QImage:
        """The page halved until it is not twice as large as it is drawn: drawn smaller at once, thin strokes would break."""
        halvings, scale = 0, self._scale * self.devicePixelRatioF()
        while scale * 2 ** (halvings + 1) <= 1 and halvings < MOST_HALVINGS:
            halvings += 1
        smooth = Qt.TransformationMode.SmoothTransformation
        while len(self._halved) <= halvings:
            last = self._halved[-1]
            self._halved.append(last.scaled(last.size() / 2, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
        return self._halved[halvings]

    def _paint_frames(self, painter: QPainter) -> None:
        """Two lines, dark in light, so that they are seen on any paper and in both themes."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for rect in self.framed():
            around = rect.adjusted(-AROUND, -AROUND, AROUND, AROUND)
            for ink, width in ((QColor("#ffffff"), 5), (QColor("#1d5fa6"), 2.5)):
                painter.setPen(QPen(ink, width))
                painter.drawRoundedRect(around, 4, 4)

    def _has_page(self) -> bool:
        return not self._image.isNull() and self.width() > 0 and self.height() > 0

    def _size(self) -> tuple[float, float]:
        """The page's width and height in its own dots, as it is turned."""
        width, height = self._image.width(), self._image.height()
        return (width, height) if self._angle % 180 == 0 else (height, width)

    def _filling(self) -> float:
        return self.width() / max(self._size()[0], 1)

    def _least(self) -> float:
        """The scale at which the whole page is seen; it is never smaller."""
        return min(self._filling(), self.height() / max(self._size()[1], 1))

    def _fill(self) -> None:
        if self._has_page():
            self._scale, self._at = self._least() if self._whole else self._filling(), QPointF()
        self._settle()

    def _settle(self) -> None:
        """Keeps the page within the canvas: no further than its edges, and in the middle where there is room around it."""
        if self._has_page():
            width, height = (side * self._scale for side in self._size())
            self._at = QPointF(_within(self._at.x(), width, self.width()), _within(self._at.y(), height, self.height()))
        self.update()
        self.changed.emit()

    def _bring(self, rect: QRectF) -> None:
        """Pushes the page until a place is in sight, in the middle where it was not."""
        if QRectF(self.rect()).contains(rect):
            return
        middle = QPointF(self.width() / 2, self.height() / 2) - rect.center()
        self._at += middle
        self._settle()

    def _on_screen(self) -> QTransform:
        """From the page's own dots to the canvas."""
        width, height = self._image.width(), self._image.height()
        corner = {0: (0, 0), 90: (height, 0), 180: (width, height), 270: (0, width)}[self._angle]
        return (
            QTransform()
            .translate(self._at.x(), self._at.y())
            .scale(self._scale, self._scale)
            .translate(*corner)
            .rotate(self._angle)
        )

    def _of_image(self, place: QRectF) -> QRectF:
        width, height = self._image.width() / 100, self._image.height() / 100
        return QRectF(place.x() * width, place.y() * height, place.width() * width, place.height() * height)

    def _pointer(self) -> QPointF | None:
        if not self.underMouse():
            return None
        at = self.mapFromGlobal(self.cursor().pos())
        return QPointF(at) if self.rect().contains(at) else None


def _within(at: float, page: float, room: float) -> float:
    return (room - page) / 2 if page <= room else min(max(at, room - page), 0)
