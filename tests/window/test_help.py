"""F1 opens the manual where one stands, in one window of its own; About tells what the program is, and nothing of anybody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from adjudicator import __version__
from tests.flows.hands import Hands, settle, texts
from tests.flows.practice_case import PASSWORDS, REVIEWER, SUPERVISOR
from tests.window.places import WALKS, walk
from ui.desks.setup.screen import TABS
from ui.kit.window.key_sheet import KeySheet
from ui.shell import help as help_module
from ui.shell.sections import SECTIONS, section_of
from ui.shell.views.help import HelpWindow

OF_THE_PROGRAM = {"Version", "Writes case files of form", "Python", "Qt", "SQLite"}
OF_A_CASE = {"Case file", "Form of the case file", "Encrypted", "Pack of rules", "Id of the pack", "Digest of the pack"}
Helped = Callable[[], HelpWindow]


@pytest.fixture
def helped(window) -> Helped:
    """The window of help, asked for by F1 in the window; it is made at the first time."""

    def get() -> HelpWindow:
        made = window.help.window
        assert made is not None
        return made

    return get


def f1(hands: Hands) -> None:
    QTest.keyClick(hands.frame.focusWidget() or hands.frame, Qt.Key.Key_F1)
    settle()


def back(hands: Hands, helped: Helped) -> Hands:
    """Close the window of help, and go on in the main one."""
    helped().close()
    hands.frame.activateWindow()
    settle()
    return hands


@pytest.mark.parametrize("person", WALKS)
def test_f1_opens_the_section_of_every_place(sit_down, worked: Path, window, helped, person: str) -> None:
    hands = sit_down(worked if person else None)
    seen: set[str] = set()
    for place in walk(hands, person):
        f1(hands)
        page = hands.frame.in_front
        current = window._pages.get(page)
        part = current.presenter.part_in_front if current is not None else ""
        assert page in SECTIONS, place.name
        wanted = helped().handbook.at(section_of(page, part))
        assert wanted is not None
        assert (helped().isVisible(), helped().shown) == (True, wanted), place.name
        assert wanted.title.split()[-1] in helped().browser.toPlainText()
        assert helped().list.current_id == wanted.id
        seen.add(page)
        back(hands, helped)
    assert seen


def test_every_tab_of_setup_has_its_line_in_the_table() -> None:
    assert {f"setup/{tab}" for tab in TABS} == {page for page in SECTIONS if page.startswith("setup/")}


def test_f1_works_in_a_text_field_under_the_lock_and_over_the_sheet_of_keys(sit_down, worked, helped) -> None:
    hands = sit_down(worked)
    assert isinstance(hands.focus, QLineEdit)
    f1(hands)
    assert helped().shown.title == helped().handbook.at(SECTIONS["sign_in"]).title
    back(hands, helped).sign_in(REVIEWER, PASSWORDS[REVIEWER]).press("Ctrl+L")
    f1(hands)
    assert helped().shown == helped().handbook.at(SECTIONS["lock"])
    assert hands.frame.covered


def test_there_is_one_window_and_it_goes_with_the_main_one(at_work, helped) -> None:
    hands = at_work(SUPERVISOR)
    f1(hands)
    first = helped()
    hands.frame.activateWindow()
    settle()
    f1(hands.desk("Holds"))
    assert helped() is first
    assert first.shown.title == "Holds"
    assert [each for each in QApplication.topLevelWidgets() if isinstance(each, HelpWindow)] == [first]
    hands.frame.close()
    assert not first.isVisible()


def test_escape_closes_the_search_then_the_window_and_its_size_stays(at_work, helped, qtbot) -> None:
    f1(at_work(REVIEWER))
    help_window = helped()
    help_window.resize(700, 640)
    QTest.keyClick(help_window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert help_window.search.isVisible()
    QTest.keyClicks(help_window.search, "undo")
    QTest.keyClick(help_window.search, Qt.Key.Key_Return)
    assert help_window.browser.textCursor().selectedText().casefold() == "undo"
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Escape):  # the first empties the field
        QTest.keyClick(help_window.search, key)
    assert (help_window.search.isVisible(), help_window.isVisible()) == (False, True)
    QTest.keyClick(help_window.browser, Qt.Key.Key_Escape)
    assert not help_window.isVisible()
    again = HelpWindow(help_window.handbook)
    qtbot.addWidget(again)
    assert again.size().toTuple() == (700, 640)


def test_the_list_is_filtered_by_what_sections_say_and_arrows_read_them(at_work, helped, qtbot) -> None:
    f1(at_work(REVIEWER))
    help_window = helped()
    help_window.list.search.setText("returned batch")
    qtbot.waitUntil(lambda: help_window.list.grid.model().rowCount() < 20)
    titles = [help_window.list.model.row(at).cells[0].strip() for at in range(help_window.list.model.rowCount())]
    assert "Batches" in titles
    help_window.list.focus_list()
    before = help_window.shown
    QTest.keyClick(help_window.list.grid, Qt.Key.Key_Up)
    assert help_window.shown != before
    QTest.keyClick(help_window.list.grid, Qt.Key.Key_Return)
    assert help_window.browser.hasFocus()


def test_links_work_inside_and_nothing_is_opened_outside(at_work, helped, monkeypatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", opened.append)
    f1(at_work(REVIEWER))
    help_window = helped()
    help_window.browser.followed.emit("law.md")
    assert help_window.shown.page == "law.md"
    help_window.browser.anchorClicked.emit(QUrl("https://www.legis.ga.gov/"))
    assert help_window.shown.page == "law.md"
    assert opened == []
    assert any("https://www.legis.ga.gov/" in each for each in texts(help_window))


def test_keys_on_this_screen_are_shown_over_the_main_window(at_work, helped) -> None:
    hands = at_work(REVIEWER)
    f1(hands)
    helped().keys_asked.emit()
    assert hands.frame.findChild(KeySheet).isVisible()
    helped().keys_asked.emit()
    assert hands.frame.findChild(KeySheet).isVisible()


@pytest.mark.parametrize("person", ["", REVIEWER])
def test_about_tells_what_the_program_is_and_copies_it(sit_down, worked, helped, person) -> None:
    hands = sit_down(worked if person else None)
    if person:
        hands.sign_in(person, PASSWORDS[person])
    hands.from_menu("About this program")
    told = {fact.label: fact.value for fact in helped().about._facts}
    assert told["Version"] == __version__
    helped().about.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert f"Version: {__version__}" in copied
    assert str(worked.parent) not in copied
    if person:
        assert told["Case file"] == "practice.case"
        assert told["Encrypted"] == "no"
        assert len(told["Digest of the pack"]) == len("sha256:") + 64
        assert told["Digest of the pack"] in copied
        assert set(told) == OF_THE_PROGRAM | OF_A_CASE
        assert "Whitfield" not in copied
    else:
        assert told["Case"] == "none is open"


def test_help_stands_in_the_menu(at_work, helped) -> None:
    at_work(REVIEWER).desk("Batches").from_menu("Help")
    assert helped().shown.title == "Batches"


def test_a_manual_that_cannot_be_read_is_said_over_the_desk(at_work, window, monkeypatch, tmp_path) -> None:
    (tmp_path / "manual.md").write_bytes(b"# \xff")
    monkeypatch.setattr(help_module, "docs", lambda: tmp_path)
    hands = at_work(REVIEWER)
    f1(hands)
    assert window.help.window is None
    hands.sees("The manual cannot be read", "Install the program again.")


def test_a_manual_that_is_not_there_is_an_empty_list_that_says_so(at_work, helped, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(help_module, "docs", lambda: tmp_path)
    f1(at_work(REVIEWER))
    assert helped().isVisible()
    assert helped().list.model.rowCount() == 0
