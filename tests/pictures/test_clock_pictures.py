"""Pictures of the practice clock: the moments to choose from, the band with its time, and the last choice that is left."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adjudicator.office.behind.time.practice_clock import PracticeClock
from tests.desks.setup_cases import small
from tests.pictures.test_setup_pictures import FEW, _take
from ui.desks.clock.presenter import ClockPresenter
from ui.desks.clock.views.clock import ClockView
from ui.kit.window.frame import Frame
from ui.shared.frame_words import FrameWords


@pytest.fixture
def office(tmp_path):
    """A practice case with a clock of its own that stands still."""
    made = small(tmp_path, "jbellamy")
    made._room.clock = PracticeClock(datetime(2020, 11, 4, 13, 5, tzinfo=UTC), lambda: 0.0)
    yield made
    made.close()


def test_the_practice_clock(qtbot, pictures, office):
    presenter = ClockPresenter(office, lambda _: None, lambda: None)
    frame = Frame()
    view = ClockView(presenter)
    frame.add_page("clock", view)
    frame.draw(FrameWords().screen(office, "clock", undo=False))
    qtbot.addWidget(frame)
    view.choices.press("2")
    _take(pictures, frame, "clock", "practice-clock", FEW)
    assert frame.band.words.endswith("Practice time: Wed Nov 4, 8:05 a.m.")


def test_the_clock_of_a_practice_case_that_is_nearly_over(qtbot, pictures, office):
    office.practice_clock.set_on("certification")
    presenter = ClockPresenter(office, lambda _: None, lambda: None)
    frame = Frame()
    frame.add_page("clock", ClockView(presenter))
    presenter.set_on("closing")
    frame.draw(FrameWords().screen(office, "clock", undo=False))
    qtbot.addWidget(frame)
    _take(pictures, frame, "clock", "practice-clock-over", FEW[:1])


def test_the_time_stands_on_the_band_of_a_narrow_window_too(qtbot, pictures, office):
    frame = Frame()
    frame.draw(FrameWords().screen(office, "clock", undo=False))
    qtbot.addWidget(frame)
    path = pictures.take(frame, "practice-clock-narrow", (900, 600), "light", 200)
    assert pictures.colours(path) > 30
