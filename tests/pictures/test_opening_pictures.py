"""Pictures of the Opening desk: nothing sorted, an evening with an exception and a late hit, its questions, and boxes."""

from __future__ import annotations

from tests.desks import opening_cases as hall
from tests.desks.batches_cases import RecordingShell
from tests.office.conftest import begun, desk, office, roll_file, watch
from tests.pictures.at_a_desk import DARK, LARGE, PLAIN, WIDE, framed, taken
from ui.desks.opening.presenter import OpeningPresenter
from ui.desks.opening.views.opening import OpeningView
from ui.kit.window.frame import Frame

__all__ = ["begun", "desk", "office", "roll_file", "watch"]


def _shown(office, qtbot) -> tuple[OpeningPresenter, Frame]:
    presenter = OpeningPresenter(office, RecordingShell())
    return presenter, framed(office, qtbot, "opening", OpeningView(presenter))


def _take(pictures, frame, name, *looks) -> None:
    taken(pictures, frame, "opening", name, *looks)


def test_before_anything_is_sorted(desk, qtbot, pictures):
    office = hall.decided(desk)
    hall.sign_in(office, "mia")
    _, frame = _shown(office, qtbot)
    _take(pictures, frame, "empty", PLAIN, DARK, LARGE)


def test_an_evening(desk, watch, qtbot, pictures):
    office = hall.busy(desk, watch)
    hall.sign_in(office, "sue")
    presenter, frame = _shown(office, qtbot)
    presenter.tables.choose("P0001")
    _take(pictures, frame, "busy", PLAIN, DARK, WIDE, LARGE)


def test_an_opening_is_asked_for(desk, watch, qtbot, pictures):
    office = hall.at_the_tables(desk, watch)
    hall.sign_in(office, "mia")
    presenter, frame = _shown(office, qtbot)
    presenter.tables.choose("P0001")
    presenter.tables.do("open")
    _take(pictures, frame, "open", PLAIN, DARK, WIDE, LARGE)


def test_a_pile_is_sorted(desk, qtbot, pictures):
    office = hall.decided(desk)
    hall.sign_in(office, "mia")
    presenter, frame = _shown(office, qtbot)
    presenter.tables.do("sort")
    presenter.tables.answer({"sort": "0", "counted": "many", "hour": "", "how": "now"}, ())
    _take(pictures, frame, "sort", PLAIN, DARK, LARGE)


def test_boxes(desk, watch, qtbot, pictures):
    office = hall.busy(desk, watch)
    hall.sign_in(office, "cleo")
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("boxes")
    presenter.boxes.look_for("0004")
    presenter.boxes.choose("4")
    _take(pictures, frame, "boxes", PLAIN, DARK, WIDE, LARGE)


def test_a_box_goes_under_seal(desk, watch, qtbot, pictures):
    office = hall.busy(desk, watch)
    hall.sign_in(office, "cleo")
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("boxes")
    presenter.boxes.do("new")
    _take(pictures, frame, "seal", PLAIN)


def test_a_step_of_a_box_is_signed(desk, watch, qtbot, pictures):
    office = hall.busy(desk, watch)
    hall.sign_in(office, "cleo")
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("boxes")
    presenter.boxes.choose("4")
    presenter.boxes.do("sign")
    _take(pictures, frame, "box-sign", PLAIN)


def test_every_envelope_is_being_read_and_that_was_stopped(desk, monkeypatch, qtbot, pictures):
    office, shell = hall.decided(desk), RecordingShell()
    hall.sign_in(office, "mia")
    monkeypatch.setattr("adjudicator.office.behind.count.at_tables.TablesReader.is_near", False)
    shell.waits = True
    presenter = OpeningPresenter(office, shell)
    frame = framed(office, qtbot, "opening", OpeningView(presenter))
    _take(pictures, frame, "reading", PLAIN)
    presenter.reading.stop()
    _take(pictures, frame, "unread", PLAIN, DARK, LARGE)
