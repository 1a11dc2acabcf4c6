"""Pictures of the Board desk: nothing ready, one and many, a vote entered, what was voted on."""

from __future__ import annotations

import pytest

from tests.desks import board_cases as cases
from tests.pictures.at_a_desk import DARK, LARGE, PLAIN, WIDE, framed, slow, taken
from ui.desks.board.presenter import BoardPresenter
from ui.desks.board.views.board import BoardView
from ui.kit.window.frame import Frame

WHOLE = ((1280, 1700), "light", 100)


@pytest.fixture
def made(tmp_path, tmp_path_factory):
    """Makes an office; it is closed in the end."""
    offices = []

    def make(how, *given):
        offices.append(how(tmp_path, tmp_path_factory, *given))
        return offices[-1]

    yield make
    for office in offices:
        office.close()


def _shown(office, qtbot) -> tuple[BoardPresenter, Frame]:
    presenter = BoardPresenter(office, cases.RecordingShell())
    return presenter, framed(office, qtbot, "board", BoardView(presenter))


def _take(pictures, frame, name, looks) -> None:
    taken(pictures, frame, "board", name, looks)


@pytest.mark.parametrize("looks", [PLAIN, *slow(DARK, LARGE)])
def test_before_anything_is_approved(made, qtbot, pictures, looks):
    __, frame = _shown(made(cases.empty), qtbot)
    _take(pictures, frame, "empty", looks)


@pytest.mark.parametrize("looks", [PLAIN, *slow(DARK, WIDE, LARGE, WHOLE)])
def test_what_is_ready_and_what_waits_for_a_ruling(made, qtbot, pictures, looks):
    __, frame = _shown(made(cases.ready), qtbot)
    _take(pictures, frame, "ready", looks)


@pytest.mark.parametrize("looks", [PLAIN, *slow(DARK, WIDE, LARGE)])
def test_one_of_two_batches_is_left_out(made, qtbot, pictures, looks):
    presenter, frame = _shown(made(cases.two_batches), qtbot)
    presenter.ready.look_up()
    presenter.ready.turn("B0002")
    _take(pictures, frame, "chosen", looks)


@pytest.mark.parametrize("looks", [WHOLE, *slow(PLAIN, DARK, WIDE, LARGE)])
def test_a_vote_is_entered(made, qtbot, pictures, looks):
    office = made(cases.ready)
    cases.drawn(office)
    presenter, frame = _shown(office, qtbot)
    presenter.begin_vote()
    presenter.votes.rule("count")
    presenter.votes.rule("in_part")
    presenter.votes.record({"number": "", "hour": "yesterday", "in_favor": "4", "removed": "9999 why"})
    _take(pictures, frame, "vote", looks)


@pytest.mark.parametrize("looks", [WHOLE, *slow(PLAIN, DARK, LARGE)])
def test_what_was_voted_on(made, qtbot, pictures, looks):
    office = made(cases.ready)
    docket = cases.drawn(office)
    taken = {next(iter(docket.items)): "Papers asked for"}
    cases.must(office.board.vote(docket, cases.vote(), taken, cases.rulings(docket, office)))
    presenter, frame = _shown(office, qtbot)
    presenter.begin_steps()
    _take(pictures, frame, "steps", looks)
    presenter.back()
    _take(pictures, frame, "voted", looks)
