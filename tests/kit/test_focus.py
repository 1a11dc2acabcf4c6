"""The focus stays on the page in front when its widget goes away, and wherever a view puts it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tests.flows.hands import settle
from ui.kit.focus import begin_at
from ui.kit.pages import PageStack
from ui.kit.panel import Panel, clear, column, reveal
from ui.kit.search import SearchField
from ui.kit.window.frame import Frame


class Page(QWidget):
    """Two panels of fields one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self.upper, self.lower = Panel("Upper"), Panel("Lower")
        self.fields = [_field(name) for name in ("one", "two", "three")]
        self.others = [_field(name) for name in ("four", "five")]
        for panel, fields in ((self.upper, self.fields), (self.lower, self.others)):
            for field in fields:
                panel.body.addWidget(field)
        self.setLayout(column(self.upper, self.lower))


def _field(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    return made


@pytest.fixture
def page(qtbot):
    made, frame = Page(), Frame()
    qtbot.addWidget(frame)
    frame.add_page("other", QPushButton("Elsewhere"))
    frame.add_page("page", made)
    frame.show_page("page")
    with qtbot.waitActive(frame):
        frame.show()
    return made


def _focused() -> str:
    settle()
    focused = QApplication.focusWidget()
    return focused.accessibleName() or type(focused).__name__ if focused is not None else ""


@pytest.mark.parametrize(("gone", "follows"), [(0, "two"), (1, "three"), (2, "two")])
@pytest.mark.parametrize("how", ["hide", "disable", "delete"])
def test_the_focus_goes_to_a_neighbour_in_the_same_panel(page, how, gone, follows):
    field = page.fields[gone]
    field.setFocus()
    settle()
    {"hide": field.hide, "disable": lambda: field.setEnabled(False), "delete": field.deleteLater}[how]()
    assert _focused() in ((follows, "one") if how == "delete" else (follows,))


def test_the_focus_does_not_fall_into_a_field_to_search_by(page):
    """A key that was meant for the page would be written into it."""
    for field in page.fields:
        page.upper.body.removeWidget(field)
        field.deleteLater()
    page.upper.body.addWidget(SearchField("Filter"))
    page.others[0].hide()
    page.others[1].setFocus()
    settle()
    page.lower.hide()
    settle()
    assert QApplication.focusWidget() is page


def test_keys_typed_ahead_stay_on_the_page(page):
    page.others[1].setFocus()
    page.others[1].hide()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A)
    assert page.others[0].text() == "a"


@pytest.mark.parametrize("how", ["hide", "disable"])
def test_where_a_whole_panel_goes_away_the_focus_goes_to_the_next_one(page, how):
    page.others[1].setFocus()
    {"hide": page.lower.hide, "disable": lambda: page.lower.setEnabled(False)}[how]()
    assert _focused() == "three"


def test_where_nothing_is_left_the_page_has_the_focus(page):
    page.others[1].setFocus()
    for panel in (page.upper, page.lower):
        panel.hide()
    settle()
    assert QApplication.focusWidget() is page


def test_a_field_that_is_built_anew_has_the_focus_again(page):
    page.fields[1].setFocus()
    clear(page.upper.body)
    for name in ("one", "two", "three"):
        page.upper.body.addWidget(_field(name))
    assert _focused() == "two"
    assert QApplication.focusWidget() is not page.fields[1]


def test_a_field_that_is_back_when_all_is_done_has_the_focus_again(page):
    page.fields[1].setFocus()
    page.fields[1].setEnabled(False)
    page.fields[1].setEnabled(True)
    assert _focused() == "two"


def test_where_a_view_places_the_focus_in_the_same_event_it_stays(page):
    page.fields[0].setFocus()
    page.fields[0].hide()
    page.others[1].setFocus()
    assert _focused() == "five"


def test_a_page_that_comes_to_the_front_of_a_part_takes_the_focus(qtbot, page):
    stack = PageStack()
    for fields in (["six"], ["seven", "eight"]):
        part = QWidget()
        down = QVBoxLayout(part)
        for name in fields:
            down.addWidget(_field(name))
        stack.addWidget(part)
    page.lower.body.addWidget(stack)
    reveal(stack, True)
    settle()
    next(each for each in stack.findChildren(QLineEdit) if each.accessibleName() == "six").setFocus()
    stack.setCurrentIndex(1)
    assert _focused() == "seven"


@pytest.mark.parametrize("how", ["hide", "disable"])
def test_what_goes_away_outside_the_page_gives_the_focus_back_to_it(page, how):
    page.others[0].setFocus()
    frame = page.window()
    button = frame.top._person
    button.setFocus()
    {"hide": button.hide, "disable": lambda: button.setEnabled(False)}[how]()
    assert _focused() == "four"


def test_a_page_begins_where_it_says_when_nobody_was_on_it(page):
    begin_at(page, page.others[1])
    button = page.window().top._person
    button.setFocus()
    button.hide()
    assert _focused() == "five"


def test_the_focus_that_a_person_takes_to_the_top_bar_stays_there(page):
    page.fields[0].setFocus()
    button = page.window().top._person
    button.setFocus()
    page.fields[0].hide()
    settle()
    assert QApplication.focusWidget() is button


def test_under_a_cover_the_focus_stays_on_the_cover(page):
    page.fields[0].setFocus()
    cover, field, other = QWidget(), _field("password"), _field("again")
    cover.setLayout(column(field, other))
    page.window().cover(cover)
    settle()
    field.setFocus()
    field.hide()
    assert _focused() == "again"
    page.window().uncover()
    assert _focused() == "one"
