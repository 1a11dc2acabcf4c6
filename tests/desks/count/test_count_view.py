"""In the count? in a window: by keyboard alone, and by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from adjudicator.office import Done
from tests.desks import batches_cases as cases
from tests.desks import count_cases as hall
from ui.desks.count.presenter import CountPresenter
from ui.desks.count.views.count import CountView
from ui.kit.file_dialog import FileDialog

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def office(tmp_path, tmp_path_factory):
    """The custodian is signed in, and 20 ballots wait to be scanned."""
    made = cases.office_on(cases.determined_case(tmp_path_factory), tmp_path)
    hall.opened(made, "P0001", 20)
    hall.sign_in(made, hall.CUSTODIAN)
    yield made
    made.close()


def shown(qtbot, office):
    presenter = CountPresenter(office, cases.RecordingShell())
    office.listen(presenter.happened)
    view = CountView(presenter)
    view.resize(1080, 720)
    qtbot.addWidget(view)
    with qtbot.waitActive(view):
        view.show()
    view.setFocus()
    return view


def type_in(qtbot, words, *keys):
    focus = QApplication.focusWidget()
    qtbot.keyClicks(focus, words)
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)
        QApplication.processEvents()


def test_number_enter_ballots_enter_and_the_next(qtbot, office):
    view = shown(qtbot, office)
    assert view.scanner.entry.number.hasFocus()
    type_in(qtbot, "ICC1/17", Qt.Key.Key_Return)
    assert view.scanner.entry.ballots.hasFocus()
    type_in(qtbot, "12", Qt.Key.Key_Return)
    assert view.scanner.entry.number.hasFocus(), "the next batch follows at once"
    assert view.scanner.entry.number.selectedText() == "18"
    type_in(qtbot, "", Qt.Key.Key_Return)
    type_in(qtbot, "8", Qt.Key.Key_Return)
    assert [(scan.id, scan.ballots) for scan in office.tabulation.scans()] == [("ICC1/17", 12), ("ICC1/18", 8)]


def test_what_is_wrong_gets_the_focus(qtbot, office):
    view = shown(qtbot, office)
    type_in(qtbot, "17", Qt.Key.Key_Return)
    type_in(qtbot, "a dozen", Qt.Key.Key_Return)
    assert view.scanner.entry.ballots.hasFocus()
    assert office.tabulation.scans() == ()


def test_what_others_record_moves_neither_focus_nor_words(qtbot, office):
    view = shown(qtbot, office)
    type_in(qtbot, "17", Qt.Key.Key_Return)
    type_in(qtbot, "1")
    hall.scanned(office, "44", 5)
    assert view.scanner.entry.ballots.hasFocus()
    assert (view.scanner.entry.number.text(), view.scanner.entry.ballots.text()) == ("17", "1")


def test_letters_ask_about_the_batch_and_enter_answers(qtbot, office):
    hall.scanned(office, "17", 12)
    view = shown(qtbot, office)
    view.scanner.scans.focus_list()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_I)
    type_in(qtbot, "12", Qt.Key.Key_Return)
    assert office.tabulation.scans()[0].in_results == 12
    assert view.scanner.scans.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_V)
    QApplication.processEvents()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert view.scanner.ask.form is None


def test_by_mouse_a_batch_is_voided(qtbot, office):
    hall.scanned(office, "17", 12)
    view = shown(qtbot, office)
    qtbot.mouseClick(view.scanner.chosen.offers.buttons["void"], Qt.MouseButton.LeftButton)
    form = view.scanner.ask.form
    form.rows["reason"].editor.setPlainText("The feeder jammed")
    qtbot.mouseClick(form.button, Qt.MouseButton.LeftButton)
    assert office.tabulation.scans()[0].voided


def test_a_file_is_dropped_and_ctrl_enter_records_the_upload(qtbot, office, tmp_path):
    hall.sign_in(office, cases.SUPERVISOR)
    hall.scanned(office, "17", 20)
    view = shown(qtbot, office)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2, ALT)
    (tmp_path / "media.zip").write_bytes(b"sent")
    drop_on(view.uploads.drop, tmp_path / "media.zip")
    assert view.uploads.sending.form.rows["ballots"].editor.hasFocus()
    type_in(qtbot, "20", Qt.Key.Key_Return)
    type_in(qtbot, "19")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CTRL)
    assert view.uploads.sending.form.rows["override"].editor.hasFocus(), "it says what is missing"
    type_in(qtbot, "The state asked for it")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CTRL)
    assert office.tabulation.uploads()[0].scans == ("17",)


def test_a_batch_is_unticked_with_the_mouse(qtbot, office, tmp_path):
    hall.sign_in(office, cases.SUPERVISOR)
    hall.scanned(office, "17", 12)
    hall.scanned(office, "18", 8)
    view = shown(qtbot, office)
    view.parts.setCurrentIndex(1)
    (tmp_path / "media.zip").write_bytes(b"sent")
    drop_on(view.uploads.drop, tmp_path / "media.zip")
    boxes = view.uploads.sending.scans
    boxes.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert boxes.chosen() == ("18",)
    form = view.uploads.sending.form
    for name, text in (("ballots", "8"), ("votes", "8")):
        form.rows[name].editor.setText(text)
    form.rows["override"].editor.setPlainText("The state asked for it")
    qtbot.mouseClick(form.button, Qt.MouseButton.LeftButton)
    assert office.tabulation.uploads()[0].scans == ("18",)


def test_a_file_is_chosen_with_the_systems_dialog(qtbot, office, tmp_path, monkeypatch):
    hall.sign_in(office, cases.SUPERVISOR)
    view = shown(qtbot, office)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_3, ALT)
    assert view.results.drop.button.hasFocus()
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    monkeypatch.setattr(FileDialog, "file", lambda *_, **__: str(tmp_path / "notes.csv"))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_O, CTRL)
    assert view.results.read.leave.hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert view.results.drop.isVisible()


def test_e_explains_what_stands_longest(qtbot, office):
    hall.busy(office)
    view = shown(qtbot, office)
    view.scanner.scans.focus_list()
    before = [trouble.about for trouble in office.tabulation.troubles() if not trouble.settled]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_E)
    type_in(qtbot, "The box stood behind the door")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CTRL)
    QApplication.processEvents()
    assert [trouble.about for trouble in office.tabulation.troubles() if not trouble.settled] == before[1:]


def test_explaining_by_mouse(qtbot, office):
    hall.busy(office)
    view = shown(qtbot, office)
    button = next(each for each in view.troubles.findChildren(QPushButton) if each.text().strip() == "Explain")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert view.troubles.ask.form is not None


def drop_on(panel, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left = Qt.MouseButton.LeftButton
    panel.dropEvent(QDropEvent(QPointF(4, 4), Qt.DropAction.CopyAction, data, left, Qt.KeyboardModifier.NoModifier))
    QApplication.processEvents()


def test_a_reconciled_file_that_says_its_numbers_is_dropped_and_enter_is_all(qtbot, office, tmp_path):
    office.people.sign_out()
    cases.approve_batch(office, cases.close_batch(office))
    hall.sign_in(office, cases.SUPERVISOR)
    hall.scanned(office, "17", 20)
    file = hall.results_file(office, tmp_path)
    held = office.tabulation.holding_against(file)()
    assert isinstance(office.tabulation.reconcile(held), Done)
    view = shown(qtbot, office)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2, ALT)
    drop_on(view.uploads.drop, file)
    assert view.uploads.sending.form.rows["votes"].editor.hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert office.tabulation.uploads()[0].ballots == held.found.proven
