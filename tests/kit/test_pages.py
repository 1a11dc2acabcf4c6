"""Pages one behind the other, columns that stand under one another where there is little room, lists, whole pages."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.kit.pages import PageStack, Sides
from ui.kit.panel import Repeater, Scrolled, column, holder, lay_page, row
from ui.kit.text import Text

HIGH = "One word after another. " * 200


@pytest.fixture
def stack():
    made = PageStack()
    for words in ("A few words", HIGH):
        made.addWidget(Text(words, wrap=True))
    return made


def test_the_first_page_is_in_front_until_another_is_brought_there(qtbot, stack):
    qtbot.addWidget(stack)
    stack.show()
    first, second = stack.findChildren(Text)
    assert (first.isVisible(), second.isVisible(), stack.currentIndex()) == (True, False, 0)
    stack.setCurrentIndex(1)
    assert (first.isVisible(), second.isVisible(), stack.currentIndex()) == (False, True, 1)


def test_a_high_page_behind_does_not_make_the_one_in_front_scroll(qtbot, stack):
    inner = QWidget()
    QVBoxLayout(inner).addWidget(stack)
    scrolled = Scrolled(inner)
    qtbot.addWidget(scrolled)
    scrolled.resize(400, 300)
    with qtbot.waitExposed(scrolled):
        scrolled.show()
    assert scrolled.verticalScrollBar().maximum() == 0
    stack.setCurrentIndex(1)
    qtbot.waitUntil(lambda: scrolled.verticalScrollBar().maximum() > 0)


def test_columns_stand_side_by_side_and_one_under_another_where_there_is_little_room(qtbot):
    left, right = QLabel("Left"), QLabel("Right")
    sides = Sides(column(left), column(right))
    qtbot.addWidget(sides)
    sides.resize(900, 300)
    with qtbot.waitExposed(sides):
        sides.show()
    assert left.mapTo(sides, left.pos()).y() == right.mapTo(sides, right.pos()).y()
    sides.resize(500, 300)
    qtbot.waitUntil(lambda: left.mapTo(sides, left.pos()).y() < right.mapTo(sides, right.pos()).y())


def test_things_are_drawn_anew_only_where_they_changed(qtbot):
    things, holder = Repeater(Text), QWidget()
    holder.setLayout(things)
    qtbot.addWidget(holder)
    assert things.draw(("one", "two"))
    first = things.itemAt(0).widget()
    assert not things.draw(["one", "two"])
    assert things.itemAt(0).widget() is first
    assert things.draw(("two",))
    assert [things.itemAt(place).widget().text() for place in range(things.count())] == ["two"]


def test_what_grows_takes_the_room_that_the_margins_leave(qtbot):
    left, right = Text("Left"), Text("Right")
    page = holder(row(left, right, spacing=0, margins=(10, 0, 20, 0), grow=right))
    qtbot.addWidget(page)
    page.resize(400, 40)
    page.show()
    assert left.x() == 10
    assert (right.x(), right.width()) == (10 + left.sizeHint().width(), 370 - left.sizeHint().width())


def test_a_page_higher_than_its_window_scrolls(qtbot):
    page = QWidget()
    lay_page(page, Text("Head"), 2000, "stretch")
    qtbot.addWidget(page)
    page.resize(300, 300)
    with qtbot.waitExposed(page):
        page.show()
    assert page.findChild(Scrolled).verticalScrollBar().maximum() > 1600
