"""Pictures of progress: a worker's page, a supervisor's, one with nothing to tell, and the wall."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.desks import desk_cases as cases
from tests.desks import progress_cases
from ui.desks.progress.presenter import ProgressPresenter
from ui.desks.progress.views.progress import ProgressView
from ui.desks.progress.views.wall import WallWindow
from ui.desks.progress.wall import WallPresenter
from ui.kit.window.frame import Frame
from ui.shared.frame_words import FrameWords

LOOKS = [
    ((1280, 800), "light", 100),
    ((1024, 700), "dark", 100),
    ((1280, 800), "light", 200),
    pytest.param(((1920, 1080), "light", 100), marks=pytest.mark.slow),
]


def _take(pictures, office, qtbot, name: str, looks) -> None:
    frame = Frame()
    view = ProgressView(ProgressPresenter(office, lambda: None, lambda: None))
    frame.add_page("progress", view)
    frame.draw(FrameWords().screen(office, "overview", undo=False))
    frame.show_page("progress")
    qtbot.addWidget(frame)
    size, theme_name, text_size = looks
    path = pictures.take(frame, f"progress-{name}", size, theme_name, text_size)
    assert pictures.colours(path) > 20
    assert pictures.clipped(view) == []


def _wall(pictures, office, qtbot, name: str, looks) -> None:
    wall = WallWindow(WallPresenter(office))
    qtbot.addWidget(wall)
    size, theme_name, text_size = looks
    path = pictures.take(wall, f"wall-{name}", size, theme_name, text_size)
    assert pictures.colours(path) > 10
    assert pictures.clipped(wall) == []


@pytest.fixture
def made(tmp_path_factory):
    return progress_cases.folder(tmp_path_factory)


@pytest.mark.parametrize("looks", LOOKS)
@pytest.mark.parametrize("person", [cases.REVIEWER, cases.SUPERVISOR])
def test_an_afternoon(made, tmp_path, qtbot, pictures, person, looks):
    office, _ = progress_cases.office_on(made, tmp_path, person)
    _take(pictures, office, qtbot, person, looks)
    office.close()


@pytest.mark.parametrize("looks", LOOKS[:1])
def test_the_next_day_tells_nothing_yet(made, tmp_path, qtbot, pictures, looks):
    office, _ = progress_cases.office_on(made, tmp_path, cases.REVIEWER, progress_cases.AFTERNOON + timedelta(hours=17))
    _take(pictures, office, qtbot, "too-few", looks)
    office.close()


@pytest.mark.parametrize("looks", [*LOOKS[:1], ((1920, 1080), "dark", 100), ((800, 500), "light", 200)])
def test_the_wall(made, tmp_path, qtbot, pictures, looks):
    office, _ = progress_cases.office_on(made, tmp_path, cases.REVIEWER)
    _wall(pictures, office, qtbot, "afternoon", looks)
    office.close()


def test_the_wall_says_that_it_will_be_late(made, tmp_path, qtbot, pictures):
    office, _ = progress_cases.office_late(made, tmp_path, cases.REVIEWER, progress_cases.LATE)
    _wall(pictures, office, qtbot, "late", LOOKS[0])
    office.close()
