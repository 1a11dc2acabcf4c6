"""The start screen by keyboard, with the system's dialogs answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from adjudicator.at_rest.passphrase import is_encrypted
from adjudicator.office import Office
from tests.desks.setup_cases import DEFINITION, Shell
from ui.desks.start.presenter import StartPresenter
from ui.desks.start.views.recent_list import RecentButton
from ui.desks.start.views.start import StartView
from ui.kit.file_dialog import FileDialog
from ui.shared.views.recent import MOST, forget_case, recent_cases, recent_sorts, remember_case
from ui.shell.worker import Worker


@pytest.fixture
def opened():
    return []


@pytest.fixture
def shell():
    return Shell()


@pytest.fixture
def view(qtbot, shell, opened, tmp_path):
    there = tmp_path / "Gwinnett.case"
    there.write_bytes(b"")
    remember_case(str(tmp_path / "gone.case"))
    remember_case(str(there))
    made = StartView(StartPresenter(shell, lambda case, _: opened.append(case), DEFINITION))
    qtbot.addWidget(made)
    made.resize(1280, 750)
    with qtbot.waitActive(made):
        made.show()
    made.doors.focus_first()
    return made


def _press(view, key):
    QTest.keyClick(view.focusWidget(), key)


def test_recent_cases_are_listed_newest_first_and_opened(view, opened, tmp_path):
    first, second = view.recent.findChildren(RecentButton)
    assert (first.case.name, second.case.name) == ("Gwinnett.case", "gone.case")
    assert not second.isEnabled()
    first.click()
    assert opened == [tmp_path / "Gwinnett.case"]


def test_one_opens_the_systems_dialog_and_then_the_case(view, opened, monkeypatch):
    monkeypatch.setattr(FileDialog, "file", lambda *_: "/x/y.case")
    _press(view, Qt.Key.Key_1)
    assert opened == [Path("/x/y.case")]


def test_the_focus_goes_to_the_door_whose_key_is_pressed(view, monkeypatch):
    for key, door in ((Qt.Key.Key_2, "new"), (Qt.Key.Key_4, "recent"), (Qt.Key.Key_5, "restore")):
        _press(view, key)
        assert view.focusWidget().choice.value == door
    monkeypatch.setattr(FileDialog, "file", lambda *_: "")
    _press(view, Qt.Key.Key_1)
    assert view.focusWidget().choice.value == "open"


def test_two_opens_the_form_of_a_new_case(view):
    _press(view, Qt.Key.Key_2)
    assert view.new.isVisible()
    assert not view.new.button.isEnabled()


def test_a_new_case_is_made_from_the_files_chosen(view, opened, monkeypatch, tmp_path):
    _press(view, Qt.Key.Key_2)
    monkeypatch.setattr(FileDialog, "file", lambda *_: str(DEFINITION))
    view.new.definition.button.click()
    offered = []
    monkeypatch.setattr(
        FileDialog, "new_file", lambda *given: (offered.append(given[2]), str(tmp_path / "new.case"))[1]
    )
    view.new.place.button.click()
    assert Path(offered[0]).name == "Gwinnett 2020-11-03.case"
    assert not view.new.button.isEnabled()
    view.new.read.click()
    view.new.button.click()
    assert opened == []
    assert view.focusWidget() is view.new.encryption.fields.passphrase
    for field in (view.new.encryption.fields.passphrase, view.new.encryption.fields.again):
        field.setText("seven quiet herons over the marsh")
    QTest.keyClick(view.new.encryption.fields.again, Qt.Key.Key_Return)
    the_words_are_read_out_and_written_down(view)
    assert opened == [tmp_path / "new.case"]
    assert is_encrypted(opened[0])


def test_a_pack_of_other_years_is_chosen_by_key_and_wants_a_reason(view, opened, monkeypatch, tmp_path):
    later = tmp_path / "later.json"
    later.write_bytes(DEFINITION.read_bytes().replace(b"2020-11-03", b"2024-11-05"))
    _press(view, Qt.Key.Key_2)
    new = view.new
    reason = new.form.rows["reason"]
    monkeypatch.setattr(FileDialog, "file", lambda *_: str(later))
    new.definition.button.click()
    monkeypatch.setattr(FileDialog, "new_file", lambda *_: str(tmp_path / "new.case"))
    new.place.button.click()
    assert not new.outside.isVisible()
    assert not reason.isVisible()
    new.packs.focus_first()
    _press(view, Qt.Key.Key_3)
    assert view._presenter.screen.pack == "georgia-2020"
    assert new.outside.isVisible()
    assert reason.isVisible()
    new.encryption.choices.press("2")
    QTest.keyClick(new, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.focusWidget() is new.reason
    assert "Write why this pack is used" in new.reason.accessibleDescription()
    assert opened == []
    QTest.keyClicks(new.reason, "To see what changed")
    new.outside.acted.emit()
    assert (view._presenter.screen.pack, reason.isVisible()) == ("georgia-2021", False)
    new.packs.press("3")
    assert (new.reason.text(), reason.isVisible()) == ("To see what changed", True), "what was typed is there again"
    QTest.keyClick(new.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    the_words_are_read_out_and_written_down(view)
    office = Office.open(opened[0])
    assert office.law.pack.chosen_because == "To see what changed"
    office.close()


def the_words_are_read_out_and_written_down(view):
    page = view.recovery
    assert page.isVisible()
    assert not view.doors.isVisible()
    assert view.focusWidget() is page.words
    assert page.words.accessibleName() == "The 24 words"
    assert page.words.accessibleDescription().startswith("1 ")
    assert not page.form.button.isEnabled()
    page.written.click()
    page.form.button.click()
    assert page.words.accessibleDescription() == ""


def test_a_dialog_that_is_left_changes_nothing(view, opened, monkeypatch):
    monkeypatch.setattr(FileDialog, "file", lambda *_: "")
    _press(view, Qt.Key.Key_1)
    _press(view, Qt.Key.Key_2)
    view.new.definition.button.click()
    assert opened == []
    assert not view.new.found.isVisible()


def test_practice_shows_how_far_it_is_and_can_be_stopped(view, shell):
    shell.waits = True
    _press(view, Qt.Key.Key_3)
    view.practice.button.click()
    assert view.practice.progress.isVisible()
    assert not view.practice.button.isEnabled()
    assert not view.doors.isEnabled()
    view.practice.progress.cancelled.emit()
    assert shell.cancelled
    assert not view.practice.progress.isVisible()
    assert view.strip.isVisible()


def test_the_number_of_envelopes_is_chosen(view):
    _press(view, Qt.Key.Key_3)
    view.practice.sizes.press("2")
    assert view._presenter.screen.size == "250"


def test_only_the_last_few_cases_are_remembered(view):
    for number in range(MOST + 3):
        remember_case(f"/cases/{number}.case", "Gwinnett County, LIVE")
    assert set(recent_sorts()) == set(recent_cases()), "of what is not listed any more nothing stays"
    assert len(recent_cases()) == MOST
    assert recent_cases()[0] == f"/cases/{MOST + 2}.case"
    forget_case(recent_cases()[0])
    assert recent_cases()[0] == f"/cases/{MOST + 1}.case"


@pytest.fixture
def worker(qapp):
    made = Worker(qapp, lambda trouble: pytest.fail(repr(trouble)))
    yield made
    made.stop()


@pytest.fixture
def beside(worker, opened):
    """The start screen, whose long work runs on a thread as the window's does."""
    shell = Shell()
    shell.run = worker.run
    presenter = StartPresenter(shell, lambda case, _: opened.append(case), DEFINITION)
    presenter.go("practice")
    return presenter


@pytest.mark.slow
def test_a_practice_election_made_on_a_thread_of_its_own_can_be_opened(qtbot, beside, opened, tmp_path):
    beside.choose_folder(str(tmp_path))
    beside.practise()
    qtbot.waitUntil(lambda: beside.screen.making is None, timeout=60_000)
    assert beside.screen.strip is None
    office = Office.open(opened[0])
    assert office.case.mode == "practice"
    assert office.overview.waiting().to_do == 60
    office.close()


def test_stopping_on_the_thread_removes_what_is_half_made(qtbot, beside, worker, opened, tmp_path):
    beside.choose_folder(str(tmp_path))
    beside.practise()
    beside.stop()
    qtbot.waitUntil(lambda: not worker.busy, timeout=30_000)
    assert list(tmp_path.iterdir()) == []
    assert opened == []
