"""The wheel scrolls the page, and what lies on it only where somebody is at work in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSpinBox, QTabBar, QTableView, QWidget

from tests.flows.hands import settle
from ui.kit.panel import Scrolled, column
from ui.kit.window.frame import Frame

NOTCH = 120


class Page(QWidget):
    """Everything that the wheel may be caught by, one below the other, on a page that scrolls; and one that does not."""

    def __init__(self) -> None:
        super().__init__()
        self.table, self.short = QTableView(), QTableView()
        self.table.setModel(QStandardItemModel(100, 2, self))
        self.short.setModel(QStandardItemModel(2, 2, self))
        self.text = QPlainTextEdit("\n".join("line" for _ in range(100)))
        self.combo, self.spin, self.tabs = QComboBox(), QSpinBox(), QTabBar()
        self.spin.setValue(50)
        for words in "abcde":
            self.combo.addItem(words)
            self.tabs.addTab(words)
        self.combo.setCurrentIndex(2)
        self.tabs.setCurrentIndex(2)
        inner, foot = QWidget(), QWidget()
        foot.setFixedHeight(1500)
        for each in (self.table, self.short, self.text):
            each.setFixedHeight(150)
        inner.setLayout(column(self.combo, self.spin, self.tabs, self.table, self.short, self.text, foot))
        self.scrolled = Scrolled(inner)
        self.setLayout(column(self.scrolled))

    @property
    def at(self) -> int:
        """How far the page has scrolled."""
        return self.scrolled.verticalScrollBar().value()


@pytest.fixture
def page(qtbot):
    made, frame = Page(), Frame()
    qtbot.addWidget(frame)
    frame.add_page("page", made)
    frame.show_page("page")
    with qtbot.waitActive(frame):
        frame.show()
    settle()
    made.setFocus()
    return made


def turn(widget: QWidget, notches: int, down: bool = True) -> None:
    """Turns the wheel over a widget, as the window system tells it to the window."""
    window = widget.window()
    place = QPointF(widget.mapTo(window, widget.rect().center()))
    for _ in range(notches):
        QTest.wheelEvent(window.windowHandle(), place, QPoint(0, -NOTCH if down else NOTCH))


def _scrolled(area) -> int:
    return area.verticalScrollBar().value()


@pytest.mark.parametrize("name", ["table", "short", "text"])
def test_the_page_scrolls_over_what_has_not_the_focus(page, name):
    area = getattr(page, name)
    turn(area.viewport(), 1)
    assert page.at > 0
    assert _scrolled(area) == 0


@pytest.mark.parametrize("name", ["table", "text"])
def test_what_has_the_focus_scrolls_and_at_its_end_the_page_does(page, name):
    area = getattr(page, name)
    area.setFocus()
    turn(area.viewport(), 1)
    assert _scrolled(area) > 0
    assert page.at == 0
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    turn(area.viewport(), 1)
    assert page.at > 0


def test_where_the_page_cannot_scroll_that_way_a_table_does_without_the_focus(page):
    page.table.verticalScrollBar().setValue(500)
    turn(page.table.viewport(), 1, down=False)
    assert _scrolled(page.table) < 500


@pytest.mark.parametrize("name", ["combo", "spin", "tabs"])
@pytest.mark.parametrize("down", [True, False])
def test_nothing_without_the_focus_changes_by_the_wheel(page, name, down):
    widget = getattr(page, name)
    turn(widget, 1, down)
    assert (page.combo.currentIndex(), page.spin.value(), page.tabs.currentIndex()) == (2, 50, 2)
    assert (page.at > 0) is down


def test_a_combo_box_with_the_focus_changes(page):
    page.combo.setFocus()
    turn(page.combo, 1)
    assert page.combo.currentIndex() == 3
    assert page.at == 0


def test_the_scroll_bar_of_a_table_scrolls_the_table(page):
    turn(page.table.verticalScrollBar(), 1)
    assert _scrolled(page.table) > 0
    assert page.at == 0
