"""Pictures of the Board desk: nothing ready, one and many, a vote entered, what was voted on."""

from __future__ import annotations

import pytest

from tests.desks import board_cases as cases
from ui.desks.board.presenter import BoardPresenter
from ui.desks.board.views.board import BoardView
from ui.kit.frame import Frame
from ui.shared.frame_words import FrameWords

PLAIN = ((1280, 800), "light", 100)
DARK = ((1280, 800), "dark", 100)
WIDE = ((1920, 1080), "light", 100)
LARGE = ((1280, 800), "light", 200)
WHOLE = ((1280, 1700), "light", 100)


def _slow(*looks):
    return [pytest.param(each, marks=pytest.mark.slow) for each in looks]


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
    frame = Frame()
    frame.add_page("board", BoardView(presenter))
    frame.draw(FrameWords().screen(office, "board", undo=False))
    qtbot.addWidget(frame)
    return presenter, frame


def _take(pictures, frame, name, looks) -> None:
    size, theme_name, text_size = looks
    path = pictures.take(
        frame, f"board-{name}-{size[0]}-{size[1]}-{theme_name}-{text_size}", size, theme_name, text_size
    )
    assert pictures.colours(path) > 40
    assert pictures.clipped(frame.page("board")) == []


@pytest.mark.parametrize("looks", [PLAIN, *_slow(DARK, LARGE)])
def test_before_anything_is_approved(made, qtbot, pictures, looks):
    __, frame = _shown(made(cases.empty), qtbot)
    _take(pictures, frame, "empty", looks)


@pytest.mark.parametrize("looks", [PLAIN, *_slow(DARK, WIDE, LARGE, WHOLE)])
def test_what_is_ready_and_what_waits_for_a_ruling(made, qtbot, pictures, looks):
    __, frame = _shown(made(cases.ready), qtbot)
    _take(pictures, frame, "ready", looks)


@pytest.mark.parametrize("looks", [PLAIN, *_slow(DARK, WIDE, LARGE)])
def test_one_of_two_batches_is_left_out(made, qtbot, pictures, looks):
    presenter, frame = _shown(made(cases.two_batches), qtbot)
    presenter.ready.look_up()
    presenter.ready.turn("B0002")
    _take(pictures, frame, "chosen", looks)


@pytest.mark.parametrize("looks", [WHOLE, *_slow(PLAIN, DARK, WIDE, LARGE)])
def test_a_vote_is_entered(made, qtbot, pictures, looks):
    office = made(cases.ready)
    cases.drawn(office)
    presenter, frame = _shown(office, qtbot)
    presenter.begin_vote()
    presenter.votes.rule("count")
    presenter.votes.rule("in_part")
    presenter.votes.record({"number": "", "hour": "yesterday", "in_favor": "4", "removed": "9999 why"})
    _take(pictures, frame, "vote", looks)


@pytest.mark.parametrize("looks", [WHOLE, *_slow(PLAIN, DARK, LARGE)])
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
