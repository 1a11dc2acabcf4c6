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
    ((1920, 1080), "light", 100),
]


def _take(pictures, office, qtbot, name: str, *looks) -> None:
    frame = Frame()
    view = ProgressView(ProgressPresenter(office, lambda: None, lambda: None))
    frame.add_page("progress", view)
    frame.draw(FrameWords().screen(office, "overview", undo=False))
    frame.show_page("progress")
    qtbot.addWidget(frame)
    for path in pictures.take_all(frame, f"progress-{name}", *looks):
        assert pictures.colours(path) > 20, path.name
        assert pictures.clipped(view) == [], path.name


def _wall(pictures, office, qtbot, name: str, *looks) -> None:
    wall = WallWindow(WallPresenter(office))
    qtbot.addWidget(wall)
    for path in pictures.take_all(wall, f"wall-{name}", *looks):
        assert pictures.colours(path) > 10, path.name
        assert pictures.clipped(wall) == [], path.name


@pytest.fixture
def made(tmp_path_factory):
    return progress_cases.folder(tmp_path_factory)


@pytest.mark.parametrize("person", [cases.REVIEWER, cases.SUPERVISOR])
def test_an_afternoon(made, tmp_path, qtbot, pictures, person):
    office, _ = progress_cases.office_on(made, tmp_path, person)
    _take(pictures, office, qtbot, person, *LOOKS)
    office.close()


def test_the_next_day_tells_nothing_yet(made, tmp_path, qtbot, pictures):
    office, _ = progress_cases.office_on(made, tmp_path, cases.REVIEWER, progress_cases.AFTERNOON + timedelta(hours=17))
    _take(pictures, office, qtbot, "too-few", *LOOKS[:1])
    office.close()


def test_the_wall(made, tmp_path, qtbot, pictures):
    office, _ = progress_cases.office_on(made, tmp_path, cases.REVIEWER)
    _wall(pictures, office, qtbot, "afternoon", *LOOKS[:1], ((1920, 1080), "dark", 100), ((800, 500), "light", 200))
    office.close()


def test_the_wall_says_that_it_will_be_late(made, tmp_path, qtbot, pictures):
    office, _ = progress_cases.office_late(made, tmp_path, cases.REVIEWER, progress_cases.LATE)
    _wall(pictures, office, qtbot, "late", LOOKS[0])
    office.close()
