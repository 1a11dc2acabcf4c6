"""The Overview by keyboard: a place opens, Esc goes back, personal data are masked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.desks import desk_cases as cases
from tests.desks.hands import press, shown, write
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.views.overview import OverviewView
from ui.kit.personal import MASK, privacy


@pytest.fixture
def office(tmp_path_factory, tmp_path):
    opened = cases.office_on(cases.folder(tmp_path_factory), tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def shell():
    return cases.RecordingShell()


@pytest.fixture
def view(office, shell, qtbot):
    return shown(OverviewView(OverviewPresenter(office, shell)), qtbot)


def test_enter_on_a_place_opens_its_envelopes_and_esc_shows_the_story_again(view, qtbot):
    view.story.places.focus_list()
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    assert view.envelopes.isVisible()
    assert view.envelopes.table.grid.hasFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert view.story.isVisible()
    assert view.story.places.grid.hasFocus()


def test_enter_on_an_envelope_opens_it_in_review(view, qtbot, shell):
    view.search.setFocus()
    write(qtbot, "0003")
    press(qtbot, Qt.Key.Key_Return)
    assert view.envelopes.table.grid.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert shell.went == [("review", "0003")]


def test_a_search_that_is_emptied_shows_the_story_again(view, qtbot):
    view.search.setFocus()
    write(qtbot, "00")
    qtbot.waitUntil(view.envelopes.isVisible)
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(view.story.isVisible)


def test_a_door_is_opened_with_the_space_bar(view, qtbot, shell):
    view.story.doors.figures["holds"].setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert shell.went == [("holds", "")]


def test_names_are_masked_with_personal_data(view, qtbot):
    view.search.setFocus()
    write(qtbot, "0003")
    press(qtbot, Qt.Key.Key_Return)
    cell = view.envelopes.table.model.index(0, 1)
    assert cell.data() not in ("", MASK)
    privacy().set_hidden(True)
    assert cell.data() == MASK


def test_contests_are_folded_until_they_are_asked_for(view, qtbot):
    view.story.contests.button.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert view.story.contests.button.text().startswith("Hide the")
    assert view.story.contests.button.hasFocus()


def test_closing_the_period_is_asked_in_its_place_and_esc_leaves_it(tmp_path_factory, tmp_path, shell, qtbot):
    office = cases.office_on(cases.folder(tmp_path_factory), tmp_path, cases.SATURDAY, cases.SUPERVISOR)
    view = shown(OverviewView(OverviewPresenter(office, shell)), qtbot)
    closing = view.story.closing
    closing.button.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert closing.question.isVisible()
    assert view.focusWidget().text() == "Back", "what cannot be undone does not have the focus"
    press(qtbot, Qt.Key.Key_Escape)
    assert not closing.question.isVisible()
    closing.button.click()
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert office.case.period_closed
    assert not closing.question.isVisible()
    office.close()
