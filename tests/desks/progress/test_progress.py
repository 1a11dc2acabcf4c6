"""Progress: a worker sees their own, a supervisor everybody's, the wall nobody's; and it follows what is recorded."""

from __future__ import annotations

from contextlib import closing

import pytest
from PySide6.QtCore import Qt

from adjudicator.records.trouble import Refusal
from tests.desks import desk_cases as cases
from tests.desks import progress_cases
from tests.desks.hands import press, shown
from ui.desks.progress.presenter import ProgressPresenter
from ui.desks.progress.views.progress import ProgressView
from ui.desks.progress.views.wall import WallWindow
from ui.desks.progress.wall import WallPresenter


@pytest.fixture
def made(tmp_path_factory):
    return progress_cases.folder(tmp_path_factory)


def _presenter(office, went=None):
    went = [] if went is None else went
    return ProgressPresenter(office, lambda: went.append("wall"), lambda: went.append("left"))


def _told(part) -> dict[str, str]:
    return {said.label: said.words for said in part.said}


def test_a_worker_sees_their_own_beside_everybodys_and_nobody_elses(made, tmp_path):
    office, _ = progress_cases.office_on(made, tmp_path, cases.REVIEWER)
    with closing(office):
        screen = _presenter(office).screen
    assert _told(screen.own)["decided today"] == "18"
    assert _told(screen.all)["decided today"] == "32"
    assert {said.unit for said in screen.own.said} == {"envelopes", "seconds", "minutes"}
    assert screen.people is None
    assert "Nakamura" not in repr(screen)
    assert "28 envelopes are left to decide." in screen.own.forecast
    assert [bar.amount for bar in screen.bars] == [int(row.cells[1]) for row in screen.hours[::-1]]


def test_an_afternoon_with_lunch_is_as_fast_as_without(made, tmp_path):
    office, _ = progress_cases.office_on(made, tmp_path, cases.REVIEWER)
    with closing(office):
        pace = office.progress.own().pace
    assert 70 <= pace.median_seconds <= 100
    assert pace.worked.total_seconds() < 18 * 120
    assert pace.envelopes == 18


def test_a_supervisor_sees_people_and_has_no_column_of_their_own(made, tmp_path):
    office, _ = progress_cases.office_on(made, tmp_path, cases.SUPERVISOR)
    with closing(office):
        screen = _presenter(office).screen
    assert screen.own is None
    assert [row.cells[:2] for row in screen.people] == [("Rosa Whitfield", 18), ("Theo Nakamura", 14)]
    assert [row.cells[3:] for row in screen.people] == [("1:25", "47", "0:22"), ("1:48", "38", "0:22")]
    assert [column.id for column in screen.hour_columns] == ["hour", "all"]


@pytest.mark.parametrize("person", [cases.REVIEWER, cases.OBSERVER])
def test_how_fast_others_are_is_refused_to_all_others(made, tmp_path, person):
    office, _ = progress_cases.office_on(made, tmp_path, person)
    with closing(office):
        assert isinstance(office.progress.by_person(), Refusal)
        assert _presenter(office).screen.people is None


def test_it_follows_what_is_recorded_here_and_in_another_window(made, tmp_path):
    office, clock = progress_cases.office_on(made, tmp_path, cases.REVIEWER)
    with closing(office):
        presenter, wall = _presenter(office), WallPresenter(office)
        shown_screens: list[object] = []
        presenter.listen(shown_screens.append)
        presenter.refresh()
        assert len(shown_screens) == 1, "nothing has changed, so nothing is drawn anew"
        progress_cases.work(office, made, 1)
        presenter.refresh()
        wall.refresh()
        assert _told(presenter.screen.own)["decided today"] == "19"
        assert _told(presenter.screen.own)["this hour"] == "1"
        assert wall.screen.said[1].words == "33"
        number = next(state.number for state in office.overview.states() if state.determination is not None)
        assert not isinstance(office.review.withdraw(number, undo=True), Refusal)
        presenter.refresh()
        assert _told(presenter.screen.own)["decided today"] == "18"
        clock.now += progress_cases.DAY
        presenter.refresh()
        assert _told(presenter.screen.own)["decided today"] == "0"


def test_a_clock_that_goes_back_reads_anew_what_it_needs(made, tmp_path):
    office, clock = progress_cases.office_on(made, tmp_path, cases.REVIEWER)
    with closing(office):
        clock.now += 3 * progress_cases.DAY
        assert office.progress.everyone().today == 0
        clock.now -= 3 * progress_cases.DAY
        assert office.progress.everyone().today == 32


def test_the_wall_has_no_names_and_says_what_waits(made, tmp_path):
    office, _ = progress_cases.office_on(made, tmp_path, cases.SUPERVISOR)
    with closing(office):
        names = {person.name for person in office.people.everyone()}
        screen = WallPresenter(office).screen
    assert not any(name in repr(screen) for name in names)
    assert screen.title.startswith("PRACTICE: Gwinnett County")
    assert {said.label: said.words for said in screen.waiting} == {
        "to decide": "28", "held for the voter": "9", "decided, in no batch": "23",
    }  # fmt: skip
    assert not screen.late


def test_the_wall_says_in_words_and_shape_that_it_will_be_late(made, tmp_path, qtbot):
    office, _ = progress_cases.office_late(made, tmp_path, cases.REVIEWER, progress_cases.LATE)
    with closing(office):
        wall = WallWindow(WallPresenter(office))
        qtbot.addWidget(wall)
        assert "after the last day ends" in wall.forecast.text()
        assert wall._icon._icon == "triangle-alert"


def test_a_chart_says_all_its_numbers_to_who_does_not_see_it(made, tmp_path, qtbot):
    office, _ = progress_cases.office_on(made, tmp_path, cases.REVIEWER)
    with closing(office):
        view = ProgressView(_presenter(office))
        qtbot.addWidget(view)
        said = view.chart.accessibleName()
    assert said.startswith("You decided, by the hour: ")
    assert "12:00 p.m.: 9, 1:00 p.m.: 9" in said
    assert said.endswith("3:00 p.m., so far: 0")


def test_keys_alone_reach_the_table_the_wall_and_the_way_back(made, tmp_path, qtbot):
    office, _ = progress_cases.office_on(made, tmp_path, cases.REVIEWER)
    went: list[str] = []
    with closing(office):
        view = shown(ProgressView(_presenter(office, went)), qtbot)
        view.setFocus()
        assert view.hours.grid.hasFocus()
        press(qtbot, Qt.Key.Key_W)
        press(qtbot, Qt.Key.Key_Escape)
    assert went == ["wall", "left"]


def test_the_mouse_reaches_the_wall_and_the_way_back(made, tmp_path, qtbot):
    office, _ = progress_cases.office_on(made, tmp_path, cases.REVIEWER)
    went: list[str] = []
    with closing(office):
        view = shown(ProgressView(_presenter(office, went)), qtbot)
        for button in (view.wall, view.back):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert went == ["wall", "left"]


def test_an_empty_case_has_nothing_to_tell(tmp_path):
    with closing(cases.empty_office(tmp_path)) as office:
        screen = _presenter(office).screen
        wall = WallPresenter(office).screen
    assert screen.own.forecast == "Nothing is left to decide."
    assert wall.said[0].words == "0"
    assert not wall.late
