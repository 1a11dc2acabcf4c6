"""Pictures of the Holds desk, before the last day and after the period was closed."""

from __future__ import annotations

import pytest

from tests.desks import desk_cases as cases
from tests.pictures.at_a_desk import taken
from ui.desks.holds.presenter import HoldsPresenter
from ui.desks.holds.views.holds import HoldsView
from ui.kit.window.frame import Frame
from ui.shared.frame_words import FrameWords

LOOKS = [
    ((1280, 800), "light", 100),
    ((1280, 800), "dark", 100),
    ((1024, 700), "light", 100),
    ((1280, 800), "light", 200),
    ((1920, 1080), "light", 100),
    ((1920, 1080), "dark", 100),
]
LIGHT, DARK, WIDE = LOOKS[0], LOOKS[1], LOOKS[5]


@pytest.fixture
def made(tmp_path_factory):
    return cases.folder(tmp_path_factory)


def _shown(office, qtbot) -> tuple[HoldsPresenter, Frame]:
    presenter = HoldsPresenter(office, cases.RecordingShell())
    frame = Frame()
    frame.add_page("holds", HoldsView(presenter))
    frame.draw(FrameWords().screen(office, "holds", undo=False))
    qtbot.addWidget(frame)
    return presenter, frame


def _take(pictures, frame, name, *looks) -> None:
    taken(pictures, frame, "holds", name, *looks)


def test_an_envelope_that_waits_for_identification(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path)
    presenter, frame = _shown(office, qtbot)
    presenter.select(next(cases.held_for(office, "no_identification")))
    presenter.choose("no_identification", "licence")
    presenter.write_moment("no_identification", "Nov 5, 9:35 a.m.")
    _take(pictures, frame, "identification", *LOOKS)
    office.close()


def test_an_envelope_that_waits_for_a_registration(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path)
    presenter, frame = _shown(office, qtbot)
    presenter.select(next(cases.held_for(office, "registration_unclear")))
    _take(pictures, frame, "registration", LIGHT, DARK)
    office.close()


def test_what_was_brought_back_is_a_step_from_review(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path)
    presenter, frame = _shown(office, qtbot)
    presenter.select(next(cases.held_for(office, "oath_unsigned")))
    presenter.write_moment("oath_unsigned", "Nov 5, 9:35 a.m.")
    presenter.bring_back()
    _take(pictures, frame, "back", LIGHT)
    office.close()


def test_after_the_period_each_hold_is_a_proposal(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path, cases.SATURDAY, cases.SUPERVISOR)
    office.overview.close_period()
    cases.sign_in(office, cases.REVIEWER)
    _, frame = _shown(office, qtbot)
    _take(pictures, frame, "proposals", LIGHT, WIDE)
    office.close()


def test_all_are_brought_back(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path, cases.SATURDAY, cases.SUPERVISOR)
    office.overview.close_period()
    cases.sign_in(office, cases.REVIEWER)
    presenter, frame = _shown(office, qtbot)
    presenter.ask_all_back()
    _take(pictures, frame, "all-back", *LOOKS)
    office.close()


def test_nothing_held_says_what_would_be_here(tmp_path, qtbot, pictures):
    office = cases.empty_office(tmp_path)
    _, frame = _shown(office, qtbot)
    _take(pictures, frame, "empty", LIGHT)
    office.close()


def test_what_is_known_now_stands_against_a_record(made, tmp_path, qtbot, pictures):
    office = cases.office_on(made, tmp_path)
    number = cases.hold_in_doubt(office)
    presenter, frame = _shown(office, qtbot)
    presenter.enter(number)
    presenter.choose("credit_unclear", "1")
    presenter.give_reason("credit_unclear", "office_confirms")
    _take(pictures, frame, "against", LIGHT, DARK)
    office.close()


@pytest.mark.parametrize("who", ["nobody", "held", "decided"])
def test_a_voter_is_served_at_the_counter(made, tmp_path, qtbot, pictures, who):
    office = cases.office_on(made, tmp_path)
    presenter, frame = _shown(office, qtbot)
    presenter.open_counter()
    if who == "held":
        presenter.look_at_counter(next(cases.held_for(office, "no_identification")))
        presenter.choose("no_identification", "licence")
    elif who == "decided":
        presenter.look_at_counter(
            next(state.number for state in office.overview.states() if state.status == "determined")
        )
        presenter.contacts.begin()
    _take(pictures, frame, f"counter-{who}", *LOOKS)
    office.close()
