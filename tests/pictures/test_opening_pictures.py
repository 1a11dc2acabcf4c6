"""Pictures of the Opening desk: nothing sorted, an evening with an exception and a late hit, its questions, and boxes."""

from __future__ import annotations

import pytest

from tests.desks import opening_cases as hall
from tests.desks.batches_cases import RecordingShell
from tests.office.conftest import begun, desk, office, roll_file, watch
from ui.desks.opening.presenter import OpeningPresenter
from ui.desks.opening.views.opening import OpeningView
from ui.kit.frame import Frame
from ui.shared.frame_words import FrameWords

__all__ = ["begun", "desk", "office", "roll_file", "watch"]

PLAIN = ((1280, 800), "light", 100)
DARK = ((1280, 800), "dark", 100)
WIDE = ((1920, 1080), "light", 100)
LARGE = ((1280, 800), "light", 200)


def _slow(*looks):
    return [pytest.param(each, marks=pytest.mark.slow) for each in looks]


def _shown(office, qtbot) -> tuple[OpeningPresenter, Frame]:
    presenter = OpeningPresenter(office, RecordingShell())
    frame = Frame()
    frame.add_page("opening", OpeningView(presenter))
    frame.draw(FrameWords().screen(office, "opening", undo=False))
    qtbot.addWidget(frame)
    return presenter, frame


def _take(pictures, frame, name, looks) -> None:
    size, theme_name, text_size = looks
    path = pictures.take(frame, f"opening-{name}-{size[0]}-{theme_name}-{text_size}", size, theme_name, text_size)
    assert pictures.colours(path) > 40
    assert pictures.clipped(frame.page("opening")) == []


@pytest.mark.parametrize("looks", [PLAIN, *_slow(DARK, LARGE)])
def test_before_anything_is_sorted(desk, qtbot, pictures, looks):
    office = hall.decided(desk)
    hall.sign_in(office, "mia")
    _, frame = _shown(office, qtbot)
    _take(pictures, frame, "empty", looks)


@pytest.mark.parametrize("looks", [PLAIN, *_slow(DARK, WIDE, LARGE)])
def test_an_evening(desk, watch, qtbot, pictures, looks):
    office = hall.busy(desk, watch)
    hall.sign_in(office, "sue")
    presenter, frame = _shown(office, qtbot)
    presenter.tables.choose("P0001")
    _take(pictures, frame, "busy", looks)


@pytest.mark.parametrize("looks", [PLAIN, *_slow(DARK, WIDE, LARGE)])
def test_an_opening_is_asked_for(desk, watch, qtbot, pictures, looks):
    office = hall.at_the_tables(desk, watch)
    hall.sign_in(office, "mia")
    presenter, frame = _shown(office, qtbot)
    presenter.tables.choose("P0001")
    presenter.tables.do("open")
    _take(pictures, frame, "open", looks)


@pytest.mark.parametrize("looks", [PLAIN, *_slow(DARK, LARGE)])
def test_a_pile_is_sorted(desk, qtbot, pictures, looks):
    office = hall.decided(desk)
    hall.sign_in(office, "mia")
    presenter, frame = _shown(office, qtbot)
    presenter.tables.do("sort")
    presenter.tables.answer({"sort": "0", "counted": "many", "hour": "", "how": "now"}, ())
    _take(pictures, frame, "sort", looks)


@pytest.mark.parametrize("looks", [PLAIN, *_slow(DARK, WIDE, LARGE)])
def test_boxes(desk, watch, qtbot, pictures, looks):
    office = hall.busy(desk, watch)
    hall.sign_in(office, "cleo")
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("boxes")
    presenter.boxes.look_for("0004")
    presenter.boxes.choose("4")
    _take(pictures, frame, "boxes", looks)


@pytest.mark.parametrize("looks", [PLAIN])
def test_a_box_goes_under_seal(desk, watch, qtbot, pictures, looks):
    office = hall.busy(desk, watch)
    hall.sign_in(office, "cleo")
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("boxes")
    presenter.boxes.do("new")
    _take(pictures, frame, "seal", looks)


@pytest.mark.parametrize("looks", [PLAIN])
def test_a_step_of_a_box_is_signed(desk, watch, qtbot, pictures, looks):
    office = hall.busy(desk, watch)
    hall.sign_in(office, "cleo")
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("boxes")
    presenter.boxes.choose("4")
    presenter.boxes.do("sign")
    _take(pictures, frame, "box-sign", looks)
