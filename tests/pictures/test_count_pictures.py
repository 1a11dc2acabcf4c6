"""Pictures of the desk In the count?: nothing yet, one batch, an evening on which much did not fit, and its questions."""

from __future__ import annotations

from tests.desks import batches_cases as cases
from tests.desks import count_cases as hall
from tests.pictures.at_a_desk import DARK, LARGE, PLAIN, WIDE, framed, taken
from ui.desks.count.presenter import CountPresenter
from ui.desks.count.views.count import CountView
from ui.kit.window.frame import Frame


def _shown(office, qtbot) -> tuple[CountPresenter, Frame]:
    presenter = CountPresenter(office, cases.RecordingShell())
    return presenter, framed(office, qtbot, "count", CountView(presenter))


def _take(pictures, frame, name, *looks) -> None:
    taken(pictures, frame, "count", name, *looks)


def test_before_anything_is_scanned(office, qtbot, pictures):
    hall.opened(office, "P0001", 20)
    hall.sign_in(office, hall.CUSTODIAN)
    _, frame = _shown(office, qtbot)
    _take(pictures, frame, "empty", PLAIN, DARK, LARGE)


def test_one_batch(office, qtbot, pictures):
    hall.opened(office, "P0001", 20)
    hall.sign_in(office, hall.CUSTODIAN)
    hall.scanned(office, "ICC1/17", 12)
    _, frame = _shown(office, qtbot)
    _take(pictures, frame, "one", PLAIN)


def test_an_evening_on_which_much_did_not_fit(office, qtbot, pictures):
    hall.busy(office)
    _, frame = _shown(office, qtbot)
    _take(pictures, frame, "busy", PLAIN, DARK, WIDE, LARGE)


def test_uploads_with_a_file_that_was_dropped(office, qtbot, pictures, tmp_path):
    hall.busy(office)
    presenter, frame = _shown(office, qtbot)
    file = tmp_path / "gwinnett-media-2.zip"
    file.write_bytes(b"results")
    presenter.turn_to("uploads")
    presenter.uploads.take(str(file))
    _take(pictures, frame, "uploads", DARK, PLAIN, WIDE, LARGE)


def test_a_difference_is_explained(office, qtbot, pictures):
    hall.busy(office)
    presenter, frame = _shown(office, qtbot)
    presenter.troubles.ask(presenter.screen.troubles.open[0].about)
    presenter.troubles.answer({"words": "The batch was still on the memory card; it is in upload U0002."})
    presenter.troubles.fold()
    presenter.troubles.ask_first()
    _take(pictures, frame, "explained", PLAIN, DARK, LARGE)


def test_the_secretary_looks_on(office, qtbot, pictures):
    hall.busy(office)
    hall.sign_in(office, hall.SECRETARY)
    _, frame = _shown(office, qtbot)
    _take(pictures, frame, "secretary", PLAIN)


def test_results_that_do_not_fit(office, qtbot, pictures, tmp_path):
    cases.approve_batch(office, cases.close_batch(office))
    hall.sign_in(office, cases.SUPERVISOR)
    hall.scanned(office, "ICC1/17", 12)
    presenter, frame = _shown(office, qtbot)
    presenter.turn_to("results")
    presenter.results.take(str(hall.results_file(office, tmp_path, more=3)))
    _take(pictures, frame, "results", PLAIN, DARK, WIDE, LARGE)


def test_a_batch_is_asked_about(office, qtbot, pictures):
    hall.busy(office)
    presenter, frame = _shown(office, qtbot)
    presenter.scanner.ask("results")
    _take(pictures, frame, "asked", PLAIN)
