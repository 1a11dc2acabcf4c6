"""Tabs are read whole, in one line where there is room and in two where there is not."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.desks.setup.screen import TABS
from ui.kit.style.theme import theme
from ui.kit.style.tokens import MARGIN, S8
from ui.kit.tabs import Tabs
from ui.kit.window.rail import NARROW_WIDTH

SCROLL_BAR = 18
"""Width of the scroll bar that may stand beside Setup at twice the text size."""

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


def test_all_of_setup_are_all_seen_at_twice_the_text_size(tabs, qapp, pictures):
    while tabs.count():
        tabs.removeTab(0)
    for words in TABS.values():
        tabs.addTab(words)
    tabs.resize(1280 - 2 * NARROW_WIDTH - MARGIN - S8 - SCROLL_BAR, 80)
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


class Circle(QWidget):
    """A page that refers to itself, as pages and their presenters do: only the collector takes it away."""

    def __init__(self) -> None:
        super().__init__()
        self.me, self.tabs = self, Tabs()
        QVBoxLayout(self).addWidget(self.tabs)
        for words in WORDS:
            self.tabs.addTab(words)


@pytest.mark.parametrize("moment", ["another look", "another width"])
def test_a_page_that_was_let_go_is_not_collected_while_qt_is_in_its_tabs(qtbot, monkeypatch, moment):
    """It would be destroyed under Qt, which goes on with the tabs: the process ends there."""
    page = Circle()
    page.resize(900, 60)
    page.show()
    stays: list[bool] = []
    asks = Tabs.two_lines.fget

    def collect_first(tabs: Tabs) -> bool:
        gc.collect()
        stays.append(isValid(tabs))
        return stays[-1] and asks(tabs)

    monkeypatch.setattr(Tabs, "two_lines", property(collect_first))
    if moment == "another look":
        del page
        theme().changed.emit()
    else:
        page.resize(300, 60)
        handle = page.windowHandle()
        del page
        handle.resize(250, 60)
        qtbot.wait(1)
    assert stays
    assert all(stays)


def test_before_they_take_two_lines_they_stand_closer(tabs, pictures):
    wide = tabs.sizeHint().width()
    tabs.resize(wide - 12, 40)
    pictures.settle()
    assert not tabs.two_lines
    assert tabs.tabRect(2).right() < wide - 12
    tabs.resize(wide - 60, 40)
    pictures.settle()
    assert tabs.two_lines


def test_beside_a_heading_they_get_their_room_back(tabs, qtbot, qapp, pictures):
    """A bar that asked for no more than it has would stay in two lines for good."""
    beside = QWidget()
    qtbot.addWidget(beside)
    across = QHBoxLayout(beside)
    across.addWidget(tabs)
    across.addStretch(1)
    beside.resize(900, 60)
    beside.show()
    for text_size, halved in ((200, True), (100, False)):
        theme().apply(qapp, "light", text_size)
        pictures.settle()
        assert tabs.two_lines is halved
    tabs.setParent(None)  # each is closed by itself afterwards
