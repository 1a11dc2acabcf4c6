"""The Release desk in a window: written beside the window, recorded on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from tests.desks import batches_cases as cases
from ui.desks.release.presenter import ReleasePresenter
from ui.desks.release.views.release import ReleaseView
from ui.kit.file_dialog import FileDialog
from ui.shell.worker import Worker

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def approved(tmp_path, tmp_path_factory):
    """A case with everything approved and the supervisor signed in."""
    made = cases.all_approved(tmp_path, tmp_path_factory)
    yield made
    made.close()


@pytest.fixture
def desk(qtbot, qapp, approved):
    """The desk with a worker of its own."""
    worker, shell = Worker(qapp, lambda trouble: pytest.fail(repr(trouble))), cases.RecordingShell()
    shell.run = worker.run
    presenter = ReleasePresenter(approved, shell)
    view = ReleaseView(presenter)
    view.resize(1080, 720)
    qtbot.addWidget(view)
    with qtbot.waitActive(view):
        view.show()
    view.setFocus()
    yield view
    worker.stop()


def test_ctrl_enter_writes_the_release_beside_the_window(qtbot, approved, desk):
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CTRL)
    assert desk.progress.isVisible()
    assert not desk.leaving.write.isEnabled()
    qtbot.waitUntil(lambda: len(approved.releases.releases()) == 1)
    assert not desk.progress.isVisible()
    assert desk.gone.isVisible()
    assert desk.strip.isVisible()
    assert not desk.leaving.isVisible()


def test_the_button_has_the_focus_when_the_desk_comes_to_the_front(desk):
    assert desk.leaving.write.hasFocus()


def test_stopping_leaves_the_record_as_it_was(qtbot, approved, desk):
    desk.leaving.write.click()
    desk.progress._cancel()
    assert not desk.progress.isVisible()
    assert desk.leaving.write.isEnabled()
    assert approved.releases.releases() == ()


def test_the_folder_is_chosen_in_the_systems_own_dialog(qtbot, monkeypatch, tmp_path, desk):
    chosen = tmp_path / "outbox"
    monkeypatch.setattr(FileDialog, "folder", lambda *_: str(chosen))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F)
    assert str(chosen) in desk.leaving._where.text()


def test_the_folder_of_a_release_is_opened(qtbot, monkeypatch, approved, desk):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    desk.leaving.write.click()
    qtbot.waitUntil(lambda: len(approved.releases.releases()) == 1)
    folder = approved.path.parent / "gwinnett-2020-11-03-R0001-PRACTICE"
    desk.gone.rows["state"].open.click()
    desk.gone.rows["tabulation_room"].open.click()
    assert opened == [folder, folder / "tabulation_room"]
    desk.gone.rows["tabulation_room"].copy.click()
    assert QApplication.clipboard().text() == str(folder / "tabulation_room")


def test_an_acknowledgment_is_given_by_keyboard_alone(qtbot, approved, desk):
    desk.leaving.write.click()
    qtbot.waitUntil(lambda: len(approved.releases.releases()) == 1)
    ballots = approved.releases.releases()[0].ballots
    desk.releases.focus_list()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_A)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is desk.gone.said.ballots)
    for words in (str(ballots), "Dana Reyes", "", "T-14"):
        qtbot.keyClicks(QApplication.focusWidget(), words)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert [each.ballots for each in approved.releases.releases()[0].acknowledgments] == [ballots]
    assert desk.gone.said.panel.isHidden()


def test_an_older_releases_files_are_shown_when_it_is_chosen(qtbot, approved, desk):
    desk.leaving.write.click()
    qtbot.waitUntil(lambda: len(approved.releases.releases()) == 1)
    assert desk.gone.files.model.rowCount() == len(approved.releases.releases()[0].files)
