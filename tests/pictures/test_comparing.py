"""What lets a picture pass for the one that is kept, and what does not; and that only what was looked at is accepted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from tests.pictures.accept import main as accept
from tests.pictures.baselines import LEVELS, PIXELS, RED, compare, difference
from ui.kit.style.fonts import font

WIDTH, HEIGHT = 320, 120


def _drawn(words: str = "Received 965. May count 702.", at: int = 20, ink: str = "#1A1F27") -> QImage:
    """A line of text and a button's edge, as a screen has them."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font("caption"))
    painter.setPen(QColor(ink))
    painter.drawText(20, 40, words)
    painter.drawRoundedRect(QRect(at, 60, 120, 40), 6, 6)
    painter.end()
    return image


def _dotted(dots: int, level: int) -> QImage:
    """The same with some white pixels made darker by so much."""
    image = _drawn()
    for dot in range(dots):
        image.setPixelColor(2 * dot, 2, QColor(255 - level, 255, 255))
    return image


def test_the_same_picture_passes(qapp):
    assert difference(_drawn(), _drawn()) is None


@pytest.mark.parametrize("dots", [(100, LEVELS), (PIXELS, 255)], ids=["a little in many", "much in a few"])
def test_another_smoothing_of_curves_passes(qapp, dots):
    assert difference(_drawn(), _dotted(*dots)) is None


@pytest.mark.parametrize(
    "change",
    [
        {"at": 21},
        {"at": 23},
        {"words": "Received 965. May tally 702."},
        {"words": "Received 965. May count 703."},
        {"words": "Received 965. May count 702"},
        {"ink": "#22282F"},
    ],
    ids=["a pixel aside", "three pixels aside", "another word", "another digit", "no full stop", "another tint"],
)
def test_what_a_person_could_see_does_not_pass(qapp, change):
    assert difference(_drawn(), _drawn(**change)) is not None


def test_one_more_pixel_or_level_does_not_pass(qapp):
    found = difference(_drawn(), _dotted(PIXELS + 1, LEVELS + 1))
    assert found is not None
    assert (found.pixels, found.within) == (PIXELS + 1, QRect(0, 2, 2 * PIXELS + 1, 1))
    assert found.picture.pixelColor(2, 2).name() == RED.lower()


def test_a_window_of_another_size_does_not_pass(qapp):
    assert difference(_drawn(), _drawn().copy(0, 0, WIDTH, HEIGHT - 1)) is not None


@pytest.fixture
def folders(tmp_path):
    return {"kept": tmp_path / "kept", "changed": tmp_path / "changed"}


def _kept(folders) -> None:
    compare("start", _drawn(), **folders)
    assert accept([], **folders) == 0
    assert accept(["start"], **folders) == 0


def test_a_picture_is_kept_without_loss(qapp, folders):
    _kept(folders)
    assert QImage(str(folders["kept"] / "start.webp")).convertToFormat(QImage.Format.Format_RGB32) == _drawn()
    assert compare("start", _drawn(), **folders) == ""
    assert list(folders["changed"].glob("*.png")) == []


def test_what_differs_is_drawn_and_said(qapp, folders):
    _kept(folders)
    said = compare("start", _drawn(at=23), **folders)
    assert "pixels differ, within 1" in said
    assert {path.name for path in folders["changed"].glob("*.png")} == {
        "start.png",
        "start.kept.png",
        "start.difference.png",
    }


def test_what_was_not_looked_at_is_not_accepted(qapp, folders, capsys):
    _kept(folders)
    before = (folders["kept"] / "start.webp").read_bytes()
    compare("start", _drawn(at=23), **folders)
    assert accept(["--all"], **folders) == 1  # no sheet has it yet
    assert accept([], **folders) == 0
    assert "start.difference.png" in (folders["changed"] / "sheet.html").read_text(encoding="utf-8")
    compare("start", _drawn(at=24), **folders)
    assert accept(["start"], **folders) == 1  # changed once more since the sheet
    assert "not on the sheet as it is now" in capsys.readouterr().out
    assert (folders["kept"] / "start.webp").read_bytes() == before


def test_a_name_that_has_not_changed_stops_the_others(qapp, folders, capsys):
    _kept(folders)
    compare("start", _drawn(at=23), **folders)
    accept([], **folders)
    assert accept(["start", "review"], **folders) == 1
    assert "review: has not changed" in capsys.readouterr().out
    assert compare("start", _drawn(), **folders) == ""
