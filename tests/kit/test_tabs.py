"""Tabs are read whole, in one line where there is room and in two where there is not."""

from __future__ import annotations

import pytest

from ui.desks.setup.screen import TABS
from ui.kit.rail import NARROW_WIDTH
from ui.kit.tabs import Tabs
from ui.kit.theme import theme
from ui.kit.tokens import MARGIN

WORDS = ("Waiting for approval (1)", "Questions from reviewers (0)", "Approved and returned (12)")


@pytest.fixture
def tabs(qtbot):
    made = Tabs()
    qtbot.addWidget(made)
    for words in WORDS:
        made.addTab(words)
    made.resize(900, 40)
    made.show()
    return made


def test_with_room_they_stand_in_one_line(tabs):
    assert not tabs.two_lines
    assert tabs.tabRect(2).right() < 900


def test_the_nine_of_setup_are_all_seen_at_twice_the_text_size(tabs, qapp, pictures):
    while tabs.count():
        tabs.removeTab(0)
    for words in TABS.values():
        tabs.addTab(words)
    tabs.resize(1280 - 2 * NARROW_WIDTH - 2 * MARGIN, 80)
    theme().apply(qapp, "light", 200)
    pictures.settle()
    assert tabs.tabRect(0).left() >= 0
    assert tabs.tabRect(tabs.count() - 1).right() < tabs.width()
    tabs.setCurrentIndex(tabs.count() - 1)
    pictures.settle()
    assert tabs.tabRect(0).left() >= 0


def test_at_a_larger_text_size_they_take_two_lines_and_none_is_cut(tabs, qapp, pictures):
    low = tabs.sizeHint().height()
    theme().apply(qapp, "light", 200)
    pictures.settle()
    assert tabs.two_lines
    assert tabs.tabRect(2).right() < 900
    assert tabs.sizeHint().height() > 2 * low
    theme().apply(qapp, "light", 100)
    pictures.settle()
    assert not tabs.two_lines
    assert tabs.sizeHint().height() == low
