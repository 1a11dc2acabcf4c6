"""Pictures of the Release desk: something to release, just released, nothing yet."""

from __future__ import annotations

import pytest

from adjudicator.casework.acts.releasing import Said
from tests.desks import batches_cases as cases
from tests.pictures.at_a_desk import DARK, LARGE, PLAIN, WIDE, framed, taken
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.views.overview import OverviewView
from ui.desks.release.presenter import ReleasePresenter
from ui.desks.release.views.release import ReleaseView
from ui.kit.window.frame import Frame
from ui.shared.frame_words import FrameWords


def _shown(office, qtbot) -> tuple[ReleasePresenter, Frame]:
    presenter = ReleasePresenter(office, cases.RecordingShell())
    return presenter, framed(office, qtbot, "release", ReleaseView(presenter))


def _take(pictures, frame, name, *looks) -> None:
    taken(pictures, frame, "release", name, *looks)


def test_what_is_approved_stands_with_where_it_goes(office, qtbot, pictures):
    cases.approve_batch(office, cases.close_batch(office))
    cases.sign_in(office, cases.SUPERVISOR)
    _, frame = _shown(office, qtbot)
    _take(pictures, frame, "leaving", DARK, PLAIN, LARGE)


def test_what_is_approved_is_being_read_and_that_was_stopped(office, monkeypatch, qtbot, pictures):
    cases.approve_batch(office, cases.close_batch(office))
    cases.sign_in(office, cases.SUPERVISOR)
    monkeypatch.setattr("adjudicator.office.behind.count.approved_states.ApprovedStates.is_near", False)
    shell = cases.RecordingShell()
    shell.waits = True
    presenter = ReleasePresenter(office, shell)
    frame = framed(office, qtbot, "release", ReleaseView(presenter))
    _take(pictures, frame, "reading", PLAIN)
    presenter.stop()
    _take(pictures, frame, "unread", PLAIN, DARK, LARGE)


def test_what_has_left_stands_with_its_files_and_digests(office, qtbot, pictures):
    cases.approve_batch(office, cases.close_batch(office))
    cases.sign_in(office, cases.SUPERVISOR)
    presenter, frame = _shown(office, qtbot)
    presenter.write()
    _take(pictures, frame, "gone", PLAIN, WIDE)


WIDE_DARK = ((1920, 1080), "dark", 100)


@pytest.fixture
def again(office, tmp_path):
    """Everything is released, and three of it are open again."""
    cases.approve_batch(office, cases.close_batch(office))
    cases.sign_in(office, cases.SUPERVISOR)
    office.releases.release(tmp_path / "out")
    for number in cases.determined(office, "count_full")[:3]:
        office.review.reopen(number, "The county's list of 4 November has the voter in another portion of the precinct")
    return office


def test_what_left_and_is_open_again_stands_first_with_each_envelope(again, qtbot, pictures):
    _, frame = _shown(again, qtbot)
    _take(pictures, frame, "again", PLAIN, DARK, WIDE, WIDE_DARK, LARGE)


def test_the_overview_says_what_left_and_is_open_again(again, qtbot, pictures):
    frame = framed(again, qtbot, "overview", OverviewView(OverviewPresenter(again, cases.RecordingShell())))
    taken(pictures, frame, "overview", "again", PLAIN, DARK, WIDE, WIDE_DARK, LARGE)


def test_while_the_files_are_written_the_desk_says_how_far_it_is(office, qtbot, pictures):
    cases.approve_batch(office, cases.close_batch(office))
    cases.sign_in(office, cases.SUPERVISOR)
    shell = cases.RecordingShell()
    shell.waits = True
    presenter = ReleasePresenter(office, shell)
    frame = Frame()
    frame.add_page("release", ReleaseView(presenter))
    frame.draw(FrameWords().screen(office, "release", undo=False))
    qtbot.addWidget(frame)
    presenter.write()
    _take(pictures, frame, "busy", PLAIN)


def test_before_anything_is_approved_the_desk_says_what_to_do(office, qtbot, pictures):
    cases.sign_in(office, cases.SUPERVISOR)
    _, frame = _shown(office, qtbot)
    _take(pictures, frame, "empty", PLAIN)


@pytest.fixture
def corrected(again, tmp_path):
    """A second release corrects the first, whose number is not the tabulation room's."""
    number = again.overview.open_again(1)[0].row.number
    cases.sign_in(again, cases.REVIEWER)
    again.review.record(again.review.sheet(number))
    cases.approve_batch(again, cases.close_batch(again))
    cases.sign_in(again, cases.SUPERVISOR)
    ballots = again.releases.releases()[0].ballots
    again.releases.acknowledge("R0001", Said("Dana Reyes", "2020-11-06T21:05", ballots - 1, "T-14"))
    again.releases.release(tmp_path / "second")
    return again


def test_what_is_not_acknowledged_or_has_another_number_stands_red(corrected, qtbot, pictures):
    _, frame = _shown(corrected, qtbot)
    _take(pictures, frame, "corrected", PLAIN, DARK, WIDE, WIDE_DARK, LARGE)


def test_the_form_for_what_the_tabulation_room_says_stands_under_the_release(corrected, qtbot, pictures):
    presenter, frame = _shown(corrected, qtbot)
    presenter.ask()
    presenter.acknowledge({"ballots": "many", "who": "", "hour": "", "reference": ""})
    _take(pictures, frame, "asking", DARK, PLAIN, WIDE, LARGE)


@pytest.mark.parametrize("looks", [PLAIN, LARGE])
def test_the_form_left_again_leaves_no_hole(corrected, qtbot, pictures, looks):
    presenter, frame = _shown(corrected, qtbot)
    presenter.ask()
    pictures.lay(frame, *looks)
    presenter.not_now()
    _take(pictures, frame, "left", looks)
