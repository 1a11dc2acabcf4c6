"""Pages one behind the other, and columns that stand one under another where there is little room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.kit.panel import Scrolled, column
from ui.kit.sides import Sides
from ui.kit.stack import PageStack
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
