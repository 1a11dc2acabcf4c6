"""A scan fills its width; wheel and keys zoom at the pointer, the mouse drags it, and what is asked about is framed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from ui.kit.scan.canvas import STEP, ScanCanvas

WIDTH, HEIGHT = 400, 300


@pytest.fixture
def canvas(qtbot):
    made = ScanCanvas()
    qtbot.addWidget(made)
    made.resize(WIDTH, HEIGHT)
    made.show()
    return made


def page(width: int = 800, height: int = 1000) -> QImage:
    """White, its upper left quarter blue."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    for x in range(width // 2):
        for y in range(height // 2):
            image.setPixel(x, y, 0xFF2040C0)
    return image


def wheel(canvas, at: tuple[int, int], steps: int) -> None:
    place = QPointF(*at)
    event = QWheelEvent(
        place, canvas.mapToGlobal(place), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def seen(canvas, place: QRectF) -> QRectF:
    canvas.frame([place])
    return canvas.framed()[0]


def test_a_page_fills_the_width_from_its_top(canvas):
    canvas.show_page(page())
    assert canvas.zoomed == pytest.approx(1)
    assert seen(canvas, QRectF(0, 0, 100, 1)) == QRectF(0, 0, WIDTH, 5)


def test_the_wheel_keeps_what_is_under_the_pointer(canvas):
    canvas.show_page(page())
    under = QRectF(25, 20, 1, 1)
    before = seen(canvas, under)
    wheel(canvas, (round(before.x()), round(before.y())), 3)
    after = seen(canvas, under)
    assert canvas.zoomed == pytest.approx(STEP**3)
    assert (after.x(), after.y()) == (pytest.approx(before.x(), abs=1), pytest.approx(before.y(), abs=1))
    assert after.width() == pytest.approx(before.width() * STEP**3)


def test_it_is_never_smaller_than_the_whole_page_and_never_off_the_canvas(canvas):
    canvas.show_page(page())
    wheel(canvas, (10, 10), -20)
    whole = seen(canvas, QRectF(0, 0, 100, 100))
    assert (whole.height(), whole.center().x()) == (pytest.approx(HEIGHT), pytest.approx(WIDTH / 2))
    wheel(canvas, (10, 10), 40)
    assert canvas.zoomed == pytest.approx(8)
    canvas.move_by(1e6, 1e6)
    whole = seen(canvas, QRectF(0, 0, 100, 100))
    assert whole.topLeft() == QPointF(0, 0)


def test_dragging_pushes_it(canvas, qtbot):
    canvas.show_page(page())
    canvas.zoom(2)
    before = seen(canvas, QRectF(0, 0, 100, 100)).topLeft()
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    qtbot.mouseMove(canvas, QPoint(170, 150))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(170, 150))
    assert seen(canvas, QRectF(0, 0, 100, 100)).topLeft() - before == QPointF(-30, -50)


def test_arrows_push_it_while_it_has_the_focus(canvas, qtbot):
    canvas.show_page(page())
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert seen(canvas, QRectF(0, 0, 100, 1)).y() < 0


@pytest.mark.parametrize(("turns", "corner"), [(0, (0, 0)), (1, (1, 0)), (2, (1, 1)), (3, (0, 1))])
def test_turned_the_frames_turn_along(canvas, turns, corner):
    canvas.show_page(page(800, 800))
    for __ in range(turns):
        canvas.turn()
    canvas.fit()
    place = seen(canvas, QRectF(0, 0, 10, 10))
    side = HEIGHT
    left = (WIDTH - side) / 2
    assert place.x() == pytest.approx(left + corner[0] * side * 0.9, abs=1)
    assert place.y() == pytest.approx(corner[1] * side * 0.9, abs=1)
    colour = canvas.grab().toImage().pixelColor(place.center().toPoint())
    assert colour.blue() > 150 > colour.red(), "the quarter that is blue lies where the frame is"


def test_an_asked_field_is_brought_into_sight(canvas):
    canvas.show_page(page())
    canvas.frame([QRectF(10, 90, 20, 5)])
    assert QRectF(canvas.rect()).contains(canvas.framed()[0])


def test_what_was_moved_by_hand_stays_where_it_is(canvas):
    canvas.show_page(page())
    canvas.move_by(0, -10)
    before = seen(canvas, QRectF(0, 0, 100, 100))
    canvas.frame([QRectF(10, 90, 20, 5)])
    assert seen(canvas, QRectF(0, 0, 100, 100)) == before


def _grey(canvas) -> int:
    return canvas.grab().toImage().pixelColor(300, 200).red()


def test_brighter_is_brighter_and_stronger_is_darker(canvas):
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#909090"))
    canvas.show_page(image)
    usual = _grey(canvas)
    canvas.brighten(1)
    brighter = _grey(canvas)
    canvas.brighten(-2)
    assert _grey(canvas) < usual < brighter
    canvas.fit()
    assert (canvas.light, _grey(canvas)) == (0, usual)


def test_without_a_page_nothing_breaks(canvas):
    for act in (
        canvas.fit,
        canvas.turn,
        lambda: canvas.zoom(2),
        lambda: canvas.move_by(9, 9),
        lambda: canvas.brighten(1),
    ):
        act()
    canvas.show_page(QImage())
    wheel(canvas, (10, 10), 2)
    canvas.grab()
