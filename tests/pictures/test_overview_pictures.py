"""Pictures of the Overview, as a supervisor, a reviewer and an observer see it."""

from __future__ import annotations

import pytest

from tests.desks import desk_cases as cases
from tests.pictures.at_a_desk import framed, taken
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.views.overview import OverviewView
from ui.kit.panel import bring
from ui.kit.window.frame import Frame
from ui.shared.frame_words import FrameWords

LOOKS = [
    ((1280, 800), "light", 100),
    ((1280, 800), "dark", 100),
    ((1000, 700), "light", 100),
    ((1280, 800), "light", 200),
    ((1920, 1080), "light", 100),
    ((1920, 1080), "dark", 100),
]
LIGHT, DARK, LARGE = LOOKS[0], LOOKS[1], LOOKS[3]


def _shown(office, qtbot) -> tuple[OverviewPresenter, Frame]:
    presenter = OverviewPresenter(office, cases.RecordingShell())
    return presenter, framed(office, qtbot, "overview", OverviewView(presenter))


def _take(pictures, frame, name, *looks) -> None:
    taken(pictures, frame, "overview", name, *looks)


@pytest.fixture
def made(tmp_path_factory):
    return cases.folder(tmp_path_factory)


def test_a_reviewer_sees_the_whole_story(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path)
    _, frame = _shown(office, qtbot)
    _take(pictures, frame, "story", *LOOKS)
    office.close()


def test_closing_the_period_says_what_follows(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path, cases.SATURDAY, cases.SUPERVISOR)
    presenter, frame = _shown(office, qtbot)
    presenter.ask_closing()
    presenter.fold_contests()
    _take(pictures, frame, "closing", LIGHT, DARK)
    office.close()


def test_a_place_opens_its_envelopes(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path)
    presenter, frame = _shown(office, qtbot)
    presenter.find("00")
    _take(pictures, frame, "envelopes", LIGHT, DARK, LARGE)
    office.close()


def test_an_empty_case_says_what_would_be_here(tmp_path, qtbot, pictures):
    office = cases.empty_office(tmp_path)
    _, frame = _shown(office, qtbot)
    _take(pictures, frame, "empty", LIGHT)
    office.close()


def test_a_supervisor_sees_who_decided_otherwise(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path)
    cases.depart_twice(office)
    cases.sign_in(office, cases.SUPERVISOR)
    _, frame = _shown(office, qtbot)
    bring(frame.page("overview").story.otherwise)
    _take(pictures, frame, "otherwise", LIGHT, DARK, LARGE)
    office.close()


def test_the_end_of_the_day(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path, cases.THURSDAY, cases.SUPERVISOR)
    presenter, frame = _shown(office, qtbot)
    presenter.enter("day")
    _take(pictures, frame, "day", *LOOKS)
    office.close()


def test_the_day_was_closed_with_steps_open(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path, cases.THURSDAY, cases.SUPERVISOR)
    presenter, frame = _shown(office, qtbot)
    presenter.enter("day")
    presenter.day.close()
    frame.draw(FrameWords().screen(office, "overview", undo=False))
    for looks in (LIGHT, LARGE):
        _take(pictures, frame, "day-closed", looks)
    office.close()
