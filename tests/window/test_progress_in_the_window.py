"""The page of progress and the wall at the real window: F6 from anywhere; the wall stays under a lock."""

from __future__ import annotations

from tests.flows.practice_case import REVIEWER
from ui.desks.progress.views.wall import WallWindow


def _wall(window) -> WallWindow | None:
    return window.progressing.wall


def _back_at_the_desk(window, qtbot) -> None:
    with qtbot.waitActive(window.frame):
        window.frame.activateWindow()


def test_f6_shows_progress_over_any_desk_and_esc_leads_back(at_work, window):
    hands = at_work(REVIEWER).desk("Holds").press("F6").sees("Decided today")
    assert window.frame.in_front == "progress"
    hands.press("Esc")
    assert window.frame.in_front == "holds"


def test_the_overview_has_a_button_for_it(at_work, window):
    at_work(REVIEWER).desk("Overview").tab_to("Progress").press("Space").sees("Decided today")
    assert window.frame.in_front == "progress"


def test_the_wall_stays_while_the_screen_is_locked_and_goes_with_the_person(at_work, window, qtbot):
    hands = at_work(REVIEWER).press("F6", "W")
    wall = _wall(window)
    assert wall is not None
    assert not wall.said.views[1].words.text().startswith("0")
    _back_at_the_desk(window, qtbot)
    hands.press("Ctrl+L")
    assert window.frame.covered
    window.progressing.look_again()
    assert _wall(window) is wall, "it shows nothing personal"
    window.sign_out()
    qtbot.waitUntil(lambda: not wall.isVisible())
    assert _wall(window) is None
    window.progressing.show_wall()
    assert _wall(window) is None, "nobody is signed in"


def test_the_wall_follows_the_record_and_rests_while_the_case_is_written_anew(at_work, window):
    at_work(REVIEWER).press("F6", "W")
    wall, office = _wall(window), window._office
    before = wall.said.views[1].words.text()
    progressing = window.progressing
    assert progressing._clock.isActive()
    window._pause()
    assert not progressing._clock.isActive()
    window._go_on()
    assert progressing._clock.isActive()
    number = next(state.number for state in office.overview.states() if state.status == "determined")
    office.review.withdraw(number, undo=True)
    progressing.look_again()
    assert int(wall.said.views[1].words.text()) == int(before) - 1


def test_nothing_is_reckoned_once_nothing_is_seen(at_work, window, qtbot):
    hands = at_work(REVIEWER).press("F6", "W")
    _wall(window).close()
    _back_at_the_desk(window, qtbot)
    hands.press("Esc").desk("Review")
    window.progressing.look_again()
    assert not window.progressing._clock.isActive()


def test_a_large_record_is_read_beside_the_window_first(at_work, window, monkeypatch):
    monkeypatch.setattr("adjudicator.office.desks.progress.NEAR", 0)
    hands = at_work(REVIEWER).press("F6")
    assert window.frame.in_front != "progress"
    window.progressing.show_page()  # pressed twice: one reading is enough
    hands.waits(lambda: window._office.progress._seen is not None)
    read = window._office.progress._seen
    monkeypatch.setattr("adjudicator.office.desks.progress.NEAR", 1_500)
    hands.waits(lambda: window.frame.in_front == "progress").sees("Decided today")
    assert window._office.progress.everyone().pace is not None
    assert window._office.progress._seen.size >= read.size
