"""A part that is made when it is first needed: not before, in its place in the order of Tab, drawn only where it changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.later import Later
from ui.kit.panel import column


class Form(QWidget):
    """Two fields, and how often they were drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.fields, self.drawn = (QLineEdit(), QLineEdit()), []
        self.setLayout(column(*self.fields))

    def draw(self, words: str) -> None:
        self.drawn.append(words)


class Page(QWidget):
    """A field, the place of a form within a box, another field."""

    def __init__(self) -> None:
        super().__init__()
        self.made = 0
        self.first, self.last = QLineEdit(), QLineEdit()
        self.form = Later(self._make, Form.draw)
        box = QWidget()
        box.setLayout(column(self.form))
        self.setLayout(column(self.first, box, self.last))

    def _make(self) -> Form:
        self.made += 1
        return Form()


@pytest.fixture
def page(qtbot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_nothing_is_made_before_it_is_needed(page):
    page.form.draw(None)
    assert (page.made, page.form.made, page.form.isVisible()) == (0, False, False)


def test_it_is_made_once_and_hidden_again(page):
    page.form.draw("a")
    assert page.form.part.isVisible()
    page.form.draw(None)
    assert not page.form.part.isVisible()
    page.form.draw("a")
    assert page.form.part.isVisible()
    assert page.made == 1


def test_it_is_drawn_only_where_it_changed(page):
    for words in ("a", "a", "b", None, "b"):
        page.form.draw(words)
    assert page.form.part.drawn == ["a", "b", "b"]


def test_tab_goes_through_it_in_its_place(page):
    page.form.draw("a")
    order = [page.first, *page.form.part.fields, page.last]
    page.first.setFocus()
    for field in order[1:]:
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert page.focusWidget() is field
