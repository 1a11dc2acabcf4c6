"""The end of the day on the Overview: its steps, where each is done, the act that closes it, and the band afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.desks import desk_cases as cases
from tests.desks.hands import press, shown
from ui.desks.overview.day import DAY
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.views.overview import OverviewView
from ui.shared.standing import standing_of


@pytest.fixture
def shell():
    return cases.RecordingShell()


@pytest.fixture
def office(tmp_path_factory, tmp_path):
    opened = cases.office_on(cases.folder(tmp_path_factory), tmp_path, person=cases.SUPERVISOR)
    yield opened
    opened.close()


@pytest.fixture
def presenter(office, shell):
    return OverviewPresenter(office, shell)


def test_the_page_lists_each_step_with_what_is_left_and_where_it_is_done(presenter, office):
    presenter.enter(DAY)
    day = presenter.screen.day
    assert [line.title for line in day.steps] == [
        "Unfinished work", "Approval", "The board's vote", "Signatures at the tables", "Reconciliation", "Upload",
        "The state's site", "Release", "Acknowledgment", "Verification", "Backup", "Printed checkpoint",
    ]  # fmt: skip
    by_code = {line.code: line for line in day.steps}
    assert (by_code["approved"].left, by_code["approved"].where) == (0, "batches")
    assert by_code["unfinished"].left == office.overview.waiting().to_close + office.overview.waiting().referred
    assert day.button == "Close the day"
    presenter.back()
    assert presenter.screen.day is None


@pytest.mark.parametrize(
    ("where", "went"), [("batches", ("batches", "")), ("checkpoint", ("record", "checkpoint")), ("backup", None)]
)
def test_each_step_leads_to_where_it_is_done(presenter, shell, where, went):
    presenter.show_day()
    presenter.day.go(where)
    assert (shell.went, shell.asked) == (([went], []) if went else ([], ["back_up"]))


def test_closing_says_what_is_left_open_and_the_band_says_it_until_it_is_done(presenter, office, shell):
    assert standing_of(office, "overview") is None
    presenter.show_day()
    presenter.day.close()
    assert "steps left open" in shell.heard[-1]
    assert presenter.screen.day.strip.what.startswith("The day is closed: the first ")
    cases.sign_in(office, cases.REVIEWER)
    band = standing_of(office, "review")
    assert (band.does, band.notice.action) == ("day", "To the end of the day")
    assert band.notice.what.startswith("Left open when the day was closed: unfinished work, ")
    office.record.verifying("deep")(lambda *__: None)
    assert "verification" not in standing_of(office, "review").notice.what
    office.people.sign_out()
    assert standing_of(office, "review") is None, "nobody is there"


def test_who_may_not_close_the_day_reads_its_steps(office, shell):
    cases.sign_in(office, cases.OBSERVER)
    presenter = OverviewPresenter(office, shell)
    presenter.show_day()
    assert presenter.screen.day.button == ""
    assert {line.where for line in presenter.screen.day.steps} <= {"", "overview", "record", "checkpoint", "backup"}
    presenter.day.close()
    assert presenter.screen.day.strip is not None


def test_the_page_opens_by_its_key_begins_at_an_open_step_and_esc_leaves_it(presenter, qtbot, office):
    view = shown(OverviewView(presenter), qtbot)
    view.setFocus()
    press(qtbot, Qt.Key.Key_D)
    assert view.day.isVisible()
    assert view.focusWidget() is view.day.steps["unfinished"], "not the button that closes the day"
    press(qtbot, Qt.Key.Key_Escape)
    assert view.story.isVisible()
    assert not office.case.day_open
    view.end_of_day.click()
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert office.case.day_open
    assert view.day.strip.isVisible()


def test_a_backup_that_is_made_is_seen_on_the_page(presenter):
    presenter.show_day()
    drawn = []
    presenter.listen(drawn.append)
    presenter.backed_up()
    assert drawn
