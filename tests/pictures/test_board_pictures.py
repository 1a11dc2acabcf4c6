"""Pictures of the Board desk: nothing ready, one and many, a vote entered, what was voted on."""

from __future__ import annotations

import pytest

from tests.desks import board_cases as cases
from tests.pictures.at_a_desk import BY_COMMAND, DARK, LARGE, PLAIN, WIDE, framed, taken
from ui.desks.board.presenter import BoardPresenter
from ui.desks.board.views.board import BoardView
from ui.desks.count.presenter import CountPresenter
from ui.desks.count.views.count import CountView
from ui.desks.opening.presenter import OpeningPresenter
from ui.desks.opening.views.opening import OpeningView
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.views.overview import OverviewView
from ui.desks.record.presenter import RecordPresenter
from ui.desks.record.views.record import RecordView
from ui.desks.release.presenter import ReleasePresenter
from ui.desks.release.views.release import ReleaseView
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


def _take(pictures, frame, name, *looks) -> None:
    taken(pictures, frame, "board", name, *looks)


def test_before_anything_is_approved(made, qtbot, pictures):
    __, frame = _shown(made(cases.empty), qtbot)
    _take(pictures, frame, "empty", PLAIN, DARK, LARGE)


def test_what_is_ready_and_what_waits_for_a_ruling(made, qtbot, pictures):
    __, frame = _shown(made(cases.ready), qtbot)
    _take(pictures, frame, "ready", PLAIN, DARK, WIDE, LARGE, WHOLE)


def test_one_of_two_batches_is_left_out(made, qtbot, pictures):
    presenter, frame = _shown(made(cases.two_batches), qtbot)
    presenter.ready.look_up()
    presenter.ready.turn("B0002")
    _take(pictures, frame, "chosen", PLAIN, DARK, WIDE, LARGE)


def test_a_docket_is_being_drawn_and_the_envelopes_are_read(made, qtbot, pictures, monkeypatch):
    office = made(cases.two_batches)
    shell = cases.RecordingShell()
    presenter = BoardPresenter(office, shell)
    frame = framed(office, qtbot, "board", BoardView(presenter))
    presenter.ready.look_up()
    shell.waits = True
    presenter.draw()
    _take(pictures, frame, "drawing", PLAIN, DARK, WIDE, LARGE)
    shell.finish()
    monkeypatch.setattr("adjudicator.office.behind.count.kept_envelopes.KeptEnvelopes.is_near", False)
    presenter.refresh()
    _take(pictures, frame, "reading", PLAIN, DARK, LARGE)


def test_a_vote_is_entered(made, qtbot, pictures):
    office = made(cases.ready)
    cases.drawn(office)
    presenter, frame = _shown(office, qtbot)
    presenter.begin_vote()
    presenter.votes.rule("count")
    presenter.votes.rule("in_part")
    presenter.votes.record({"number": "", "hour": "yesterday", "in_favor": "4", "removed": "9999 why"})
    _take(pictures, frame, "vote", WHOLE, PLAIN, DARK, WIDE, LARGE)


def test_what_was_voted_on(made, qtbot, pictures):
    looks = WHOLE, PLAIN, DARK, LARGE
    office = made(cases.ready)
    docket = cases.drawn(office)
    taken = {next(iter(docket.items)): "Papers asked for"}
    cases.must(office.board.vote(docket, cases.vote(), taken, cases.rulings(docket, office)))
    presenter, frame = _shown(office, qtbot)
    presenter.begin_steps()
    _take(pictures, frame, "steps", *looks)
    presenter.back()
    _take(pictures, frame, "voted", *looks)


@BY_COMMAND
@pytest.mark.parametrize(
    ("name", "how"),
    [("certified", cases.certified), ("amending", cases.amending), ("certified-again", cases.certified_again)],
)
def test_the_count_is_certified_amended_and_certified_again(made, qtbot, pictures, name, how):
    office = made(how)
    for person, title in ((cases.SUPERVISOR, name), (cases.SECRETARY, f"{name}-secretary")):
        cases.sign_in(office, person)
        __, frame = _shown(office, qtbot)
        _take(pictures, frame, title, PLAIN)
        frame.close()


@BY_COMMAND
def test_the_motion_that_certifies_again_is_entered(made, qtbot, pictures):
    office = made(lambda own, factory: cases.amending(own, factory, voted=True))
    cases.sign_in(office, cases.SUPERVISOR)
    presenter, frame = _shown(office, qtbot)
    _take(pictures, frame, "amended", PLAIN)
    presenter.votes.begin_certify()
    _take(pictures, frame, "certify", PLAIN)


@BY_COMMAND
@pytest.mark.parametrize("desk", ["overview", "opening", "count", "release", "record"])
def test_the_other_desks_of_an_election_that_is_certified(made, qtbot, pictures, desk):
    office = made(cases.certified)
    shell = cases.RecordingShell()
    view = {
        "overview": lambda: OverviewView(OverviewPresenter(office, shell)),
        "opening": lambda: OpeningView(OpeningPresenter(office, shell)),
        "count": lambda: CountView(CountPresenter(office, shell)),
        "release": lambda: ReleaseView(ReleasePresenter(office, shell)),
        "record": lambda: RecordView(RecordPresenter(office, shell)),
    }[desk]()
    taken(pictures, framed(office, qtbot, desk, view), desk, "certified", PLAIN)
